//! From a password to a key: Argon2id (RFC 9106), in memory that is wiped.

use super::{ExportError, Part};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::{Zeroize, Zeroizing};

/// How costly Argon2id is made.
///
/// The default is the second choice of RFC 9106, section 4, for a file that may leak. Nothing below
/// [`Argon2Parameters::MINIMUM`] (OWASP Password Storage Cheat Sheet) can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Argon2Parameters {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Argon2Parameters {
    /// 64 MiB, 3 passes, 4 lanes: RFC 9106, section 4, second choice.
    pub const DEFAULT: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 4,
    };

    /// 19 MiB, 2 passes, 1 lane: OWASP's minimum for Argon2id.
    pub const MINIMUM: Self = Self {
        memory_kib: 19 * 1024,
        passes: 2,
        lanes: 1,
    };

    /// The most memory that is ever spent, in KiB: 1 GiB, so that a made-up file cannot exhaust the browser.
    pub const MOST_MEMORY_KIB: u32 = 1024 * 1024;

    /// The most lanes.
    pub const MOST_LANES: u32 = 64;

    /// The most work that is ever spent, memory times passes, in KiB: 8 GiB, about 10 seconds in a browser.
    pub const MOST_WORK_KIB: u64 = 8 * 1024 * 1024;

    /// Parameters of one's own, at least as strong as [`Argon2Parameters::MINIMUM`] in each.
    ///
    /// # Errors
    /// [`ExportError::KdfTooWeak`] below that, or when a lane would have less than the 8 KiB that Argon2 needs;
    /// [`ExportError::KdfTooCostly`] above [`Argon2Parameters::MOST_MEMORY_KIB`], [`Argon2Parameters::MOST_LANES`] or
    /// [`Argon2Parameters::MOST_WORK_KIB`].
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, ExportError> {
        let parameters = Self::bounded(memory_kib, passes, lanes)?;
        let least = Self::MINIMUM;
        if memory_kib < least.memory_kib || passes < least.passes || lanes < least.lanes {
            return Err(ExportError::KdfTooWeak);
        }
        Ok(parameters)
    }

    /// Parameters found in a file, or weak ones for tests: whatever Argon2 itself allows, up to the upper bounds.
    pub(crate) fn bounded(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, ExportError> {
        if memory_kib > Self::MOST_MEMORY_KIB
            || lanes > Self::MOST_LANES
            || u64::from(memory_kib) * u64::from(passes) > Self::MOST_WORK_KIB
        {
            return Err(ExportError::KdfTooCostly);
        }
        if passes < 1 || lanes < 1 || memory_kib < 8 * lanes {
            return Err(ExportError::KdfTooWeak);
        }
        Ok(Self {
            memory_kib,
            passes,
            lanes,
        })
    }

    /// The cheapest derivation that there is. Only a test can ask for it.
    #[cfg(feature = "testing")]
    pub const CHEAPEST: Self = Self {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };

    /// Memory in KiB.
    #[must_use]
    pub fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    #[must_use]
    pub fn passes(self) -> u32 {
        self.passes
    }

    /// Lanes. They are computed one after the other here; others may compute them at the same time.
    #[must_use]
    pub fn lanes(self) -> u32 {
        self.lanes
    }

    /// Derives 32 bytes by Argon2id, version 0x13.
    pub(crate) fn derive(
        self,
        input: &[u8],
        salt: &[u8],
    ) -> Result<Zeroizing<[u8; 32]>, ExportError> {
        self.derive_by(Algorithm::Argon2id, Version::V0x13, input, salt)
    }

    /// Derives 32 bytes by the variant and version that a file names.
    pub(crate) fn derive_by(
        self,
        algorithm: Algorithm,
        version: Version,
        input: &[u8],
        salt: &[u8],
    ) -> Result<Zeroizing<[u8; 32]>, ExportError> {
        let internal = |_| ExportError::Internal { part: Part::Argon2 };
        let parameters =
            Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).map_err(internal)?;
        let mut memory = WipedBlocks::new(parameters.block_count())?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(algorithm, version, parameters)
            .hash_password_into_with_memory(input, salt, &mut key[..], &mut memory.0[..])
            .map_err(internal)?;
        Ok(key)
    }
}

impl Default for Argon2Parameters {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Argon2's working memory, wiped when dropped: the password can be searched for from a copy of it, at little cost.
struct WipedBlocks(Vec<Block>);

impl WipedBlocks {
    fn new(count: usize) -> Result<Self, ExportError> {
        let mut blocks = Vec::new();
        blocks
            .try_reserve_exact(count)
            .map_err(|_| ExportError::OutOfMemory)?;
        blocks.resize(count, Block::new());
        Ok(Self(blocks))
    }
}

impl Drop for WipedBlocks {
    fn drop(&mut self) {
        for block in &mut self.0 {
            block.zeroize();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_weaker_than_the_minimum() {
        let minimum = Argon2Parameters::MINIMUM;
        assert_eq!(Argon2Parameters::new(19 * 1024, 2, 1), Ok(minimum));
        assert_eq!(
            Argon2Parameters::new(64 * 1024, 3, 4),
            Ok(Argon2Parameters::DEFAULT)
        );
        for (memory, passes, lanes) in [
            (19 * 1024 - 1, 2, 1),
            (19 * 1024, 1, 1),
            (19 * 1024, 2, 0),
            (0, 0, 0),
        ] {
            assert_eq!(
                Argon2Parameters::new(memory, passes, lanes),
                Err(ExportError::KdfTooWeak)
            );
        }
    }

    #[test]
    fn nothing_dearer_than_a_browser_can_bear() {
        for (memory, passes, lanes) in [
            (1024 * 1024 + 1, 2, 1),
            (1024 * 1024, 9, 1),
            (64 * 1024, 129, 1),
            (64 * 1024, 3, 65),
            (u32::MAX, u32::MAX, u32::MAX),
        ] {
            assert_eq!(
                Argon2Parameters::new(memory, passes, lanes),
                Err(ExportError::KdfTooCostly)
            );
        }
    }

    #[test]
    fn the_derivation_is_the_published_one() {
        // From the reference implementation (argon2-cffi binds it); as a command:
        // printf password | argon2 somesaltsomesalt -id -t 2 -k 64 -p 2 -l 32 -r
        let parameters = Argon2Parameters::bounded(64, 2, 2).unwrap();
        let key = parameters.derive(b"password", b"somesaltsomesalt").unwrap();
        let published = "c263317d002f84b5342fa66fa169e4bce6a356a13f19193346322ef3522e0702";
        let bytes = (0..published.len()).step_by(2);
        let published: Vec<u8> = bytes
            .map(|at| u8::from_str_radix(&published[at..at + 2], 16).unwrap())
            .collect();
        assert_eq!(key[..], published[..]);
    }
}
