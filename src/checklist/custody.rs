//! Where the credentials are, from the moment a dialog shows them until they are safe, or given up on purpose.
//!
//! What is read is held until then, whatever becomes of the dialog. Values go by a number here ([`ValuesId`]); whoever holds
//! them asks [`Keeping::holds`] which to keep, and wipes the others.

use super::observation::{CredentialsDialog, ValuesId};
use super::origin::{Origin, Trail};
use super::verdict::Verdict;

/// Where the credentials are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Custody {
    /// None have been read.
    #[default]
    None,
    /// The page shows them and nobody has taken them.
    Shown,
    /// The page shows them no more, and they are held here alone.
    Kept,
    /// The vault's window was asked for.
    Offered,
    /// The vault has them, too.
    AtVault,
    /// They were read back from the saved file and compared.
    Verified {
        /// The file's name.
        file_name: String,
    },
    /// The admin said that they are safe elsewhere.
    Elsewhere,
    /// The page took them away before both could be read.
    Lost,
    /// The admin gave them up.
    Dropped,
}

impl Custody {
    /// Whether the dialog may close.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        matches!(self, Self::Verified { .. } | Self::Elsewhere)
    }

    /// Whether nothing more can be done for them.
    fn is_over(&self) -> bool {
        self.is_safe() || matches!(self, Self::Lost | Self::Dropped)
    }

    /// Whether they are held here.
    fn is_held(&self) -> bool {
        matches!(
            self,
            Self::Shown | Self::Kept | Self::Offered | Self::AtVault
        )
    }
}

/// What the admin is being asked once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asking {
    /// Whether the values are safe elsewhere.
    Elsewhere,
    /// Whether the values are to be given up.
    Drop,
}

/// How long a dialog may be gone, while the page draws itself anew, and still be the same.
pub(crate) const REDRAW_TAKES_MS: f64 = 1_000.0;
/// How many tokens' values wait for their turn. A page that shows more of them plays a game.
const MOST_WAITING: usize = 8;

/// The values at hand, those that wait behind them, and the dialog.
#[derive(Debug, Default)]
pub(crate) struct Keeping {
    custody: Custody,
    /// The values at hand.
    current: Option<ValuesId>,
    /// How their token came about.
    origin: Origin,
    /// Other tokens' values, which came before these were safe.
    waiting: Vec<Waiting>,
    dialog: Option<Dialog>,
    /// What the vault was given.
    handed: Option<ValuesId>,
    pub asking: Option<Asking>,
    /// The vault's window went away, or lost its connection, before the file was verified.
    pub vault_left: bool,
    /// The page shows other values than those that the vault has.
    pub has_changed: bool,
}

#[derive(Debug)]
struct Waiting {
    /// None for a dialog that was taken away before both could be read.
    values: Option<ValuesId>,
    origin: Origin,
}

/// The dialog that is open, or was a moment ago.
#[derive(Debug)]
struct Dialog {
    /// The last complete reading.
    shown: Option<ValuesId>,
    origin: Origin,
    gone_since: Option<f64>,
    /// It was gone since the last complete reading.
    has_gap: bool,
    /// It is certain that there was a token.
    is_of_token: bool,
}

impl Keeping {
    pub fn custody(&self) -> &Custody {
        &self.custody
    }

    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// How the token came about whose dialog the page shows.
    pub fn shown_origin(&self) -> Option<&Origin> {
        self.dialog.as_ref().map(|dialog| &dialog.origin)
    }

    /// The page shows the dialog.
    pub fn seen(&mut self, seen: &CredentialsDialog, trail: &Trail, now: f64) {
        if self.dialog.is_none() {
            if self.custody.is_over() {
                self.begin();
            }
            let origin = trail.origin(now);
            if self.custody == Custody::None {
                self.origin = origin.clone();
            }
            self.dialog = Some(Dialog {
                shown: None,
                is_of_token: origin != Origin::Unseen,
                origin,
                gone_since: None,
                has_gap: false,
            });
        }
        let Some(dialog) = &mut self.dialog else {
            return;
        };
        dialog.gone_since = None;
        dialog.is_of_token |= seen.key_id.seen().is_some() || seen.key_secret.seen().is_some();
        let Some(values) = seen.values else {
            return;
        };
        let has_gap = std::mem::take(&mut dialog.has_gap);
        let before = dialog.shown.replace(values);
        if before != Some(values) && !self.holds(values) {
            self.take(values, before.filter(|_| !has_gap));
        }
        self.compare();
    }

