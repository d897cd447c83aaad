//! When the panel is shown, how often a quiet page is read, and when the guard goes to sleep.

/// How often a page is looked at though it said nothing of a change: a script can set a value without a trace. Such a page is
/// likeliest to do so while it does other things, too.
const BEAT_MS: u32 = 1_000;
const BUSY_BEAT_MS: u32 = 250;
/// How long after an event or a change it counts as busy.
const BUSY_MS: f64 = 3_000.0;
/// All of it is read so seldom that this takes no more than this part of the time.
const READING_SHARE: f64 = 0.002;
/// And so often in any case.
const LONGEST_UNREAD_MS: f64 = 5_000.0;
/// How long after the last thing worth guarding the guard goes to sleep.
const SLEEP_AFTER_MS: f64 = 2_000.0;

/// What the page and the rest give reason for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reasons {
    /// There is something to say on this screen.
    pub is_worth_it: bool,
    /// Something is said that a person must not miss.
    pub is_urgent: bool,
    /// The dialog of a token may still come.
    pub may_see_dialog: bool,
}

/// Whether the panel is shown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Presence {
    /// The admin asked for it.
    is_asked: bool,
    /// The admin put it away.
    is_hidden: bool,
    /// Something is said for which it was shown though it was put away.
    is_urgent: bool,
    last_reason: f64,
}

impl Presence {
    /// The guard wakes.
    pub fn wakes(&mut self, now: f64) {
        self.last_reason = now;
    }

    /// The admin wants the panel, on any screen.
    pub fn asked_for(&mut self) {
        self.is_hidden = false;
        self.is_asked = true;
    }

    /// The admin puts it away.
    pub fn put_away(&mut self) {
        self.is_hidden = true;
        self.is_asked = false;
    }

    /// Something happened that is to be seen now.
    pub fn comes_back(&mut self) {
        self.is_hidden = false;
    }

    /// Another frame shows what was asked for here. True: that changed something.
    pub fn gives_way(&mut self) -> bool {
        std::mem::take(&mut self.is_asked)
    }

    /// The page was read. Whether the panel is shown now.
    pub fn read(&mut self, reasons: Reasons, now: f64) -> bool {
        if reasons.is_worth_it || self.is_asked || reasons.may_see_dialog {
            self.last_reason = now;
        }
        // It comes back for what is new, and can be put away again.
        self.is_hidden &= !reasons.is_urgent || self.is_urgent;
        self.is_urgent = reasons.is_urgent;
        self.is_asked || reasons.is_worth_it && !self.is_hidden
    }

    /// How long the guard stays awake though there is nothing to guard, in milliseconds; nothing once it sleeps.
    pub fn rests_in(&mut self, now: f64) -> Option<f64> {
        let rest = SLEEP_AFTER_MS - (now - self.last_reason);
        if rest > 0.0 {
            return Some(rest);
        }
        self.is_hidden = false;
        None
    }
}

/// How long until the page is looked at again though it said nothing, in milliseconds.
#[must_use]
pub fn beat_in(since_last_stir: f64) -> u32 {
    if since_last_stir < BUSY_MS {
        BUSY_BEAT_MS
    } else {
        BEAT_MS
    }
}

/// Whether all of the page is to be read again though nothing told of a change: by how long reading takes, and how long ago
/// it was.
#[must_use]
pub fn is_reading_due(since_last_reading: f64, reading_takes: f64) -> bool {
    since_last_reading >= (reading_takes / READING_SHARE).min(LONGEST_UNREAD_MS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORTH_IT: Reasons = Reasons {
        is_worth_it: true,
        is_urgent: false,
        may_see_dialog: false,
    };

    fn urgent() -> Reasons {
        Reasons {
            is_urgent: true,
            ..WORTH_IT
        }
    }

    #[test]
    fn it_comes_by_itself_and_stays_away_when_put_away() {
        let mut presence = Presence::default();
        assert!(presence.read(WORTH_IT, 0.0));
        presence.put_away();
        assert!(!presence.read(WORTH_IT, 10.0));
        assert!(presence.read(urgent(), 20.0), "for what is urgent");
        presence.put_away();
        assert!(!presence.read(urgent(), 30.0), "once");
        presence.asked_for();
        assert!(presence.read(Reasons::default(), 40.0), "on any screen");
        assert!(presence.gives_way());
        assert!(!presence.read(Reasons::default(), 50.0));
    }

    #[test]
    fn it_sleeps_two_seconds_after_the_last_reason() {
        let mut presence = Presence::default();
        presence.wakes(1_000.0);
        presence.read(Reasons::default(), 1_500.0);
        assert_eq!(presence.rests_in(1_500.0), Some(1_500.0));
        let waits = Reasons {
            may_see_dialog: true,
            ..Reasons::default()
        };
        assert!(!presence.read(waits, 2_900.0));
        assert_eq!(presence.rests_in(3_000.0), Some(1_900.0));
        assert_eq!(presence.rests_in(4_900.0), None);
    }

    #[test]
    fn what_was_put_away_comes_again_after_sleep() {
        let mut presence = Presence::default();
        presence.put_away();
        assert_eq!(presence.rests_in(9_000.0), None);
        assert!(presence.read(WORTH_IT, 9_001.0));
    }

    #[test]
    fn a_quiet_page_is_read_seldom() {
        assert_eq!(
            (beat_in(0.0), beat_in(2_999.0), beat_in(3_000.0)),
            (250, 250, 1_000)
        );
        assert!(is_reading_due(1_000.0, 2.0));
        assert!(!is_reading_due(1_000.0, 4.0));
        assert!(is_reading_due(5_000.0, 500.0), "at the latest");
    }

    proptest! {
        /// Whatever happens: what is urgent for the first time is shown, and nobody sleeps while something is shown.
        #[test]
        fn nothing_urgent_is_missed(
            steps in proptest::collection::vec((0_u8..5, any::<[bool; 3]>(), 0_u16..3_000), 1..40),
        ) {
            let mut presence = Presence::default();
            let (mut now, mut was_urgent) = (0.0, false);
            for (what, [is_worth_it, is_urgent, may_see_dialog], later) in steps {
                now += f64::from(later);
                match what {
                    0 => presence.put_away(),
                    1 => presence.asked_for(),
                    2 => presence.comes_back(),
                    3 => drop(presence.gives_way()),
                    _ => {}
                }
                let is_urgent = is_urgent && is_worth_it;
                let shown = presence.read(Reasons { is_worth_it, is_urgent, may_see_dialog }, now);
                prop_assert!(shown || !is_urgent || was_urgent);
                if shown {
                    prop_assert_eq!(presence.rests_in(now), Some(SLEEP_AFTER_MS));
                }
                was_urgent = is_urgent;
            }
        }
    }
}
