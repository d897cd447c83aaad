//! What is to be shown: texts and states, no pixels.

use super::label::Term;
use super::observation::ControlId;

/// Everything that the overlay draws in one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Where the admin is, in one line.
    pub headline: String,
    /// The eight steps, in their order.
    pub steps: [StepView; 8],
    /// What must be said beyond the steps, the most urgent first.
    pub notices: Vec<Notice>,
    /// What is pointed out on the page.
    pub marks: Vec<Mark>,
    /// What nothing may cover: the control at hand, OK, what closes the dialog, the values and their download.
    pub keep_clear: Vec<ControlId>,
    /// What lies over the list of steps.
    pub sheet: Option<SheetView>,
    /// What can be asked for at any time, below everything else.
    pub footer: Vec<Action>,
}

impl View {
    /// Says that the organisation's policy is not in force, and why that is no reason to go on as if it were.
    pub fn add_policy_refused(&mut self) {
        let text = "Your organisation's policy for Trivet has a setting that is not known, so none of it is in force. Tell whoever manages this browser; the checklist itself holds as always.";
        self.notices.push(Notice {
            kind: NoticeKind::Policy,
            text: text.to_owned(),
            actions: Vec::new(),
        });
    }

    /// Says what tried to get at the values, or to speak for the vault, and that it did not.
    pub fn add_refused(&mut self, what: &str) {
        let text = [
            "Trivet refused ",
            what,
            ". It was given nothing and changed nothing.",
        ];
        self.notices.push(Notice {
            kind: NoticeKind::Refused,
            text: text.concat(),
            actions: Vec::new(),
        });
    }

