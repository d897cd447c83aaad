//! Which lines the extension's storage keeps, of which token, and for how long.

use super::{MOST_LEFT, Record, Stage, key_prefix};
use crate::observation::ValuesId;

/// A change to the extension's storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Store this line under this key.
    Store {
        /// The key.
        key: String,
        /// The line.
        line: String,
    },
    /// Remove this key.
    Forget(String),
}

/// The state of the current token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Now<'a> {
    /// The current values, if any were read.
    pub values: Option<ValuesId>,
    /// How far it is; none if the next start need not know of it.
    pub stage: Option<Stage>,
    /// The name under which it was verified; empty before.
    pub name: &'a str,
    /// It was created without an OK that was let through, and does not match the checklist.
    pub is_alarming: bool,
}

/// The lines of one console's tokens.
#[derive(Debug, Default)]
pub struct Lines {
    prefix: String,
    /// The current token.
    own: Option<Own>,
    /// The values that its line is about.
    values: Option<ValuesId>,
    given_out: Option<String>,
    /// The ticket that the vault's window has shown.
    ticket: Option<String>,
    /// The name under which the vault wrote the current values.
    written: Option<String>,
    /// Unfinished tokens, the newest first; one that cannot be read is none, and comes last.
    left: Vec<(String, Option<Record>)>,
}

#[derive(Debug)]
struct Own {
    key: String,
    /// How far it was when this page saw it first.
    began: Stage,
    stage: Stage,
    time: String,
    /// The line as last written.
    line: String,
}

impl Lines {
    /// The lines of the console on this host.
    #[must_use]
    pub fn of(host: &str) -> Self {
        Self {
            prefix: key_prefix(host),
            ..Self::default()
        }
    }

    /// This ticket was given out.
    pub fn expect(&mut self, ticket: String) {
        self.given_out = Some(ticket);
    }

    /// The vault's window showed that ticket, and it is used up.
    pub fn redeemed(&mut self) {
        self.ticket = self.given_out.take();
    }

    /// The vault wrote a file of this name.
    pub fn written(&mut self, name: String) {
        self.written = Some(name);
    }

    /// Trivet's window wrote this line without a connection to the page. If it is the line of the current token and says that the
    /// values were verified: the name under which they were.
    pub fn follow(&mut self, key: &str, line: &str) -> Option<String> {
        let record = Record::from_line(line).filter(|_| self.looks_after(key))?;
        match record.stage {
            Stage::Verified => return Some(record.name),
            Stage::Written => self.written(record.name),
            _ => {}
        }
        None
    }

    /// Whether the line under this key is of the current token.
    #[must_use]
    pub fn looks_after(&self, key: &str) -> bool {
        self.own.as_ref().is_some_and(|own| own.key == key)
    }

    /// Keeps the state of the current token; writes only changes. `begin` gives a unique number and the time.
    pub fn note(
        &mut self,
        now: Now,
        begin: impl FnOnce() -> Option<(String, String)>,
    ) -> Vec<Write> {
        let mut writes = Vec::new();
        if self.values.is_some() && self.values != now.values {
            // What was written of the first values says nothing of the others.
            writes.extend(self.forget_own());
        }
        self.values = now.values;
        let is_lost = self
            .own
            .as_ref()
            .is_some_and(|own| own.stage == Stage::Lost);
        let Some(stage) = now.stage else {
            // What was lost stays to be said.
            if !is_lost {
                writes.extend(self.forget_own());
            }
            return writes;
        };
        // A dialog that comes back without an OK is the one that was taken for lost.
        if is_lost && stage == Stage::Submitted {
            self.let_go();
        } else if self
            .own
            .as_ref()
            .is_some_and(|own| own.is_safe() && own.stage != stage)
        {
            writes.extend(self.forget_own());
        }
        if self.own.is_none() {
            let Some((number, time)) = begin() else {
                return writes;
            };
            self.own = Some(Own {
                key: [self.prefix.as_str(), &number].concat(),
                began: stage,
                stage,
                time,
                line: String::new(),
            });
            writes.extend(self.forget_answered());
        }
        let Some(own) = &mut self.own else {
            return writes;
        };
        own.stage = stage;
        let (stage, name) = match (stage, &self.written) {
            (Stage::Shown | Stage::AtVault, Some(written)) => (Stage::Written, written.as_str()),
            _ => (stage, now.name),
        };
        let record = Record {
            time: own.time.clone(),
            stage,
            is_alarming: now.is_alarming,
            ticket: self.ticket.clone(),
            name: name.to_owned(),
        };
        let line = record.to_line();
        if line != own.line {
            own.line.clone_from(&line);
            writes.push(Write::Store {
                key: own.key.clone(),
                line,
            });
        }
        writes
    }

    /// The line of the current token is no longer needed.
    pub fn forget_own(&mut self) -> Option<Write> {
        self.let_go().map(|own| Write::Forget(own.key))
    }

    /// The line stays, but belongs to no current token.
    fn let_go(&mut self) -> Option<Own> {
        self.ticket = None;
        self.written = None;
        self.own.take()
    }

