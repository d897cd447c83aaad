//! How the token was created whose credentials are shown, as far as Trivet saw it.
//!
//! Trivet can stop what a person does. It cannot stop a script of the page, and reports it afterwards.

use super::checklists::Checklist;
use super::message::Message;
use super::observation::{BoxState, DatasetField, FormMode, TokenForm};
use super::verdict::{Fault, Verdict};

/// How the token was created whose credentials are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    /// No form of a new token was read before.
    #[default]
    Unseen,
    /// An OK was let through, and the form was gone before it could be read again: a script may have changed it in between.
    Unconfirmed,
    /// An OK was let through, and the form was read again after it and not otherwise before the dialog came.
    Submitted {
        /// How the form was in that moment.
        form: FormAtOk,
    },
    /// An OK was let through, and afterwards the form was read otherwise: cleared by the page, or changed in time to spoil the
    /// token.
    ChangedAfter(Vec<Fault>),
    /// No OK was let through. The verdict is that on the form as it was read last; there may be no fault.
    Unasked(Verdict),
}

/// A form in the moment in which its OK was let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormAtOk {
    /// All that the checklist asks for was read, and right.
    Right,
    /// The checklist asks for nothing.
    Unchecked,
    /// All of it was right; that the dataset field was empty is what the admin said.
    Confirmed,
    /// Not all of it could be read.
    Unclear,
}

impl FormAtOk {
    fn of(verdict: &Verdict, checklist: &Checklist) -> Self {
        match verdict.is_right() {
            false => Self::Unclear,
            true if !checklist.checks_form() => Self::Unchecked,
            true if verdict.is_confirmed => Self::Confirmed,
            true => Self::Right,
        }
    }
}

/// What a form asked for when its OK was let through: what its token may do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Submitted {
    /// What it was compared with.
    pub checklist: Checklist,
    /// The labels of the boxes that were not off, in the page's order.
    pub permissions: Vec<String>,
    /// Whether it restricted its token to datasets.
    pub datasets: AskedDatasets,
}

/// What a form asked for about datasets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AskedDatasets {
    /// It was not read.
    #[default]
    NotRead,
    /// None: the form was read.
    None,
    /// None: Trivet could not read the field, and the admin said that it was empty.
    NoneConfirmed,
    /// It restricted its token.
    Some,
}

impl Submitted {
    fn of(form: &TokenForm, checklist: &Checklist) -> Self {
        let on = form.boxes.iter().filter(|b| b.state != BoxState::Off);
        Self {
            checklist: checklist.clone(),
            permissions: on.map(|b| b.permission.label().to_owned()).collect(),
            datasets: match form.datasets {
                DatasetField::NotFound | DatasetField::Unclear { .. } => AskedDatasets::NotRead,
                DatasetField::Empty(_) => AskedDatasets::None,
                DatasetField::Confirmed(_) => AskedDatasets::NoneConfirmed,
                DatasetField::Filled { .. } => AskedDatasets::Some,
            },
        }
    }
}

impl Origin {
    /// The verdict on the form, if its token was created without an OK that was let through, and the form had a fault.
    #[must_use]
    pub fn alarm(&self) -> Option<&Verdict> {
        match self {
            Self::Unasked(verdict) if !verdict.faults.is_empty() => Some(verdict),
            _ => None,
        }
    }

    /// Whether Trivet saw how the token was created, and that was right; the admin may have confirmed the dataset field.
    #[must_use]
    pub fn is_known_to_be_right(&self) -> bool {
        matches!(self, Self::Submitted { form } if *form != FormAtOk::Unclear)
    }
}

/// What was read so far of the form of a new token.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    /// Its verdict, as it was read last.
    last: Option<Verdict>,
    /// When that was.
    read_at: f64,
    /// An OK was let through since: how the form was in that moment, and what it asked for.
    submitted: Option<(FormAtOk, Submitted)>,
    /// What was read first after that OK.
    after: After,
    /// What was wrong with it when it was read after that OK, though it may be right again.
    changed: Vec<Fault>,
    /// Since when the form has been there all the same.
    stays_since: Option<f64>,
}

