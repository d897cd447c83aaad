//! What is kept of a token until its credentials are safe, so that the next start can report it correctly.
//!
//! The tab can crash and the extension can be updated or switched off at any time. So one line for each token stands in the
//! extension's storage from its OK until its dialog is closed: `1 TIME STAGE FORM TICKET NAME`, such as
//! `1 2026-11-25T14:03:00.000Z written right - trivet-acme-us-4-2026-11-25-api-key.kdbx`. It has no place for a value: the
//! stage and the form are one of a few words, the ticket is one that was used up, and the name is the one under which the
//! vault saved.
//! The host is in the key of the line, [`key_prefix`].

mod lines;

use super::custody::Custody;
use super::legible::legible;
use super::message::Message;
use super::run::Run;
use super::view::{Action, Notice, NoticeKind, View};

pub use lines::{Lines, Now, Write};

/// The longest line that is kept, in bytes: a file's name is of 255 at most, and a server's address is cut off.
const LONGEST_LINE: usize = 400;

/// The most unfinished tokens that are reported: a person reads each of them.
const MOST_LEFT: usize = 20;

/// The prefix of this console's keys in the extension's storage; a unique number follows.
#[must_use]
pub fn key_prefix(host: &str) -> String {
    ["run ", host, " "].concat()
}

/// How far a token is, as far as it matters if it is left unfinished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// An OK was let through; no dialog was seen yet.
    Submitted,
    /// The dialog is open, and Trivet saved nothing of it.
    Shown,
    /// The vault's window has the values.
    AtVault,
    /// The vault wrote them to a file, which was not read back.
    Written,
    /// They were read back where they were saved, and compared.
    Verified,
    /// The admin confirmed that they are stored elsewhere.
    Elsewhere,
    /// The page removed them before they were safe.
    Lost,
}

impl Stage {
    const ALL: [(Self, &str); 7] = [
        (Self::Submitted, "submitted"),
        (Self::Shown, "shown"),
        (Self::AtVault, "at-vault"),
        (Self::Written, "written"),
        (Self::Verified, "verified"),
        (Self::Elsewhere, "elsewhere"),
        (Self::Lost, "lost"),
    ];

    fn name(self) -> &'static str {
        let row = Self::ALL.iter().find(|row| row.0 == self);
        row.map_or("", |row| row.1)
    }
}

/// One token, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// When its OK was let through or its dialog was seen first: ISO 8601 in UTC with milliseconds.
    pub time: String,
    /// How far it is.
    pub stage: Stage,
    /// It was created without an OK that was let through, and does not match the checklist.
    pub is_alarming: bool,
    /// The ticket that the vault's window has shown, by which it finds the line again; it serves for nothing else.
    pub ticket: Option<String>,
    /// The name under which the vault saved, from [`Stage::Written`] on.
    pub name: String,
}

impl Record {
    /// The record of a token at its beginning.
    #[must_use]
    pub fn begun(time: String, stage: Stage) -> Self {
        Self {
            time,
            stage,
            is_alarming: false,
            ticket: None,
            name: String::new(),
        }
    }

    /// The line that is kept.
    #[must_use]
    pub fn to_line(&self) -> String {
        let form = if self.is_alarming { "wrong" } else { "right" };
        let ticket = self.ticket.as_deref().unwrap_or("-");
        let mut line = ["1", &self.time, self.stage.name(), form, ticket, &self.name].join(" ");
        while line.len() > LONGEST_LINE {
            line.pop();
        }
        line
    }

    /// Reads a line; none for whatever [`Record::to_line`] does not write.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Self> {
        let mut name = line;
        let mut part = || {
            let (part, rest) = name.split_once(' ')?;
            name = rest;
            Some(part)
        };
        let (version, time, stage, form, ticket) = (part()?, part()?, part()?, part()?, part()?);
        let row = Stage::ALL.iter().find(|row| row.1 == stage)?;
        let is_time = |byte: u8| byte.is_ascii_digit() || b"-T:.Z".contains(&byte);
        let is_known = version == "1"
            && (form == "right" || form == "wrong")
            && time.len() == 24
            && time.bytes().all(is_time)
            && !ticket.is_empty()
            && line.len() <= LONGEST_LINE
            && line.bytes().all(|byte| byte >= b' ');
        is_known.then(|| Self {
            time: time.to_owned(),
            stage: row.0,
            is_alarming: form == "wrong",
            ticket: (ticket != "-").then(|| ticket.to_owned()),
            name: name.to_owned(),
        })
    }

    /// What became of an unfinished token.
    fn in_words(&self) -> Vec<Message> {
        let time = self.time.clone();
        let mut text = vec![match self.stage {
            Stage::Submitted => Message::LeftSubmitted { time },
            Stage::Shown => Message::LeftShown { time },
            Stage::AtVault => Message::LeftAtWindow { time },
            Stage::Written => Message::LeftWritten { time },
            Stage::Verified => Message::LeftVerified { time },
            Stage::Elsewhere => Message::LeftElsewhere { time },
            Stage::Lost => Message::LeftLost { time },
        }];
        if self.is_alarming {
            text.push(Message::LeftWrong);
        }
        if !self.name.is_empty() {
            // A server may have said it.
            let name = legible(&self.name, LONGEST_LINE).into();
            text.push(Message::LeftName { name });
        }
        text
    }

    fn is_good_news(&self) -> bool {
        matches!(self.stage, Stage::Verified | Stage::Elsewhere) && !self.is_alarming
    }
}

