//! What the panel says: from what was observed and what the run knows, to texts and marks.

mod marks;

use crate::checklist::custody::{Asking, Custody};
use crate::checklist::legible::legible;
use crate::checklist::observation::{
    CredentialsDialog, FormPurpose, Observation, Permission, Sighting, TokenForm,
};
use crate::checklist::origin::{self, Origin};
use crate::checklist::run::Run;
use crate::checklist::verdict::{Doubt, Fault, Verdict};
use crate::checklist::view::{Action, Notice, NoticeKind, StepState, StepView, View};

/// The steps' titles, after Salesforce Help, "Configure an API Token for Personalization Experiences".
const TITLES: [&str; 8] = [
    "Log in as an Administrator",
    "Open Security, API Tokens",
    "Create Token",
    "Select only the three permissions, no dataset",
    "OK creates the token",
    "Take the API Key ID and API Key Secret",
    "Store them in an encrypted file",
    "Close the dialog",
];

impl Run {
    /// What is to be shown, given what was observed last.
    #[must_use]
    pub fn view(&self, observation: &Observation) -> View {
        let scene = Scene {
            run: self,
            observation,
            verdict: observation.form.seen().map(Verdict::of),
        };
        let steps: [(StepState, String); 8] = [
            scene.log_in(),
            scene.navigate(),
            scene.create(),
            scene.permissions(),
            scene.submit(),
            scene.take(),
            scene.store(),
            scene.close(),
        ];
        let mut numbered = (1..).zip(TITLES);
        View {
            headline: scene.headline(),
            steps: steps.map(|(state, detail)| {
                let (number, title) = numbered.next().unwrap_or_default();
                let (state, action) = scene.by_hand(number, state);
                StepView {
                    title,
                    detail,
                    state,
                    action,
                }
            }),
            notices: scene.notices(),
            marks: scene.marks(),
            keep_clear: scene.keep_clear(),
            sheet: self.sheet.view(observation),
            footer: vec![Action::CheckScreen],
        }
    }
}

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

    /// Whether there is a token, and so something to say of its credentials.
    fn has_token(&self) -> bool {
        self.dialog().is_some() || *self.run.custody() != Custody::None
    }

    /// Whether the credentials are what the admin is at; while they are held, there can be a form of another token.
    fn is_past_form(&self) -> bool {
        self.dialog().is_some() || self.has_token() && self.form().is_none()
    }

    /// Whether what is at hand is a token that exists: it may be meant for something else, so nothing is marked or offered.
    fn is_existing(&self) -> bool {
        self.form()
            .is_some_and(|form| form.purpose == FormPurpose::Edit)
            && !self.is_past_form()
    }

    fn is_on_token_screen(&self) -> bool {
        self.observation.create_token.seen().is_some() || self.form().is_some() || self.has_token()
    }

    /// Whether the page does not tell what is needed, so that the list is one to be ticked by hand.
    fn is_manual(&self) -> bool {
        let is_unread_dialog = self.dialog().is_some() && *self.run.custody() == Custody::None;
        is_unread_dialog
            || self.observation.has_unrecognised_form()
            || (!self.is_on_token_screen() && !self.sees_navigation())
    }

    /// A step that the page says nothing of can be ticked by hand.
    fn by_hand(&self, number: u8, state: StepState) -> (StepState, Option<Action>) {
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

    fn headline(&self) -> String {
        let text = if self.run.alarm().is_some() && self.has_token() {
            "Do not use this token"
        } else if self.run.is_closed() {
            "Done: the token is made and its credentials are safe"
        } else if matches!(self.run.custody(), Custody::Lost | Custody::Dropped) {
            "The credentials are gone"
        } else if self.run.keeping().is_taken() {
            match self.run.custody() {
                Custody::AtVault => "Save the credentials in Trivet's window",
                _ => "The credentials are only in this tab. Save them",
            }
        } else if self.run.custody().is_safe() {
            "The credentials are safe. The dialog may close"
        } else if self.is_past_form() {
            "Do not close the credentials dialog yet"
        } else if let (Some(form), Some(verdict)) = (self.form(), &self.verdict) {
            match (form.purpose, verdict.faults.is_empty()) {
                (FormPurpose::Edit, _) => "An existing API token",
                (_, true) if verdict.is_right() => "The form is right. OK creates the token",
                (_, true) => "Look once yourself, then OK",
                (_, false) => "Not yet: look at what is marked",
            }
        } else if self.observation.has_unrecognised_form() {
            "This form is not recognised"
        } else if self.is_on_token_screen() {
            "API Tokens: create a token"
        } else if self.sees_navigation() {
            "Go to Security, API Tokens"
        } else if self.observation.is_foreign() {
            "This page is not in English"
        } else {
            "This screen is not recognised"
        };
        text.to_owned()
    }

    fn sees_navigation(&self) -> bool {
        self.observation.security != Sighting::Absent
            || self.observation.api_tokens != Sighting::Absent
    }

    fn log_in(&self) -> (StepState, String) {
        if self.is_on_token_screen() {
            (StepState::Done, String::new())
        } else if self.sees_navigation() {
            let text = "Signed in. Whether the role is Administrator shows on the API Tokens screen: only then is Create Token there.";
            (StepState::Unknown, text.to_owned())
        } else {
            let text = "The console's navigation is not seen. Log in, then go on by hand: nothing here is blocked.";
            (StepState::Current, text.to_owned())
        }
    }

    fn navigate(&self) -> (StepState, String) {
        if self.is_on_token_screen() {
            (StepState::Done, String::new())
        } else if self.sees_navigation() {
            let text = "At the bottom of the main navigation.";
            (StepState::Current, text.to_owned())
        } else {
            (StepState::Todo, String::new())
        }
    }

    fn create(&self) -> (StepState, String) {
        if self.is_existing() {
            (StepState::Todo, String::new())
        } else if self.form().is_some() || self.is_past_form() {
            (StepState::Done, String::new())
        } else if self.is_on_token_screen() {
            (
                StepState::Current,
                "The button is marked on the page.".to_owned(),
            )
        } else {
            (StepState::Todo, String::new())
        }
    }

    fn permissions(&self) -> (StepState, String) {
        if self.is_existing() {
            return (StepState::Todo, String::new());
        }
        if let Some(verdict) = &self.verdict
            && !self.is_past_form()
        {
            if !verdict.faults.is_empty() {
                return (StepState::Wrong, faults_in_words(verdict));
            }
            if !verdict.doubts.is_empty() {
                let doubts: Vec<&Doubt> = verdict.doubts.iter().collect();
                return (StepState::Unknown, doubts_in_words(&doubts));
            }
            if verdict.is_confirmed {
                let text = "Can access API, Can send events and Is enabled, nothing else. No dataset: confirmed by you.";
                return (StepState::ByHand, text.to_owned());
            }
            let text = "Can access API, Can send events and Is enabled, nothing else. No dataset.";
            return (StepState::Done, text.to_owned());
        }
        if !self.is_past_form() {
            return (StepState::Todo, String::new());
        }
        match self.run.origin() {
            Origin::Submitted { right: true } => (StepState::Done, String::new()),
            Origin::Submitted { right: false } => {
                let text = "Not all of the form could be read when OK went through. Check the token in the list.";
                (StepState::Unknown, text.to_owned())
            }
            Origin::Unseen => {
                let text =
                    "The form was not read when it was submitted. Check the token in the list.";
                (StepState::Unknown, text.to_owned())
            }
            Origin::Unconfirmed => {
                let text = "The form was right when OK went through, and gone before it could be read again. Check the token in the list.";
                (StepState::Unknown, text.to_owned())
            }
            Origin::ChangedAfter(faults) => {
                let faults = origin::in_words(faults);
                let text = [
                    "The form was as asked when OK went through, and changed after it: ",
                    &faults,
                    ". Check the token in the list.",
                ];
                (StepState::Unknown, text.concat())
            }
            Origin::Unasked(faults) if faults.is_empty() => {
                let text = "The form was as asked when it was read last, but no OK was seen. Check the token in the list.";
                (StepState::Unknown, text.to_owned())
            }
            Origin::Unasked(faults) => {
                let text = [
                    "When the form was read last, ",
                    &origin::in_words(faults),
                    ".",
                ];
                (StepState::Wrong, text.concat())
            }
        }
    }

    fn submit(&self) -> (StepState, String) {
        if self.is_past_form() {
            return match self.run.origin() {
                Origin::Unasked(_) => (StepState::Unknown, "No OK was let through.".to_owned()),
                Origin::Unseen => (StepState::Unknown, "No OK was seen.".to_owned()),
                Origin::Unconfirmed => (StepState::Unknown, String::new()),
                Origin::Submitted { .. } | Origin::ChangedAfter(_) => {
                    (StepState::Done, String::new())
                }
            };
        }
        match &self.verdict {
            Some(verdict) if verdict.faults.is_empty() && !self.is_existing() => {
                let text = "The credentials are shown once, in the next dialog.";
                (StepState::Current, text.to_owned())
            }
            _ => (StepState::Todo, String::new()),
        }
    }

    fn take(&self) -> (StepState, String) {
        match self.run.custody() {
            Custody::AtVault | Custody::Verified { .. } => (StepState::Done, String::new()),
            Custody::Elsewhere => (StepState::Unknown, "By your word.".to_owned()),
            Custody::Lost | Custody::Dropped => (StepState::Wrong, String::new()),
            Custody::Shown => {
                let text = "Both values are recognised. They go to Trivet's own window, never through this panel.";
                (StepState::Current, text.to_owned())
            }
            Custody::Kept => {
                let text = "Both were read before the console took the dialog away. They go to Trivet's own window, never through this panel.";
                (StepState::Current, text.to_owned())
            }
            Custody::Offered => (StepState::Current, "Trivet's window is opening.".to_owned()),
            Custody::None => match self.dialog() {
                Some(dialog) => (StepState::Current, missing_values_in_words(dialog)),
                None => (StepState::Todo, String::new()),
            },
        }
    }

    fn store(&self) -> (StepState, String) {
        match self.run.custody() {
            Custody::AtVault => {
                let text = "Go on in Trivet's window: choose a password, save, and prove the file.";
                (StepState::Current, text.to_owned())
            }
            Custody::Verified { file_name } => (
                StepState::Done,
                ["Saved and verified: ", &legible(file_name, 255), "."].concat(),
            ),
            Custody::Elsewhere => (StepState::Unknown, "By your word.".to_owned()),
            Custody::Lost | Custody::Dropped => (StepState::Wrong, String::new()),
            Custody::None | Custody::Shown | Custody::Kept | Custody::Offered => {
                (StepState::Todo, String::new())
            }
        }
    }

    fn close(&self) -> (StepState, String) {
        if self.run.is_closed() {
            (StepState::Done, String::new())
        } else if self.run.custody().is_safe() {
            let text = "After this the console never shows the values again.";
            (StepState::Current, text.to_owned())
        } else if self.run.keeping().is_taken() {
            let text = "The console closed it by itself.";
            (StepState::Unknown, text.to_owned())
        } else {
            (StepState::Todo, String::new())
        }
    }

    #[allow(clippy::too_many_lines)] // one notice after the other
    fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut say = |kind, text: String, actions: &[Action]| {
            notices.push(Notice {
                kind,
                text,
                actions: actions.to_vec(),
            });
        };
        if let Some(faults) = self.run.alarm()
            && self.has_token()
        {
            let is_other = self.run.origin().alarm().is_none();
            let text = [
                if is_other { "Another" } else { "This" },
                " token was made without an OK that was let through, and when its form was read last, ",
                &origin::in_words(faults),
                ". Do not use it. Delete it: Security, API Tokens, this token, delete. Then create a new one.",
            ];
            say(NoticeKind::Alarm, text.concat(), &[]);
        }
        self.question(&mut say);
        let held = self.run.held();
        if held == Some(NoticeKind::CloseHeld) {
            let text = "Close was stopped: the values would be lost for ever. Save them first.";
            say(NoticeKind::CloseHeld, text.to_owned(), &[]);
        }
        // A form that still stands behind the dialog of its token is of no concern any more.
        if self.verdict.is_none() && held == Some(NoticeKind::SubmitHeld) {
            let text = "OK was stopped and no token was made. Your organization's policy asks that everything be recognized first.";
            say(NoticeKind::SubmitHeld, text.to_owned(), &[]);
        }
        if self.is_existing() {
            if let Some(verdict) = &self.verdict {
                say(NoticeKind::Existing, existing_in_words(verdict), &[]);
            }
        } else if let Some(verdict) = &self.verdict
            && !self.is_past_form()
        {
            if self.run.is_unanswered() {
                let text = "No answer. The session may have ended: sign in again in another tab; nothing is lost.";
                say(NoticeKind::Unanswered, text.to_owned(), &[]);
            }
            if held == Some(NoticeKind::SubmitHeld) {
                let mut text = "OK was stopped and no token was made. ".to_owned();
                if verdict.faults.is_empty() {
                    text.push_str(
                        "Your organisation's policy asks that everything be recognised first.",
                    );
                } else {
                    text.push_str("Put right what is marked, then press OK again.");
                }
                say(NoticeKind::SubmitHeld, text, &[]);
            }
            if let Some((_, entries)) = verdict.dataset() {
                let mut text = match entries {
                    Some(entries @ 2..) => [&entries.to_string(), " datasets are set."].concat(),
                    _ => "A dataset is set.".to_owned(),
                };
                text.push_str(" Any dataset disables the token for the Sales and Service Cloud managed package.");
                if self.form().is_some_and(|form| form.can_clear) {
                    say(NoticeKind::Dataset, text, &[Action::ClearDatasets]);
                } else {
                    text.push_str(" Remove it by hand.");
                    say(NoticeKind::Dataset, text, &[]);
                }
            }
            if !self.run.is_settling() && verdict.box_faults().next().is_some() {
                say(
                    NoticeKind::Boxes,
                    faults_in_words(verdict),
                    &[Action::PutRight],
                );
            }
            let (unclear, unseen): (Vec<&Doubt>, Vec<&Doubt>) =
                verdict.doubts.iter().partition(|doubt| is_unclear(doubt));
            if !unclear.is_empty() {
                let text = doubts_in_words(&unclear);
                say(
                    NoticeKind::DatasetUnclear,
                    text,
                    &[Action::ConfirmNoDataset],
                );
            }
            if !unseen.is_empty() {
                say(NoticeKind::NotRecognised, doubts_in_words(&unseen), &[]);
            }
            if self.observation.accept_list.is_some() {
                let text = "IP Accept List has a value. Only those addresses may use the token, and the managed package calls from Salesforce.";
                say(NoticeKind::AcceptList, text.to_owned(), &[]);
            }
        }
        if self.observation.is_foreign() {
            let text = "Trivet can't read this page. If the browser translated it, show the original in its translation menu; else go on by hand.";
            say(NoticeKind::Translated, text.to_owned(), &[]);
        }
        // The sheet says the same, thing by thing.
        let is_covered = self.run.sheet.is_open();
        if !is_covered && !self.is_past_form() && self.observation.has_unrecognised_form() {
            let text = unrecognised_form_in_words(self.observation);
            say(NoticeKind::NotRecognised, text, &[Action::CheckScreen]);
        }
        self.custody_notice(&mut say);
        if self.has_token()
            && self.run.alarm().is_none()
            && !self.run.origin().is_known_to_be_right()
        {
            let text = "Trivet did not see how this token was made. Check its permissions in the list before you use it.";
            say(NoticeKind::Unseen, text.to_owned(), &[]);
        }
        if self.run.is_press_refused() {
            let text = "That press did not count: the panel was covered, changed or just moved. Close what the page opened over it, then press again.";
            say(NoticeKind::PressRefused, text.to_owned(), &[]);
        }
        notices
    }

    /// What is asked once more before it counts.
    fn question(&self, say: &mut impl FnMut(NoticeKind, String, &[Action])) {
        match self.run.keeping().asking {
            Some(Asking::Elsewhere) => {
                let mut text = "The console never shows these values again. Are the API Key ID and the API Key Secret both stored where you can read them back?".to_owned();
                if self.run.has_plain_file() {
                    text.push_str(" The console's CSV file in plain text does not count.");
                }
                let actions = [
                    Action::CancelValuesSafeElsewhere,
                    Action::ConfirmValuesSafeElsewhere,
                ];
                say(NoticeKind::Elsewhere, text, &actions);
            }
            Some(Asking::Drop) => {
                let text = "Both values are held nowhere else, as far as Trivet knows. Once dropped, they can never be read again, and the token is of no use: delete it in the list then.";
                let actions = [Action::CancelDropValues, Action::ConfirmDropValues];
                say(NoticeKind::Drop, text.to_owned(), &actions);
            }
            None => {}
        }
    }

    fn custody_notice(&self, say: &mut impl FnMut(NoticeKind, String, &[Action])) {
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
            _ if keeping.asking == Some(Asking::Drop) => {}
            Custody::None => {
                if let Some(dialog) = self.dialog() {
                    let text = missing_values_in_words(dialog);
                    say(NoticeKind::NotRecognised, text, &actions);
                }
            }
            Custody::Shown | Custody::Kept | Custody::Offered | Custody::AtVault => {
                say(kind, self.held_in_words(), &actions);
            }
            Custody::Lost => {
                let text = "The console took the dialog away before both values could be read. Unless you stored them yourself they are lost: delete this token in the list and create a new one.";
                actions.push(Action::Hide);
                say(NoticeKind::Gone, text.to_owned(), &actions);
            }
            Custody::Dropped => {
                let text = "The values were dropped, and nothing of them is left here. Delete this token in the list and create a new one.";
                say(NoticeKind::Gone, text.to_owned(), &[Action::Hide]);
            }
            Custody::Verified { .. } if self.run.is_closed() => {
                let text = "To bring the entry into an existing KeePass database: in KeePassXC open it, then Database, Merge From Database, and choose the saved file. Next in Salesforce Setup: Named Credential Interaction_Studio_Creds with the entry's user name and password.";
                say(NoticeKind::Done, text.to_owned(), &[Action::Hide]);
            }
            Custody::Elsewhere if self.run.is_closed() => {
                let text = "The token is made. By your word its values are safe; Trivet has not seen them stored.";
                say(NoticeKind::Done, text.to_owned(), &[Action::Hide]);
            }
            Custody::Verified { .. } | Custody::Elsewhere => {}
        }
        if self.run.has_plain_file() {
            let what_next = match custody {
                Custody::Verified { .. } | Custody::Elsewhere => {
                    "Delete it now, and empty the trash."
                }
                Custody::Lost | Custody::Dropped => {
                    "It may be the only copy: store the values from it, or delete the token. Then delete the file, and empty the trash."
                }
                _ => "Delete it, and empty the trash, once the encrypted file is verified.",
            };
            let text = [
                "Download CSV File was pressed. The file that the console saves among your downloads holds the API Key Secret in plain text. ",
                what_next,
            ];
            say(NoticeKind::PlainFile, text.concat(), &[]);
        }
    }

    /// Where the values are that are held here.
    fn held_in_words(&self) -> String {
        let keeping = self.run.keeping();
        let is_taken = keeping.is_taken();
        let mut text = String::new();
        if keeping.vault_left {
            text.push_str("Trivet's window was closed before the file was verified. ");
        } else if keeping.has_changed {
            text.push_str("The console shows other values now than those in Trivet's window. ");
        }
        text.push_str(match self.run.custody() {
            Custody::Kept => "The console took the dialog away. Nothing is lost yet: both values are held in this tab, and nowhere else. Save them now; to close or leave the tab loses them.",
            Custody::Offered if is_taken => "Trivet's window should open now. If it does not, ask again. The console took the dialog away: the values are held in this tab alone.",
            Custody::Offered => "Trivet's window should open now. If it does not, ask again.",
            Custody::AtVault if is_taken => "The values are in Trivet's window, and still held in this tab: the console took the dialog away. Keep both open until the file is saved and verified.",
            Custody::AtVault => "The values are in Trivet's window. This dialog stays open until the file is saved and verified.",
            _ if keeping.vault_left => "Nothing is lost: the values are still in this dialog.",
            _ => "The values are shown this once. Save them in an encrypted file that your password manager opens.",
        });
        if keeping.has_others() {
            text.push_str(if is_taken {
                " These are the values of the token before; those of the other one come next."
            } else {
                " The values of another token are held, too, and come next."
            });
        }
        text
    }
}