    /// Values that are new. `before`: those that stood there until now, in the same dialog; the last complete reading counts.
    fn take(&mut self, values: ValuesId, before: Option<ValuesId>) {
        let Some(dialog) = &self.dialog else {
            return;
        };
        let origin = dialog.origin.clone();
        if self.current.is_none() || self.custody.is_over() {
            self.begin();
            self.origin = origin;
            self.current = Some(values);
            self.custody = Custody::Shown;
        } else if before.is_some() && before == self.current {
            self.current = Some(values);
            self.asking = None;
            if self.custody == Custody::AtVault {
                self.custody = Custody::Shown;
                self.has_changed = true;
            }
        } else if let Some(place) = self
            .waiting
            .iter_mut()
            .find(|one| before.is_some() && one.values == before)
        {
            place.values = Some(values);
        } else {
            self.wait(Some(values), origin);
        }
    }

    fn wait(&mut self, values: Option<ValuesId>, origin: Origin) {
        if self.waiting.len() < MOST_WAITING {
            self.waiting.push(Waiting { values, origin });
        }
    }

    /// The page does not show the dialog. True: it may only be drawn anew, and is to be looked for again.
    pub fn absent(&mut self, now: f64) -> bool {
        let Some(dialog) = &mut self.dialog else {
            return false;
        };
        dialog.has_gap = true;
        if now - *dialog.gone_since.get_or_insert(now) < REDRAW_TAKES_MS {
            return true;
        }
        let is_unread = dialog.shown.is_none() && dialog.is_of_token;
        let origin = dialog.origin.clone();
        self.dialog = None;
        if is_unread && self.current.is_some() {
            self.wait(None, origin);
        } else if is_unread && self.custody == Custody::None {
            self.custody = Custody::Lost;
        }
        self.compare();
        false
    }

    /// Whether the open dialog is the one of the values at hand.
    fn is_shown(&self) -> bool {
        self.dialog
            .as_ref()
            .is_some_and(|dialog| dialog.shown == self.current)
    }

    fn compare(&mut self) {
        match (&self.custody, self.is_shown()) {
            (Custody::Shown, false) => self.custody = Custody::Kept,
            (Custody::Kept, true) => self.custody = Custody::Shown,
            _ => {}
        }
        if self.asking == Some(Asking::Drop) && !self.can_be_dropped() {
            self.asking = None;
        }
    }

    /// Nothing is known of the next values.
    fn begin(&mut self) {
        self.custody = Custody::None;
        self.current = None;
        self.origin = Origin::Unseen;
        self.asking = None;
        self.vault_left = false;
        self.has_changed = false;
    }

    /// The values at hand are done with: the next come to hand.
    fn settle(&mut self) {
        self.asking = None;
        if !self.waiting.is_empty() {
            let place = self.waiting.iter().position(|one| one.values.is_some());
            let next = self.waiting.remove(place.unwrap_or_default());
            self.begin();
            self.origin = next.origin;
            self.current = next.values;
            self.custody = match next.values {
                Some(_) => Custody::Kept,
                None => Custody::Lost,
            };
            self.compare();
        } else if !self.is_shown()
            && let Some(dialog) = &self.dialog
        {
            // Another token's dialog, of which nothing was read yet.
            let origin = dialog.origin.clone();
            self.begin();
            self.origin = origin;
        }
    }

    /// A form of a new token came, and no dialog is there.
    pub fn form_begins(&mut self) {
        if self.custody.is_over() {
            self.begin();
            self.dialog = None;
        }
        if self.custody == Custody::None {
            self.origin = Origin::Unseen;
        }
    }

    /// The vault is asked for. False: there is nothing for it.
    pub fn offer(&mut self) -> bool {
        let can = matches!(
            self.custody,
            Custody::Shown | Custody::Kept | Custody::Offered
        );
        if can {
            self.custody = Custody::Offered;
            self.vault_left = false;
            self.has_changed = false;
        }
        can
    }

