//! A passphrase from the word list that lies in the extension.

use super::message::Message;
use super::problem::Problem;
use super::words;
use gloo_net::http::Request;
use trivet_formats::SystemRng;
use trivet_formats::passphrase::{DEFAULT_WORDS, WordList};
use zeroize::Zeroizing;

/// The list, in the extension's own folder. Nothing is asked of the network.
const WORD_LIST: &str = "/wordlist/eff_large_wordlist.txt";

/// A passphrase and how strong it is.
pub struct Made {
    /// The words, with a space between each two.
    pub words: Zeroizing<String>,
    /// For example "6 words from the EFF large list: 77 bits".
    pub entropy: Message,
}

/// Makes one.
///
/// # Errors
/// [`Problem::WordListUnavailable`] when the list cannot be read, [`Problem::PassphraseFailed`] when it is damaged or there is
/// no randomness.
pub async fn make() -> Result<Made, Problem> {
    let unavailable = |_| Problem::WordListUnavailable;
    let response = Request::get(WORD_LIST).send().await.map_err(unavailable)?;
    let text = response.text().await.map_err(unavailable)?;
    let words = WordList::parse(&text)
        .and_then(|list| list.generate(DEFAULT_WORDS, &mut SystemRng))
        .map_err(Problem::PassphraseFailed)?;
    Ok(Made {
        words,
        entropy: words::entropy(DEFAULT_WORDS),
    })
}
