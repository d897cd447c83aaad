//! Where the credentials are said to be, whatever becomes of their dialog.

use super::command::{Command, Gate, Rules, Tried};
use super::custody::Custody;
use super::keys::Submits;
use super::message::{Message, english};
use super::observation::{ControlId, FormMode, Observation, Sighting, ValuesId};
use super::run::Run;
use super::run_tests::{dialog, kinds, page};
use super::view::{Action, Notice, NoticeKind, StepState};
use proptest::prelude::*;
use std::rc::Rc;

/// The dialog of a token, with the values that go by that number.
fn showing(values: u32) -> Observation {
    let mut observation = dialog(true);
    if let Sighting::Seen(dialog) = &mut observation.credentials {
        dialog.values = Some(ValuesId(values));
    }
    observation
}

fn nothing() -> Observation {
    Observation::default()
}

/// A run that has read the values 1, which the page then took away.
fn kept() -> Run {
    let mut run = Run::new(Rules::default());
    run.observed(&showing(1), 0.0);
    run.observed(&nothing(), 10.0);
    run.observed(&nothing(), 1_100.0);
    run
}

fn hand_over(run: &mut Run, observation: &Observation) -> Option<ValuesId> {
    run.asked(Action::OpenVault, observation);
    let handed = run.hand_over();
    run.vault_received();
    handed
}

fn said(run: &Run, observation: &Observation, kind: NoticeKind) -> (Rc<[Message]>, Vec<Action>) {
    let notices = run.view(observation).notices;
    let notice = notices.into_iter().find(|notice| notice.kind == kind);
    notice.map_or_else(Default::default, |notice| (notice.text, notice.actions))
}

/// Opens once by itself, only for values that follow an OK of the admin's.
#[test]
fn the_window_comes_by_itself_once_after_the_admins_ok() {
    let wanted = Rules {
        opens_vault: true,
        ..Rules::default()
    };
    let form = page([true; 3], &[], 0, FormMode::Create);
    let opened = |rules: &Rules, has_ok: bool| {
        let mut run = Run::new(rules.clone());
        run.observed(&form, 0.0);
        if has_ok {
            assert_eq!(run.tries_to_submit(&form), Gate::Open);
        }
        run.observed(&form, 10.0);
        let mut commands = run.observed(&showing(1), 20.0);
        // Read again, drawn anew, and with the secret changed: no second window.
        commands.extend(run.observed(&showing(1), 30.0));
        commands.extend(run.observed(&nothing(), 40.0));
        commands.extend(run.observed(&showing(1), 50.0));
        let handed = run.hand_over();
        run.vault_received();
        commands.extend(run.observed(&showing(2), 60.0));
        run.vault_left();
        commands.extend(run.observed(&showing(3), 70.0));
        let count = commands.iter().filter(|one| **one == Command::OpenVault);
        (count.count(), handed)
    };
    assert_eq!(opened(&wanted, true), (1, Some(ValuesId(1))));
    assert_eq!(opened(&wanted, false), (0, None));
    assert_eq!(opened(&Rules::default(), true), (0, None));
}

#[test]
fn values_outlive_a_dialog_that_the_page_takes_away() {
    let mut run = Run::new(Rules::default());
    run.observed(&showing(1), 0.0);
    run.observed(&nothing(), 10.0);
    assert_eq!(*run.custody(), Custody::Shown, "it may be drawn anew");
    let commands = run.observed(&nothing(), 1_100.0);
    assert!(commands.contains(&Command::Show), "a panel that was hidden");
    assert_eq!(*run.custody(), Custody::Kept);
    assert!(run.holds(ValuesId(1)) && run.would_lose_values());
    let view = run.view(&nothing());
    assert_eq!(view.headline, Message::HeadlineOnlyHere);
    let (text, actions) = said(&run, &nothing(), NoticeKind::Kept);
    assert!(text.contains(&Message::HeldKept));
    let all = [
        Action::OpenVault,
        Action::ValuesSafeElsewhere,
        Action::DropValues,
    ];
    assert_eq!(actions, all);
    assert_eq!(run.asked(Action::Hide, &nothing()), [Command::Hide]);
    assert!(
        run.holds(ValuesId(1)) && run.would_lose_values(),
        "hidden is not dropped"
    );
}

