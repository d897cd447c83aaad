//! Setting the boxes of a form: which are clicked, how often, and when that ends.

use super::command::Command;
use super::custody::REDRAW_TAKES_MS;
use super::observation::{BoxState, FormMode, Permission, TokenForm};
use super::verdict::{Fault, Verdict};

/// How often a box is clicked before it is said that the page does not take the click.
const MAXIMUM_CLICKS: u8 = 3;
/// How long a page may take to show a click, before the box is clicked again. A front end that draws in its next frame, or
/// in the one after, must not be clicked back.
const CLICK_TAKES_MS: f64 = 150.0;
/// How long a form may still be building itself: boxes that appear, or that the page sets back, are set until then.
const BUILDING_TAKES_MS: f64 = 500.0;

#[derive(Debug, Default)]
pub(crate) struct FormRun {
    /// Set by the checklist itself, until everything was right once, the admin took over or the page did not comply.
    pub settling: bool,
    /// It is certainly the form of a new token.
    is_new_token: bool,
    since: f64,
    clicks: Vec<Clicks>,
    pub gone_since: Option<f64>,
    /// What its boxes showed when it was read last.
    pub shown: Vec<(Permission, BoxState)>,
    /// When the admin used one of its boxes last.
    pub touched_at: Option<f64>,
}

#[derive(Debug)]
struct Clicks {
    permission: Permission,
    count: u8,
    last: f64,
}

impl FormRun {
    /// A form that came at that time.
    pub fn of(form: &TokenForm, now: f64) -> Self {
        let is_new_token = form.mode == FormMode::Create;
        Self {
            settling: is_new_token,
            is_new_token,
            since: now,
            ..Self::default()
        }
    }

    /// The admin chose another checklist: the boxes of a form for a new token are set for it, once.
    pub fn is_set_anew(&mut self) {
        self.settling = self.is_new_token;
        self.since = f64::NEG_INFINITY;
        self.clicks.clear();
    }

    /// Whether what came after a gap is another form and not the same one drawn anew: its boxes show something else, and that
    /// is not what the admin did to them right before.
    pub fn is_followed_by_another(&self, shown: &[(Permission, BoxState)]) -> bool {
        let Some(gone_since) = self.gone_since else {
            return false;
        };
        let is_by_hand = self
            .touched_at
            .is_some_and(|touched| gone_since - touched < REDRAW_TAKES_MS);
        !is_by_hand && self.shown != shown
    }

    pub fn settle(&mut self, verdict: &Verdict, now: f64, commands: &mut Vec<Command>) {
        let mut waiting = false;
        for fault in verdict.box_faults() {
            let (Fault::Missing { permission, .. } | Fault::Extra { permission, .. }) = fault
            else {
                continue;
            };
            let Some(command) = set_box(fault) else {
                continue;
            };
            let clicks =
                if let Some(index) = self.clicks.iter().position(|c| c.permission == *permission) {
                    &mut self.clicks[index]
                } else {
                    self.clicks.push(Clicks {
                        permission: permission.clone(),
                        count: 0,
                        last: f64::NEG_INFINITY,
                    });
                    let newest = self.clicks.len() - 1;
                    &mut self.clicks[newest]
                };
            if clicks.count >= MAXIMUM_CLICKS && now - clicks.last >= CLICK_TAKES_MS {
                continue;
            }
            waiting = true;
            if now - clicks.last >= CLICK_TAKES_MS {
                clicks.count += 1;
                clicks.last = now;
                commands.push(command);
            }
        }
        let rest = BUILDING_TAKES_MS - (now - self.since);
        if waiting {
            commands.push(Command::LookAgain(as_delay(CLICK_TAKES_MS)));
        } else if rest > 0.0 {
            commands.push(Command::LookAgain(as_delay(rest)));
        } else {
            self.settling = false;
        }
    }
}

pub(crate) fn set_box(fault: &Fault) -> Option<Command> {
    match fault {
        Fault::Missing {
            control,
            can_change: true,
            ..
        } => Some(Command::SetBox {
            control: *control,
            on: true,
        }),
        Fault::Extra {
            control,
            can_change: true,
            ..
        } => Some(Command::SetBox {
            control: *control,
            on: false,
        }),
        _ => None,
    }
}

/// One millisecond more than asked, so that a timer which fires early does not look in vain.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few seconds at most, and positive
pub(crate) fn as_delay(milliseconds: f64) -> u32 {
    milliseconds as u32 + 1
}

/// How many clicks a box needs to show the state: a three-state box in its third may need two.
#[must_use]
pub fn needs_click(state: BoxState, on: bool) -> bool {
    match state {
        BoxState::On => !on,
        BoxState::Off => on,
        BoxState::Mixed => true,
    }
}
