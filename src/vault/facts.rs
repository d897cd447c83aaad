//! What is said of a format before it is chosen.

use crate::export::{About, Field};

/// One thing to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The sentence.
    pub text: String,
    /// Whether it should make one think twice.
    pub is_warning: bool,
}

/// Something that is good to know.
#[must_use]
pub fn plain(text: &str) -> Fact {
    Fact {
        text: text.to_owned(),
        is_warning: false,
    }
}

fn warning(text: String) -> Fact {
    Fact {
        text,
        is_warning: true,
    }
}

/// Everything: who imports it, what it has no place for, autofill, and what else is to be known.
#[must_use]
pub fn all(about: &About) -> Vec<Fact> {
    let mut facts = vec![
        plain(&format!("Imported by {}.", list(about.importers))),
        plain(&carries(about)),
    ];
    facts.extend(warnings(about));
    facts.extend(about.to_know.iter().map(|text| plain(text)));
    facts
}

/// Only what should make one think twice.
#[must_use]
pub fn warnings(about: &About) -> Vec<Fact> {
    let left_out = (!about.leaves_out.is_empty())
        .then(|| format!("Leaves out: {}.", fields(about.leaves_out)));
    let hazard = about.autofill_hazard.map(str::to_owned);
    [left_out, hazard]
        .into_iter()
        .flatten()
        .map(warning)
        .collect()
}

/// Of `KeePassXC` running here.
#[must_use]
pub fn keepassxc() -> Vec<Fact> {
    vec![
        plain("KeePassXC asks you to name the connection each time. Trivet does not keep the connection."),
        warning(
            "Leaves out: title, notes, permissions and creation time. The protocol has no fields for them.".to_owned(),
        ),
        plain(
            "The entry's URL ends with .invalid so that KeePassXC does not fill the credentials into the console's login form.",
        ),
    ]
}

/// What has no place of its own and stands in the notes instead.
fn carries(about: &About) -> String {
    let repeated: Vec<_> = about
        .cannot_carry
        .iter()
        .filter(|field| !about.leaves_out.contains(field))
        .copied()
        .collect();
    if repeated.is_empty() && about.leaves_out.is_empty() {
        "Includes every field.".to_owned()
    } else if repeated.is_empty() {
        "Includes every other field.".to_owned()
    } else {
        format!(
            "Has no separate field for {}. Saved elsewhere in the entry.",
            fields(&repeated)
        )
    }
}

fn fields(fields: &[Field]) -> String {
    let names: Vec<_> = fields.iter().map(ToString::to_string).collect();
    list(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// "A", "A and B", "A, B and C".
fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Choice;

    fn said(name: &str) -> String {
        let facts = all(Choice::by_name(name).unwrap().about());
        let texts: Vec<_> = facts.into_iter().map(|fact| fact.text).collect();
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
            let hazard = about.autofill_hazard.map(str::to_owned);
            assert!(hazard.is_none_or(|hazard| warned.contains(&hazard)));
            assert!(warnings(about).iter().all(|fact| all(about).contains(fact)));
        }
    }
}
