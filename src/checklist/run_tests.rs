//! The run, told what a page would show.

use super::checklists::Checklist;
use super::command::{Command, Gate, Rules};
use super::custody::Custody;
use super::history::FieldTexts;
use super::label::Term;
use super::message::Message;
use super::observation::{
    BoxState, ControlId, CredentialsDialog, DatasetField, FormMode, Observation, Permission,
    PermissionBox, Sighting, TokenForm, UnknownControl, ValuesId,
};
use super::run::Run;
use super::verdict::Verdict;
use super::view::{Action, NoticeKind, StepState};
use proptest::prelude::*;

pub(crate) fn page(
    states: [bool; 3],
    extras: &[bool],
    datasets: usize,
    mode: FormMode,
) -> Observation {
    let named = Permission::NAMED.into_iter().zip(states);
    let others = extras
        .iter()
        .enumerate()
        .map(|(index, on)| (Permission::Other(format!("Extra {index}")), *on));
    let boxes = named
        .chain(others)
        .zip(0..)
        .map(|((permission, on), index)| PermissionBox {
            control: ControlId(index),
            permission,
            state: if on { BoxState::On } else { BoxState::Off },
            can_change: true,
        })
        .collect();
    let control = ControlId(50);
    Observation {
        form: Sighting::Seen(TokenForm {
            mode,
            boxes,
            datasets: match datasets {
                0 => DatasetField::Empty(control),
                entries => DatasetField::Filled {
                    control,
                    entries: Some(entries),
                },
            },
            texts: FieldTexts::default(),
            unknown: Vec::new(),
            can_clear: true,
            submit: Sighting::Seen(ControlId(60)),
        }),
        ..Observation::default()
    }
}

/// A page that takes clicks at once.
pub(crate) fn click(observation: &mut Observation, commands: &[Command]) {
    let Sighting::Seen(form) = &mut observation.form else {
        return;
    };
    for command in commands {
        match command {
            Command::SetBox { control, on } => {
                for part in form.boxes.iter_mut().filter(|b| b.control == *control) {
                    part.state = if *on { BoxState::On } else { BoxState::Off };
                }
            }
            Command::ClearDatasets => {
                form.texts.print += 1;
                form.datasets = match form.datasets {
                    DatasetField::Filled {
                        entries: Some(entries @ 2..),
                        ..
                    } => DatasetField::Filled {
                        control: ControlId(50),
                        entries: Some(entries - 1),
                    },
                    _ => DatasetField::Empty(ControlId(50)),
                };
            }
            _ => {}
        }
    }
}

pub(crate) fn dialog(complete: bool) -> Observation {
    let value = |index| {
        if complete {
            Sighting::Seen(ControlId(index))
        } else {
            Sighting::Absent
        }
    };
    Observation {
        credentials: Sighting::Seen(CredentialsDialog {
            key_id: value(70),
            key_secret: value(71),
            close: vec![ControlId(72)],
            download_csv: Sighting::Absent,
            values: complete.then_some(ValuesId(1)),
        }),
        ..Observation::default()
    }
}

pub(crate) fn kinds(run: &Run, observation: &Observation) -> Vec<NoticeKind> {
    run.view(observation)
        .notices
        .iter()
        .map(|n| n.kind)
        .collect()
}

#[test]
fn a_new_form_is_set_at_first_sight_and_once() {
    let mut run = Run::new(Rules::default());
    let mut seen = page([false, true, false], &[true, false], 0, FormMode::Create);
    let commands = run.observed(&seen, 0.0);
    click(&mut seen, &commands);
    run.observed(&seen, 1.0);
    assert!(
        seen.form
            .seen()
            .is_some_and(|form| Verdict::of(form, &Checklist::package()).is_right())
    );
    run.observed(&seen, 600.0);
    // From now on a change is the admin's or the page's, and is only said.
    let later = page([false, true, true], &[], 0, FormMode::Create);
    assert!(run.observed(&later, 700.0).is_empty());
    assert!(kinds(&run, &later).contains(&NoticeKind::Boxes));
}

