//! Each end of the wall as a rule: what it takes, in which order, how often; whatever else comes is refused and said.
//!
//! Times are milliseconds since any fixed moment, given by the caller.

use super::FromVault;

/// How long the vault's window may take to come and to show its ticket, in milliseconds. Chromium takes seconds to read a
/// policy when it has just been started.
pub const TICKET_SERVES_MS: f64 = 60_000.0;

/// Why an end does not take what came. It never repeats what that was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The port is not the vault's: another name, or another document.
    #[error("something that is not Trivet's window")]
    Foreign,
    /// No window was asked for, or its ticket was used already.
    #[error("a window that was not requested")]
    Unasked,
    /// The window came too late.
    #[error("a window that connected too late")]
    Late,
    /// Another window is connected already.
    #[error("a second window")]
    Second,
    /// Another ticket than the one given out.
    #[error("a window with the wrong ticket")]
    WrongTicket,
    /// Not a message that this end knows.
    #[error("an unknown message")]
    NotUnderstood,
    /// A known message that has no place at this point: replayed, or too early.
    #[error("an unexpected message")]
    OutOfTurn,
}

impl Refusal {
    /// A code that stays the same from version to version.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Foreign => "wall-foreign",
            Self::Unasked => "wall-unasked",
            Self::Late => "wall-late",
            Self::Second => "wall-second",
            Self::WrongTicket => "wall-wrong-ticket",
            Self::NotUnderstood => "wall-not-understood",
            Self::OutOfTurn => "wall-out-of-turn",
        }
    }
}

/// The guard's end: one ticket, one port, one handover.
#[derive(Debug, Default)]
pub struct GuardEnd {
    /// What the next window must show, and until when.
    ticket: Option<(String, f64)>,
    line: Line,
}

/// How far the one connection is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Line {
    #[default]
    Closed,
    /// A window is connected and has shown nothing yet.
    Connected,
    /// The values were handed over.
    Given,
    /// They arrived.
    Received,
    /// They were verified: nothing more is to be said.
    Verified,
}

/// What a message of the vault asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Hand the values over, now and only now.
    HandOver,
    /// They arrived.
    Received,
    /// A file of this name was written, and not read back.
    Written(String),
    /// The file of this name was verified.
    Verified(String),
}

impl GuardEnd {
    /// A new ticket was given out: an older one serves no more, and whoever is connected is cut off.
    pub fn expect(&mut self, ticket: String, now: f64) {
        self.ticket = Some((ticket, now + TICKET_SERVES_MS));
        self.line = Line::Closed;
    }

    /// Somebody opens a port; `is_vault` is what the browser says of them.
    ///
    /// # Errors
    ///
    /// Cut the port off. What stands already stands unchanged.
    pub fn connect(&mut self, is_vault: bool, now: f64) -> Result<(), Refusal> {
        if !is_vault {
            return Err(Refusal::Foreign);
        }
        let Some((_, until)) = &self.ticket else {
            return Err(Refusal::Unasked);
        };
        if now > *until {
            return Err(Refusal::Late);
        }
        if self.line != Line::Closed {
            return Err(Refusal::Second);
        }
        self.line = Line::Connected;
        Ok(())
    }

    /// The connected window says something; none for what is no message of a vault.
    ///
    /// # Errors
    ///
    /// Where [`GuardEnd::is_open`] is false afterwards, cut the port off.
    pub fn hear(&mut self, message: Option<FromVault>, now: f64) -> Result<Heard, Refusal> {
        let heard = self.understand(message, now);
        if heard.is_err() && self.line == Line::Connected {
            // It may not try again; the window that was asked for still may come.
            self.line = Line::Closed;
        }
        heard
    }

    fn understand(&mut self, message: Option<FromVault>, now: f64) -> Result<Heard, Refusal> {
        let (line, heard) = match (self.line, message.ok_or(Refusal::NotUnderstood)?) {
            (Line::Connected, FromVault::Ready { ticket: shown }) => {
                let (ticket, until) = self.ticket.as_ref().ok_or(Refusal::Unasked)?;
                if *ticket != shown {
                    return Err(Refusal::WrongTicket);
                }
                if now > *until {
                    return Err(Refusal::Late);
                }
                self.ticket = None;
                (Line::Given, Heard::HandOver)
            }
            (Line::Given, FromVault::Received) => (Line::Received, Heard::Received),
            // As often as it is saved.
            (Line::Received, FromVault::Written { file_name }) => {
                (Line::Received, Heard::Written(file_name))
            }
            (Line::Received, FromVault::Verified { file_name }) => {
                (Line::Verified, Heard::Verified(file_name))
            }
            _ => return Err(Refusal::OutOfTurn),
        };
        self.line = line;
        Ok(heard)
    }