    /// Says that the extension is gone, and takes away what would lead to its window. `is_shown`: the console still shows
    /// the values.
    pub fn add_orphaned(&mut self, would_lose_values: bool, is_shown: bool) {
        let by_hand = if is_shown {
            "Both values still stand in the console's dialog. Copy them by hand and store them, then say so here."
        } else {
            "The values are still in this tab, but nothing leads to them any more. Drop them, reload the page, delete this token in the list and create a new one."
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
                "Its window cannot be opened from this page any more. Store both values by hand before you close the dialog or reload the page."
            }
            (true, false) => "Its window cannot be opened from this page any more.",
            (false, _) => "Reload this page before you go on.",
        };
        let notice = Notice {
            kind: NoticeKind::Orphaned,
            text: ["Trivet was updated or switched off meanwhile. ", what].concat(),
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
    /// What is known of it now, or what to do next; empty where the title says it all.
    pub detail: String,
    /// How far it is.
    pub state: StepState,
    /// What the admin can say of it, where Trivet cannot tell.
    pub action: Option<Action>,
}

/// What lies over the list of steps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetView {
    /// What it is.
    pub title: String,
    /// What there is to know, and to do.
    pub text: String,
    /// What was found, one line for each thing.
    pub rows: Vec<SheetRow>,
    /// A file's whole text, to be looked at before it is saved.
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
    /// Its turn has not come.
    Todo,
    /// It is the step at hand.
    Current,
    /// It was read from the page or from the disk that it is done.
    Done,
    /// It is at hand and something is wrong.
    Wrong,
    /// The page does not let it be known; the admin must look.
    Unknown,
    /// The admin said that it is done; Trivet cannot tell.
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

/// Something that must be said.
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
    /// A token was made that nobody's OK made and that is not as the checklist asks.
    Alarm,
    /// A box is wrong.
    Boxes,
    /// A dataset is selected.
    Dataset,
    /// It cannot be told whether a dataset is selected.
    DatasetUnclear,
    /// An OK was stopped.
    SubmitHeld,
    /// A Close was stopped.
    CloseHeld,
    /// The credentials can be taken, or are on their way.
    Credentials,
    /// The page took the dialog away, and the credentials are held here.
    Kept,
    /// The page took the dialog away before it could be read, or the admin gave the values up.
    Gone,
    /// The admin is about to say that the values are safe elsewhere.
    Elsewhere,
    /// The admin is about to give the values up.
    Drop,
    /// The console saved the values in plain text.
    PlainFile,
    /// Something that is looked for was not recognised.
    NotRecognised,
    /// An OK was let through, and nothing came of it.
    Unanswered,
    /// The form is of a token that exists.
    Existing,
    /// Only some addresses may use the token.
    AcceptList,
    /// The page is translated into a language that is not known.
    Translated,
    /// A press on a button of the panel did not count.
    PressRefused,
    /// It was not seen how a token was made.
    Unseen,
    /// Something came over the port to the vault that was not taken.
    Refused,
    /// The organisation's policy could not be read.
    Policy,
    /// The extension was updated or switched off while the page was open.
    Orphaned,
    /// Of an earlier token nobody looks after any more, something is left to do.
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
    /// Set the boxes as the checklist asks.
    PutRight,
    /// Take every dataset out of the field.
    ClearDatasets,
    /// Say that the dataset field is empty, which cannot be read.
    ConfirmNoDataset,
    /// Hand the credentials to the vault.
    OpenVault,
    /// Say that the values are safe elsewhere; asks once more.
    ValuesSafeElsewhere,
    /// Say it for good.
    ConfirmValuesSafeElsewhere,
    /// Take it back: the values are not safe yet.
    CancelValuesSafeElsewhere,
    /// Give up the values that are held here alone; asks once more.
    DropValues,
    /// Give them up for good.
    ConfirmDropValues,
    /// Take it back: they stay held.
    CancelDropValues,
    /// Hide the checklist.
    Hide,
    /// Keep the place of the panel, which was moved: no button says this.
    KeepPlace,
    /// Show what of everything that is looked for is found on this screen.
    CheckScreen,
    /// Back to the list of steps.
    LeaveSheet,
    /// Let the admin point at this.
    Teach(Term),
    /// Keep what was pointed at.
    KeepLesson,
    /// Drop it.
    DropLesson,
    /// Forget what was taught of this.
    Forget(Term),
    /// Show what a page report would hold.
    WriteReport,
    /// Save the report that is shown.
    SaveReport,
    /// Save what was taught as a file.
    ExportLessons,
    /// Take what was taught from a file.
    ImportLessons,
    /// The admin has read what became of an earlier token.
    DropRecord,
    /// The admin did this step, 1 to 8, by hand; or takes that back.
    Tick(u8),
}

/// The names of the actions that concern no particular thing.
const NAMES: [(Action, &str, &str); 20] = [
    (Action::PutRight, "put-right", "Put right"),
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
        "Yes, both values are safe elsewhere",
    ),
    (
        Action::CancelValuesSafeElsewhere,
        "cancel-values-safe-elsewhere",
        "No, go back",
    ),
    (Action::DropValues, "drop-values", "Drop them"),
    (
        Action::ConfirmDropValues,
        "confirm-drop-values",
        "Yes, drop them for ever",
    ),
    (
        Action::CancelDropValues,
        "cancel-drop-values",
        "No, keep them",
    ),
    (Action::Hide, "hide", "Hide checklist"),
    (Action::CheckScreen, "check-screen", "Check this screen"),
    (Action::LeaveSheet, "leave-sheet", "Back to the steps"),
    (Action::DropRecord, "drop-record", "I have read this"),
    (Action::KeepLesson, "keep-lesson", "Keep it"),
    (Action::DropLesson, "drop-lesson", "Cancel"),
    (Action::WriteReport, "write-report", "Page report"),
    (Action::SaveReport, "save-report", "Save report"),
    (
        Action::ExportLessons,
        "export-lessons",
        "Export what was taught",
    ),
    (
        Action::ImportLessons,
        "import-lessons",
        "Import what was taught",
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
            Self::Teach(_) => "Show it",
            Self::Forget(_) => "Forget",
            Self::Tick(_) => "Tick",
            _ => self.row().map_or("", |row| row.2),
        }
    }

    /// What it is about, where the caption alone does not say.
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
