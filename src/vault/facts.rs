//! What is said of a format before it is chosen.

use std::rc::Rc;

use super::message::{Message, Words};
use super::words_of;
use trivet_formats::{About, Field};

/// One thing to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The sentence.
    pub text: Words,
    /// Whether it should make one think twice.
    pub is_warning: bool,
}

/// Something that is good to know.
#[must_use]
pub fn plain(text: impl Into<Words>) -> Fact {
    Fact {
        text: text.into(),
        is_warning: false,
    }
}

fn warning(text: impl Into<Words>) -> Fact {
    Fact {
        text: text.into(),
        is_warning: true,
    }
}

/// Everything: who imports it, what it has no place for, autofill, and what else is to be known.
#[must_use]
pub fn all(about: &About) -> Vec<Fact> {
    let mut facts = vec![
        plain(Message::FactImporters {
            product_list: about
                .importers
                .iter()
                .map(|name| Words::from(*name))
                .collect(),
        }),
        plain(carries(about)),
    ];
    facts.extend(warnings(about));
    let to_know = about.to_know.iter();
    facts.extend(to_know.map(|what| plain(words_of::about::to_know(*what))));
    facts
}

/// Only what should make one think twice.
#[must_use]
pub fn warnings(about: &About) -> Vec<Fact> {
    let left_out = (!about.leaves_out.is_empty()).then(|| {
        let field_list = fields(about.leaves_out);
        warning(Message::FactLeavesOut { field_list })
    });
    let hazard = about.autofill_hazard.map(words_of::about::to_know);
    let hazard = hazard.map(warning);
    [left_out, hazard].into_iter().flatten().collect()
}

/// Of `KeePassXC` running here.
#[must_use]
pub fn keepassxc() -> Vec<Fact> {
    vec![
        plain(Message::FactKeepassxcAsks),
        warning(Message::FactKeepassxcLeavesOut),
        plain(Message::FactKeepassxcInvalid),
    ]
}

/// What has no place of its own and stands in the notes instead.
fn carries(about: &About) -> Message {
    let repeated: Vec<_> = about
        .cannot_carry
        .iter()
        .filter(|field| !about.leaves_out.contains(field))
        .copied()
        .collect();
    if repeated.is_empty() && about.leaves_out.is_empty() {
        Message::FactEveryField
    } else if repeated.is_empty() {
        Message::FactEveryOtherField
    } else {
        let field_list = fields(&repeated);
        Message::FactInNotes { field_list }
    }
}

fn fields(fields: &[Field]) -> Rc<[Words]> {
    let name = |field: &Field| words_of::export::field_name(*field);
    fields.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;
    use trivet_formats::Choice;

    fn said(name: &str) -> String {
        let facts = all(Choice::by_name(name).unwrap().about());
        let english = english();
        let texts: Vec<_> = facts.iter().map(|fact| english.words(&fact.text)).collect();
        texts.join("\n")
    }

    #[test]
    fn what_is_not_carried_is_said() {
        assert!(said("kdbx").contains("Includes every field."));
        let chrome = said("csv-chrome");
        assert!(chrome.contains("permissions and creation time"), "{chrome}");
        assert!(
            chrome.contains("Imported by Chrome, Edge, Brave"),
            "{chrome}"
        );
        let firefox = said("csv-firefox");
        assert!(firefox.contains("Leaves out: notes."), "{firefox}");
    }

    #[test]
    fn every_hazard_is_a_warning() {
        for choice in Choice::all() {
            let about = choice.about();
            let warned: Vec<_> = warnings(about).into_iter().map(|fact| fact.text).collect();
            let hazard = about.autofill_hazard.map(words_of::about::to_know);
            let hazard = hazard.map(Words::from);
            assert!(hazard.is_none_or(|hazard| warned.contains(&hazard)));
            assert!(warnings(about).iter().all(|fact| all(about).contains(fact)));
        }
    }
}