#[test]
fn a_page_that_draws_later_is_not_clicked_back() {
    let mut run = Run::new(Rules::default());
    let seen = page([false, true, true], &[], 0, FormMode::Create);
    let set = Command::SetBox {
        control: ControlId(0),
        on: true,
    };
    assert!(run.observed(&seen, 0.0).contains(&set));
    assert!(!run.observed(&seen, 16.0).contains(&set));
    assert!(run.observed(&seen, 151.0).contains(&set));
    assert!(run.observed(&seen, 302.0).contains(&set));
    for now in [453.0, 604.0, 755.0] {
        assert!(
            !run.observed(&seen, now).contains(&set),
            "three clicks are enough"
        );
    }
    assert!(kinds(&run, &seen).contains(&NoticeKind::Boxes));
}

#[test]
fn the_admin_takes_over_with_the_first_own_click() {
    let mut run = Run::new(Rules::default());
    run.observed(&page([true; 3], &[], 0, FormMode::Create), 0.0);
    run.admin_took_over();
    let undone = page([false, true, true], &[], 0, FormMode::Create);
    assert!(run.observed(&undone, 10.0).is_empty());
    assert_eq!(run.tries_to_submit(&undone), Gate::Held);
}

/// Read at these times: the form, nothing, and what comes within a second.
fn after_a_gap(run: &mut Run, after: &Observation) -> bool {
    run.observed(&Observation::default(), 2_000.0);
    let commands = run.observed(after, 2_300.0);
    commands.iter().any(|c| matches!(c, Command::SetBox { .. }))
}

#[test]
fn a_form_that_is_put_in_again_is_ticked_and_one_that_is_drawn_anew_is_left() {
    let right = page([true; 3], &[], 0, FormMode::Create);
    let empty = page([false; 3], &[], 0, FormMode::Create);
    let settled = || {
        let mut run = Run::new(Rules::default());
        for now in [0.0, 1_000.0] {
            run.observed(&right, now);
        }
        run
    };
    assert!(after_a_gap(&mut settled(), &empty));
    assert!(!after_a_gap(&mut settled(), &right));
    // What the admin did to it right before is no other form.
    let mut run = settled();
    run.admin_used_box(1_900.0);
    run.admin_took_over();
    let undone = page([true, false, true], &[], 0, FormMode::Create);
    assert!(!after_a_gap(&mut run, &undone));
    // What was done to an earlier form is.
    let mut run = settled();
    run.admin_used_box(500.0);
    run.admin_took_over();
    assert!(after_a_gap(&mut run, &empty));
}

#[test]
fn a_form_of_which_it_is_not_known_what_it_is_for_is_held_and_not_set() {
    let mut run = Run::new(Rules::default());
    let wrong = page([true, false, true], &[], 0, FormMode::Unclear);
    let commands = run.observed(&wrong, 0.0);
    assert!(!commands.iter().any(|c| matches!(c, Command::SetBox { .. })));
    assert_eq!(run.tries_to_submit(&wrong), Gate::Held);
    let commands = run.asked(Action::PutRight, &wrong);
    assert!(commands.iter().any(|c| matches!(c, Command::SetBox { .. })));
}

#[test]
fn a_control_that_is_not_known_is_said_and_held_where_the_policy_says_so() {
    let mut seen = page([true; 3], &[], 0, FormMode::Create);
    if let Sighting::Seen(form) = &mut seen.form {
        form.unknown.push(UnknownControl {
            control: ControlId(70),
            name: "Scope".to_owned(),
        });
    }
    let mut run = Run::new(Rules::default());
    run.observed(&seen, 0.0);
    let view = run.view(&seen);
    assert_ne!(view.headline, Message::HeadlineRight);
    assert_eq!(view.steps[3].state, StepState::Unknown);
    let scope = Message::DoubtControlNamed {
        name: "Scope".into(),
    };
    assert!(view.notices.iter().any(|one| one.text.contains(&scope)));
    assert!(view.marks.iter().any(|one| one.control == ControlId(70)));
    assert_eq!(run.tries_to_submit(&seen), Gate::Open);
    let mut strict = Run::new(Rules {
        hold_when_unsure: true,
        ..Rules::default()
    });
    strict.observed(&seen, 0.0);
    assert_eq!(strict.tries_to_submit(&seen), Gate::Held);
}

