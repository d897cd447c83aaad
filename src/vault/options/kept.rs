//! The receipts that are kept, in words, newest first.

use crate::destination;
use crate::message::{Message, Words};
use trivet_checklist::plain::Plain;
use trivet_vault_direct::receipts::{Chain, State};

/// A receipt as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What tells it from all others.
    pub hash: String,
    /// What the chain says of it.
    pub state: State,
    /// What it says: the entry's title first. Empty for one that was deleted or is none.
    pub lines: Vec<Words>,
}

/// All of a chain, given how a text of JSON is read.
#[must_use]
pub fn all(chain: &Chain, parsed: impl Fn(&str) -> Plain) -> Vec<Kept> {
    let mut kept: Vec<_> = chain
        .entries()
        .map(|(state, entry)| Kept {
            hash: entry.hash.clone(),
            state,
            lines: lines(&parsed(entry.receipt.as_deref().unwrap_or_default())),
        })
        .collect();
    kept.reverse();
    kept
}

fn lines(receipt: &Plain) -> Vec<Words> {
    if !matches!(receipt, Plain::Fields(_)) {
        return Vec::new();
    }
    let text = |name: &str| {
        receipt
            .field(name)
            .and_then(Plain::text)
            .unwrap_or_default()
    };
    let verified = Message::ReceiptVerified {
        time: text("verified").into(),
        destination: destination::title_of(text("destination")),
    };
    vec![
        text("entry").into(),
        verified.into(),
        text("place").into(),
        text("purpose").into(),
        text("console").into(),
    ]
}

/// Whether each word of a search is somewhere in what is shown of one; both in small letters.
#[must_use]
pub fn matches(shown: &str, search: &str) -> bool {
    search
        .split_ascii_whitespace()
        .all(|word| shown.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;
    use trivet_vault_direct::receipts::MOST;

    #[test]
    fn each_says_what_was_saved_where_and_is_found_by_it() {
        let mut chain = Chain::default();
        let receipt = r#"{"entry":"Personalization API key acme 0F8FAD5B","verified":"2026-11-23T20:36:00Z",
            "destination":"kdbx","place":"a.kdbx","purpose":"Sales and Service Cloud","console":"acme.evergage.com"}"#;
        chain.add(receipt.to_owned(), MOST);
        chain.add("no receipt".to_owned(), MOST);
        chain.add("{}".to_owned(), MOST);
        let last = chain.entries().last().map(|(_, entry)| entry.hash.clone());
        chain.delete(&last.unwrap());
        let parsed = |json: &str| {
            let value = serde_json::from_str::<serde_json::Value>(json);
            value.map_or(Plain::Nothing, Plain::from)
        };
        let kept = all(&chain, parsed);
        let states: Vec<_> = kept.iter().map(|one| one.state).collect();
        assert_eq!(states, [State::Deleted, State::Intact, State::Intact]);
        assert!(kept[0].lines.is_empty() && kept[1].lines.is_empty());
        let english = english();
        let said: Vec<_> = kept[2].lines.iter().map(|one| english.words(one)).collect();
        assert_eq!(said[0], "Personalization API key acme 0F8FAD5B");
        assert!(said[1].contains("KeePassXC, KeePass"), "{}", said[1]);
        let shown = said.join(" ").to_lowercase();
        assert!(matches(&shown, "0f8fad5b a.kdbx keepass") && !matches(&shown, "bitwarden"));
    }
}
