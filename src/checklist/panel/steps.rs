//! What is said of each step, and how far it is.

use super::words::{doubts, fixes, missing_values};
use super::{Scene, Step};
use crate::custody::Custody;
use crate::legible::legible;
use crate::message::Message;
use crate::origin::{self, FormAtOk, Origin};
use crate::verdict::Doubt;
use crate::view::StepState;

impl Scene<'_> {
    pub(super) fn log_in(&self) -> Step {
        if self.is_on_token_screen() {
            (StepState::Done, Vec::new())
        } else if self.sees_navigation() {
            (StepState::Unknown, vec![Message::LogInDone])
        } else {
            (StepState::Current, vec![Message::LogInUnseen])
        }
    }

    pub(super) fn navigate(&self) -> Step {
        if self.is_on_token_screen() {
            (StepState::Done, Vec::new())
        } else if self.sees_navigation() {
            (StepState::Current, vec![Message::NavigateWhere])
        } else {
            (StepState::Todo, Vec::new())
        }
    }

    pub(super) fn create(&self) -> Step {
        if self.is_existing() {
            (StepState::Todo, Vec::new())
        } else if self.form().is_some() || self.is_past_form() {
            (StepState::Done, Vec::new())
        } else if self.is_on_token_screen() {
            (StepState::Current, vec![Message::CreateMarked])
        } else {
            (StepState::Todo, Vec::new())
        }
    }

    pub(super) fn permissions(&self) -> Step {
        if self.is_existing() {
            return (StepState::Todo, Vec::new());
        }
        if let Some(verdict) = &self.verdict
            && !self.is_past_form()
        {
            if !verdict.faults.is_empty() {
                return (StepState::Wrong, fixes(verdict));
            }
            if !verdict.doubts.is_empty() {
                let all: Vec<&Doubt> = verdict.doubts.iter().collect();
                return (StepState::Unknown, doubts(&all));
            }
            let checklist = self.run.checklist();
            let state = match (checklist.checks_form(), verdict.is_confirmed) {
                (false, _) => StepState::Unknown,
                (true, true) => StepState::ByHand,
                (true, false) => StepState::Done,
            };
            return (state, checklist.settings(verdict.is_confirmed));
        }
        if !self.is_past_form() {
            return (StepState::Todo, Vec::new());
        }
        match self.run.origin() {
            Origin::Submitted {
                form: FormAtOk::Right,
            } => (StepState::Done, Vec::new()),
            Origin::Submitted {
                form: FormAtOk::Unchecked,
            } => (StepState::Unknown, vec![Message::PermissionsUnchecked]),
            Origin::Submitted {
                form: FormAtOk::Confirmed,
            } => (StepState::ByHand, vec![Message::NoDatasetConfirmed]),
            Origin::Submitted {
                form: FormAtOk::Unclear,
            } => (StepState::Unknown, vec![Message::PermissionsUnclear]),
            Origin::Unseen => (StepState::Unknown, vec![Message::PermissionsUnseen]),
            Origin::Unconfirmed => (StepState::Unknown, vec![Message::PermissionsUnconfirmed]),
            Origin::ChangedAfter(faults) => {
                let mut text = vec![Message::PermissionsChanged];
                text.extend(origin::facts(faults));
                text.push(Message::CheckInList);
                (StepState::Unknown, text)
            }
            Origin::Unasked(verdict) if verdict.faults.is_empty() => {
                (StepState::Unknown, vec![Message::PermissionsNoOk])
            }
            Origin::Unasked(verdict) => {
                let mut text = vec![Message::LastSeen];
                text.extend(origin::last_seen(verdict));
                (StepState::Wrong, text)
            }
        }
    }

    pub(super) fn submit(&self) -> Step {
        if self.is_past_form() {
            return match self.run.origin() {
                Origin::Unasked(_) => (StepState::Unknown, vec![Message::SubmitNotAllowed]),
                Origin::Unseen => (StepState::Unknown, vec![Message::SubmitNotSeen]),
                Origin::Unconfirmed => (StepState::Unknown, Vec::new()),
                Origin::Submitted { .. } | Origin::ChangedAfter(_) => (StepState::Done, Vec::new()),
            };
        }
        match &self.verdict {
            Some(verdict) if verdict.faults.is_empty() && !self.is_existing() => {
                (StepState::Current, vec![Message::SubmitNext])
            }
            _ => (StepState::Todo, Vec::new()),
        }
    }

    pub(super) fn take(&self) -> Step {
        match self.run.custody() {
            Custody::AtVault | Custody::Verified { .. } => (StepState::Done, Vec::new()),
            Custody::Elsewhere => (StepState::Unknown, vec![Message::ConfirmedByYou]),
            Custody::Lost | Custody::Dropped => (StepState::Wrong, Vec::new()),
            Custody::Shown => (StepState::Current, vec![Message::TakeShown]),
            Custody::Kept => (StepState::Current, vec![Message::TakeKept]),
            Custody::Offered => (StepState::Current, vec![Message::TakeOpening]),
            Custody::None => match self.dialog() {
                Some(dialog) => (StepState::Current, vec![missing_values(dialog)]),
                None => (StepState::Todo, Vec::new()),
            },
        }
    }

    pub(super) fn store(&self) -> Step {
        match self.run.custody() {
            Custody::AtVault => (StepState::Current, vec![Message::StoreInWindow]),
            Custody::Verified { file_name } => (
                StepState::Done,
                vec![Message::StoreVerified {
                    file: legible(file_name, 255).into(),
                }],
            ),
            Custody::Elsewhere => (StepState::Unknown, vec![Message::ConfirmedByYou]),
            Custody::Lost | Custody::Dropped => (StepState::Wrong, Vec::new()),
            Custody::None | Custody::Shown | Custody::Kept | Custody::Offered => {
                (StepState::Todo, Vec::new())
            }
        }
    }

    pub(super) fn close(&self) -> Step {
        if self.run.is_closed() {
            (StepState::Done, Vec::new())
        } else if self.run.custody().is_safe() {
            (StepState::Current, vec![Message::CloseLast])
        } else if self.run.keeping().is_taken() {
            (StepState::Unknown, vec![Message::CloseByConsole])
        } else {
            (StepState::Todo, Vec::new())
        }
    }
}