/// The page was away, and Trivet's window went on without it.
#[test]
fn a_window_that_lost_its_connection_may_still_verify() {
    let mut run = Run::new(Rules::default());
    run.observed(&showing(1), 0.0);
    hand_over(&mut run, &showing(1));
    run.vault_left();
    let (text, actions) = said(&run, &showing(1), NoticeKind::Credentials);
    assert_eq!(text[..], [Message::HeldEnded]);
    assert!(actions.contains(&Action::OpenVault));
    run.vault_verified("key.kdbx".to_owned());
    assert!(run.custody().is_safe());

    // Of other values than those that it was given nothing is proven.
    let mut run = Run::new(Rules::default());
    run.observed(&showing(1), 0.0);
    hand_over(&mut run, &showing(1));
    run.vault_left();
    run.observed(&showing(2), 10.0);
    run.vault_verified("key.kdbx".to_owned());
    assert!(!run.custody().is_safe());
}

#[test]
fn kept_values_are_saved_without_their_dialog() {
    let mut run = kept();
    assert_eq!(hand_over(&mut run, &nothing()), Some(ValuesId(1)));
    assert_eq!(*run.custody(), Custody::AtVault);
    let view = run.view(&nothing());
    assert_eq!(view.headline, Message::HeadlineSaveInWindow);
    let (text, actions) = said(&run, &nothing(), NoticeKind::Kept);
    assert_eq!(text[..], [Message::HeldAtBoth]);
    assert!(!actions.contains(&Action::DropValues), "{actions:?}");
    run.vault_left();
    assert_eq!(*run.custody(), Custody::Kept);
    let (text, _) = said(&run, &nothing(), NoticeKind::Kept);
    assert_eq!(text[..], [Message::HeldEndedOnlyHere]);
    assert!(run.holds(ValuesId(1)));
    hand_over(&mut run, &nothing());
    run.vault_verified("x.kdbx".to_owned());
    assert!(run.is_closed() && !run.would_lose_values());
    assert!(!run.holds(ValuesId(1)), "safe: nothing of them stays");
    let view = run.view(&nothing());
    assert_eq!(
        view.steps[6].detail[..],
        [Message::StoreVerified {
            file: "x.kdbx".into()
        }]
    );
    assert_eq!(view.steps[7].state, StepState::Done);
}

#[test]
fn what_the_vault_has_stays_there_when_the_dialog_goes() {
    let mut run = Run::new(Rules::default());
    run.observed(&showing(1), 0.0);
    hand_over(&mut run, &showing(1));
    run.observed(&nothing(), 10.0);
    run.observed(&nothing(), 1_100.0);
    assert_eq!(*run.custody(), Custody::AtVault);
    assert!(run.holds(ValuesId(1)) && run.would_lose_values());
    run.vault_left();
    assert_eq!(*run.custody(), Custody::Kept);
}

#[test]
fn a_dialog_that_comes_back_is_the_same() {
    let mut run = kept();
    run.observed(&showing(1), 5_000.0);
    assert_eq!(*run.custody(), Custody::Shown);
    assert!(
        !said(&run, &showing(1), NoticeKind::Credentials)
            .0
            .is_empty()
    );
    assert_eq!(run.tries_to_close(&showing(1)), Gate::Held);
}

#[test]
fn values_are_dropped_only_when_asked_twice() {
    let mut run = kept();
    run.asked(Action::ConfirmDropValues, &nothing());
    assert!(run.holds(ValuesId(1)), "nobody was asked yet");
    run.asked(Action::DropValues, &nothing());
    let (text, actions) = said(&run, &nothing(), NoticeKind::Drop);
    assert!(text.contains(&Message::DropQuestion), "{text:?}");
    assert_eq!(
        actions,
        [Action::CancelDropValues, Action::ConfirmDropValues]
    );
    run.asked(Action::CancelDropValues, &nothing());
    run.asked(Action::ConfirmDropValues, &nothing());
    assert!(run.holds(ValuesId(1)), "taken back");
    run.asked(Action::DropValues, &nothing());
    run.asked(Action::ConfirmDropValues, &nothing());
    assert_eq!(*run.custody(), Custody::Dropped);
    assert!(!run.holds(ValuesId(1)) && !run.would_lose_values());
    let (text, _) = said(&run, &nothing(), NoticeKind::Gone);
    assert!(text.contains(&Message::Dropped), "{text:?}");
    assert_eq!(run.view(&nothing()).steps[6].state, StepState::Wrong);
    assert!(run.is_done_with() && !run.custody().is_safe());
}