#[test]
fn datasets_are_taken_out_one_by_one_when_asked() {
    let mut run = Run::new(Rules::default());
    let mut seen = page([true; 3], &[], 3, FormMode::Create);
    run.observed(&seen, 0.0);
    assert_eq!(run.tries_to_submit(&seen), Gate::Held);
    run.asked(Action::ClearDatasets, &seen);
    for round in 1..=3 {
        let commands = run.observed(&seen, 60.0 * f64::from(round));
        assert!(commands.iter().any(|c| matches!(c, Command::ClearDatasets)));
        click(&mut seen, &commands);
    }
    run.observed(&seen, 300.0);
    assert_eq!(
        run.held(),
        None,
        "what was held is forgotten when it is right"
    );
    assert_eq!(run.tries_to_submit(&seen), Gate::Open);
}

#[test]
fn the_dialog_closes_only_when_the_values_are_safe() {
    let mut run = Run::new(Rules::default());
    let seen = dialog(true);
    run.observed(&seen, 0.0);
    assert_eq!(run.tries_to_close(&seen), Gate::Held);
    assert_eq!(run.asked(Action::OpenVault, &seen), [Command::OpenVault]);
    assert_eq!(run.hand_over(), Some(ValuesId(1)));
    run.vault_received();
    assert_eq!(run.tries_to_close(&seen), Gate::Held);
    assert!(run.would_lose_values());
    run.vault_left();
    assert_eq!(
        *run.custody(),
        Custody::Shown,
        "what was not verified was not saved"
    );
    run.asked(Action::OpenVault, &seen);
    run.hand_over();
    run.vault_received();
    assert!(!run.comes_back(), "Close is not what is left to do");
    run.vault_verified("x.kdbx".to_owned());
    assert!(run.comes_back());
    assert!(!run.comes_back(), "the focus is moved once");
    assert_eq!(run.tries_to_close(&seen), Gate::Open);
    assert!(!run.would_lose_values());
    run.observed(&Observation::default(), 10.0);
    run.observed(&Observation::default(), 1_100.0);
    assert!(run.is_closed());
    let view = run.view(&Observation::default());
    assert_eq!(view.steps[7].state, StepState::Done);
    let verified = Message::StoreVerified {
        file: "x.kdbx".into(),
    };
    assert_eq!(view.steps[6].detail[..], [verified]);
}

#[test]
fn a_question_stands_alone_and_a_close_beside_it_is_said() {
    let seen = dialog(true);
    let mut run = Run::new(Rules::default());
    run.observed(&seen, 0.0);
    assert_eq!(run.tries_to_close(&seen), Gate::Held);
    assert!(kinds(&run, &seen).contains(&NoticeKind::CloseHeld));
    run.asked(Action::ValuesSafeElsewhere, &seen);
    let asked = [NoticeKind::Elsewhere, NoticeKind::Unseen];
    assert_eq!(kinds(&run, &seen), asked);
    assert!(run.view(&seen).asks());
    assert_eq!(run.tries_to_close(&seen), Gate::Held);
    assert!(kinds(&run, &seen).contains(&NoticeKind::CloseHeld));
    run.asked(Action::CancelValuesSafeElsewhere, &seen);
    assert!(!run.view(&seen).asks());
    assert!(kinds(&run, &seen).contains(&NoticeKind::Credentials));
}

#[test]
fn a_word_given_twice_opens_the_dialog_and_a_policy_forbids_it() {
    let seen = dialog(true);
    let mut run = Run::new(Rules::default());
    run.observed(&seen, 0.0);
    run.asked(Action::ConfirmValuesSafeElsewhere, &seen);
    assert_eq!(
        run.tries_to_close(&seen),
        Gate::Held,
        "nobody was asked yet"
    );
    run.asked(Action::ValuesSafeElsewhere, &seen);
    run.asked(Action::ConfirmValuesSafeElsewhere, &seen);
    assert_eq!(run.tries_to_close(&seen), Gate::Open);

    let strict = Rules {
        allow_values_safe_elsewhere: false,
        ..Rules::default()
    };
    let mut run = Run::new(strict);
    run.observed(&seen, 0.0);
    run.asked(Action::ValuesSafeElsewhere, &seen);
    run.asked(Action::ConfirmValuesSafeElsewhere, &seen);
    assert_eq!(run.tries_to_close(&seen), Gate::Held);
}

