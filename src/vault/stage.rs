//! How far the vault is: the one order in which things may happen.

/// How far the vault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nothing has been received yet.
    Waiting,
    /// Nothing can be received any more: the window has no purpose.
    Failed,
    /// The credentials are here; the key of the file is asked for.
    Ready,
    /// The admin chooses where they go.
    Choosing,
    /// Something that takes time is being done.
    Working(Work),
    /// The browser says that the file is written; it was not read back from disk yet.
    Downloaded,
    /// The file was read back from disk and every field compared; the values are wiped.
    Verified,
}

/// What takes time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// The browser asks the admin where to save.
    Placing,
    /// A database that was there before is opened.
    Opening,
    /// The key is derived and the file encrypted.
    Encrypting,
    /// The encrypted bytes are opened again and compared.
    Reopening,
    /// The browser writes the file.
    Saving,
    /// The browser writes the same file once more, because the admin asked for it.
    SavingAgain,
    /// The file chosen by the admin is opened and compared.
    Proving,
    /// The key is handed to where it is kept, without a file, and read back from there.
    Sending,
    /// The new database takes the place of the old one.
    Replacing,
    /// It is read back from there.
    ReadingBack,
    /// What was read back is opened and compared.
    Comparing,
    /// Something went wrong there: it is looked what the file holds, and the old database is put back if need be.
    Restoring,
}

/// What happens to the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The credentials arrived.
    Received,
    /// They cannot arrive any more, or were refused.
    Unreachable,
    /// The admin wants to choose where they go.
    Choose,
    /// That was chosen, or left as it was.
    Chosen,
    /// The admin asked to open a database that was there before.
    Open,
    /// It is open.
    Opened,
    /// The browser is to ask where the file goes; its key is good.
    AskPlace,
    /// The admin asked to write the file, and its key is good.
    Encrypt,
    /// The file's bytes are there.
    Encrypted,
    /// They were opened again and are right.
    Reopened,
    /// The browser says that the file is on disk.
    Saved,
    /// The admin asked to write the file again.
    SaveAgain,
    /// The admin wants another password.
    StartOver,
    /// The admin chose a file as the saved one.
    FileChosen,
    /// It is the one, and every field is right.
    Proven,
    /// The admin asked to hand the key over without a file, and what is needed for it is there.
    Send,
    /// Before anything was handed over the admin has to say more.
    AskMore,
    /// It stands where it is to be kept, was read back from there, and every field is right.
    Stored,
    /// The new database lies beside the old one, which is as it was opened: it may take its place.
    Replace,
    /// The browser says that it did.
    Replaced,
    /// The same bytes were read back from there.
    ReadBack,
    /// They were not, or are wrong.
    Restore,
    /// What was being done did not succeed; nothing is lost.
    Failed,
}

impl Stage {
    /// Where an event leads; `None` where it has no place and must change nothing.
    #[must_use]
    pub fn after(self, event: Event) -> Option<Self> {
        use Stage::{Choosing, Downloaded, Failed, Ready, Verified, Waiting, Working};
        use Work::{
            Comparing, Encrypting, Opening, Placing, Proving, ReadingBack, Reopening, Replacing,
            Restoring, Saving, SavingAgain, Sending,
        };
        Some(match (self, event) {
            (Waiting, Event::Unreachable) => Failed,
            (Waiting, Event::Received)
            | (Choosing, Event::Chosen)
            | (Downloaded, Event::StartOver)
            | (Working(Sending), Event::AskMore)
            | (Working(Opening), Event::Opened | Event::Failed)
            | (
                Working(Placing | Encrypting | Reopening | Saving | Sending | Restoring),
                Event::Failed,
            ) => Ready,
            (Ready, Event::Choose) => Choosing,
            (Ready, Event::Open) => Working(Opening),
            (Ready, Event::AskPlace) => Working(Placing),
            (Ready | Working(Placing), Event::Encrypt) => Working(Encrypting),
            (Working(Encrypting), Event::Encrypted) => Working(Reopening),
            (Working(Reopening), Event::Reopened) => Working(Saving),
            (Working(Saving | SavingAgain), Event::Saved)
            | (Working(SavingAgain | Proving), Event::Failed) => Downloaded,
            (Downloaded, Event::SaveAgain) => Working(SavingAgain),
            (Downloaded, Event::FileChosen) => Working(Proving),
            (Ready, Event::Send) => Working(Sending),
            (Working(Reopening), Event::Replace) => Working(Replacing),
            (Working(Replacing | Restoring), Event::Replaced) => Working(ReadingBack),
            (Working(ReadingBack), Event::ReadBack) => Working(Comparing),
            // Nothing else leads out of these: the file may hold anything.
            (Working(Replacing | ReadingBack | Comparing), Event::Restore) => Working(Restoring),
            (Working(Proving | Comparing), Event::Proven) | (Working(Sending), Event::Stored) => {
                Verified
            }
            _ => return None,
        })
    }

