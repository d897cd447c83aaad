//! What to show: texts and states, no pixels.

use super::label::Term;
use super::observation::ControlId;

/// Everything that the overlay draws in one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Where the admin is, in one line.
    pub headline: String,
    /// The eight steps, in their order.
    pub steps: [StepView; 8],
    /// The notices, the most urgent first.
    pub notices: Vec<Notice>,
    /// What is pointed out on the page.
    pub marks: Vec<Mark>,
    /// The controls that nothing may cover: the current one, OK, what closes the dialog, the values and their download.
    pub keep_clear: Vec<ControlId>,
    /// What covers the list of steps.
    pub sheet: Option<SheetView>,
    /// The buttons below everything else, always available.
    pub footer: Vec<Action>,
}

impl View {
    /// Says that the organization's policy does not apply, and why.
    pub fn add_policy_refused(&mut self) {
        let text = "Your organization's Trivet policy has an unknown setting, so none of it applies. Tell the person who manages this browser. The checklist works as usual.";
        self.notices.push(Notice {
            kind: NoticeKind::Policy,
            text: text.to_owned(),
            actions: Vec::new(),
        });
    }

    /// Says what tried to get the values or to pose as the vault, and that Trivet refused it.
    pub fn add_refused(&mut self, what: &str) {
        let text = [
            "Trivet refused ",
            what,
            ". It received nothing and changed nothing.",
        ];
        self.notices.push(Notice {
            kind: NoticeKind::Refused,
            text: text.concat(),
            actions: Vec::new(),
        });
    }

    /// Says that the extension is gone, and removes the buttons that open its window. `is_shown`: the console still shows
    /// the values.
    pub fn add_orphaned(&mut self, would_lose_values: bool, is_shown: bool) {
        let by_hand = if is_shown {
            "The console's dialog still shows the credentials. Copy and store both values by hand, then confirm it here."
        } else {
            "The credentials are still in this tab, but can no longer be reached. Discard them, reload the page, delete this token in the list, and create a new one."
        };
        for notice in &mut self.notices {
            if notice.actions.contains(&Action::OpenVault) {
                notice.actions.retain(|action| *action != Action::OpenVault);
                by_hand.clone_into(&mut notice.text);
            }
        }
        // The sixth step says where they go.
        if let Some(step) = self.steps.get_mut(5) {
            step.detail.clear();
        }
        let what = match (would_lose_values, is_shown) {
            (true, true) => {
                ", so this page can no longer open its window. Store both values by hand before you close the dialog or reload the page."
            }
            (true, false) => ", so this page can no longer open its window.",
            (false, _) => ". Reload this page before you continue.",
        };
        let notice = Notice {
            kind: NoticeKind::Orphaned,
            text: ["Trivet was updated or turned off", what].concat(),
            actions: Vec::new(),
        };
        self.notices.insert(0, notice);
    }
}

/// One step of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    /// What is to be done.
    pub title: &'static str,
    /// What is known of it now, or what to do next; may be empty.
    pub detail: String,
    /// How far it is.
    pub state: StepState,
    /// What the admin can confirm, where Trivet cannot tell.
    pub action: Option<Action>,
}

/// What covers the list of steps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetView {
    /// What it is.
    pub title: String,
    /// What there is to know, and to do.
    pub text: String,
    /// What was found, one line for each thing.
    pub rows: Vec<SheetRow>,
    /// A file's whole text, to be checked before it is saved.
    pub report: Option<String>,
    /// What can be done, the best first.
    pub actions: Vec<Action>,
}

/// One thing that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// What it is called.
    pub title: &'static str,
    /// What is known of it.
    pub detail: String,
    /// Whether it is there.
    pub state: StepState,
    /// What can be done about it.
    pub action: Option<Action>,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Not reached yet.
    Todo,
    /// The current step.
    Current,
    /// Done, as read from the page or from the disk.
    Done,
    /// The current step, and something is wrong.
    Wrong,
    /// The page does not show it; the admin must check.
    Unknown,
    /// Confirmed by the admin; Trivet cannot tell.
    ByHand,
}

impl StepState {
    /// The name of the state, as style sheets and tests know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Current => "current",
            Self::Done => "done",
            Self::Wrong => "wrong",
            Self::Unknown => "unknown",
            Self::ByHand => "by-hand",
        }
    }
}