    /// A form that goes to the server by itself ends its page: a dialog that the next page shows without an OK of its own, soon
    /// after the one OK that no dialog followed, is the answer to it.
    fn forget_answered(&mut self) -> Option<Write> {
        let own = self.own.as_ref().filter(|own| own.began == Stage::Shown)?;
        let is_answered = |record: &Record| {
            record.stage == Stage::Submitted
                && !record.is_alarming
                && is_soon_after(&own.time, &record.time)
        };
        let mut places = (0..self.left.len())
            .filter(|place| self.left[*place].1.as_ref().is_some_and(is_answered));
        let (Some(place), None) = (places.next(), places.next()) else {
            return None;
        };
        Some(Write::Forget(self.left.remove(place).0))
    }

    /// Adds the line of an unfinished token, unless the dialog at hand answers it. Forgets the oldest if there are too many.
    pub fn add_left(&mut self, key: String, line: Option<&str>) -> Vec<Write> {
        let record = line.and_then(Record::from_line);
        let time = record.as_ref().map(|record| record.time.clone());
        let time_of = |one: &Option<Record>| one.as_ref().map(|record| record.time.clone());
        let place = self.left.partition_point(|(_, one)| time_of(one) >= time);
        self.left.insert(place, (key, record));
        let is_one_too_many = self.left.len() > MOST_LEFT;
        let oldest = if is_one_too_many {
            self.left.pop()
        } else {
            None
        };
        let oldest = oldest.map(|(key, _)| Write::Forget(key));
        oldest.into_iter().chain(self.forget_answered()).collect()
    }

    /// The newest of them; none inside if it cannot be read.
    #[must_use]
    pub fn first_left(&self) -> Option<Option<&Record>> {
        self.left.first().map(|(_, record)| record.as_ref())
    }

    /// The newest of them was read.
    pub fn drop_first(&mut self) -> Option<Write> {
        let is_there = !self.left.is_empty();
        is_there.then(|| Write::Forget(self.left.remove(0).0))
    }
}

/// Whether one time is at most a minute after the other, on the same day. Both are ISO 8601 in UTC.
fn is_soon_after(later: &str, earlier: &str) -> bool {
    let second = |time: &str| -> Option<u32> {
        let mut clock = time.get(11..19)?.split(':').map(str::parse::<u32>);
        clock.try_fold(0, |sum, part| Some(sum * 60 + part.ok()?))
    };
    let passed = second(later).zip(second(earlier));
    later.get(..10) == earlier.get(..10)
        && passed
            .and_then(|(later, earlier)| later.checked_sub(earlier))
            .is_some_and(|seconds| seconds <= 60)
}

