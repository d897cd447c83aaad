//! Receipts that are kept on this computer, where the admin or the organization wants it. Nothing of them is secret.
//!
//! They form a chain: each has the SHA-256 of the one before it and of its own text. So a text that was changed shows, and one
//! that was taken out, unless whoever did it changed the hashes as well. It is a guard against accidents, and no signature.

use super::{fetch::pause, indexed};
use js_sys::{Array, Promise};
use sha2::{Digest as _, Sha256};
use trivet_checklist::plain::Plain;
use trivet_webext::{plain, value};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// The name under which they are kept.
const KEY: &str = "receipts";

/// As many are kept where a policy says nothing. The oldest go first.
pub const MOST: u32 = 500;

/// How long the browser may take to keep one, in milliseconds.
const LONGEST_MS: u32 = 5_000;

/// The receipts, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    /// The hash of the last one that is no longer kept; empty where none has gone.
    start: String,
    entries: Vec<Entry>,
    /// The hash of the last one, so that it shows where the last are missing.
    head: String,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its text, JSON; nothing once a person deleted it.
    pub receipt: Option<String>,
    /// What the next one builds on, and what tells it from all others.
    pub hash: String,
}

/// What the chain says of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is as it was written.
    Intact,
    /// A person deleted it here.
    Deleted,
    /// It was changed, or one before it was taken out.
    Broken,
}

impl Chain {
    /// Reads what is stored. What is no chain is one that has lost everything; what cannot be read in one is not as it was
    /// written, and nothing else is lost by it.
    #[must_use]
    pub fn of(stored: &Plain) -> Self {
        if *stored == Plain::Nothing {
            return Self::default();
        }
        Self {
            start: text(stored, "start").unwrap_or_default(),
            entries: match stored.field("entries") {
                Some(Plain::List(entries)) => entries.iter().map(Entry::of).collect(),
                _ => Vec::new(),
            },
            // No hash is this.
            head: text(stored, "head").unwrap_or_else(|| "lost".to_owned()),
        }
    }

    /// As it is stored.
    #[must_use]
    pub fn to_plain(&self) -> Plain {
        let named = |name: &str, value| (name.to_owned(), value);
        let text = |text: &String| Plain::Text(text.clone());
        let entries = self.entries.iter().map(|entry| {
            let receipt = entry.receipt.as_ref().map_or(Plain::Nothing, text);
            let fields = [named("receipt", receipt), named("hash", text(&entry.hash))];
            Plain::Fields(fields.into())
        });
        let fields = [
            named("start", text(&self.start)),
            named("entries", Plain::List(entries.collect())),
            named("head", text(&self.head)),
        ];
        Plain::Fields(fields.into())
    }

    /// Adds one, and lets the oldest go beyond a limit.
    pub fn add(&mut self, receipt: String, limit: u32) {
        self.head = hash(&self.head, &receipt);
        self.entries.push(Entry {
            receipt: Some(receipt),
            hash: self.head.clone(),
        });
        while u32::try_from(self.entries.len()).is_ok_and(|count| count > limit) {
            self.start = self.entries.remove(0).hash;
        }
    }

    /// Deletes the text of one that is intact. Its place in the chain stays. One that is not goes only with all others: what it
    /// says is not hidden by one press.
    pub fn delete(&mut self, hash: &str) {
        let mut states = self
            .entries()
            .map(|(state, entry)| (state, entry.hash == hash));
        if let Some(place) = states.position(|one| one == (State::Intact, true)) {
            drop(states);
            self.entries[place].receipt = None;
        }
    }

    /// Each with what the chain says of it.
    pub fn entries(&self) -> impl Iterator<Item = (State, &Entry)> {
        let mut before = self.start.as_str();
        self.entries.iter().map(move |entry| {
            let state = match &entry.receipt {
                None => State::Deleted,
                Some(receipt) if hash(before, receipt) == entry.hash => State::Intact,
                Some(_) => State::Broken,
            };
            before = &entry.hash;
            (state, entry)
        })
    }

    /// Whether none is changed and none is missing.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let last = self.entries.last().map_or(&self.start, |entry| &entry.hash);
        *last == self.head && self.entries().all(|(state, _)| state != State::Broken)
    }
}

impl Entry {
    fn of(stored: &Plain) -> Self {
        let hash = text(stored, "hash").unwrap_or_default();
        let receipt = match stored.field("receipt") {
            None | Some(Plain::Nothing) if !hash.is_empty() => None,
            receipt => Some(receipt.and_then(Plain::text).unwrap_or_default().to_owned()),
        };
        Self { receipt, hash }
    }
}

fn text(of: &Plain, name: &str) -> Option<String> {
    of.field(name)?.text().map(str::to_owned)
}

/// All that are kept.
///
/// # Errors
/// What the browser says.
pub async fn all() -> Result<Chain, JsValue> {
    Ok(Chain::of(&plain(&indexed::read(KEY).await?)))
}