impl Run {
    /// How far the current token is, if the next start must know; none once all is done.
    #[must_use]
    pub fn stage(&self, now: f64) -> Option<Stage> {
        if self.is_closed() {
            return None;
        }
        match self.custody() {
            Custody::None if self.would_lose_values() => Some(Stage::Shown),
            Custody::None => self.awaits_dialog(now).then_some(Stage::Submitted),
            Custody::Shown | Custody::Kept | Custody::Offered => Some(Stage::Shown),
            Custody::AtVault => Some(Stage::AtVault),
            Custody::Verified { .. } => Some(Stage::Verified),
            Custody::Elsewhere => Some(Stage::Elsewhere),
            Custody::Lost => Some(Stage::Lost),
            // Discarded on purpose: the admin knows.
            Custody::Dropped => None,
        }
    }
}

impl View {
    /// Says what became of an unfinished token. `record` is none if its line cannot be read.
    pub fn add_left_behind(&mut self, record: Option<&Record>) {
        let text = match record {
            Some(record) => record.in_words(),
            None => vec![Message::LeftUnreadable],
        };
        let is_good = record.is_some_and(Record::is_good_news);
        self.notices.push(Notice {
            kind: if is_good {
                NoticeKind::Finished
            } else {
                NoticeKind::LeftBehind
            },
            text: text.into(),
            actions: vec![Action::DropRecord],
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;
    use proptest::prelude::*;

    fn record() -> impl Strategy<Value = Record> {
        let stage = proptest::sample::select(Stage::ALL.map(|row| row.0).to_vec());
        let ticket = proptest::option::of("[0-9a-f]{8}-[0-9a-f]{12}");
        (
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z",
            stage,
            any::<bool>(),
            ticket,
            "[^\\p{C}]{0,40}",
        )
            .prop_map(|(time, stage, is_alarming, ticket, name)| Record {
                time,
                stage,
                is_alarming,
                ticket,
                name,
            })
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_back(record in record()) {
            prop_assert_eq!(Record::from_line(&record.to_line()), Some(record));
        }

        /// The storage may hold anything: nothing panics, and what is taken for a line is one.
        #[test]
        fn whatever_else_stands_there_is_no_record(line in "\\PC{0,60}|1 [0-9T:.Z-]{20,24} [a-z-]{0,10} [a-z]{0,6} .{0,20}") {
            if let Some(record) = Record::from_line(&line) {
                prop_assert_eq!(record.to_line(), line);
            }
        }

        /// The name of a file is the one text that comes from outside; all else is of a fixed vocabulary.
        #[test]
        fn a_line_has_no_place_for_a_value(record in record()) {
            let line = Record { name: String::new(), ticket: None, ..record.clone() }.to_line();
            let words = ["1", "right", "wrong", "-", ""];
            prop_assert!(line.split(' ').all(|word| words.contains(&word)
                || word == record.stage.name()
                || word == record.time));
        }
    }

    #[test]
    fn damaged_lines_are_refused() {
        let line = "1 2026-11-25T14:03:00.000Z written right - key.kdbx";
        assert!(Record::from_line(line).is_some());
        for other in [
            "",
            "1",
            "2 2026-11-25T14:03:00.000Z written right - key.kdbx",
            "1 2026-11-25T14:03:00.000Z written right -",
            "1 2026-11-25T14:03:00.000000Z written right - key.kdbx",
            "1 yesterday,-at-half-past-8 written right - key.kdbx",
            "1 2026-11-25T14:03:00.000Z done right - key.kdbx",
            "1 2026-11-25T14:03:00.000Z written good - key.kdbx",
            "1 2026-11-25T14:03:00.000Z written right  key.kdbx",
            "1 2026-11-25T14:03:00.000Z written right - key\n.kdbx",
        ] {
            assert_eq!(Record::from_line(other), None, "{other}");
        }
        let long = [line, &"x".repeat(LONGEST_LINE)].concat();
        assert_eq!(Record::from_line(&long), None);
    }

    #[test]
    fn every_stage_says_when_and_what_to_do() {
        for (stage, _) in Stage::ALL {
            let record = Record {
                name: "key.kdbx".to_owned(),
                ..Record::begun("25 Nov 2026, 14:03".to_owned(), stage)
            };
            let text = english().paragraph(&record.in_words());
            assert!(text.contains("25 Nov 2026, 14:03"), "{text}");
            assert!(text.ends_with("key.kdbx"), "{text}");
            // A time has five words, and the name two more.
            assert!(text.split_whitespace().count() <= 28, "{text}");
            assert_eq!(
                text.contains("reate another"),
                !record.is_good_news(),
                "{text}"
            );
            let alarming = Record {
                is_alarming: true,
                ..record
            };
            assert!(!alarming.is_good_news());
            assert!(alarming.in_words().contains(&Message::LeftWrong));
        }
    }
}
