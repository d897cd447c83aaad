//! The panel's texts and marks, made from the last observation and the run.

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
    "Open Security > API Tokens",
    "Press Create Token",
    "Select only three permissions, no dataset",
    "Press OK to create the token",
    "Get the API Key ID and API Key Secret",
    "Save them in an encrypted file",
    "Close the dialog",
];

impl Run {
    /// What to show for the last observation.
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
        self.form()
            .is_some_and(|form| form.purpose == FormPurpose::Edit)
            && !self.is_past_form()
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
            "Done: the token was created and its credentials are safe"
        } else if matches!(self.run.custody(), Custody::Lost | Custody::Dropped) {
            "The credentials are gone"
        } else if self.run.keeping().is_taken() {
            match self.run.custody() {
                Custody::AtVault => "Save the credentials in Trivet's window",
                _ => "The credentials are only in this tab. Save them now",
            }
        } else if self.run.custody().is_safe() {
            "The credentials are safe. You can close the dialog"
        } else if self.is_past_form() {
            "Do not close the credentials dialog yet"
        } else if let (Some(form), Some(verdict)) = (self.form(), &self.verdict) {
            match (form.purpose, verdict.faults.is_empty()) {
                (FormPurpose::Edit, _) => "This is an existing API token",
                (_, true) if verdict.is_right() => {
                    "The form is right. Press OK to create the token"
                }
                (_, true) => "Check it yourself, then press OK",
                (_, false) => "Not ready: fix what is marked",
            }
        } else if self.observation.has_unrecognised_form() {
            "This form is not recognized"
        } else if self.is_on_token_screen() {
            "Press Create Token"
        } else if self.sees_navigation() {
            "Go to Security > API Tokens"
        } else if self.observation.is_foreign() {
            "This page is not in English"
        } else {
            "This screen is not recognized"
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
            let text = "You are logged in. On the API Tokens screen, only Administrators see Create Token.";
            (StepState::Unknown, text.to_owned())
        } else {
            let text = "Trivet does not see the console's navigation. Log in, then continue by hand; Trivet stops nothing here.";
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
                let text = "Only Can access API, Can send events, and Is enabled. No dataset, confirmed by you.";
                return (StepState::ByHand, text.to_owned());
            }
            let text = "Only Can access API, Can send events, and Is enabled. No dataset.";
            return (StepState::Done, text.to_owned());
        }
        if !self.is_past_form() {
            return (StepState::Todo, String::new());
        }
        match self.run.origin() {
            Origin::Submitted { right: true } => (StepState::Done, String::new()),
            Origin::Submitted { right: false } => {
                let text = "Trivet could not read the whole form when OK was pressed. Check the token in the list.";
                (StepState::Unknown, text.to_owned())
            }
            Origin::Unseen => {
                let text = "Trivet did not read the form before it was submitted. Check the token in the list.";
                (StepState::Unknown, text.to_owned())
            }
            Origin::Unconfirmed => {
                let text = "The form closed before Trivet could read it again after OK. Check the token in the list.";
                (StepState::Unknown, text.to_owned())
            }
            Origin::ChangedAfter(faults) => {
                let faults = origin::in_words(faults);
                let text = [
                    "The form changed after OK: ",
                    &faults,
                    ". Check the token in the list.",
                ];
                (StepState::Unknown, text.concat())
            }
            Origin::Unasked(faults) if faults.is_empty() => {
                let text = "Trivet saw no error on the form, but no OK either. Check the token in the list.";
                (StepState::Unknown, text.to_owned())
            }
            Origin::Unasked(faults) => {
                let text = ["Last seen on the form: ", &origin::in_words(faults), "."];
                (StepState::Wrong, text.concat())
            }
        }
    }

    fn submit(&self) -> (StepState, String) {
        if self.is_past_form() {
            return match self.run.origin() {
                Origin::Unasked(_) => (StepState::Unknown, "Trivet allowed no OK.".to_owned()),
                Origin::Unseen => (StepState::Unknown, "Trivet saw no OK.".to_owned()),
                Origin::Unconfirmed => (StepState::Unknown, String::new()),
                Origin::Submitted { .. } | Origin::ChangedAfter(_) => {
                    (StepState::Done, String::new())
                }
            };
        }
        match &self.verdict {
            Some(verdict) if verdict.faults.is_empty() && !self.is_existing() => {
                let text = "The next dialog shows the credentials only once.";
                (StepState::Current, text.to_owned())
            }
            _ => (StepState::Todo, String::new()),
        }
    }

    fn take(&self) -> (StepState, String) {
        match self.run.custody() {
            Custody::AtVault | Custody::Verified { .. } => (StepState::Done, String::new()),
            Custody::Elsewhere => (StepState::Unknown, "Confirmed by you.".to_owned()),
            Custody::Lost | Custody::Dropped => (StepState::Wrong, String::new()),
            Custody::Shown => {
                let text = "Trivet recognized the credentials. They go to Trivet's window, never through this panel.";
                (StepState::Current, text.to_owned())
            }
            Custody::Kept => {
                let text = "Trivet read the credentials before the console closed the dialog. They go to Trivet's window, never through this panel.";
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
                let text = "In Trivet's window, choose a password, save the file, and verify it.";
                (StepState::Current, text.to_owned())
            }
            Custody::Verified { file_name } => (
                StepState::Done,
                ["Saved and verified: ", &legible(file_name, 255), "."].concat(),
            ),
            Custody::Elsewhere => (StepState::Unknown, "Confirmed by you.".to_owned()),
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
            let text = "After you close it, the console never shows the credentials again.";
            (StepState::Current, text.to_owned())
        } else if self.run.keeping().is_taken() {
            let text = "The console closed the dialog itself.";
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
                " token was created without an OK that Trivet allowed. Last seen on its form: ",
                &origin::in_words(faults),
                ". Do not use it. Delete it under Security > API Tokens, then create a new one.",
            ];
            say(NoticeKind::Alarm, text.concat(), &[]);
        }
        self.question(&mut say);
        let held = self.run.held();
        if held == Some(NoticeKind::CloseHeld) {
            let text = "Close was stopped because the credentials would be lost permanently. Save them first.";
            say(NoticeKind::CloseHeld, text.to_owned(), &[]);
        }
        // A form that still stands behind the dialog of its token is of no concern any more.
        if self.verdict.is_none() && held == Some(NoticeKind::SubmitHeld) {
            let text = "OK was stopped and no token was created. Your organization requires Trivet to recognize the whole form first.";
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
                let text = "No answer: your session may have ended. Log in again in another tab; nothing is lost.";
                say(NoticeKind::Unanswered, text.to_owned(), &[]);
            }
            if held == Some(NoticeKind::SubmitHeld) {
                let mut text = "OK was stopped and no token was created. ".to_owned();
                if verdict.faults.is_empty() {
                    text.push_str(
                        "Your organization requires Trivet to recognize the whole form first.",
                    );
                } else {
                    text.push_str("Fix what is marked, then press OK again.");
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
                let text = "Only addresses in IP Accept List can use this token. The managed package calls from Salesforce, so include its addresses.";
                say(NoticeKind::AcceptList, text.to_owned(), &[]);
            }
        }
        if self.observation.is_foreign() {
            let text = "Trivet cannot read this page. If the browser translated it, show the original from the translation menu; otherwise, continue by hand.";
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
            let text = "Trivet did not see how this token was created. Check its permissions in the list before you use it.";
            say(NoticeKind::Unseen, text.to_owned(), &[]);
        }
        if self.run.is_press_refused() {
            let text = "Trivet ignored that press because the panel was covered, changed, or just moved. Close anything that covers it, then press again.";
            say(NoticeKind::PressRefused, text.to_owned(), &[]);
        }
        notices
    }

    /// Asks for confirmation where an answer cannot be undone.
    fn question(&self, say: &mut impl FnMut(NoticeKind, String, &[Action])) {
        match self.run.keeping().asking {
            Some(Asking::Elsewhere) => {
                let mut text = "The console never shows these credentials again. Are the API Key ID and the API Key Secret both stored where you can read them?".to_owned();
                if self.run.has_plain_file() {
                    text.push_str(" The console's plain-text CSV file does not count.");
                }
                let actions = [
                    Action::CancelValuesSafeElsewhere,
                    Action::ConfirmValuesSafeElsewhere,
                ];
                say(NoticeKind::Elsewhere, text, &actions);
            }
            Some(Asking::Drop) => {
                let text = "As far as Trivet knows, the credentials exist nowhere else. Once discarded, they can never be read again; delete the useless token in the list then.";
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
                let text = "The console closed the dialog before Trivet read both values. Unless you stored them yourself, they are lost: delete this token in the list and create a new one.";
                actions.push(Action::Hide);
                say(NoticeKind::Gone, text.to_owned(), &actions);
            }
            Custody::Dropped => {
                let text = "The credentials were discarded and nothing of them is left here. Delete this token in the list and create a new one.";
                say(NoticeKind::Gone, text.to_owned(), &[Action::Hide]);
            }
            Custody::Verified { .. } if self.run.is_closed() => {
                let text = "Next, in Salesforce Setup, enter the saved user name and password in the named credential Interaction_Studio_Creds. To merge the file into a KeePass database, open that database in KeePassXC, select Database > Merge From Database, and choose the file.";
                say(NoticeKind::Done, text.to_owned(), &[Action::Hide]);
            }
            Custody::Elsewhere if self.run.is_closed() => {
                let text = "The token was created. You confirmed that its credentials are stored elsewhere; Trivet did not verify this.";
                say(NoticeKind::Done, text.to_owned(), &[Action::Hide]);
            }
            Custody::Verified { .. } | Custody::Elsewhere => {}
        }
        if self.run.has_plain_file() {
            let what_next = match custody {
                Custody::Verified { .. } | Custody::Elsewhere => {
                    "Delete it now and empty the trash."
                }
                Custody::Lost | Custody::Dropped => {
                    "It may be the only copy: store the credentials from it or delete the token. Then delete the file and empty the trash."
                }
                _ => "Delete it and empty the trash once the encrypted file is verified.",
            };
            let text = [
                "The CSV file that the console saves in your downloads contains the API Key Secret in plain text. ",
                what_next,
            ];
            say(NoticeKind::PlainFile, text.concat(), &[]);
        }
    }

    /// Where the held credentials are.
    fn held_in_words(&self) -> String {
        let keeping = self.run.keeping();
        let is_taken = keeping.is_taken();
        let mut text = String::new();
        if keeping.vault_left {
            text.push_str("The connection to Trivet's window ended before the file was verified. If that window is still open, finish there. ");
        } else if keeping.has_changed {
            text.push_str("The console now shows other credentials than Trivet's window. ");
        }
        text.push_str(match self.run.custody() {
            Custody::Kept => "The console closed the dialog, so only this tab has the credentials. Save them now; if you close or leave the tab, they are lost.",
            Custody::Offered if is_taken => "Trivet's window should open now; if it does not, try again. The console closed the dialog, so only this tab has the credentials.",
            Custody::Offered => "Trivet's window should open now. If it does not, try again.",
            Custody::AtVault if is_taken => "The console closed the dialog; the credentials are in Trivet's window and still held in this tab. Keep both open until the file is saved and verified.",
            Custody::AtVault => "The credentials are in Trivet's window. This dialog stays open until the file is saved and verified.",
            _ if keeping.vault_left => "Nothing is lost: the credentials are still in this dialog.",
            _ => "The console shows the credentials only once. Save them in an encrypted file that your password manager can open.",
        });
        if keeping.has_others() {
            text.push_str(if is_taken {
                " These are the credentials of the previous token; those of the other token come next."
            } else {
                " Trivet also holds the credentials of another token; they come next."
            });
        }
        text
    }
}