#[test]
fn what_the_page_shows_is_not_dropped() {
    let mut run = Run::new(Rules::default());
    run.observed(&showing(1), 0.0);
    run.asked(Action::DropValues, &showing(1));
    run.asked(Action::ConfirmDropValues, &showing(1));
    assert_eq!(*run.custody(), Custody::Shown);
}

#[test]
fn a_dialog_that_goes_before_it_could_be_read_is_lost() {
    let mut half = dialog(false);
    if let Sighting::Seen(dialog) = &mut half.credentials {
        dialog.key_id = Sighting::Seen(ControlId(70));
    }
    let mut run = Run::new(Rules {
        allow_values_safe_elsewhere: false,
        ..Rules::default()
    });
    run.observed(&half, 0.0);
    assert!(run.would_lose_values());
    run.observed(&nothing(), 10.0);
    assert_eq!(*run.custody(), Custody::None, "it may be drawn anew");
    run.observed(&nothing(), 1_100.0);
    assert_eq!(*run.custody(), Custody::Lost);
    assert!(!run.would_lose_values());
    let (text, actions) = said(&run, &nothing(), NoticeKind::Gone);
    assert!(text.contains(&Message::Lost), "{text:?}");
    assert_eq!(actions, [Action::ValuesSafeElsewhere, Action::Hide]);
    // And read after all, when it comes back.
    run.observed(&showing(1), 2_000.0);
    assert_eq!(*run.custody(), Custody::Shown);
}

#[test]
fn a_title_alone_was_no_dialog() {
    let mut run = Run::new(Rules::default());
    run.observed(&dialog(false), 0.0);
    run.observed(&nothing(), 10.0);
    run.observed(&nothing(), 1_100.0);
    assert_eq!(*run.custody(), Custody::None);
    assert!(run.view(&nothing()).notices.is_empty());
}

#[test]
fn the_last_complete_reading_counts() {
    let mut run = Run::new(Rules::default());
    run.observed(&showing(1), 0.0);
    run.observed(&dialog(false), 10.0);
    assert!(run.holds(ValuesId(1)), "covered by the page for a moment");
    run.observed(&showing(2), 20.0);
    assert!(run.holds(ValuesId(2)) && !run.holds(ValuesId(1)));
    assert_eq!(hand_over(&mut run, &showing(2)), Some(ValuesId(2)));
    // What the vault has is not what is shown any more: its word counts for nothing.
    run.observed(&showing(3), 30.0);
    assert_eq!(*run.custody(), Custody::Shown);
    run.vault_verified("x.kdbx".to_owned());
    assert_eq!(*run.custody(), Custody::Shown);
    let (text, _) = said(&run, &showing(3), NoticeKind::Credentials);
    assert_eq!(text[0], Message::HeldChanged);
}

#[test]
fn values_that_change_on_their_way_are_not_taken_for_those_that_went() {
    let mut run = Run::new(Rules::default());
    run.observed(&showing(1), 0.0);
    run.asked(Action::OpenVault, &showing(1));
    run.hand_over();
    run.observed(&showing(2), 10.0);
    run.vault_received();
    run.vault_verified("x.kdbx".to_owned());
    assert_eq!(*run.custody(), Custody::Offered);
}