#[test]
fn a_dialog_that_is_not_understood_is_held_and_has_a_way_out_under_every_policy() {
    let strict = Rules {
        allow_values_safe_elsewhere: false,
        ..Rules::default()
    };
    let seen = dialog(false);
    let mut run = Run::new(strict);
    run.observed(&seen, 0.0);
    assert_eq!(run.tries_to_close(&seen), Gate::Held);
    assert!(run.would_lose_values());
    run.asked(Action::ValuesSafeElsewhere, &seen);
    run.asked(Action::ConfirmValuesSafeElsewhere, &seen);
    assert_eq!(run.tries_to_close(&seen), Gate::Open);
    assert!(!run.would_lose_values());
}

proptest! {
    /// Whatever is seen, under every policy: OK goes through only when nothing is certainly wrong, and right is right.
    #[test]
    fn every_form_under_every_policy_gets_its_verdict(
        states in any::<[bool; 3]>(),
        extras in proptest::collection::vec(any::<bool>(), 0..4),
        datasets in 0_usize..4,
        field_found in any::<bool>(),
        hold_when_unsure in any::<bool>(),
        editing in any::<bool>(),
    ) {
        let mode = if editing { FormMode::Edit } else { FormMode::Create };
        let mut seen = page(states, &extras, datasets, mode);
        if let (Sighting::Seen(form), false) = (&mut seen.form, field_found) {
            form.datasets = DatasetField::NotFound;
        }
        let mut run = Run::new(Rules { hold_when_unsure, ..Rules::default() });
        let boxes_right = states == [true; 3] && !extras.contains(&true);
        let dataset_right = datasets == 0 || !field_found;
        let is_as_asked = boxes_right && dataset_right && (field_found || !hold_when_unsure);
        let expected = editing || is_as_asked;
        prop_assert_eq!(run.tries_to_submit(&seen) == Gate::Open, expected);
        let view = run.view(&seen);
        let right = boxes_right && datasets == 0 && field_found;
        prop_assert_eq!(view.steps[3].state == StepState::Done, right && !editing);
    }
}

#[test]
fn a_form_that_is_not_recognised_is_said_to_be_none_and_ticked_by_hand() {
    let mut run = Run::new(Rules::default());
    let observation = Observation {
        signs: vec![Term::CanAccessApi, Term::CanSendEvents],
        ..Observation::default()
    };
    assert!(run.observed(&observation, 0.0).is_empty());
    assert_eq!(run.tries_to_submit(&observation), Gate::Open);
    let view = run.view(&observation);
    assert_eq!(view.headline, Message::HeadlineFormUnknown);
    let notice = &view.notices[0];
    let missing = Message::FormMisses {
        permission_alternatives: ["Is enabled".into()].into(),
    };
    assert_eq!(notice.text[..], [missing]);
    assert_eq!(notice.actions, [Action::CheckScreen]);
    assert_eq!(view.steps[3].action, Some(Action::Tick(4)));
    run.asked(Action::Tick(4), &observation);
    assert_eq!(run.view(&observation).steps[3].state, StepState::ByHand);
    run.asked(Action::Tick(4), &observation);
    assert_eq!(run.view(&observation).steps[3].state, StepState::Todo);
    // One name alone is said of other things, too.
    let one = Observation {
        signs: vec![Term::IsEnabled],
        ..Observation::default()
    };
    assert!(run.view(&one).notices.is_empty());
}

#[test]
fn what_is_read_from_the_page_is_not_ticked_by_hand() {
    let run = Run::new(Rules::default());
    let observation = Observation {
        create_token: Sighting::Seen(ControlId(1)),
        ..Observation::default()
    };
    let view = run.view(&observation);
    assert!(view.steps.iter().all(|step| step.action.is_none()));
    assert_eq!(view.footer, [Action::CheckScreen]);
}