fn existing_in_words(verdict: &Verdict) -> String {
    let what = if !verdict.faults.is_empty() {
        [
            "This token does not meet the managed package's requirements: ",
            &origin::in_words(&verdict.faults),
            ".",
        ]
        .concat()
    } else if verdict.is_right() {
        "This token meets the managed package's requirements.".to_owned()
    } else {
        "Trivet does not recognize all of this token.".to_owned()
    };
    [&what, " Trivet changes and stops nothing here."].concat()
}

fn faults_in_words(verdict: &Verdict) -> String {
    let mut parts = Vec::new();
    for fault in &verdict.faults {
        match fault {
            Fault::Missing { permission, .. } => {
                parts.push(["Select ", permission.label(), "."].concat());
            }
            Fault::Extra { permission, .. } => {
                parts.push(["Deselect ", &permission.short(), "."].concat());
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
                let text = " was not recognized. Check it yourself.";
                parts.push([permission.label(), text].concat());
            }
            Doubt::UnknownControl(unknown) => parts.push(match unknown.name.trim() {
                "" => "Trivet does not know a control on this form. Check that it grants nothing."
                    .to_owned(),
                name => {
                    let text = "Trivet does not know the control “";
                    [text, &legible(name, 60), "”. Check that it grants nothing."].concat()
                }
            }),
            Doubt::DatasetFieldUnclear { .. } => parts
                .push("Trivet cannot read Restrict to Specific Datasets. Is it empty?".to_owned()),
            Doubt::DatasetFieldNotFound => parts.push(
                "Restrict to Specific Datasets was not recognized. Check that it is empty."
                    .to_owned(),
            ),
        }
    }
    parts.join(" ")
}

