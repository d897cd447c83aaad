//! What is to be shown: texts and states, no pixels.

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
    /// A box is wrong.
    Boxes,
    /// A dataset is selected.
    Dataset,
    /// An OK was stopped.
    SubmitHeld,
    /// A Close was stopped.
    CloseHeld,
    /// The credentials can be taken, or are on their way.
    Credentials,
    /// The admin is about to say that the values are safe elsewhere.
    Elsewhere,
    /// Something that is looked for was not recognised.
    NotRecognised,
    /// The organisation's policy could not be read.
    Policy,
    /// All is done.
    Done,
}

impl NoticeKind {
    /// The name of the kind, as style sheets and tests know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Boxes => "boxes",
            Self::Dataset => "dataset",
            Self::SubmitHeld => "submit-held",
            Self::CloseHeld => "close-held",
            Self::Credentials => "credentials",
            Self::Elsewhere => "elsewhere",
            Self::NotRecognised => "not-recognised",
            Self::Policy => "policy",
            Self::Done => "done",
        }
    }

    /// Whether it warns of something wrong.
    #[must_use]
    pub fn is_warning(self) -> bool {
        matches!(
            self,
            Self::Boxes | Self::Dataset | Self::SubmitHeld | Self::CloseHeld | Self::Policy
        )
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
    /// Hand the credentials to the vault.
    OpenVault,
    /// Say that the values are safe elsewhere; asks once more.
    ValuesSafeElsewhere,
    /// Say it for good.
    ConfirmValuesSafeElsewhere,
    /// Take it back: the values are not safe yet.
    CancelValuesSafeElsewhere,
    /// Hide the checklist.
    Hide,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 7] = [
        Self::PutRight,
        Self::ClearDatasets,
        Self::OpenVault,
        Self::ValuesSafeElsewhere,
        Self::ConfirmValuesSafeElsewhere,
        Self::CancelValuesSafeElsewhere,
        Self::Hide,
    ];

    /// The name of the action, as the overlay's buttons and tests know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PutRight => "put-right",
            Self::ClearDatasets => "clear-datasets",
            Self::OpenVault => "open-vault",
            Self::ValuesSafeElsewhere => "values-safe-elsewhere",
            Self::ConfirmValuesSafeElsewhere => "confirm-values-safe-elsewhere",
            Self::CancelValuesSafeElsewhere => "cancel-values-safe-elsewhere",
            Self::Hide => "hide",
        }
    }

    /// What its button says.
    #[must_use]
    pub fn caption(self) -> &'static str {
        match self {
            Self::PutRight => "Put right",
            Self::ClearDatasets => "Clear datasets",
            Self::OpenVault => "Save in an encrypted file",
            Self::ValuesSafeElsewhere => "I stored them elsewhere",
            Self::ConfirmValuesSafeElsewhere => "Yes, both values are safe elsewhere",
            Self::CancelValuesSafeElsewhere => "No, go back",
            Self::Hide => "Hide checklist",
        }
    }
}