fn existing_in_words(verdict: &Verdict) -> String {
    let what = if !verdict.faults.is_empty() {
        [
            "Not as the managed package needs it: ",
            &origin::in_words(&verdict.faults),
            ".",
        ]
        .concat()
    } else if verdict.is_right() {
        "It is as the managed package needs it.".to_owned()
    } else {
        "Not all of it is recognised.".to_owned()
    };
    [&what, " Trivet changes and holds nothing here."].concat()
}

fn faults_in_words(verdict: &Verdict) -> String {
    let mut parts = Vec::new();
    for fault in &verdict.faults {
        match fault {
            Fault::Missing { permission, .. } => {
                parts.push(["Tick ", permission.label(), "."].concat());
            }
            Fault::Extra { permission, .. } => {
                parts.push(["Untick ", &permission.short(), "."].concat());
            }
            Fault::Dataset { .. } => parts.push("Clear the datasets.".to_owned()),
        }
    }
    parts.join(" ")
}

fn is_unclear(doubt: &Doubt) -> bool {
    matches!(doubt, Doubt::DatasetFieldUnclear { .. })
}

fn doubts_in_words(doubts: &[&Doubt]) -> String {
    let mut parts = Vec::new();
    for doubt in doubts {
        match doubt {
            Doubt::BoxNotFound(permission) => {
                parts.push([permission.label(), " was not recognised: look yourself."].concat());
            }
            Doubt::UnknownControl(unknown) => parts.push(match unknown.name.trim() {
                "" => "Trivet doesn't know a control of this form: look yourself that it grants nothing.".to_owned(),
                name => {
                    let name = legible(name, 60);
                    ["Trivet doesn't know the control “", &name, "”: look yourself that it grants nothing."].concat()
                }
            }),
            Doubt::DatasetFieldUnclear { .. } => parts.push(
                "Trivet can't read the field Restrict to Specific Datasets. Is it empty?".to_owned(),
            ),
            Doubt::DatasetFieldNotFound => parts.push(
                "The field Restrict to Specific Datasets was not recognised: see yourself that it is empty.".to_owned(),
            ),
        }
    }
    parts.join(" ")
}