#[test]
fn another_token_waits_until_the_kept_values_are_safe() {
    let mut run = kept();
    run.observed(&showing(2), 5_000.0);
    assert_eq!(*run.custody(), Custody::Kept);
    assert!(run.holds(ValuesId(1)) && run.holds(ValuesId(2)));
    assert_eq!(run.tries_to_close(&showing(2)), Gate::Held);
    let (text, _) = said(&run, &showing(2), NoticeKind::Kept);
    assert!(text.contains(&Message::OthersThen), "{text:?}");
    assert_eq!(hand_over(&mut run, &showing(2)), Some(ValuesId(1)));
    run.vault_verified("one.kdbx".to_owned());
    assert_eq!(*run.custody(), Custody::Shown, "now the next");
    assert!(!run.holds(ValuesId(1)) && run.holds(ValuesId(2)));
    assert_eq!(run.tries_to_close(&showing(2)), Gate::Held);
    assert_eq!(hand_over(&mut run, &showing(2)), Some(ValuesId(2)));
    run.vault_verified("two.kdbx".to_owned());
    assert_eq!(run.tries_to_close(&showing(2)), Gate::Open);
    assert!(!run.would_lose_values());
}

#[test]
fn a_dialog_that_was_not_read_yet_is_not_opened_by_what_another_proved() {
    let mut run = kept();
    run.observed(&dialog(false), 5_000.0);
    hand_over(&mut run, &dialog(false));
    run.vault_verified("one.kdbx".to_owned());
    assert_eq!(run.tries_to_close(&dialog(false)), Gate::Held);
    assert!(run.would_lose_values() && run.wants_values());
    run.observed(&showing(2), 5_100.0);
    assert_eq!(*run.custody(), Custody::Shown);
    assert!(run.holds(ValuesId(2)));
}

#[test]
fn a_dialog_that_follows_at_once_is_another_one() {
    let mut run = Run::new(Rules::default());
    run.observed(&showing(1), 0.0);
    run.observed(&nothing(), 10.0);
    run.observed(&showing(2), 300.0);
    assert_eq!(*run.custody(), Custody::Kept);
    assert!(run.holds(ValuesId(1)) && run.holds(ValuesId(2)));
}

#[test]
fn the_plain_file_is_said_to_the_end_and_counts_for_nothing() {
    let mut run = Run::new(Rules::default());
    run.observed(&showing(1), 0.0);
    assert!(!kinds(&run, &showing(1)).contains(&NoticeKind::PlainFile));
    run.saves_plain_file();
    let (text, _) = said(&run, &showing(1), NoticeKind::PlainFile);
    assert!(text.contains(&Message::PlainFile), "{text:?}");
    assert!(text.contains(&Message::PlainFileLater), "{text:?}");
    assert_eq!(*run.custody(), Custody::Shown);
    assert_eq!(run.tries_to_close(&showing(1)), Gate::Held);
    run.asked(Action::ValuesSafeElsewhere, &showing(1));
    let (text, _) = said(&run, &showing(1), NoticeKind::Elsewhere);
    assert!(text.contains(&Message::ElsewherePlainFile), "{text:?}");
    hand_over(&mut run, &showing(1));
    run.vault_verified("x.kdbx".to_owned());
    run.observed(&nothing(), 10.0);
    run.observed(&nothing(), 1_100.0);
    assert!(run.is_closed());
    let (text, _) = said(&run, &nothing(), NoticeKind::PlainFile);
    assert!(text.contains(&Message::PlainFileDelete), "{text:?}");
    // The next token is another matter.
    run.observed(&page([true; 3], &[], 0, FormMode::Create), 2_000.0);
    assert!(!run.has_plain_file());
}

#[test]
fn a_plain_file_of_values_that_were_dropped_may_be_the_only_copy() {
    let mut run = kept();
    run.saves_plain_file();
    run.asked(Action::DropValues, &nothing());
    run.asked(Action::ConfirmDropValues, &nothing());
    let (text, _) = said(&run, &nothing(), NoticeKind::PlainFile);
    assert!(text.contains(&Message::PlainFileOnlyCopy), "{text:?}");
}

