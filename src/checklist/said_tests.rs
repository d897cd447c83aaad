//! What is said quietly, and when: nothing that is held or offered comes of it.

use super::command::{Gate, Rules};
use super::message::Message;
use super::observation::{ControlId, FormMode, Observation, Sighting};
use super::run::Run;
use super::run_tests::{dialog, kinds, page};
use super::view::{Action, NoticeKind};
use proptest::prelude::*;

#[test]
fn an_ok_without_an_answer_is_said_until_there_is_one() {
    let mut run = Run::new(Rules::default());
    let form = page([true; 3], &[], 0, FormMode::Create);
    run.observed(&form, 0.0);
    run.observed(&form, 20_000.0);
    assert!(
        !kinds(&run, &form).contains(&NoticeKind::Unanswered),
        "nobody pressed OK"
    );
    assert_eq!(run.tries_to_submit(&form), Gate::Open);
    for now in [20_001.0, 23_000.0] {
        run.observed(&form, now);
        assert!(!kinds(&run, &form).contains(&NoticeKind::Unanswered));
    }
    run.observed(&form, 27_000.0);
    assert_eq!(kinds(&run, &form), [NoticeKind::Unanswered]);
    // The next OK asks anew, and an answer ends it.
    assert_eq!(run.tries_to_submit(&form), Gate::Open);
    run.observed(&form, 28_000.0);
    assert!(!kinds(&run, &form).contains(&NoticeKind::Unanswered));
    run.observed(&form, 40_000.0);
    assert!(kinds(&run, &form).contains(&NoticeKind::Unanswered));
    let shown = dialog(true);
    run.observed(&shown, 41_000.0);
    assert!(!kinds(&run, &shown).contains(&NoticeKind::Unanswered));
}

#[test]
fn a_held_ok_and_one_of_an_existing_token_await_nothing() {
    for (boxes, mode) in [([false; 3], FormMode::Create), ([true; 3], FormMode::Edit)] {
        let mut run = Run::new(Rules::default());
        let form = page(boxes, &[], 0, mode);
        run.observed(&form, 0.0);
        run.admin_took_over();
        run.tries_to_submit(&form);
        run.observed(&form, 1.0);
        run.observed(&form, 60_000.0);
        assert!(!kinds(&run, &form).contains(&NoticeKind::Unanswered));
    }
}

#[test]
fn a_value_in_the_accept_list_is_a_hint_and_holds_nothing() {
    let mut run = Run::new(Rules {
        hold_when_unsure: true,
        ..Rules::default()
    });
    let form = Observation {
        accept_list: Some(ControlId(51)),
        ..page([true; 3], &[], 0, FormMode::Create)
    };
    run.observed(&form, 0.0);
    assert_eq!(kinds(&run, &form), [NoticeKind::AcceptList]);
    assert_eq!(run.tries_to_submit(&form), Gate::Open);
}

#[test]
fn a_page_in_an_unknown_language_is_said_to_be_translated() {
    let run = Run::new(Rules::default());
    let foreign = Observation {
        is_translated: true,
        ..Observation::default()
    };
    assert_eq!(kinds(&run, &foreign), [NoticeKind::Translated]);
    assert_eq!(run.view(&foreign).headline, Message::HeadlineNotEnglish);
    // Where anything is recognised, the translation is no hindrance.
    let known = Observation {
        is_translated: true,
        security: Sighting::Seen(ControlId(1)),
        ..Observation::default()
    };
    assert!(kinds(&run, &known).is_empty());
    let form = Observation {
        is_translated: true,
        ..page([true; 3], &[], 0, FormMode::Create)
    };
    assert!(kinds(&run, &form).is_empty());
}

proptest! {
    #[test]
    fn an_existing_token_is_met_with_one_quiet_line(
        boxes in any::<[bool; 3]>(), extras in prop::collection::vec(any::<bool>(), 0..3), datasets in 0_usize..3,
    ) {
        let mut run = Run::new(Rules::default());
        let form = page(boxes, &extras, datasets, FormMode::Edit);
        let commands = run.observed(&form, 0.0);
        prop_assert!(commands.is_empty(), "{commands:?}");
        let view = run.view(&form);
        prop_assert_eq!(kinds(&run, &form), [NoticeKind::Existing]);
        prop_assert!(view.marks.is_empty());
        prop_assert!(view.notices.iter().all(|notice| notice.actions.is_empty()));
        prop_assert!(view.steps.iter().all(|step| step.action.is_none()));
        prop_assert_eq!(run.tries_to_submit(&form), Gate::Open);
    }
}

#[test]
fn the_next_button_is_the_best_that_is_offered() {
    let mut run = Run::new(Rules::default());
    let next = |run: &Run, seen: &Observation| run.view(seen).next_action();
    let right = page([true; 3], &[], 0, FormMode::Create);
    run.observed(&right, 0.0);
    assert_eq!(next(&run, &right), Some(Action::CheckScreen));
    run.admin_took_over();
    run.asked(Action::ChoosePurpose, &right);
    assert!(matches!(next(&run, &right), Some(Action::Purpose(_))));
    let wrong = page([true, true, false], &[], 0, FormMode::Create);
    run.observed(&wrong, 1.0);
    assert_eq!(next(&run, &wrong), Some(Action::PutRight));
    run.asked(Action::LeaveSheet, &wrong);

    let shown = dialog(true);
    run.observed(&shown, 2.0);
    assert_eq!(next(&run, &shown), Some(Action::OpenVault));
    run.asked(Action::ValuesSafeElsewhere, &shown);
    let back = Action::CancelValuesSafeElsewhere;
    assert_eq!(next(&run, &shown), Some(back), "the answer that is safe");
    run.asked(back, &shown);

    // While Trivet's window has the values there is nothing to do here.
    run.asked(Action::OpenVault, &shown);
    run.hand_over();
    run.vault_received();
    assert_eq!(next(&run, &shown), Some(Action::CheckScreen));
}

#[test]
fn where_steps_are_marked_by_hand_the_next_button_is_of_the_step_at_hand() {
    let run = Run::new(Rules::default());
    let unknown = Observation::default();
    let view = run.view(&unknown);
    let at_hand = view.steps.iter().find(|step| step.state.is_at_hand());
    let action = at_hand.and_then(|step| step.action);
    assert_eq!(view.next_action(), action.or(Some(Action::CheckScreen)));
    assert!(matches!(action, Some(Action::Tick(_))), "{action:?}");
}
