//! Other purposes than the managed package: what is set, held and said for each.

use super::checklists::{Checklist, Checklists};
use super::command::{Command, Gate, Rules};
use super::message::{Message, english};
use super::observation::{
    BoxState, ControlId, DatasetField, FormMode, Observation, Permission, Sighting,
};
use super::run::Run;
use super::run_tests::{click, dialog, kinds, page};
use super::view::{Action, NoticeKind, StepState};
use proptest::prelude::*;

/// Every built-in checklist by its number, and the organization's after them.
const PACKAGE: u8 = 0;
const DELETION: u8 = 1;
const EVENTS: u8 = 2;
const OTHER: u8 = 3;

fn run_for(seen: &mut Observation, number: u8) -> Run {
    let mut run = Run::new(Rules::default());
    let commands = run.observed(seen, 0.0);
    click(seen, &commands);
    run.observed(seen, 600.0);
    let commands = run.asked(Action::Purpose(number), seen);
    assert!(matches!(commands[..], [Command::KeepPurpose(_)]));
    settle(&mut run, seen);
    run
}

fn settle(run: &mut Run, seen: &mut Observation) {
    for round in 0..8 {
        let commands = run.observed(seen, 1_000.0 + 200.0 * f64::from(round));
        click(seen, &commands);
    }
}

fn is_on(seen: &Observation, permission: &Permission) -> Option<bool> {
    let form = seen.form.seen()?;
    let found = form.boxes.iter().find(|one| one.permission.is(permission));
    found.map(|one| one.state == BoxState::On)
}

#[test]
fn the_default_permissions_are_put_back_for_deletion() {
    let mut seen = page([false, true, false], &[true], 2, FormMode::Create);
    let mut run = run_for(&mut seen, DELETION);
    assert_eq!(is_on(&seen, &Permission::CanAccessApi), Some(false));
    assert_eq!(is_on(&seen, &Permission::CanSendEvents), Some(true));
    assert_eq!(
        run.tries_to_submit(&seen),
        Gate::Open,
        "datasets are optional"
    );
    let view = run.view(&seen);
    assert!(view.notices.is_empty());
    assert_eq!(view.steps[3].state, StepState::Done);
    assert_eq!(view.purpose, Some(Message::PurposeDeletion.into()));
}

#[test]
fn what_contradicts_the_purpose_is_held() {
    let mut seen = page([false, true, true], &[], 0, FormMode::Create);
    let mut run = run_for(&mut seen, DELETION);
    let by_hand = page([true, true, true], &[], 0, FormMode::Create);
    run.admin_took_over();
    run.observed(&by_hand, 5_000.0);
    assert_eq!(run.tries_to_submit(&by_hand), Gate::Held);
    assert!(kinds(&run, &by_hand).contains(&NoticeKind::Boxes));
    // The way back is one press.
    run.asked(Action::Purpose(PACKAGE), &by_hand);
    assert_eq!(run.tries_to_submit(&by_hand), Gate::Open);
}

#[test]
fn something_else_sets_nothing_holds_nothing_and_claims_nothing() {
    let mut seen = page([true, false, false], &[true], 3, FormMode::Create);
    let mut rules = Rules::default();
    rules.checklists.choose("other");
    let mut run = Run::new(rules);
    let before = seen.clone();
    settle(&mut run, &mut seen);
    assert_eq!(seen, before);
    assert_eq!(run.tries_to_submit(&seen), Gate::Open);
    let view = run.view(&seen);
    assert_eq!(view.steps[3].state, StepState::Unknown);
    assert!(view.notices.is_empty());
    assert_ne!(view.headline, Message::HeadlineRight);
}

#[test]
fn no_box_is_set_before_the_purpose_is_known() {
    let mut run = Run::new(Rules::not_yet_known());
    let mut seen = page([false; 3], &[], 0, FormMode::Create);
    let sets = |commands: &[Command]| {
        let is_set = |one: &Command| matches!(one, Command::SetBox { .. });
        commands.iter().any(is_set)
    };
    assert!(!sets(&run.observed(&seen, 0.0)));
    assert_eq!(run.tries_to_submit(&seen), Gate::Held);
    let mut rules = Rules::default();
    rules.checklists.choose("authenticated-events");
    run.set_rules(rules);
    settle(&mut run, &mut seen);
    assert_eq!(is_on(&seen, &Permission::CanSendEvents), Some(true));
    assert_eq!(is_on(&seen, &Permission::CanAccessApi), Some(false));
}