/// What can happen.
#[derive(Debug, Clone, Copy)]
enum Event {
    Shown(u32),
    Half,
    Gone,
    Passes,
    Form,
    OpenVault,
    HandOver,
    Received,
    Verified,
    Left,
    Asked(Action),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let one = prop_oneof![
        3 => (1_u32..4).prop_map(Event::Shown),
        1 => Just(Event::Half),
        2 => Just(Event::Gone),
        2 => Just(Event::Passes),
        1 => Just(Event::Form),
        2 => Just(Event::OpenVault),
        2 => Just(Event::HandOver),
        2 => Just(Event::Received),
        2 => Just(Event::Verified),
        1 => Just(Event::Left),
        2 => prop::sample::select(vec![
            Action::ValuesSafeElsewhere,
            Action::ConfirmValuesSafeElsewhere,
            Action::CancelValuesSafeElsewhere,
            Action::DropValues,
            Action::ConfirmDropValues,
            Action::CancelDropValues,
            Action::Hide,
        ]).prop_map(Event::Asked),
    ];
    prop::collection::vec(one, 0..60)
}

proptest! {
    /// Whatever happens in whatever order: nothing is safe that was not verified or confirmed, what was read is held until then,
    /// and for as long as anything is held no dialog of it opens and the browser asks.
    #[test]
    fn values_are_held_until_they_are_safe_or_given_up(events in events(), may_say in any::<bool>()) {
        let mut run = Run::new(Rules { allow_values_safe_elsewhere: may_say, ..Rules::default() });
        let mut seen = nothing();
        let mut now = 0.0;
        let (mut shown_without_gap, mut handed) = (None, None);
        let mut done = Vec::new();
        for event in events {
            now += 10.0;
            let was = run.custody().clone();
            let had_left = run.keeping().vault_left;
            let held: Vec<u32> = (1..4).filter(|one| run.holds(ValuesId(*one))).collect();
            let mut let_go = None;
            match event {
                Event::Shown(values) if run.wants_values() => {
                    seen = showing(values);
                    run.observed(&seen, now);
                    let holds = run.holds(ValuesId(values)) || done.contains(&values);
                    prop_assert!(holds, "{} was read: {:?}", values, run.custody());
                    // In the same dialog the last reading counts.
                    let_go = shown_without_gap.replace(values).filter(|before| *before != values);
                }
                // As the guard does: what is done with is not read.
                Event::Shown(_) | Event::Half => {
                    seen = dialog(false);
                    run.observed(&seen, now);
                }
                Event::Gone | Event::Passes | Event::Form => {
                    match event {
                        Event::Gone => seen = nothing(),
                        Event::Form => seen = page([true; 3], &[], 0, FormMode::Create),
                        _ => now += 2_000.0,
                    }
                    run.observed(&seen, now);
                    if seen.credentials == Sighting::Absent {
                        shown_without_gap = None;
                    }
                }
                Event::OpenVault => { run.asked(Action::OpenVault, &seen); }
                Event::HandOver => handed = run.hand_over(),
                Event::Received => run.vault_received(),
                Event::Verified => {
                    run.vault_verified("x".to_owned());
                    let has_them = had_left || matches!(was, Custody::Offered | Custody::AtVault);
                    let_go = handed.filter(|_| has_them).map(|ValuesId(one)| one);
                }
                Event::Left => run.vault_left(),
                Event::Asked(action) => {
                    run.asked(action, &seen);
                    let may = match action {
                        Action::ConfirmValuesSafeElsewhere => may_say,
                        Action::ConfirmDropValues => true,
                        _ => false,
                    };
                    let_go = held.iter().copied().find(|one| may && !run.holds(ValuesId(*one)));
                }
            }
            for one in held.into_iter().filter(|one| !run.holds(ValuesId(*one))) {
                prop_assert_eq!(let_go, Some(one), "let go of by {:?}", event);
                if !matches!(event, Event::Shown(_)) {
                    done.push(one);
                }
            }
            let holds_any = (1..4).any(|one| run.holds(ValuesId(one)));
            prop_assert!(!holds_any || run.would_lose_values());
            if run.custody().is_safe() && !was.is_safe() {
                let by = matches!(event, Event::Verified | Event::Asked(Action::ConfirmValuesSafeElsewhere));
                prop_assert!(by, "safe by {:?}", event);
            }
            if may_say {
                run.press_refused();
            }
            let mut view = run.view(&seen);
            view.add_policy_refused();
            view.add_refused(Message::RefusedForeign);
            let offers = |notice: &Notice| notice.actions.contains(&Action::OpenVault);
            let mut shown = view.clone();
            shown.keep_most_severe();
            let (all, shown) = (&view.notices, shown.notices);
            // What answers to the last press is always said.
            let is_ignored = |notice: &Notice| notice.kind == NoticeKind::PressRefused;
            prop_assert_eq!(shown.iter().any(is_ignored), run.is_press_refused());
            prop_assert!(shown.len() <= 2 && shown.is_sorted_by_key(|notice| notice.kind));
            prop_assert_eq!(shown.iter().any(offers), all.iter().any(offers), "{:?}", shown);
            for notice in &view.notices {
                let text = english().paragraph(&notice.text);
                let words = text.split_whitespace().count();
                prop_assert!(words <= 25, "{} words: {}", words, text);
            }
            if seen.credentials.seen().is_some() && run.tries_to_close(&seen) == Gate::Open {
                prop_assert!(run.custody().is_safe() && !holds_any, "open after {:?}", event);
            }
        }
    }
}