/// What was read first after an OK that was let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum After {
    /// Nothing yet.
    #[default]
    Unread,
    /// The form was there.
    There,
    /// It was gone.
    Gone,
}

/// How long after its form was there a token's dialog may come: a form that was left long ago made no token.
const TOKEN_TAKES_MS: f64 = 60_000.0;
/// How long a form may stay after the OK that makes its token. Longer, and that OK made none.
const SUBMIT_TAKES_MS: f64 = 10_000.0;

impl Trail {
    /// The form was read at that time.
    pub fn read(&mut self, form: &TokenForm, verdict: &Verdict, now: f64) {
        self.note(form, verdict);
        self.read_at = now;
        if self.after == After::Unread {
            self.after = After::There;
        }
        if self.submitted.is_some() && !verdict.faults.is_empty() {
            self.changed.clone_from(&verdict.faults);
        }
        if self.submitted.is_some() && now - *self.stays_since.get_or_insert(now) > SUBMIT_TAKES_MS
        {
            self.submitted = None;
        }
    }

    fn note(&mut self, form: &TokenForm, verdict: &Verdict) {
        self.last = (form.mode != FormMode::Edit).then(|| verdict.clone());
    }

    /// The page was read, and the form was not there.
    pub fn absent(&mut self) {
        if self.after == After::Unread {
            self.after = After::Gone;
        }
    }

    /// An OK was let through, or was held: then no earlier one counts any more.
    pub fn tried(
        &mut self,
        form: &TokenForm,
        verdict: &Verdict,
        checklist: &Checklist,
        is_let_through: bool,
    ) {
        self.note(form, verdict);
        self.submitted = is_let_through.then(|| {
            let at_ok = FormAtOk::of(verdict, checklist);
            (at_ok, Submitted::of(form, checklist))
        });
        self.after = After::Unread;
        self.changed.clear();
        self.stays_since = None;
    }

    /// Whether a form was read so lately that its token's dialog may come.
    pub fn may_see_dialog(&self, now: f64) -> bool {
        self.last.is_some() && now - self.read_at <= TOKEN_TAKES_MS
    }

    /// What the form asked for, if an OK was let through.
    pub fn submitted(&self) -> Option<&Submitted> {
        self.submitted.as_ref().map(|(_, submitted)| submitted)
    }

    /// Whether an OK for a new token was let through, whose dialog may still come.
    pub fn awaits_dialog(&self, now: f64) -> bool {
        let is_new = self.last.is_some() && self.submitted.is_some();
        is_new && now - self.read_at <= TOKEN_TAKES_MS
    }

    /// The credentials are shown from this time on: what that means for their token.
    pub fn origin(&self, now: f64) -> Origin {
        let Some(last) = &self.last else {
            return Origin::Unseen;
        };
        if now - self.read_at > TOKEN_TAKES_MS {
            return Origin::Unseen;
        }
        match self.submitted {
            None => Origin::Unasked(last.clone()),
            Some(_) if self.after != After::There => Origin::Unconfirmed,
            Some(_) if !self.changed.is_empty() => Origin::ChangedAfter(self.changed.clone()),
            Some((form, _)) => Origin::Submitted { form },
        }
    }
}

/// What was seen last on a form that has faults.
pub(crate) fn last_seen(verdict: &Verdict) -> Vec<Message> {
    let confirmed = verdict.is_confirmed.then_some(Message::NoDatasetConfirmed);
    facts(&verdict.faults)
        .into_iter()
        .chain(confirmed)
        .collect()
}

/// The faults as facts of a token.
pub(crate) fn facts(faults: &[Fault]) -> Vec<Message> {
    let fact = |fault: &Fault| match fault {
        Fault::Missing { permission, .. } => Message::FactMissing {
            permission: permission.label().into(),
        },
        Fault::Extra { permission, .. } => Message::FactExtra {
            permission: permission.short().into(),
        },
        Fault::Dataset { entries, .. } => datasets(*entries),
    };
    faults.iter().map(fact).collect()
}

/// How many datasets are set, where that is known.
pub(crate) fn datasets(entries: Option<usize>) -> Message {
    match entries.map(u32::try_from) {
        Some(Ok(count @ 2..)) => Message::FactDatasets { count },
        _ => Message::FactDataset,
    }
}
