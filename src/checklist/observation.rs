//! What was read from the page, in words that know no browser.
//!
//! The `console` room makes an [`Observation`]; everything that is decided is decided from it alone.

use super::history::FieldTexts;
use super::label::Term;
use super::legible::legible;

/// A control that was seen on the page. The `console` room knows which element it is; nobody else needs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ControlId(pub u32);

/// Whether a thing that is looked for was seen. Two candidates are none: then nothing is known and nothing is touched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Sighting<T> {
    /// Not on the page.
    #[default]
    Absent,
    /// More than one candidate; none can be told to be the right one.
    Ambiguous {
        /// How many.
        candidates: usize,
    },
    /// Seen, once.
    Seen(T),
}

impl<T> Sighting<T> {
    /// The thing, if it was seen for certain.
    pub fn seen(&self) -> Option<&T> {
        match self {
            Self::Seen(thing) => Some(thing),
            Self::Absent | Self::Ambiguous { .. } => None,
        }
    }

    /// Whether there are several candidates for it.
    pub fn is_ambiguous(&self) -> bool {
        matches!(self, Self::Ambiguous { .. })
    }

    /// A sighting of a list of candidates.
    #[must_use]
    pub fn of(mut candidates: Vec<T>) -> Self {
        match (candidates.len(), candidates.pop()) {
            (1, Some(only)) => Self::Seen(only),
            (0, _) | (_, None) => Self::Absent,
            (candidates, _) => Self::Ambiguous { candidates },
        }
    }
}

/// The page as it was read in one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Observation {
    /// The entry "Security" of the main navigation.
    pub security: Sighting<ControlId>,
    /// The entry "API Tokens" of the main navigation.
    pub api_tokens: Sighting<ControlId>,
    /// The button "Create Token", which only an Administrator is shown.
    pub create_token: Sighting<ControlId>,
    /// The form in which a token is made or edited.
    pub form: Sighting<TokenForm>,
    /// The dialog that shows the credentials once.
    pub credentials: Sighting<CredentialsDialog>,
    /// The field "IP Accept List" of the form, where something stands in it.
    pub accept_list: Option<ControlId>,
    /// The field "Notes" of the form, where it is empty and can be written.
    pub notes: Option<ControlId>,
    /// The browser has translated the page.
    pub is_translated: bool,
    /// The permissions whose names stand on the page though no form is recognised.
    pub signs: Vec<Term>,
    /// How often each thing that is looked for is there; empty unless it was asked for.
    pub findings: Vec<Finding>,
}

impl Observation {
    /// Whether a token form seems to be there that is not recognised as one. One name alone is said of other things, too.
    #[must_use]
    pub fn has_unrecognised_form(&self) -> bool {
        match self.form {
            Sighting::Seen(_) => false,
            Sighting::Ambiguous { .. } => true,
            Sighting::Absent => self.signs.len() > 1,
        }
    }
}

impl Observation {
    /// Whether the page is translated into a language in which nothing on it is recognised.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.is_translated
            && self.form == Sighting::Absent
            && self.credentials == Sighting::Absent
            && self.create_token == Sighting::Absent
            && self.security == Sighting::Absent
            && self.api_tokens == Sighting::Absent
            && self.signs.is_empty()
    }
}

/// How often a thing that is looked for is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// The thing.
    pub term: Term,
    /// How many candidates are drawn.
    pub count: usize,
}

/// The form in which a token is made or edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenForm {
    /// A new token, or one that exists.
    pub mode: FormMode,
    /// Every check box of the form that stands for a permission, in the page's order.
    pub boxes: Vec<PermissionBox>,
    /// What is set in the form or its dialog, and is nothing that is known: it may grant something.
    pub unknown: Vec<UnknownControl>,
    /// The field "Restrict to Specific Datasets".
    pub datasets: DatasetField,
    /// What stands in that field, to be compared with what stood there before.
    pub texts: FieldTexts,
    /// Whether there is anything left to press that may take a dataset out.
    pub can_clear: bool,
    /// The button "OK".
    pub submit: Sighting<ControlId>,
}

/// A control of a token form that is nothing that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownControl {
    /// The control.
    pub control: ControlId,
    /// Its name, if it has any, as the page writes it.
    pub name: String,
}

