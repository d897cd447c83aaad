//! What is said once after an update that changed something visible: where nothing else is said, and never beside a form or the
//! one-time dialog.

use super::message::Message;
use super::observation::{Observation, Sighting};
use super::view::{Action, Notice, NoticeKind, View};
use std::rc::Rc;

/// Under this the extension's storage says that it is still to be said; the background and the document below the toolbar's
/// button know it, too. It is no text, for whoever can write there must not decide what is read.
pub const KEY: &str = "updated";

/// Whether it is to be said on this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Update {
    /// There is nothing to say, or it was said.
    #[default]
    None,
    /// Nobody has seen it yet.
    Due,
    /// It was seen here just now.
    Seen,
}

impl Update {
    /// What the storage has now. Once it was seen elsewhere it is not said here; what is being read here stays.
    pub fn is_stored(&mut self, is_due: bool) {
        if is_due {
            *self = Self::Due;
        } else if *self == Self::Due {
            *self = Self::None;
        }
    }

    /// Says it, where there is room for it. True: it is said.
    pub fn say(&mut self, view: &mut View, observation: &Observation) -> bool {
        let is_quiet = view.notices.is_empty()
            && view.sheet.is_none()
            && observation.form == Sighting::Absent
            && observation.credentials == Sighting::Absent;
        if !is_quiet {
            self.leaves();
        }
        let is_said = is_quiet && *self != Self::None;
        if is_said {
            view.notices.push(Notice {
                kind: NoticeKind::Updated,
                text: Rc::new([Message::Updated]),
                actions: vec![Action::ShowChanges, Action::DropUpdate],
            });
        }
        is_said
    }

    /// It is in front of the admin. True: for the first time, so that nobody else is to say it any more.
    pub fn is_seen(&mut self) -> bool {
        std::mem::replace(self, Self::Seen) == Self::Due
    }

    /// It is shown no more: what was seen does not come back.
    pub fn leaves(&mut self) {
        if *self == Self::Seen {
            *self = Self::None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observation::FormMode;
    use crate::run_tests::{dialog, page};
    use crate::{Rules, Run};

    fn is_said(update: &mut Update, observation: &Observation) -> bool {
        let run = Run::new(Rules::default());
        let mut view = run.view(observation);
        let before = view.notices.len();
        let is_said = update.say(&mut view, observation);
        assert_eq!(view.notices.len(), before + usize::from(is_said));
        is_said
    }

    #[test]
    fn it_is_said_once_and_never_beside_a_form_or_the_dialog() {
        let (quiet, form) = (
            Observation::default(),
            page([true; 3], &[], 0, FormMode::Create),
        );
        let mut update = Update::default();
        assert!(!is_said(&mut update, &quiet));
        update.is_stored(true);
        for busy in [&form, &dialog(true), &dialog(false)] {
            assert!(!is_said(&mut update, busy));
        }
        assert!(is_said(&mut update, &quiet), "it waited");
        assert!(update.is_seen() && !update.is_seen());
        update.is_stored(false);
        assert!(is_said(&mut update, &quiet), "while it is read");
        assert!(!is_said(&mut update, &form));
        assert!(!is_said(&mut update, &quiet), "it does not come back");
    }

    #[test]
    fn what_was_seen_elsewhere_is_not_said() {
        let mut update = Update::default();
        update.is_stored(true);
        update.is_stored(false);
        assert!(!is_said(&mut update, &Observation::default()));
    }

    #[test]
    fn nothing_else_gives_way_to_it() {
        let foreign = Observation {
            is_translated: true,
            ..Observation::default()
        };
        let mut update = Update::Due;
        assert!(!is_said(&mut update, &foreign));
        assert_eq!(update, Update::Due);
    }
}