    /// The vault's window takes the values: which.
    pub fn hand_over(&mut self) -> Option<ValuesId> {
        self.handed = self.current.filter(|_| self.custody == Custody::Offered);
        self.handed
    }

    pub fn received(&mut self) {
        if self.custody == Custody::Offered && self.handed == self.current {
            self.custody = Custody::AtVault;
            self.compare();
        }
    }

    /// What the vault was given was verified. False: that is not what is at hand.
    pub fn verified(&mut self, file_name: String) -> bool {
        // A window that lost its connection may have gone on.
        let is_at_vault = matches!(self.custody, Custody::AtVault | Custody::Offered)
            || self.vault_left && self.custody.is_held();
        let is_it = is_at_vault && self.handed.is_some() && self.handed == self.current;
        if is_it {
            self.custody = Custody::Verified { file_name };
            self.settle();
        }
        is_it
    }

    pub fn vault_is_gone(&mut self) {
        if matches!(self.custody, Custody::AtVault | Custody::Offered) {
            self.custody = Custody::Kept;
            self.vault_left = true;
            self.compare();
        }
    }

    /// Whether the admin's word could be taken that the values are safe elsewhere.
    pub fn can_be_elsewhere(&self) -> bool {
        match self.custody {
            Custody::None => self.dialog.is_some(),
            Custody::Lost => true,
            _ => self.custody.is_held(),
        }
    }

    /// Whether the values at hand can be given up: only what the page shows no more, and the vault does not have.
    pub fn can_be_dropped(&self) -> bool {
        matches!(self.custody, Custody::Kept | Custody::Offered) && self.is_taken()
    }

    /// The admin confirmed what was asked.
    pub fn confirm(&mut self, asked: Asking) -> bool {
        let can = match asked {
            Asking::Elsewhere => self.can_be_elsewhere(),
            Asking::Drop => self.can_be_dropped(),
        };
        let is_confirmed = can && self.asking == Some(asked);
        if is_confirmed {
            self.custody = match asked {
                Asking::Elsewhere => Custody::Elsewhere,
                Asking::Drop => Custody::Dropped,
            };
            self.settle();
        }
        is_confirmed
    }

    /// Which values are at hand, if any were read.
    pub fn at_hand(&self) -> Option<ValuesId> {
        self.current
    }

    /// Whether these values have to be kept.
    pub fn holds(&self, values: ValuesId) -> bool {
        self.custody.is_held() && self.current == Some(values)
            || self.waiting.iter().any(|one| one.values == Some(values))
    }

    /// Whether values may be read. Those of a dialog that is done with are not, so that nothing of them stays.
    pub fn wants_values(&self) -> bool {
        !self.custody.is_safe() || self.dialog.is_none()
    }

    /// Whether leaving the page now would lose values for ever.
    pub fn would_lose_values(&self) -> bool {
        let is_unread = self.custody == Custody::None && self.dialog.is_some();
        is_unread || self.custody.is_held() || self.waiting.iter().any(|one| one.values.is_some())
    }

    /// Whether the page took the dialog away before the values at hand were safe.
    pub fn is_taken(&self) -> bool {
        self.custody.is_held() && !self.is_shown()
    }

    /// Whether the dialog was closed after its values were safe.
    pub fn is_closed(&self) -> bool {
        self.custody.is_safe() && self.dialog.is_none()
    }

    /// Whether the admin has been told how it ended, and nothing is left to do here.
    pub fn is_done_with(&self) -> bool {
        self.custody.is_over() && self.dialog.is_none()
    }

    /// Whether other tokens' values wait, or a dialog is open that is not the one of the values at hand.
    pub fn has_others(&self) -> bool {
        let is_other_open = self.dialog.is_some() && self.is_taken();
        is_other_open || self.waiting.iter().any(|one| one.values.is_some())
    }

    /// The faults of a token that nobody's OK made, of any that is at hand, waits or is shown.
    pub fn alarm(&self) -> Option<&Verdict> {
        let open = self.dialog.iter().map(|dialog| &dialog.origin);
        let others = self.waiting.iter().map(|one| &one.origin).chain(open);
        std::iter::once(&self.origin)
            .chain(others)
            .find_map(Origin::alarm)
    }
}