/// A message to the admin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about; one notice of each kind at a time.
    pub kind: NoticeKind,
    /// What happened, what is safe, what to do next.
    pub text: String,
    /// What can be done with one click, the best first.
    pub actions: Vec<Action>,
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// A token was created without an OK that was let through, and does not match the checklist.
    Alarm,
    /// A box is wrong.
    Boxes,
    /// A dataset is selected.
    Dataset,
    /// Trivet cannot tell whether a dataset is selected.
    DatasetUnclear,
    /// An OK was stopped.
    SubmitHeld,
    /// A Close was stopped.
    CloseHeld,
    /// The credentials can be saved, or are on their way.
    Credentials,
    /// The page closed the dialog, and the credentials are held here.
    Kept,
    /// The page closed the dialog before it could be read, or the admin discarded the values.
    Gone,
    /// The admin is about to confirm that the values are stored elsewhere.
    Elsewhere,
    /// The admin is about to discard the values.
    Drop,
    /// The console saved the values in plain text.
    PlainFile,
    /// Something was not recognized.
    NotRecognised,
    /// An OK was let through, and nothing came of it.
    Unanswered,
    /// The form is of a token that exists.
    Existing,
    /// Only some addresses may use the token.
    AcceptList,
    /// The page is in a language that is not known.
    Translated,
    /// A press on a button of the panel did not count.
    PressRefused,
    /// Trivet did not see how a token was created.
    Unseen,
    /// Something that came over the port to the vault was refused.
    Refused,
    /// The organization's policy could not be read.
    Policy,
    /// The extension was updated or turned off while the page was open.
    Orphaned,
    /// An earlier token was left unfinished, and something is left to do.
    LeftBehind,
    /// The same, and nothing is lost.
    Finished,
    /// All is done.
    Done,
}

impl NoticeKind {
    /// The name of the kind, as style sheets and tests know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Alarm => "alarm",
            Self::Boxes => "boxes",
            Self::Dataset => "dataset",
            Self::DatasetUnclear => "dataset-unclear",
            Self::SubmitHeld => "submit-held",
            Self::CloseHeld => "close-held",
            Self::Credentials => "credentials",
            Self::Kept => "kept",
            Self::Gone => "gone",
            Self::Elsewhere => "elsewhere",
            Self::Drop => "drop",
            Self::PlainFile => "plain-file",
            Self::NotRecognised => "not-recognised",
            Self::Unanswered => "unanswered",
            Self::Existing => "existing",
            Self::AcceptList => "accept-list",
            Self::Translated => "translated",
            Self::PressRefused => "press-refused",
            Self::Unseen => "unseen",
            Self::Refused => "refused",
            Self::Policy => "policy",
            Self::Orphaned => "orphaned",
            Self::LeftBehind => "left-behind",
            Self::Finished => "finished",
            Self::Done => "done",
        }
    }
}

/// Something pointed out at a control of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The control.
    pub control: ControlId,
    /// How it is drawn.
    pub kind: MarkKind,
    /// A few words beside it; empty for a mark that speaks for itself.
    pub text: String,
    /// What a click on the words does.
    pub action: Option<Action>,
}

/// How a mark is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// The step at hand: here.
    Point,
    /// Read and right.
    Right,
    /// Read and wrong.
    Wrong,
    /// A dataset stands here.
    Dataset,
    /// Held back until something else is done.
    Held,
}

impl MarkKind {
    /// The name of the kind, as style sheets and tests know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::Dataset => "dataset",
            Self::Held => "held",
        }
    }
}

/// What the admin can ask for with one click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Set the boxes to match the checklist.
    PutRight,
    /// Take every dataset out of the field.
    ClearDatasets,
    /// Confirm that the dataset field, which cannot be read, is empty.
    ConfirmNoDataset,
    /// Hand the credentials to the vault.
    OpenVault,
    /// Say that the values are stored elsewhere; asks for confirmation.
    ValuesSafeElsewhere,
    /// Confirm it.
    ConfirmValuesSafeElsewhere,
    /// Go back: the values are not stored yet.
    CancelValuesSafeElsewhere,
    /// Discard the values that only this tab holds; asks for confirmation.
    DropValues,
    /// Discard them permanently.
    ConfirmDropValues,
    /// Go back: keep them.
    CancelDropValues,
    /// Hide the checklist.
    Hide,
    /// Keep the panel where it was moved to; no button does this.
    KeepPlace,
    /// Show which terms are found on this screen.
    CheckScreen,
    /// Back to the list of steps.
    LeaveSheet,
    /// Let the admin point at this.
    Teach(Term),
    /// Keep the custom label.
    KeepLesson,
    /// Cancel the custom label.
    DropLesson,
    /// Remove the custom label of this term.
    Forget(Term),
    /// Show the page report.
    WriteReport,
    /// Save the report that is shown.
    SaveReport,
    /// Save the custom labels as a file.
    ExportLessons,
    /// Read custom labels from a file.
    ImportLessons,
    /// The admin dismissed the notice about an earlier token.
    DropRecord,
    /// Mark this step, 1 to 8, as done by hand, or undo that.
    Tick(u8),
}

