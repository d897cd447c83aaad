//! Looking for a value wherever it could be left, in every way in which it could be written down.

mod heap;
mod processes;

pub use heap::held_by;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use aho_corasick::AhoCorasick;
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use serde_json::{Value, json};

use crate::{
    error::{At, Error, Result},
    session::Session,
};

/// Looks through a program's memory, inside the browser.
const IN_MEMORY: &str = include_str!("sentinel/memory.js");

/// Everything that a document shows, holds and is called.
const IN_DOCUMENT: &str = include_str!("sentinel/document.js");

/// So much of a value in one piece is taken for a trace of it.
const PIECE: usize = 12;

/// What is told to the browser is masked by this, so that the search itself leaves nothing to be found.
const MASK: u8 = 0x5a;

/// Values to look for. Any piece of [`PIECE`] characters of one counts.
#[derive(Debug)]
pub struct Sentinel {
    automaton: AhoCorasick,
    /// Of each pattern, what it is.
    names: Vec<String>,
    patterns: Vec<Vec<u8>>,
}

impl Sentinel {
    /// Looks for these, by their names.
    ///
    /// # Errors
    ///
    /// When they are too many or too long to look for.
    pub fn of(values: &[(&str, &str)]) -> Result<Self> {
        let (mut names, mut patterns) = (Vec::new(), Vec::new());
        for (name, value) in values {
            for (way, pattern) in ways(value) {
                names.push(format!("{name} in {way}"));
                patterns.push(pattern);
            }
        }
        let automaton = AhoCorasick::new(&patterns);
        Ok(Self {
            automaton: automaton.map_err(|error| Error::wrong(error.to_string()))?,
            names,
            patterns,
        })
    }

    /// What of them is in there, and in which way.
    #[must_use]
    pub fn found_in(&self, bytes: &[u8]) -> BTreeSet<&str> {
        self.automaton
            .find_overlapping_iter(bytes)
            .map(|found| self.names[found.pattern().as_usize()].as_str())
            .collect()
    }

    /// What of them is in the files of a folder, by the file, or in the files' names.
    ///
    /// # Errors
    ///
    /// When one cannot be read.
    pub fn found_below(&self, folder: &Path) -> Result<Vec<(PathBuf, BTreeSet<&str>)>> {
        let mut folders = vec![folder.to_owned()];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in still_there(std::fs::read_dir(&folder), &folder)?
                .into_iter()
                .flatten()
            {
                let path = entry.at(&folder)?.path();
                let Some(about) = still_there(std::fs::symlink_metadata(&path), &path)? else {
                    continue;
                };
                let mut bytes = path.as_os_str().as_encoded_bytes().to_vec();
                if about.is_dir() {
                    folders.push(path.clone());
                } else if about.is_file() {
                    bytes.extend(still_there(std::fs::read(&path), &path)?.unwrap_or_default());
                }
                let traces = self.found_in(&bytes);
                if !traces.is_empty() {
                    found.push((path, traces));
                }
            }
        }
        Ok(found)
    }

    /// What of them is in a WebAssembly memory of the document at hand, which has it under this name.
    ///
    /// # Errors
    ///
    /// When there is no such memory.
    pub async fn found_in_memory(&self, session: &Session, name: &str) -> Result<BTreeSet<&str>> {
        let search = format!(
            "JSON.stringify(({IN_MEMORY})({}, {}, {MASK}))",
            json!(name),
            self.masked()
        );
        self.told(&session.evaluate(&search).await?)
    }

    /// What of them is in the guard's memory, in the console's page. The vault's window is at hand: only the extension itself
    /// reaches its own script in the page.
    ///
    /// # Errors
    ///
    /// When there is no guard.
    pub async fn found_in_guard(&self, session: &Session) -> Result<BTreeSet<&str>> {
        let search = format!(
            "chrome.tabs.query({{ url: 'https://*.evergage.com/*' }})
                .then(([tab]) => chrome.scripting.executeScript({{
                    target: {{ tabId: tab.id }}, func: {IN_MEMORY}, args: ['guardMemory', {}, {MASK}],
                }}))
                .then(([{{ result, error }}]) => JSON.stringify(result ?? String(error)))",
            self.masked()
        );
        self.told(&session.evaluate(&search).await?)
    }

    fn masked(&self) -> Value {
        let masked = |pattern: &Vec<u8>| pattern.iter().map(|byte| byte ^ MASK).collect();
        let masked: Vec<Vec<u8>> = self.patterns.iter().map(masked).collect();
        json!(masked)
    }

    fn told(&self, numbers: &str) -> Result<BTreeSet<&str>> {
        let numbers: Vec<usize> = serde_json::from_str(numbers)
            .map_err(|_| Error::wrong(format!("the search in the browser says {numbers}")))?;
        let name = |number: usize| self.names.get(number).map(String::as_str);
        Ok(numbers.into_iter().filter_map(name).collect())
    }
}

/// Everything of the document at hand: its markup and that of open shadow roots, what its fields hold, its address, name,
/// title and state, its storage of every kind, and what it has loaded.
///
/// # Errors
///
/// When it cannot be read.
pub async fn document(session: &Session) -> Result<String> {
    let script = format!("return ({IN_DOCUMENT})()");
    Ok(session.script(&script, Vec::new()).await?.to_string())
}