#[test]
fn an_existing_token_is_left_alone_and_what_it_fits_is_said() {
    let mut run = Run::new(Rules::default());
    let seen = page([false, true, true], &[], 0, FormMode::Edit);
    assert!(run.observed(&seen, 0.0).is_empty());
    let view = run.view(&seen);
    assert_eq!(view.purpose, None);
    let [notice] = &view.notices[..] else {
        panic!("one line: {:?}", view.notices);
    };
    assert_eq!(notice.kind, NoticeKind::Existing);
    assert_eq!(
        english().paragraph(&notice.text),
        "It does not fit “Sales and Service Cloud”. Can access API is not selected. It fits “User lookup and deletion” and \
         “Authenticated events”. Trivet changes and stops nothing here."
    );
    // Choosing is for new tokens: nothing on this one is set.
    run.asked(Action::Purpose(EVENTS), &seen);
    assert!(run.observed(&seen, 100.0).is_empty());
}

#[test]
fn what_cannot_be_told_of_an_existing_token_is_said() {
    let mut seen = page([true; 3], &[], 0, FormMode::Edit);
    if let Sighting::Seen(form) = &mut seen.form {
        form.datasets = DatasetField::NotFound;
    }
    let mut run = Run::new(Rules::default());
    run.observed(&seen, 0.0);
    let text = &run.view(&seen).notices[0].text;
    let [
        Message::ExistingCannotTell { purpose },
        Message::ExistingFits { purpose_list },
        _,
    ] = &text[..]
    else {
        panic!("{text:?}");
    };
    assert_eq!(*purpose, Message::PurposePackage);
    let text = Message::PurposeEvents.into();
    assert_eq!(purpose_list[..], [Message::Quoted { text }]);
}

#[test]
fn what_a_token_is_for_was_decided_at_its_ok() {
    let mut seen = page([true; 3], &[], 0, FormMode::Create);
    let mut run = run_for(&mut seen, OTHER);
    assert_eq!(run.tries_to_submit(&seen), Gate::Open);
    run.observed(&seen, 5_000.0);
    // The list is still open when the dialog comes.
    run.asked(Action::ChoosePurpose, &seen);
    let shown = dialog(true);
    run.observed(&shown, 5_100.0);
    assert!(run.asked(Action::Purpose(PACKAGE), &shown).is_empty());
    // An organization's policy comes meanwhile.
    run.set_rules(Rules::default());
    let view = run.view(&shown);
    assert_eq!(
        view.steps[3].state,
        StepState::Unknown,
        "nothing was checked"
    );
    assert_eq!(run.asked_for(5_200.0).checklist.id, "other");
}

#[test]
fn a_form_of_which_not_all_is_checked_is_not_called_right() {
    let mut seen = page([false, true, true], &[true], 2, FormMode::Create);
    let run = run_for(&mut seen, EVENTS);
    let headline = run.view(&seen).headline;
    assert_eq!(headline, Message::HeadlineChecksPassed);
}

#[test]
fn a_choice_is_shown_with_what_it_means() {
    let mut seen = page([true; 3], &[], 0, FormMode::Create);
    let mut run = run_for(&mut seen, OTHER);
    run.asked(Action::ChoosePurpose, &seen);
    let sheet = run.view(&seen).sheet.unwrap();
    let offered: Vec<_> = sheet.rows.iter().map(|row| row.action).collect();
    let choose = |number| Some(Action::Purpose(number));
    assert_eq!(offered, [choose(0), choose(1), choose(2), None]);
    assert!(run.asked(Action::Purpose(9), &seen).is_empty());
}

#[test]
fn one_allowed_purpose_is_no_choice() {
    let checklists = Checklists::of_organization(Vec::new(), &["package".to_owned()]).unwrap();
    let mut run = Run::new(Rules {
        checklists,
        ..Rules::default()
    });
    let seen = page([true; 3], &[], 0, FormMode::Create);
    run.observed(&seen, 0.0);
    assert_eq!(run.view(&seen).purpose, None);
    assert!(run.asked(Action::Purpose(OTHER), &seen).is_empty());
}

