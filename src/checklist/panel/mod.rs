//! The panel's messages and marks, made from the last observation and the run.

mod marks;
mod notices;
mod purpose;
mod steps;
mod words;

use crate::custody::Custody;
use crate::message::Message;
use crate::observation::{CredentialsDialog, FormMode, Observation, Sighting, TokenForm};
use crate::run::Run;
use crate::verdict::Verdict;
use crate::view::{Action, StepState, StepView, View};

/// How far a step is, and what is known of it.
type Step = (StepState, Vec<Message>);

impl Run {
    /// What to show for the last observation.
    #[must_use]
    pub fn view(&self, observation: &Observation) -> View {
        let scene = Scene {
            run: self,
            observation,
            verdict: observation.form.seen().map(|form| self.verdict(form)),
        };
        // After Salesforce Help, "Configure an API Token for Personalization Experiences".
        let steps: [(Message, Step); 8] = [
            (Message::StepLogIn, scene.log_in()),
            (Message::StepNavigate, scene.navigate()),
            (Message::HeadlinePressCreate, scene.create()),
            (scene.permissions_title(), scene.permissions()),
            (Message::StepSubmit, scene.submit()),
            (Message::StepTake, scene.take()),
            (Message::StepStore, scene.store()),
            (Message::StepClose, scene.close()),
        ];
        let mut numbers = 1..;
        View {
            headline: scene.headline().into(),
            steps: steps.map(|(title, (state, detail))| {
                let (state, action) = scene.by_hand(numbers.next().unwrap_or_default(), state);
                StepView {
                    title: title.into(),
                    detail: detail.into(),
                    state,
                    action,
                }
            }),
            notices: scene.notices(),
            marks: scene.marks(),
            keep_clear: scene.keep_clear(),
            purpose: scene.purpose(),
            sheet: self.sheet.view(observation, self.checklists()),
            footer: vec![Action::CheckScreen],
        }
    }
}

/// The step in which the form is sent.
const SUBMIT: u8 = 5;

/// Everything that the texts depend on.
struct Scene<'a> {
    run: &'a Run,
    observation: &'a Observation,
    verdict: Option<Verdict>,
}

impl Scene<'_> {
    fn form(&self) -> Option<&TokenForm> {
        self.observation.form.seen()
    }

    fn dialog(&self) -> Option<&CredentialsDialog> {
        self.observation.credentials.seen()
    }

    /// Whether there is a token, and so credentials to speak of.
    fn has_token(&self) -> bool {
        self.dialog().is_some() || *self.run.custody() != Custody::None
    }

    /// Whether the admin is at the credentials. While they are held, there can be a form of another token.
    fn is_past_form(&self) -> bool {
        self.dialog().is_some() || self.has_token() && self.form().is_none()
    }

    /// Whether the form is of an existing token. It may be meant for something else, so nothing is marked or offered.
    fn is_existing(&self) -> bool {
        self.form().is_some_and(|form| form.mode == FormMode::Edit) && !self.is_past_form()
    }

    fn is_on_token_screen(&self) -> bool {
        self.observation.create_token.seen().is_some() || self.form().is_some() || self.has_token()
    }

    /// Whether the admin must mark the steps by hand, because the page does not show their state.
    fn is_manual(&self) -> bool {
        let is_unread_dialog = self.dialog().is_some() && *self.run.custody() == Custody::None;
        is_unread_dialog
            || self.observation.has_unrecognised_form()
            || (!self.is_on_token_screen() && !self.sees_navigation())
    }

    /// Lets the admin mark a step whose state the page does not show.
    fn by_hand(&self, number: u8, state: StepState) -> (StepState, Option<Action>) {
        if number == SUBMIT && state == StepState::Current && !self.is_manual() {
            let notes = self.run.notes_to_fill(self.observation);
            return (state, notes.map(|_| Action::FillNotes));
        }
        let cannot_tell = matches!(
            state,
            StepState::Todo | StepState::Current | StepState::Unknown
        );
        if !self.is_manual() || !cannot_tell {
            return (state, None);
        }
        let state = if self.run.is_done_by_hand(number) {
            StepState::ByHand
        } else {
            state
        };
        (state, Some(Action::Tick(number)))
    }

    fn headline(&self) -> Message {
        if self.run.alarm().is_some() && self.has_token() {
            Message::HeadlineDoNotUse
        } else if self.run.is_closed() {
            Message::HeadlineDone
        } else if matches!(self.run.custody(), Custody::Lost | Custody::Dropped) {
            Message::HeadlineGone
        } else if self.run.keeping().is_taken() {
            match self.run.custody() {
                Custody::AtVault => Message::HeadlineSaveInWindow,
                _ => Message::HeadlineOnlyHere,
            }
        } else if self.run.custody().is_safe() {
            Message::HeadlineSafe
        } else if self.is_past_form() {
            Message::HeadlineDoNotClose
        } else if let (Some(form), Some(verdict)) = (self.form(), &self.verdict) {
            match (form.mode, verdict.faults.is_empty()) {
                (FormMode::Edit, _) => Message::HeadlineExisting,
                (_, true) if !self.run.checklist().checks_form() => Message::HeadlineAsYouWant,
                (_, true) if verdict.is_right() && self.run.checklist().checks_all() => {
                    Message::HeadlineRight
                }
                (_, true) if verdict.is_right() => Message::HeadlineChecksPassed,
                (_, true) => Message::HeadlineCheckYourself,
                (_, false) => Message::HeadlineNotReady,
            }
        } else if self.observation.has_unrecognised_form() {
            Message::HeadlineFormUnknown
        } else if self.is_on_token_screen() {
            Message::HeadlinePressCreate
        } else if self.sees_navigation() {
            Message::HeadlineGoToTokens
        } else if self.observation.is_foreign() {
            Message::HeadlineNotEnglish
        } else {
            Message::HeadlineScreenUnknown
        }
    }

    fn sees_navigation(&self) -> bool {
        self.observation.security != Sighting::Absent
            || self.observation.api_tokens != Sighting::Absent
    }
}