/// What a browser that has just ended is still taking away is not left.
fn still_there<T>(outcome: std::io::Result<T>, path: &Path) -> Result<Option<T>> {
    match outcome {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        outcome => outcome.map(Some).at(path),
    }
}

/// A value as it may be written down: whole texts, of which each piece counts.
fn ways(value: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = Vec::new();
    let utf8 = value.as_bytes();
    let characters: Vec<char> = value.chars().collect();
    for piece in characters.windows(PIECE) {
        let text: String = piece.iter().collect();
        let units: Vec<u16> = text.encode_utf16().collect();
        all.push(("UTF-8", text.clone().into_bytes()));
        let latin: Option<Vec<u8>> = piece.iter().map(|one| u8::try_from(*one).ok()).collect();
        if let Some(latin) = latin.filter(|latin| latin != text.as_bytes()) {
            all.push(("Latin-1", latin));
        }
        all.push((
            "UTF-16",
            units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        ));
        all.push((
            "big-endian UTF-16",
            units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        ));
        all.push((
            "UTF-8 backwards",
            text.chars().rev().collect::<String>().into_bytes(),
        ));
    }
    let digits = utf8.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let lower: String = digits
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect();
    for hex in [lower.to_uppercase(), lower] {
        all.extend(pieces("hexadecimal", &hex, 2 * PIECE, 2));
    }
    for before in 0..3 {
        // The characters at both ends depend on what stands beside the value.
        let shifted = [&vec![0; before][..], utf8].concat();
        let (from, to) = ((before * 8).div_ceil(6), shifted.len() * 8 / 6);
        for text in [
            STANDARD_NO_PAD.encode(&shifted),
            URL_SAFE_NO_PAD.encode(&shifted),
        ] {
            all.extend(pieces("base64", &text[from..to], PIECE / 3 * 4, 1));
        }
    }
    all.sort();
    all.dedup();
    all
}

fn pieces(
    way: &'static str,
    text: &str,
    length: usize,
    step: usize,
) -> Vec<(&'static str, Vec<u8>)> {
    let windows = text.as_bytes().windows(length).step_by(step);
    windows.map(|piece| (way, piece.to_vec())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUE: &str = "Sx7-qLm2_VtK9wZe4RbNcY8uHf3";

    fn ways_found(bytes: &[u8]) -> Vec<String> {
        let sentinel = Sentinel::of(&[("it", VALUE)]).unwrap();
        let found = sentinel.found_in(bytes).into_iter();
        found.map(str::to_owned).collect()
    }

    #[test]
    fn a_value_is_found_in_whichever_way_it_is_written() {
        // The bytes of one order are those of the other, shifted by one.
        let wide: Vec<u8> = VALUE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(
            ways_found(&wide),
            ["it in UTF-16", "it in big-endian UTF-16"]
        );
        assert_eq!(ways_found(format!("x{VALUE}y").as_bytes()), ["it in UTF-8"]);
        let hex = "53783762714c6d325f56744b39775a65"; // Sx7bqLm2_VtK9wZe
        let sentinel = Sentinel::of(&[("it", "Sx7bqLm2_VtK9wZe")]).unwrap();
        for hex in [hex.to_owned(), hex.to_uppercase()] {
            assert!(
                sentinel
                    .found_in(hex.as_bytes())
                    .contains("it in hexadecimal")
            );
        }
        for before in ["", "x", "xy", "xyz"] {
            let text = STANDARD_NO_PAD.encode(format!("{before}{VALUE} and more"));
            assert_eq!(ways_found(text.as_bytes()), ["it in base64"], "{before}");
            let text = URL_SAFE_NO_PAD.encode(format!("{before}{VALUE}"));
            assert_eq!(ways_found(text.as_bytes()), ["it in base64"], "{before}");
        }
        let back: String = VALUE.chars().rev().collect();
        assert_eq!(ways_found(back.as_bytes()), ["it in UTF-8 backwards"]);
    }

    #[test]
    fn a_piece_counts_and_less_does_not() {
        assert_eq!(ways_found(&VALUE.as_bytes()[9..21]), ["it in UTF-8"]);
        assert!(ways_found(&VALUE.as_bytes()[9..20]).is_empty());
    }

    #[test]
    fn letters_of_one_byte_in_the_browser_are_found() {
        let sentinel = Sentinel::of(&[("it", "Fähre zur Lotsenstation")]).unwrap();
        let latin = b"F\xe4hre zur Lotsenstation";
        assert!(sentinel.found_in(latin).contains("it in Latin-1"));
    }

    #[test]
    fn files_are_found_by_what_they_hold_and_are_called() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("in")).unwrap();
        std::fs::write(folder.path().join("in/file"), VALUE).unwrap();
        std::fs::write(folder.path().join(VALUE), "nothing").unwrap();
        std::fs::write(folder.path().join("other"), "nothing").unwrap();
        let sentinel = Sentinel::of(&[("it", VALUE)]).unwrap();
        assert_eq!(sentinel.found_below(folder.path()).unwrap().len(), 2);
    }
}