fn any_checklist() -> impl Strategy<Value = Checklist> {
    let wish = || prop_oneof![Just(None), Just(Some(true)), Just(Some(false))];
    ([wish(), wish(), wish()], any::<bool>(), any::<bool>()).prop_map(
        |(wishes, allows_others, allows_datasets)| {
            let that_are = |wish| {
                let named = Permission::NAMED.into_iter().zip(wishes);
                named
                    .filter(|(_, one)| *one == Some(wish))
                    .map(|(permission, _)| permission)
                    .collect()
            };
            Checklist {
                id: "own".into(),
                title: "Own".into(),
                on: that_are(true),
                off: that_are(false),
                allows_others,
                allows_datasets,
                is_for_package: false,
            }
        },
    )
}

proptest! {
    /// For whatever checklist: a new form is set to exactly what it asks for, what it says nothing of is left alone, and OK
    /// is held exactly while something contradicts it.
    #[test]
    fn any_checklist_is_set_and_held(
        checklist in any_checklist(), states in any::<[bool; 3]>(),
        extras in proptest::collection::vec(any::<bool>(), 0..4), datasets in 0_usize..3,
    ) {
        let mut checklists = Checklists::of_organization(vec![checklist.clone()], &[]).unwrap();
        checklists.choose("own");
        let mut run = Run::new(Rules { checklists, ..Rules::default() });
        let before = page(states, &extras, datasets, FormMode::Create);
        let mut seen = before.clone();
        settle(&mut run, &mut seen);
        let form = seen.form.seen().unwrap();
        for (one, was) in form.boxes.iter().zip(&before.form.seen().unwrap().boxes) {
            let wanted = match checklist.wants(&one.permission) {
                Some(true) => BoxState::On,
                Some(false) => BoxState::Off,
                None => was.state,
            };
            prop_assert_eq!(one.state, wanted);
        }
        let is_spoiled = datasets > 0 && !checklist.allows_datasets;
        let gate = if is_spoiled { Gate::Held } else { Gate::Open };
        prop_assert_eq!(run.tries_to_submit(&seen), gate);
        prop_assert_eq!(run.verdict(form).is_right(), !is_spoiled);
        let headline = run.view(&seen).headline;
        let is_claimed = headline == Message::HeadlineRight || headline == Message::HeadlineChecksPassed;
        prop_assert_eq!(is_claimed, !is_spoiled && checklist.checks_form());
    }

    /// Nobody's choice changes an existing token.
    #[test]
    fn an_existing_token_is_never_set(states in any::<[bool; 3]>(), numbers in proptest::collection::vec(0_u8..6, 0..6)) {
        let seen = page(states, &[], 0, FormMode::Edit);
        let mut run = Run::new(Rules::default());
        for (number, at) in numbers.into_iter().zip(0_u8..) {
            run.asked(Action::Purpose(number), &seen);
            prop_assert!(run.observed(&seen, f64::from(at) * 100.0).is_empty());
        }
    }
}

#[test]
fn notes_are_proposed_while_they_are_empty_on_the_form_of_a_new_token() {
    let notes = Some(ControlId(51));
    let new = || Observation {
        notes,
        ..page([false, true, false], &[], 0, FormMode::Create)
    };
    for (number, is_offered) in [
        (PACKAGE, true),
        (DELETION, true),
        (EVENTS, true),
        (OTHER, false),
    ] {
        let mut seen = new();
        let mut run = run_for(&mut seen, number);
        let offer = run.view(&seen).steps[4].action;
        assert_eq!(offer == Some(Action::FillNotes), is_offered, "{number}");
        let fills = |commands: &[Command]| matches!(commands, [Command::FillNotes { .. }]);
        assert_eq!(fills(&run.asked(Action::FillNotes, &seen)), is_offered);
        // What somebody wrote meanwhile is never touched.
        seen.notes = None;
        assert_eq!(run.view(&seen).steps[4].action, None);
        assert!(run.asked(Action::FillNotes, &seen).is_empty());
    }
    // A form that is not right yet has something more urgent, and an existing token keeps its notes.
    let mut wrong = new();
    let mut run = run_for(&mut wrong, PACKAGE);
    wrong.form = page([true; 3], &[], 1, FormMode::Create).form;
    run.observed(&wrong, 9_000.0);
    assert_eq!(run.view(&wrong).steps[4].action, None);
    let existing = Observation {
        notes,
        ..page([true; 3], &[], 0, FormMode::Edit)
    };
    let mut run = Run::new(Rules::default());
    run.observed(&existing, 0.0);
    assert_eq!(run.view(&existing).steps[4].action, None);
    assert!(run.asked(Action::FillNotes, &existing).is_empty());
}
