//! How long a service may be late.

/// The first pause; each one is twice as long as the one before.
const FIRST_MS: u32 = 500;

/// How often is asked again: 15.5 seconds in all.
const MOST: u32 = 5;

/// The pauses that are left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    asked: u32,
}

impl Patience {
    pub(super) const FULL: Self = Self { asked: 0 };
    pub(super) const NONE: Self = Self { asked: MOST };

    /// The next pause, in milliseconds; none when it was long enough.
    pub(super) fn pause(&mut self) -> Option<u32> {
        let pause = FIRST_MS << self.asked;
        (self.asked < MOST).then(|| {
            self.asked += 1;
            pause
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends() {
        let mut patience = Patience::FULL;
        let pauses: Vec<u32> = std::iter::from_fn(|| patience.pause()).collect();
        assert_eq!(pauses, [500, 1000, 2000, 4000, 8000]);
        let mut none = Patience::NONE;
        assert_eq!(none.pause(), None);
    }
}