#[test]
fn a_guard_that_was_cut_off_offers_nothing_that_it_cannot_do() {
    let mut run = Run::new(Rules::default());
    run.observed(&showing(1), 0.0);
    for (observation, is_shown) in [(showing(1), true), (nothing(), false)] {
        run.observed(&observation, 10.0);
        run.observed(&observation, 1_100.0);
        let mut view = run.view(&observation);
        view.add_orphaned(run.would_lose_values(), is_shown);
        view.keep_most_severe();
        assert_eq!(view.notices[0].kind, NoticeKind::Orphaned);
        assert_eq!(view.steps[5].detail.len(), 0);
        let mut texts = view.notices.iter().map(|notice| &notice.text);
        assert_eq!(
            texts.any(|text| text.contains(&Message::OrphanedStoreFirst)),
            is_shown
        );
        for notice in &view.notices {
            assert!(!notice.actions.contains(&Action::OpenVault), "{notice:?}");
            assert!(!notice.text.contains(&Message::HeldShown), "{notice:?}");
        }
    }
}

#[test]
fn until_the_policy_is_known_the_admins_word_is_not_offered() {
    let mut run = Run::new(Rules::not_yet_known());
    run.observed(&showing(1), 0.0);
    let offers = |run: &Run| {
        let notices = run.view(&showing(1)).notices;
        let mut actions = notices.iter().flat_map(|notice| &notice.actions);
        actions.any(|action| *action == Action::ValuesSafeElsewhere)
    };
    assert!(!offers(&run));
    run.set_rules(Rules::default());
    assert!(offers(&run));
}

#[test]
fn a_question_ends_with_what_it_was_about() {
    let mut run = kept();
    run.asked(Action::DropValues, &nothing());
    let asked = said(&run, &nothing(), NoticeKind::Drop);
    assert!(!asked.1.is_empty());
    run.observed(&showing(1), 1_200.0);
    assert_eq!(said(&run, &showing(1), NoticeKind::Drop), <_>::default());
    assert_eq!(*run.custody(), Custody::Shown);
}

#[test]
fn the_ok_of_a_form_beside_a_dialog_that_is_safe_is_held_all_the_same() {
    let wrong = page([true, false, true], &[], 0, FormMode::Create);
    let both = Observation {
        form: wrong.form,
        ..showing(1)
    };
    let mut run = Run::new(Rules::default());
    run.observed(&both, 0.0);
    run.admin_took_over();
    let held = Tried::Held(NoticeKind::CloseHeld);
    assert_eq!(
        run.tries(true, Submits::Yes, &both),
        held,
        "a press beside the dialog"
    );
    run.asked(Action::ValuesSafeElsewhere, &both);
    run.asked(Action::ConfirmValuesSafeElsewhere, &both);
    let held = Tried::Held(NoticeKind::SubmitHeld);
    assert_eq!(run.tries(true, Submits::Yes, &both), held);
    assert_eq!(run.tries(true, Submits::No, &both), Tried::Closes);
    assert_eq!(run.tries(false, Submits::No, &both), Tried::Other);
    let right = Observation {
        form: page([true; 3], &[], 0, FormMode::Create).form,
        ..showing(1)
    };
    assert_eq!(run.tries(true, Submits::Yes, &right), Tried::Submits);
}