impl Own {
    fn is_safe(&self) -> bool {
        matches!(self.stage, Stage::Verified | Stage::Elsewhere)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A storage, and the lines that write to it.
    #[derive(Default)]
    struct Kept {
        lines: Lines,
        begun: u32,
        storage: std::collections::BTreeMap<String, String>,
    }

    impl Kept {
        fn new() -> Self {
            Self {
                lines: Lines::of("acme.us-4.evergage.com"),
                ..Self::default()
            }
        }

        fn carry_out(&mut self, writes: impl IntoIterator<Item = Write>) {
            for write in writes {
                match write {
                    Write::Store { key, line } => drop(self.storage.insert(key, line)),
                    Write::Forget(key) => drop(self.storage.remove(&key)),
                }
            }
        }

        fn note(&mut self, values: Option<u32>, stage: Option<Stage>) {
            let now = Now {
                values: values.map(ValuesId),
                stage,
                ..Now::default()
            };
            let number = self.begun;
            self.begun += 1;
            let begin = || Some((number.to_string(), time(number)));
            let writes = self.lines.note(now, begin);
            self.carry_out(writes);
        }

        /// The stages and names that stand there.
        fn stands(&self) -> Vec<(Stage, String)> {
            let records = self.storage.values().map(|line| Record::from_line(line));
            records
                .map(|record| record.map(|record| (record.stage, record.name)).unwrap())
                .collect()
        }

        fn add_left(&mut self, number: u32, line: Option<&str>) {
            let key = format!("run x {number}");
            self.storage.insert(key.clone(), String::new());
            let write = self.lines.add_left(key, line);
            self.carry_out(write);
        }
    }

    fn time(number: u32) -> String {
        format!("2026-11-25T14:{:02}:{:02}.000Z", number / 60, number % 60)
    }

    fn line(number: u32) -> String {
        Record::begun(time(number), Stage::Shown).to_line()
    }

    fn only(stage: Stage, name: &str) -> Vec<(Stage, String)> {
        vec![(stage, name.to_owned())]
    }

    #[test]
    fn of_what_the_window_wrote_only_the_current_tokens_line_counts() {
        let mut kept = Kept::new();
        kept.note(Some(1), Some(Stage::AtVault));
        let key = kept.storage.keys().next().cloned().unwrap();
        let line = |stage: Stage| {
            let record = Record {
                name: "key.kdbx".to_owned(),
                ..Record::begun(time(0), stage)
            };
            record.to_line()
        };
        assert_eq!(kept.lines.follow("run x 1", &line(Stage::Verified)), None);
        assert_eq!(kept.lines.follow(&key, "no line"), None);
        assert_eq!(kept.lines.follow(&key, &line(Stage::Shown)), None);
        assert_eq!(kept.lines.follow(&key, &line(Stage::Written)), None);
        kept.note(Some(1), Some(Stage::Shown));
        assert_eq!(kept.stands(), [(Stage::Written, "key.kdbx".to_owned())]);
        let verified = kept.lines.follow(&key, &line(Stage::Verified));
        assert_eq!(verified.as_deref(), Some("key.kdbx"));
    }

    #[test]
    fn a_dialog_on_the_next_page_answers_the_ok_of_the_last_one() {
        let submitted = |number| Record::begun(time(number), Stage::Submitted).to_line();
        for is_known_first in [true, false] {
            let mut kept = Kept::new();
            kept.begun = 100;
            if is_known_first {
                kept.add_left(1, Some(&submitted(60)));
            }
            kept.note(Some(1), Some(Stage::Shown));
            if !is_known_first {
                kept.add_left(1, Some(&submitted(60)));
            }
            assert_eq!(kept.lines.first_left(), None);
            assert_eq!(kept.stands(), only(Stage::Shown, ""));
        }
    }

    #[test]
    fn an_ok_of_long_ago_or_one_of_two_is_still_said() {
        let submitted = |number| Record::begun(time(number), Stage::Submitted).to_line();
        for (others, own_ok) in [(&[10][..], None), (&[60, 70], None), (&[60], Some(80))] {
            let mut kept = Kept::new();
            for number in others {
                kept.add_left(*number, Some(&submitted(*number)));
            }
            if let Some(number) = own_ok {
                kept.begun = number;
                kept.note(None, Some(Stage::Submitted));
            }
            kept.begun = 100;
            kept.note(Some(1), Some(Stage::Shown));
            assert!(kept.lines.first_left().is_some(), "{others:?} {own_ok:?}");
        }
    }

    #[test]
    fn one_line_goes_with_a_token_to_its_end() {
        let mut kept = Kept::new();
        kept.note(None, Some(Stage::Submitted));
        kept.note(Some(1), Some(Stage::Shown));
        kept.note(Some(1), Some(Stage::AtVault));
        assert_eq!(kept.stands(), only(Stage::AtVault, ""));
        kept.lines.written("key.kdbx".to_owned());
        kept.note(Some(1), Some(Stage::AtVault));
        assert_eq!(kept.stands(), only(Stage::Written, "key.kdbx"));
        kept.note(Some(1), Some(Stage::Verified));
        assert_eq!(kept.stands().len(), 1);
        kept.note(Some(1), None);
        assert_eq!(kept.stands(), []);
    }

    #[test]
    fn what_was_written_of_one_token_is_not_said_of_the_next() {
        let mut kept = Kept::new();
        kept.note(Some(1), Some(Stage::AtVault));
        kept.lines.written("key.kdbx".to_owned());
        kept.note(Some(1), Some(Stage::AtVault));
        // The first was verified, and the second, which waited, is at hand in the same moment.
        kept.note(Some(2), Some(Stage::Shown));
        assert_eq!(kept.stands(), only(Stage::Shown, ""));
    }

    #[test]
    fn what_was_lost_stays_to_be_said_until_it_is_read_after_all() {
        let mut kept = Kept::new();
        kept.note(None, Some(Stage::Submitted));
        kept.note(None, Some(Stage::Lost));
        kept.note(None, None);
        assert_eq!(kept.stands(), only(Stage::Lost, ""), "a new form");
        kept.note(None, Some(Stage::Submitted));
        let both = [Stage::Lost, Stage::Submitted].map(|stage| (stage, String::new()));
        assert_eq!(kept.stands(), both);

        let mut kept = Kept::new();
        kept.note(None, Some(Stage::Lost));
        kept.note(Some(1), Some(Stage::Shown));
        assert_eq!(kept.stands(), only(Stage::Shown, ""));
        let forgotten = kept.lines.forget_own();
        kept.carry_out(forgotten);
        assert_eq!(kept.stands(), []);
    }

    #[test]
    fn the_newest_that_were_left_are_said_first_and_the_oldest_forgotten() {
        let mut kept = Kept::new();
        kept.add_left(0, None);
        for number in [3, 1, 2] {
            kept.add_left(number, Some(&line(number)));
        }
        for number in [3, 2, 1] {
            let first = kept.lines.first_left().flatten().cloned();
            assert_eq!(first.map(|record| record.time), Some(time(number)));
            let dropped = kept.lines.drop_first();
            kept.carry_out(dropped);
        }
        assert_eq!(
            kept.lines.first_left(),
            Some(None),
            "one that cannot be read"
        );
        for number in 4..100 {
            kept.add_left(number, Some(&line(number)));
        }
        assert_eq!(kept.storage.len(), MOST_LEFT);
        assert!(kept.storage.contains_key("run x 99"));
    }
}