fn unrecognised_form_in_words(observation: &Observation) -> String {
    const SAFE: &str =
        " Nothing on it is ticked, checked or held. Go on by hand with the steps below";
    if observation.signs.is_empty() {
        let text = "More than one form on this screen could be the token's.";
        return [text, SAFE, ", and close the form that you do not need."].concat();
    }
    let missing: Vec<&str> = Permission::REQUIRED
        .iter()
        .map(Permission::label)
        .filter(|label| observation.signs.iter().all(|sign| sign.title() != *label))
        .collect();
    let what = if missing.is_empty() {
        "its check boxes are not read.".to_owned()
    } else {
        [&missing.join(" and "), " was not found."].concat()
    };
    let text = "This looks like the form of a token, but not all of it is recognised: ";
    [text, &what, SAFE, ", or show Trivet what it does not find."].concat()
}

fn missing_values_in_words(dialog: &CredentialsDialog) -> String {
    let missing = match (dialog.key_id.seen(), dialog.key_secret.seen()) {
        (None, None) => "The API Key ID and the API Key Secret are",
        (None, Some(_)) => "The API Key ID is",
        _ => "The API Key Secret is",
    };
    [
        missing,
        " not recognised yet. If that stays so, copy both by hand and store them before you close.",
    ]
    .concat()
}