/// Keeps one. The person waits for it, so a browser that does not answer in time counts for one that refuses.
///
/// # Errors
/// What the browser says.
pub async fn keep(receipt: String, limit: u32) -> Result<(), JsValue> {
    let keep = future_to_promise(async move {
        change(|chain| chain.add(receipt, limit)).await?;
        Ok(JsValue::UNDEFINED)
    });
    let late = future_to_promise(async {
        pause(LONGEST_MS).await;
        Err("no answer".into())
    });
    JsFuture::from(Promise::race_iterable(
        &[keep, late].into_iter().collect::<Array>(),
    ))
    .await
    .map(drop)
}

/// Deletes the text of one.
///
/// # Errors
/// What the browser says.
pub async fn delete(hash: &str) -> Result<(), JsValue> {
    change(|chain| chain.delete(hash)).await
}

/// Deletes all.
///
/// # Errors
/// What the browser says.
pub async fn delete_all() -> Result<(), JsValue> {
    indexed::remove(KEY).await
}

async fn change(work: impl FnOnce(&mut Chain)) -> Result<(), JsValue> {
    let changed = indexed::change(KEY, |kept| {
        let mut chain = Chain::of(&plain(&kept));
        work(&mut chain);
        value(&chain.to_plain())
    });
    changed.await
}

fn hash(before: &str, receipt: &str) -> String {
    let digest = Sha256::new().chain_update(before).chain_update("\n");
    trivet_formats::hex(&digest.chain_update(receipt).finalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chain(receipts: &[&str], limit: u32) -> Chain {
        let mut chain = Chain::default();
        for receipt in receipts {
            chain.add((*receipt).to_owned(), limit);
        }
        chain
    }

    fn states(chain: &Chain) -> Vec<State> {
        chain.entries().map(|(state, _)| state).collect()
    }

    #[test]
    fn the_hash_is_the_documented_one() {
        let chain = chain(&["one", "two"], MOST);
        // first=$(printf '\none' | sha256sum); printf '%s\ntwo' "${first%% *}" | sha256sum
        let first = "22de334899ce484a42aecba50558206434927b6a4a6dac9ff76b170683defd82";
        let second = "673845fc62b9208dcc395180b8a64c709c6855aaaeb5477cba53dfb5ef0626cd";
        assert_eq!(chain.entries[0].hash, first);
        assert_eq!(chain.entries[1].hash, second);
        assert_eq!(chain.head, second);
    }

    #[test]
    fn one_that_a_person_deleted_leaves_its_place() {
        let mut chain = chain(&["one", "two", "three"], MOST);
        let second = chain.entries[1].hash.clone();
        chain.delete(&second);
        assert_eq!(
            states(&chain),
            [State::Intact, State::Deleted, State::Intact]
        );
        assert!(chain.is_whole());
        assert_eq!(Chain::of(&chain.to_plain()), chain);
    }

    #[test]
    fn the_oldest_go_first_and_the_rest_is_whole() {
        let chain = chain(&["one", "two", "three"], 2);
        assert_eq!(states(&chain), [State::Intact; 2]);
        assert!(chain.is_whole());
    }

    #[test]
    fn one_that_cannot_be_read_takes_no_other_along_and_cannot_be_hidden() {
        let mut chain = chain(&["one", "two", "three"], MOST);
        let Plain::Fields(mut fields) = chain.to_plain() else {
            unreachable!()
        };
        if let Plain::List(entries) = &mut fields[1].1 {
            entries[1] = Plain::Number(7.0);
        }
        let read = Chain::of(&Plain::Fields(fields));
        assert_eq!(states(&read), [State::Intact, State::Broken, State::Broken]);
        assert!(!read.is_whole());
        chain.entries[1].receipt = Some("edited".to_owned());
        let edited = chain.entries[1].hash.clone();
        chain.delete(&edited);
        assert!(!chain.is_whole(), "only all can be deleted then");
    }

    #[test]
    fn what_is_no_chain_has_lost_something_for_good() {
        let mut chain = Chain::of(&Plain::Text("anything".to_owned()));
        assert!(!chain.is_whole());
        chain.add("one".to_owned(), MOST);
        assert_eq!(states(&chain), [State::Broken]);
        assert!(Chain::of(&Plain::Nothing).is_whole());
    }

    proptest! {
        /// Whatever is edited or taken out shows, wherever it is.
        #[test]
        fn an_edit_shows(receipts in proptest::collection::vec("[a-z]{1,8}", 1..8), place: prop::sample::Index, edit: bool) {
            let receipts: Vec<&str> = receipts.iter().map(String::as_str).collect();
            let mut chain = chain(&receipts, MOST);
            prop_assert!(chain.is_whole());
            let place = place.index(chain.entries.len());
            if edit {
                chain.entries[place].receipt = Some("EDITED".to_owned());
            } else {
                chain.entries.remove(place);
            }
            prop_assert!(!chain.is_whole());
        }

        #[test]
        fn anything_can_be_stored(text: String) {
            let stored = Plain::Fields(vec![("entries".to_owned(), Plain::List(vec![Plain::Text(text)]))]);
            prop_assert!(!Chain::of(&stored).is_whole());
        }
    }
}
