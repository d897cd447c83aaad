//! A passphrase to write down, from a published word list.
//!
//! The list is the EFF's large word list for dice, 7776 words, by Joseph Bonneau, Electronic Frontier Foundation, 2016,
//! licensed CC-BY 3.0 US: <https://www.eff.org/dice>. Its text is passed in; the extension ships it, unchanged, as the file
//! `wordlist/eff_large_wordlist.txt`.

use rand_core::TryCryptoRng;
use zeroize::{Zeroize, Zeroizing};

/// Words in the list: the results of five dice, 6⁵.
pub const LIST_LENGTH: usize = 7776;

/// Words in a passphrase unless more are asked for: 77.5 bits.
pub const DEFAULT_WORDS: usize = 6;

/// The most words that are made.
pub const MOST_WORDS: usize = 20;

/// The smallest power of two that covers the list, less one.
const MASK: u16 = 0x1fff;

/// How often a draw may miss the list before the generator is thought broken; a sound one misses 1 in 20 times.
const MOST_MISSES: usize = 256;

crate::coded! {
    /// Why no passphrase could be made.
    pub enum PassphraseError {
        /// The text is not the word list.
        NotTheWordList = "not-the-word-list",
        /// Fewer than [`DEFAULT_WORDS`] or more than [`MOST_WORDS`] words.
        WordCount = "word-count",
        /// The random generator failed.
        NoRandomness = "no-randomness",
    }
}

/// The word list, checked.
pub struct WordList<'a> {
    words: Vec<&'a str>,
    longest: usize,
}

impl<'a> WordList<'a> {
    /// Reads the file as the EFF publishes it: a line for each word, with its five dice, a tab and the word.
    ///
    /// # Errors
    /// [`PassphraseError::NotTheWordList`] unless there are exactly [`LIST_LENGTH`] words in the order of their dice, each of
    /// lower-case ASCII letters and hyphens, no two the same.
    pub fn parse(text: &'a str) -> Result<Self, PassphraseError> {
        let words = text
            .lines()
            .enumerate()
            .map(|(position, line)| {
                let (dice, word) = line.split_once('\t')?;
                (dice == dice_of(position) && is_word(word)).then_some(word)
            })
            .collect::<Option<Vec<_>>>()
            .ok_or(PassphraseError::NotTheWordList)?;
        let mut sorted = words.clone();
        sorted.sort_unstable();
        sorted.dedup();
        if words.len() != LIST_LENGTH || sorted.len() != LIST_LENGTH {
            return Err(PassphraseError::NotTheWordList);
        }
        let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
        Ok(Self { words, longest })
    }

    /// Draws `count` words, each independently and uniformly, joined by single spaces. The text wipes itself.
    ///
    /// # Errors
    /// [`PassphraseError::WordCount`] outside [`DEFAULT_WORDS`] to [`MOST_WORDS`]; [`PassphraseError::NoRandomness`] when the
    /// generator fails.
    pub fn generate<R: TryCryptoRng + ?Sized>(
        &self,
        count: usize,
        rng: &mut R,
    ) -> Result<Zeroizing<String>, PassphraseError> {
        if !(DEFAULT_WORDS..=MOST_WORDS).contains(&count) {
            return Err(PassphraseError::WordCount);
        }
        // Room for all from the start, so that no copy stays behind.
        let mut passphrase = Zeroizing::new(String::with_capacity(count * (self.longest + 1)));
        for position in 0..count {
            if position > 0 {
                passphrase.push(' ');
            }
            passphrase.push_str(self.draw(rng)?);
        }
        Ok(passphrase)
    }

    /// One word. Numbers beyond the list are thrown away and drawn again, so that every word is equally likely.
    fn draw<R: TryCryptoRng + ?Sized>(&self, rng: &mut R) -> Result<&'a str, PassphraseError> {
        let mut bytes = Zeroizing::new([0; 2]);
        for _ in 0..MOST_MISSES {
            rng.try_fill_bytes(&mut bytes[..])
                .map_err(|_| PassphraseError::NoRandomness)?;
            let mut index = usize::from(u16::from_le_bytes(*bytes) & MASK);
            let word = self.words.get(index).copied();
            index.zeroize();
            if let Some(word) = word {
                return Ok(word);
            }
        }
        Err(PassphraseError::NoRandomness)
    }
}