    /// The name of the stage, as style sheets and tests know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Failed => "error",
            Self::Ready => "ready",
            Self::Choosing => "choosing",
            Self::Working(_) => "working",
            Self::Downloaded => "downloaded",
            Self::Verified => "verified",
        }
    }

    /// Whether leaving now would lose the values: they are here and not proven to be on disk.
    #[must_use]
    pub fn would_lose_values(self) -> bool {
        matches!(
            self,
            Self::Ready | Self::Choosing | Self::Working(_) | Self::Downloaded
        )
    }

    /// Whether the key is asked for, or being worked with, rather than the proof.
    #[must_use]
    pub fn is_before_proof(self) -> bool {
        matches!(
            self,
            Self::Ready
                | Self::Working(
                    Work::Placing
                        | Work::Opening
                        | Work::Encrypting
                        | Work::Reopening
                        | Work::Saving
                        | Work::Sending
                        | Work::Replacing
                        | Work::ReadingBack
                        | Work::Comparing
                        | Work::Restoring
                )
        )
    }
}

/// The four steps that are shown along the top, and how far each is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The credentials arrived.
    Received,
    /// The file was written, as it was asked for.
    Written,
    /// The browser wrote the file.
    Saved,
    /// The file was opened again from disk.
    Verified,
}

impl Step {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::Received, Self::Written, Self::Saved, Self::Verified];

    /// The name of the step in the document.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Written => "written",
            Self::Saved => "saved",
            Self::Verified => "verified",
        }
    }

    /// The step at hand; `None` when all are done.
    #[must_use]
    pub fn at_hand(stage: Stage) -> Option<Self> {
        Some(match stage {
            Stage::Waiting | Stage::Failed => Self::Received,
            Stage::Ready
            | Stage::Choosing
            | Stage::Working(Work::Placing | Work::Opening | Work::Encrypting | Work::Reopening) => {
                Self::Written
            }
            Stage::Working(Work::Saving | Work::Sending | Work::Replacing | Work::Restoring) => {
                Self::Saved
            }
            Stage::Downloaded
            | Stage::Working(
                Work::SavingAgain | Work::Proving | Work::ReadingBack | Work::Comparing,
            ) => Self::Verified,
            Stage::Verified => return None,
        })
    }

    /// Whether it is a fact at this stage.
    #[must_use]
    pub fn is_done(self, stage: Stage) -> bool {
        Self::at_hand(stage).is_none_or(|current| (self as u8) < (current as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EVENTS: [Event; 23] = [
        Event::Received,
        Event::Unreachable,
        Event::Choose,
        Event::Chosen,
        Event::Open,
        Event::Opened,
        Event::AskPlace,
        Event::Encrypt,
        Event::Encrypted,
        Event::Reopened,
        Event::Saved,
        Event::SaveAgain,
        Event::StartOver,
        Event::FileChosen,
        Event::Proven,
        Event::Send,
        Event::AskMore,
        Event::Stored,
        Event::Replace,
        Event::Replaced,
        Event::ReadBack,
        Event::Restore,
        Event::Failed,
    ];

    #[test]
    fn the_straight_way_ends_verified() {
        let way = [
            (Event::Received, "ready"),
            (Event::Encrypt, "working"),
            (Event::Encrypted, "working"),
            (Event::Reopened, "working"),
            (Event::Saved, "downloaded"),
            (Event::FileChosen, "working"),
            (Event::Proven, "verified"),
        ];
        let mut stage = Stage::Waiting;
        for (event, name) in way {
            stage = stage.after(event).expect("the straight way");
            assert_eq!(stage.name(), name);
        }
        assert!(Step::ALL.iter().all(|step| step.is_done(stage)));
    }

    #[test]
    fn a_place_that_is_not_chosen_leaves_all_as_it_was() {
        let asked = Stage::Ready.after(Event::AskPlace).expect("a place");
        assert_eq!(asked.after(Event::Failed), Some(Stage::Ready));
        let goes_on = asked.after(Event::Encrypt);
        assert_eq!(goes_on, Some(Stage::Working(Work::Encrypting)));
    }

    #[test]
    fn the_way_without_a_file_ends_verified_too() {
        let mut stage = Stage::Ready;
        for (event, name) in [
            (Event::Send, "working"),
            (Event::AskMore, "ready"),
            (Event::Send, "working"),
            (Event::Stored, "verified"),
        ] {
            stage = stage.after(event).expect("the way without a file");
            assert_eq!(stage.name(), name);
        }
    }

    #[test]
    fn the_way_in_place_ends_verified_too() {
        let mut stage = Stage::Working(Work::Reopening);
        for event in [
            Event::Replace,
            Event::Replaced,
            Event::ReadBack,
            Event::Proven,
        ] {
            assert!(stage.would_lose_values() && stage.is_before_proof());
            stage = stage.after(event).expect("the way in place");
        }
        assert_eq!(stage, Stage::Verified);
    }

    #[test]
    fn a_database_that_may_hold_anything_is_looked_at_first() {
        for work in [Work::Replacing, Work::ReadingBack, Work::Comparing] {
            let stage = Stage::Working(work);
            assert_eq!(stage.after(Event::Failed), None);
            let restoring = stage.after(Event::Restore).expect("a look");
            assert_eq!(restoring.after(Event::Proven), None);
            assert_eq!(restoring.after(Event::Failed), Some(Stage::Ready));
        }
    }

    proptest! {
        /// Whatever happens in whatever order: "verified" is said only after a file was opened from bytes, saved, chosen and
        /// proven, in this order, since the last password was taken, or after the key was handed over and read back; and
        /// nothing that was received is ever lost before.
        #[test]
        fn verified_is_never_said_too_early(events in proptest::collection::vec(proptest::sample::select(&EVENTS[..]), 0..60)) {
            let mut stage = Stage::Waiting;
            let mut received = false;
            let mut facts: Vec<Event> = Vec::new();
            for event in events {
                let Some(next) = stage.after(event) else { continue };
                received |= event == Event::Received;
                match event {
                    Event::Encrypt => facts = vec![event],
                    Event::FileChosen => { facts.retain(|fact| *fact != Event::FileChosen); facts.push(event); }
                    // What was read back before counts for nothing.
                    Event::Replace | Event::Restore => { facts.retain(|fact| *fact != Event::ReadBack); facts.push(event); }
                    _ => facts.push(event),
                }
                if received && next != Stage::Verified {
                    prop_assert!(next.would_lose_values());
                }
                if next == Stage::Verified && event == Event::Stored {
                    prop_assert_eq!(stage, Stage::Working(Work::Sending));
                } else if next == Stage::Verified {
                    let in_place = [Event::Encrypted, Event::Replace, Event::Replaced, Event::ReadBack, Event::Proven];
                    let by_file = [Event::Encrypted, Event::Reopened, Event::Saved, Event::FileChosen, Event::Proven];
                    let order: Vec<_> = if stage == Stage::Working(Work::Comparing) { in_place } else { by_file }
                        .iter()
                        .map(|fact| facts.iter().position(|f| f == fact))
                        .collect();
                    prop_assert!(order.iter().all(Option::is_some), "{facts:?}");
                    prop_assert!(order.is_sorted(), "{facts:?}");
                }
                stage = next;
            }
        }

        #[test]
        fn the_second_handover_has_no_place(events in proptest::collection::vec(proptest::sample::select(&EVENTS[..]), 0..20)) {
            let mut stage = Stage::Ready;
            for event in events {
                stage = stage.after(event).unwrap_or(stage);
                prop_assert_eq!(stage.after(Event::Received), None);
            }
        }
    }
}
