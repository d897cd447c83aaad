//! The notices: what happened, and what to do next.

use super::Scene;
use super::words::{doubts, fixes, is_unclear, missing_values, unrecognised_form};
use crate::custody::{Asking, Custody};
use crate::message::Message;
use crate::origin;
use crate::verdict::Doubt;
use crate::view::{Action, Notice, NoticeKind};

impl Scene<'_> {
    #[allow(clippy::too_many_lines)] // one notice after the other
    pub(super) fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut say = |kind, text: Vec<Message>, actions: &[Action]| {
            notices.push(Notice {
                kind,
                text: text.into(),
                actions: actions.to_vec(),
            });
        };
        if let Some(verdict) = self.run.alarm()
            && self.has_token()
        {
            let is_other = self.run.origin().alarm().is_none();
            let mut text = vec![if is_other {
                Message::AlarmOther
            } else {
                Message::AlarmThis
            }];
            text.extend(origin::last_seen(verdict));
            text.push(Message::AlarmNext);
            say(NoticeKind::Alarm, text, &[]);
        }
        self.question(&mut say);
        let held = self.run.held();
        if held == Some(NoticeKind::CloseHeld) {
            say(NoticeKind::CloseHeld, vec![Message::CloseHeld], &[]);
        }
        // A form that still stands behind the dialog of its token is of no concern any more.
        if self.verdict.is_none() && held == Some(NoticeKind::SubmitHeld) {
            say(NoticeKind::SubmitHeld, vec![Message::SubmitHeldPolicy], &[]);
        }
        if self.is_existing() {
            if let Some(verdict) = &self.verdict {
                say(NoticeKind::Existing, self.existing(verdict), &[]);
            }
        } else if let Some(verdict) = &self.verdict
            && !self.is_past_form()
        {
            if self.run.is_unanswered() {
                say(NoticeKind::Unanswered, vec![Message::Unanswered], &[]);
            }
            if held == Some(NoticeKind::SubmitHeld) {
                let text = if verdict.faults.is_empty() {
                    Message::SubmitHeldPolicy
                } else {
                    Message::SubmitHeldFix
                };
                say(NoticeKind::SubmitHeld, vec![text], &[]);
            }
            if let Some((_, entries)) = verdict.dataset() {
                let mut text = vec![origin::datasets(entries)];
                text.push(if self.run.checklist().is_for_package {
                    Message::DatasetDisables
                } else {
                    Message::DatasetNotAllowed
                });
                if self.form().is_some_and(|form| form.can_clear) {
                    say(NoticeKind::Dataset, text, &[Action::ClearDatasets]);
                } else {
                    text.push(Message::DatasetByHand);
                    say(NoticeKind::Dataset, text, &[]);
                }
            }
            if !self.run.is_settling() && verdict.box_faults().next().is_some() {
                say(NoticeKind::Boxes, fixes(verdict), &[Action::PutRight]);
            }
            let (unclear, unseen): (Vec<&Doubt>, Vec<&Doubt>) =
                verdict.doubts.iter().partition(|doubt| is_unclear(doubt));
            if !unclear.is_empty() {
                let text = doubts(&unclear);
                say(
                    NoticeKind::DatasetUnclear,
                    text,
                    &[Action::ConfirmNoDataset],
                );
            }
            if !unseen.is_empty() {
                say(NoticeKind::NotRecognised, doubts(&unseen), &[]);
            }
            if self.observation.accept_list.is_some() {
                let mut text = vec![Message::AcceptList];
                if self.run.checklist().is_for_package {
                    text.push(Message::AcceptListPackage);
                }
                say(NoticeKind::AcceptList, text, &[]);
            }
        }
        if self.observation.is_foreign() {
            say(NoticeKind::Translated, vec![Message::Translated], &[]);
        }
        // The sheet says the same, thing by thing.
        let is_covered = self.run.sheet.is_open();
        if !is_covered && !self.is_past_form() && self.observation.has_unrecognised_form() {
            let text = vec![unrecognised_form(self.observation)];
            say(NoticeKind::NotRecognised, text, &[Action::CheckScreen]);
        }
        self.custody_notice(&mut say);
        if self.has_token()
            && self.run.alarm().is_none()
            && !self.run.origin().is_known_to_be_right()
        {
            say(NoticeKind::Unseen, vec![Message::Unseen], &[]);
        }
        if self.run.is_press_refused() {
            say(NoticeKind::PressRefused, vec![Message::PressRefused], &[]);
        }
        notices
    }

    /// Asks for confirmation where an answer cannot be undone.
    pub(super) fn question(&self, say: &mut impl FnMut(NoticeKind, Vec<Message>, &[Action])) {
        match self.run.keeping().asking {
            Some(Asking::Elsewhere) => {
                let mut text = vec![Message::ElsewhereQuestion];
                if self.run.has_plain_file() {
                    text.push(Message::ElsewherePlainFile);
                }
                let actions = [
                    Action::CancelValuesSafeElsewhere,
                    Action::ConfirmValuesSafeElsewhere,
                ];
                say(NoticeKind::Elsewhere, text, &actions);
            }
            Some(Asking::Drop) => {
                let text = Message::DropQuestion;
                let actions = [Action::CancelDropValues, Action::ConfirmDropValues];
                say(NoticeKind::Drop, vec![text], &actions);
            }
            None => {}
        }
    }

    pub(super) fn custody_notice(&self, say: &mut impl FnMut(NoticeKind, Vec<Message>, &[Action])) {
        let keeping = self.run.keeping();
        let mut actions = Vec::new();
        let custody = self.run.custody();
        if matches!(custody, Custody::Shown | Custody::Kept | Custody::Offered) {
            actions.push(Action::OpenVault);
        }
        if self.run.may_say_elsewhere() {
            actions.push(Action::ValuesSafeElsewhere);
        }
        if keeping.can_be_dropped() {
            actions.push(Action::DropValues);
        }
        let kind = if keeping.is_taken() {
            NoticeKind::Kept
        } else {
            NoticeKind::Credentials
        };
        match custody {
            // The question stands alone.
            _ if keeping.asking.is_some() => {}
            Custody::None => {
                if let Some(dialog) = self.dialog() {
                    let text = vec![missing_values(dialog)];
                    say(NoticeKind::NotRecognised, text, &actions);
                }
            }
            Custody::Shown | Custody::Kept | Custody::Offered | Custody::AtVault => {
                say(kind, self.held(), &actions);
            }
            Custody::Lost => {
                let text = Message::Lost;
                actions.push(Action::Hide);
                say(NoticeKind::Gone, vec![text], &actions);
            }
            Custody::Dropped => {
                say(NoticeKind::Gone, vec![Message::Dropped], &[Action::Hide]);
            }
            Custody::Verified { .. } if self.run.is_closed() => {
                let text = if self.run.checklist().is_for_package {
                    Message::DonePackage
                } else {
                    Message::DoneVerified
                };
                say(NoticeKind::Done, vec![text], &[Action::Hide]);
            }
            Custody::Elsewhere if self.run.is_closed() => {
                say(
                    NoticeKind::Done,
                    vec![Message::DoneElsewhere],
                    &[Action::Hide],
                );
            }
            Custody::Verified { .. } | Custody::Elsewhere => {}
        }
        if self.run.has_plain_file() {
            let what_next = match custody {
                Custody::Verified { .. } | Custody::Elsewhere => Message::PlainFileDelete,
                Custody::Lost | Custody::Dropped => Message::PlainFileOnlyCopy,
                _ => Message::PlainFileLater,
            };
            let text = vec![Message::PlainFile, what_next];
            say(NoticeKind::PlainFile, text, &[]);
        }
    }

    /// Where the held credentials are.
    pub(super) fn held(&self) -> Vec<Message> {
        let keeping = self.run.keeping();
        let is_taken = keeping.is_taken();
        let text = match self.run.custody() {
            Custody::Offered if is_taken => Message::HeldOpeningOnlyHere,
            Custody::Offered => Message::HeldOpening,
            Custody::AtVault if is_taken => Message::HeldAtBoth,
            Custody::AtVault => Message::HeldAtWindow,
            _ if keeping.vault_left && is_taken => Message::HeldEndedOnlyHere,
            _ if keeping.vault_left => Message::HeldEnded,
            _ if keeping.has_changed => Message::HeldChanged,
            Custody::Kept => Message::HeldKept,
            _ => Message::HeldShown,
        };
        let mut text = vec![text];
        if keeping.has_others() {
            text.push(if is_taken {
                Message::OthersThen
            } else {
                Message::OthersNext
            });
        }
        text
    }
}