/// The actions without a parameter: name and caption.
const NAMES: [(Action, &str, &str); 20] = [
    (Action::PutRight, "put-right", "Fix permissions"),
    (Action::ClearDatasets, "clear-datasets", "Clear datasets"),
    (
        Action::ConfirmNoDataset,
        "confirm-no-dataset",
        "Yes, it is empty",
    ),
    (Action::OpenVault, "open-vault", "Save in an encrypted file"),
    (
        Action::ValuesSafeElsewhere,
        "values-safe-elsewhere",
        "I stored them elsewhere",
    ),
    (
        Action::ConfirmValuesSafeElsewhere,
        "confirm-values-safe-elsewhere",
        "Yes, both are stored elsewhere",
    ),
    (
        Action::CancelValuesSafeElsewhere,
        "cancel-values-safe-elsewhere",
        "No, go back",
    ),
    (Action::DropValues, "drop-values", "Discard credentials"),
    (
        Action::ConfirmDropValues,
        "confirm-drop-values",
        "Yes, discard permanently",
    ),
    (
        Action::CancelDropValues,
        "cancel-drop-values",
        "No, keep them",
    ),
    (Action::Hide, "hide", "Hide checklist"),
    (Action::CheckScreen, "check-screen", "Check this screen"),
    (Action::LeaveSheet, "leave-sheet", "Back to steps"),
    (Action::DropRecord, "drop-record", "Dismiss"),
    (Action::KeepLesson, "keep-lesson", "Use label"),
    (Action::DropLesson, "drop-lesson", "Cancel"),
    (Action::WriteReport, "write-report", "Show page report"),
    (Action::SaveReport, "save-report", "Save report"),
    (
        Action::ExportLessons,
        "export-lessons",
        "Export custom labels",
    ),
    (
        Action::ImportLessons,
        "import-lessons",
        "Import custom labels",
    ),
];

impl Action {
    /// The name of the action, as the overlay's buttons and tests know it.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Teach(term) => ["teach-", term.name()].concat(),
            Self::Forget(term) => ["forget-", term.name()].concat(),
            Self::Tick(step) => ["tick-", &char::from(b'0' + step % 10).to_string()].concat(),
            _ => self.row().map_or("", |row| row.1).to_owned(),
        }
    }

    /// The action of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(term) = name.strip_prefix("teach-") {
            return Term::from_name(term).map(Self::Teach);
        }
        if let Some(term) = name.strip_prefix("forget-") {
            return Term::from_name(term).map(Self::Forget);
        }
        if let Some(step) = name.strip_prefix("tick-") {
            return step.parse().ok().map(Self::Tick);
        }
        NAMES.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// What its button says.
    #[must_use]
    pub fn caption(self) -> &'static str {
        match self {
            Self::Teach(_) => "Point at it",
            Self::Forget(_) => "Remove label",
            Self::Tick(_) => "Mark done",
            _ => self.row().map_or("", |row| row.2),
        }
    }

    /// What it is about, if the caption does not say.
    #[must_use]
    pub fn subject(self) -> Option<&'static str> {
        match self {
            Self::Teach(term) | Self::Forget(term) => Some(term.title()),
            _ => None,
        }
    }

    fn row(self) -> Option<&'static (Self, &'static str, &'static str)> {
        NAMES.iter().find(|row| row.0 == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_found_by_its_name() {
        let named = NAMES.iter().map(|row| row.0);
        let taught = Term::ALL
            .into_iter()
            .flat_map(|term| [Action::Teach(term), Action::Forget(term)]);
        for action in named.chain(taught).chain((1..=8).map(Action::Tick)) {
            assert_eq!(Action::from_name(&action.name()), Some(action));
            assert!(!action.caption().is_empty());
        }
        assert_eq!(Action::from_name("teach-nothing"), None);
    }
}
