//! Chance that can be repeated: everything that a variant draws comes from its seed.

use chacha20::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

/// Draws from a seed.
pub struct Draw {
    chance: ChaCha8Rng,
    ids: usize,
}

impl Draw {
    /// The draws of one seed.
    pub fn of(seed: u64) -> Self {
        Self {
            chance: ChaCha8Rng::seed_from_u64(seed),
            ids: 0,
        }
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u32::try_from(end).expect("a small number");
        (self.chance.next_u32() % end) as usize
    }

    /// True in one of `of` draws.
    pub fn once_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    /// One of these.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// These, in any order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            list.swap(end, self.below(end + 1));
        }
    }

    /// An id that this page has not used yet, as toolkits number their elements.
    pub fn id(&mut self) -> String {
        self.ids += 1;
        format!("e{}", self.ids)
    }
}