/// Whether a form makes a token or changes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormMode {
    /// A new token: the boxes are set by themselves, once.
    Create,
    /// A token that exists: nothing is changed unless the admin asks.
    Edit,
    /// One or the other: nothing is set by itself, and it is held as a new one.
    Unclear,
}

/// One permission and its box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionBox {
    /// Its control.
    pub control: ControlId,
    /// Which permission.
    pub permission: Permission,
    /// What the box shows.
    pub state: BoxState,
    /// Whether the page lets it be changed.
    pub can_change: bool,
}

/// A permission of a token.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Permission {
    /// "Can access API".
    CanAccessApi,
    /// "Can send events".
    CanSendEvents,
    /// "Is enabled".
    IsEnabled,
    /// Any other, by the label that the page shows.
    Other(String),
}

impl Permission {
    /// The three that the console is known to have, by which its form is recognized.
    pub const NAMED: [Self; 3] = [Self::CanAccessApi, Self::CanSendEvents, Self::IsEnabled];

    /// Whether it is one of those three.
    #[must_use]
    pub fn is_named(&self) -> bool {
        !matches!(self, Self::Other(_))
    }

    /// Its label, as the console writes it.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::CanAccessApi => "Can access API",
            Self::CanSendEvents => "Can send events",
            Self::IsEnabled => "Is enabled",
            Self::Other(label) => label,
        }
    }

    /// Its label, short enough for a line: an extra one is whatever the page writes.
    pub(crate) fn short(&self) -> String {
        legible(self.label(), 60)
    }
}

/// What a check box shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxState {
    /// Ticked.
    On,
    /// Not ticked.
    Off,
    /// The third state of a three-state box.
    Mixed,
}

/// The field "Restrict to Specific Datasets". It is empty only when that is proven, and filled only when that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatasetField {
    /// Not found on the form; the admin must look.
    NotFound,
    /// Proven: nothing is selected or typed.
    Empty(ControlId),
    /// Proven: something is selected or typed.
    Filled {
        /// The field.
        control: ControlId,
        /// How many entries, at least 1, where that is certain.
        entries: Option<usize>,
    },
    /// Neither is proven, and the admin said that it is empty.
    Confirmed(ControlId),
    /// Found, and neither is proven.
    Unclear {
        /// The field.
        control: ControlId,
        /// Why not.
        reason: Unclear,
    },
}

/// Why it cannot be told whether the dataset field is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unclear {
    /// One thing proves a dataset, and another one that there is none.
    Disagreeing,
    /// A text or a value stands in it that may be a dataset.
    Unexplained,
    /// Nothing in it is of a kind that is known.
    NotUnderstood,
}

impl DatasetField {
    /// Whether something stands in it; nothing where that is not known.
    #[must_use]
    pub fn is_filled(self) -> Option<bool> {
        match self {
            Self::NotFound | Self::Unclear { .. } => None,
            Self::Empty(_) | Self::Confirmed(_) => Some(false),
            Self::Filled { .. } => Some(true),
        }
    }

    /// The field's control, if it was found.
    #[must_use]
    pub fn control(self) -> Option<ControlId> {
        match self {
            Self::NotFound => None,
            Self::Empty(control)
            | Self::Confirmed(control)
            | Self::Filled { control, .. }
            | Self::Unclear { control, .. } => Some(control),
        }
    }
}

/// The number of two values that were read and are held: the same values have the same number. It tells nothing of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValuesId(pub u32);

/// The dialog that shows the credentials once. It says *that* the values can be read, never what they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CredentialsDialog {
    /// Where the API Key ID is shown.
    pub key_id: Sighting<ControlId>,
    /// Where the API Key Secret is shown.
    pub key_secret: Sighting<ControlId>,
    /// Every control that closes the dialog: "Close" and the cross.
    pub close: Vec<ControlId>,
    /// The button "Download CSV File", which writes the secret to disk in plain text.
    pub download_csv: Sighting<ControlId>,
    /// Which two values these are, once both are held.
    pub values: Option<ValuesId>,
}

impl CredentialsDialog {
    /// Whether both values are there to be read.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.key_id.seen().is_some() && self.key_secret.seen().is_some()
    }
}