    /// The port is closed.
    pub fn disconnected(&mut self) {
        self.line = Line::Closed;
    }

    /// Whether a port may be open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.line != Line::Closed
    }
}

/// The vault's end: one handover.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum VaultEnd {
    /// Nothing came yet.
    #[default]
    Waiting,
    /// The values came; nothing more may.
    Taken,
    /// What came first was not a handover, or nothing can come any more.
    Over,
}

impl VaultEnd {
    /// Something comes over the port. It is read only where something is waited for.
    ///
    /// # Errors
    ///
    /// Keep nothing of it.
    pub fn take<T>(&mut self, read: impl FnOnce() -> Option<T>) -> Result<T, Refusal> {
        if *self != Self::Waiting {
            return Err(Refusal::OutOfTurn);
        }
        let taken = read();
        *self = if taken.is_some() {
            Self::Taken
        } else {
            Self::Over
        };
        taken.ok_or(Refusal::NotUnderstood)
    }

    /// The port is closed: what has not come does not come any more.
    pub fn disconnected(&mut self) {
        if *self == Self::Waiting {
            *self = Self::Over;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ready(ticket: &str) -> FromVault {
        let ticket = ticket.to_owned();
        FromVault::Ready { ticket }
    }

    fn verified() -> FromVault {
        let file_name = "x.kdbx".to_owned();
        FromVault::Verified { file_name }
    }

    fn connected() -> GuardEnd {
        let mut end = GuardEnd::default();
        end.expect("one".to_owned(), 0.0);
        end.connect(true, 1.0).unwrap();
        end
    }

    #[test]
    fn the_straight_way_is_taken() {
        let mut end = connected();
        assert_eq!(end.hear(Some(ready("one")), 2.0), Ok(Heard::HandOver));
        assert_eq!(
            end.hear(Some(FromVault::Received), 3.0),
            Ok(Heard::Received)
        );
        let name = "x.kdbx".to_owned();
        assert_eq!(end.hear(Some(verified()), 1e9), Ok(Heard::Verified(name)));
        assert!(end.is_open());
    }

    #[test]
    fn who_connects_is_refused_for_what_it_is() {
        let mut end = GuardEnd::default();
        assert_eq!(end.connect(true, 0.0), Err(Refusal::Unasked));
        assert_eq!(end.connect(false, 0.0), Err(Refusal::Foreign));
        end.expect("one".to_owned(), 0.0);
        assert_eq!(end.connect(false, 0.0), Err(Refusal::Foreign));
        assert_eq!(
            end.connect(true, TICKET_SERVES_MS + 1.0),
            Err(Refusal::Late)
        );
        assert_eq!(end.connect(true, TICKET_SERVES_MS), Ok(()));
        assert_eq!(end.connect(true, 1.0), Err(Refusal::Second));
        assert_eq!(
            end.hear(Some(ready("one")), TICKET_SERVES_MS + 1.0),
            Err(Refusal::Late)
        );
    }

    #[test]
    fn a_wrong_ticket_does_not_keep_the_right_window_out() {
        let mut end = connected();
        assert_eq!(end.hear(Some(ready("two")), 2.0), Err(Refusal::WrongTicket));
        assert!(!end.is_open());
        assert_eq!(end.connect(true, 3.0), Ok(()));
        assert_eq!(end.hear(Some(ready("one")), 4.0), Ok(Heard::HandOver));
    }

    #[test]
    fn what_is_said_again_or_out_of_turn_changes_nothing() {
        let mut end = connected();
        assert_eq!(
            end.hear(Some(FromVault::Received), 2.0),
            Err(Refusal::OutOfTurn)
        );
        let mut end = connected();
        assert_eq!(end.hear(Some(verified()), 2.0), Err(Refusal::OutOfTurn));
        let mut end = connected();
        end.hear(Some(ready("one")), 2.0).unwrap();
        for again in [ready("one"), ready("two"), verified()] {
            assert_eq!(end.hear(Some(again), 3.0), Err(Refusal::OutOfTurn));
        }
        assert_eq!(end.hear(None, 3.0), Err(Refusal::NotUnderstood));
        // The admin goes on all the same.
        assert_eq!(
            end.hear(Some(FromVault::Received), 3.0),
            Ok(Heard::Received)
        );
        assert_eq!(
            end.hear(Some(FromVault::Received), 3.0),
            Err(Refusal::OutOfTurn)
        );
        end.hear(Some(verified()), 4.0).unwrap();
        assert_eq!(end.hear(Some(verified()), 5.0), Err(Refusal::OutOfTurn));
        assert_eq!(end.connect(true, 5.0), Err(Refusal::Unasked));
    }

    #[test]
    fn every_refusal_has_a_code_and_says_what_it_was() {
        let all = [
            Refusal::Foreign,
            Refusal::Unasked,
            Refusal::Late,
            Refusal::Second,
            Refusal::WrongTicket,
            Refusal::NotUnderstood,
            Refusal::OutOfTurn,
        ];
        let mut codes: Vec<_> = all.iter().map(|refusal| refusal.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all.len());
        assert!(all.iter().all(|refusal| refusal.to_string().len() < 60));
    }

    /// What can happen to the guard's end, in any order.
    #[derive(Debug, Clone)]
    enum Happens {
        Expect,
        Connect { is_vault: bool },
        Ready(u8),
        Received,
        Verified,
        Nonsense,
        Disconnect,
        Wait(f64),
    }

    fn happens() -> impl Strategy<Value = Happens> {
        prop_oneof![
            2 => Just(Happens::Expect),
            4 => any::<bool>().prop_map(|is_vault| Happens::Connect { is_vault }),
            4 => (0_u8..4).prop_map(Happens::Ready),
            2 => Just(Happens::Received),
            2 => Just(Happens::Verified),
            1 => Just(Happens::Nonsense),
            1 => Just(Happens::Disconnect),
            1 => (0.0..TICKET_SERVES_MS).prop_map(Happens::Wait),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        /// In whatever order all of this comes: each ticket lets the values go once at most, to a port that is the vault's
        /// and that showed this very ticket in time; nothing is reported that did not follow from it.
        #[test]
        fn a_ticket_serves_once(all in proptest::collection::vec(happens(), 0..60)) {
            let mut end = GuardEnd::default();
            let mut now = 0.0;
            let mut issued = 0;
            // By a plain model beside: the one ticket that counts, who is connected, how far that one is.
            let mut valid: Option<(String, f64)> = None;
            let mut open: Option<u8> = None;
            let mut given = std::collections::HashSet::new();
            for one in all {
                match one {
                    Happens::Expect => {
                        issued += 1;
                        let ticket = issued.to_string();
                        end.expect(ticket.clone(), now);
                        valid = Some((ticket, now + TICKET_SERVES_MS));
                        open = None;
                    }
                    Happens::Connect { is_vault } => {
                        let may = is_vault && open.is_none()
                            && valid.as_ref().is_some_and(|(_, until)| now <= *until);
                        prop_assert_eq!(end.connect(is_vault, now).is_ok(), may);
                        if may { open = Some(0); }
                    }
                    // Without a port there is nobody to be heard.
                    Happens::Ready(back) if open.is_some() => {
                        let shown = (issued - i32::from(back)).to_string();
                        let may = open == Some(0)
                            && valid.as_ref().is_some_and(|(ticket, until)| *ticket == shown && now <= *until);
                        let heard = end.hear(Some(ready(&shown)), now);
                        prop_assert_eq!(heard == Ok(Heard::HandOver), may);
                        if may {
                            prop_assert!(given.insert(shown), "handed over twice");
                            valid = None;
                            open = Some(1);
                        } else {
                            prop_assert!(heard.is_err());
                            if open == Some(0) { open = None; }
                        }
                    }
                    Happens::Received | Happens::Verified | Happens::Nonsense if open.is_some() => {
                        let (message, turn) = match one {
                            Happens::Received => (Some(FromVault::Received), 1),
                            Happens::Verified => (Some(verified()), 2),
                            _ => (None, u8::MAX),
                        };
                        let may = open == Some(turn);
                        prop_assert_eq!(end.hear(message, now).is_ok(), may);
                        if may { open = Some(turn + 1); } else if open == Some(0) { open = None; }
                    }
                    Happens::Disconnect => { end.disconnected(); open = None; }
                    Happens::Wait(time) => now += time,
                    _ => {}
                }
                prop_assert_eq!(end.is_open(), open.is_some());
            }
        }

        /// Whatever comes to the vault: at most one handover is taken, and only as the first of all messages.
        #[test]
        fn the_vault_takes_one(all in proptest::collection::vec(proptest::option::of(any::<bool>()), 0..20)) {
            let mut end = VaultEnd::default();
            let mut is_first = true;
            for one in all {
                match one {
                    Some(is_handover) => {
                        let mut is_read = false;
                        let taken = end.take(|| { is_read = true; is_handover.then_some(()) });
                        prop_assert_eq!(taken.is_ok(), is_first && is_handover);
                        prop_assert_eq!(is_read, is_first);
                    }
                    None => end.disconnected(),
                }
                is_first = false;
            }
        }
    }
}
