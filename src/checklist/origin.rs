//! How the token was created whose credentials are shown, as far as Trivet saw it.
//!
//! Trivet can stop what a person does. It cannot stop a script of the page, and reports it afterwards.

use super::observation::{FormPurpose, TokenForm};
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
        /// Everything on the form was read and right.
        right: bool,
    },
    /// An OK was let through, and afterwards the form was read otherwise: cleared by the page, or changed in time to spoil the
    /// token.
    ChangedAfter(Vec<Fault>),
    /// No OK was let through. The faults are those of the form as it was read last; there may be none.
    Unasked(Vec<Fault>),
}

impl Origin {
    /// The faults of the form, if its token was created without an OK that was let through.
    #[must_use]
    pub fn alarm(&self) -> Option<&[Fault]> {
        match self {
            Self::Unasked(faults) if !faults.is_empty() => Some(faults),
            _ => None,
        }
    }

    /// Whether Trivet saw how the token was created, and that was right.
    #[must_use]
    pub fn is_known_to_be_right(&self) -> bool {
        *self == Self::Submitted { right: true }
    }
}

/// What was read so far of the form of a new token.
#[derive(Debug, Default)]
pub(super) struct Trail {
    /// Its verdict, as it was read last.
    last: Option<Verdict>,
    /// When that was.
    read_at: f64,
    /// An OK was let through since, and whether all was right in that moment.
    submitted: Option<bool>,
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
        self.last = (form.purpose != FormPurpose::Edit).then(|| verdict.clone());
    }

    /// The page was read, and the form was not there.
    pub fn absent(&mut self) {
        if self.after == After::Unread {
            self.after = After::Gone;
        }
    }

    /// An OK was let through, or was held: then no earlier one counts any more.
    pub fn tried(&mut self, form: &TokenForm, verdict: &Verdict, is_let_through: bool) {
        self.note(form, verdict);
        self.submitted = is_let_through.then(|| verdict.is_right());
        self.after = After::Unread;
        self.changed.clear();
        self.stays_since = None;
    }

    /// Whether a form was read so lately that its token's dialog may come.
    pub fn may_see_dialog(&self, now: f64) -> bool {
        self.last.is_some() && now - self.read_at <= TOKEN_TAKES_MS
    }

    /// Whether an OK was let through, and the form was right in that moment.
    pub fn submitted(&self) -> Option<bool> {
        self.submitted
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
            None => Origin::Unasked(last.faults.clone()),
            Some(_) if self.after != After::There => Origin::Unconfirmed,
            Some(_) if !self.changed.is_empty() => Origin::ChangedAfter(self.changed.clone()),
            Some(right) => Origin::Submitted { right },
        }
    }
}

/// The faults as facts of a token: "Can send events is not selected, a dataset is set".
pub(super) fn in_words(faults: &[Fault]) -> String {
    let parts: Vec<String> = faults
        .iter()
        .map(|fault| match fault {
            Fault::Missing { permission, .. } => [permission.label(), " is not selected"].concat(),
            Fault::Extra { permission, .. } => [&permission.short(), " is selected"].concat(),
            Fault::Dataset {
                entries: Some(entries @ 2..),
                ..
            } => [&entries.to_string(), " datasets are set"].concat(),
            Fault::Dataset { .. } => "a dataset is set".to_owned(),
        })
        .collect();
    parts.join(", ")
}