/// The five dice that stand before the word at a position: base 6, digits 1 to 6.
fn dice_of(position: usize) -> String {
    [1296, 216, 36, 6, 1]
        .into_iter()
        .map(|place| char::from(b"123456"[position / place % 6]))
        .collect()
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

/// The entropy of a passphrase of so many words, in bits: each is one of [`LIST_LENGTH`].
#[must_use]
pub fn entropy_bits(words: usize) -> f64 {
    // At most a few dozen words: exact in an f64.
    #[allow(clippy::cast_precision_loss)]
    let (words, length) = (words as f64, LIST_LENGTH as f64);
    words * length.log2()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chacha20::ChaCha20Rng;
    use rand_core::{SeedableRng, TryRng, utils};
    use sha2::{Digest, Sha256};
    use std::collections::HashMap;
    use std::convert::Infallible;

    const LIST: &str = include_str!("../../extension/wordlist/eff_large_wordlist.txt");

    fn rng() -> ChaCha20Rng {
        ChaCha20Rng::from_seed([7; 32])
    }

    #[test]
    fn the_shipped_list_is_the_published_one() {
        let list = WordList::parse(LIST).unwrap();
        assert_eq!(list.words.first(), Some(&"abacus"));
        assert_eq!(list.words.last(), Some(&"zoom"));
        assert_eq!(list.longest, 9);
        let sha256: [u8; 32] = Sha256::digest(LIST).into();
        assert_eq!(sha256[..4], [0xad, 0xdd, 0x35, 0x53]);
    }

    #[test]
    fn anything_else_is_refused() {
        let refused = |text: &str| WordList::parse(text).err();
        let missing = LIST.replacen("11112\tabdomen\n", "", 1);
        let doubled = LIST.replacen("\tabacus\n", "\tzoom\n", 1);
        let more = format!("{LIST}11111\tabacuses\n");
        let upper = LIST.replacen("\tabacus\n", "\tAbacus\n", 1);
        let swapped = LIST.replacen("11111\t", "11112\t", 1);
        let blank = LIST.replacen("\tabacus\n", "\t\n", 1);
        for text in [
            "", "<html>", &missing, &doubled, &more, &upper, &swapped, &blank,
        ] {
            assert_eq!(refused(text), Some(PassphraseError::NotTheWordList));
        }
    }

    #[test]
    fn as_many_words_as_asked_for() {
        let list = WordList::parse(LIST).unwrap();
        for count in DEFAULT_WORDS..=MOST_WORDS {
            let passphrase = list.generate(count, &mut rng()).unwrap();
            let words: Vec<_> = passphrase.split(' ').collect();
            assert_eq!(words.len(), count);
            assert!(words.iter().all(|word| list.words.contains(word)));
        }
        for count in [0, 5, 21, usize::MAX] {
            let refused = list.generate(count, &mut rng()).err();
            assert_eq!(refused, Some(PassphraseError::WordCount));
        }
    }

    #[test]
    fn six_words_are_77_bits() {
        assert!((entropy_bits(DEFAULT_WORDS) - 77.5).abs() < 0.05);
    }

    #[test]
    fn every_word_is_equally_likely() {
        let list = WordList::parse(LIST).unwrap();
        let (mut rng, mut seen) = (rng(), HashMap::new());
        let draws = 100 * LIST_LENGTH;
        for _ in 0..draws {
            *seen.entry(list.draw(&mut rng).unwrap()).or_insert(0_u32) += 1;
        }
        assert_eq!(seen.len(), LIST_LENGTH);
        let chi_squared: f64 = seen
            .values()
            .map(|&count| (f64::from(count) - 100.0).powi(2) / 100.0)
            .sum();
        // 7775 degrees of freedom: mean 7775, standard deviation 125.
        assert!((7275.0..8275.0).contains(&chi_squared), "{chi_squared}");
    }

    /// A generator that always gives the same byte.
    struct Stuck(u8);

    impl TryRng for Stuck {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            utils::next_word_via_fill(self)
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            utils::next_word_via_fill(self)
        }

        fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
            out.fill(self.0);
            Ok(())
        }
    }

    impl TryCryptoRng for Stuck {}

    #[test]
    fn a_generator_that_never_hits_the_list_is_an_error_and_not_a_loop() {
        let list = WordList::parse(LIST).unwrap();
        let failed = list.generate(6, &mut Stuck(0xff)).err();
        assert_eq!(failed, Some(PassphraseError::NoRandomness));
    }
}