fn unrecognised_form_in_words(observation: &Observation) -> String {
    const SAFE: &str =
        " Nothing on this form is set, checked, or stopped. Follow the steps by hand";
    if observation.signs.is_empty() {
        let text = "More than one form on this screen could be the token form.";
        return [text, SAFE, ", and close the form that you do not need."].concat();
    }
    let missing: Vec<&str> = Permission::REQUIRED
        .iter()
        .map(Permission::label)
        .filter(|label| observation.signs.iter().all(|sign| sign.title() != *label))
        .collect();
    let what = if missing.is_empty() {
        "Trivet cannot read the checkboxes here.".to_owned()
    } else {
        [
            "Trivet did not find ",
            &missing.join(" or "),
            " on this form.",
        ]
        .concat()
    };
    [&what, SAFE, ", or press Check this screen to point it out."].concat()
}

fn missing_values_in_words(dialog: &CredentialsDialog) -> String {
    let missing = match (dialog.key_id.seen(), dialog.key_secret.seen()) {
        (None, None) => "the API Key ID and the API Key Secret",
        (None, Some(_)) => "the API Key ID",
        _ => "the API Key Secret",
    };
    [
        "Trivet does not recognize ",
        missing,
        " yet. If this does not change, copy and store both values by hand before you close.",
    ]
    .concat()
}
