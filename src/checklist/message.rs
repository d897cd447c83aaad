//! What is said to a person: messages with arguments. Which words those are is in `extension/_locales`, so that the pure crates
//! know no language.
//!
//! Each program has an enum of its own messages, made by its build script; [`Message`] is the panel's.
//!
//! ```
//! # #[cfg(feature = "testing")] {
//! use trivet_checklist::message::{Message, english};
//!
//! let message = Message::FactDatasets { count: 2 };
//! assert_eq!(english().say(&message), "2 datasets are set.");
//! # }
//! ```

use std::marker::PhantomData;
use std::rc::Rc;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A name, or a message, within another message of the panel.
pub type Words = WordsOf<Message>;

/// Whole sentences, one after the other.
pub type Paragraph = Rc<[Message]>;

/// An enum of messages.
pub trait Catalog: Sized {
    /// The keys in the catalog, each on a line; those of a plural follow each other, one for each form.
    const KEYS: &'static str;

    /// Where the message is among the keys; the first form of a plural.
    fn place(&self) -> usize;

    /// What stands for its placeholders.
    fn parts(&self) -> Vec<Part<'_, Self>>;
}

/// A name, which is the same in every language, or a message.
#[derive(Debug, PartialEq, Eq)]
pub enum WordsOf<M> {
    /// A name, as the page or the admin wrote it.
    Own(Rc<str>),
    /// A message.
    Said(Rc<M>),
}

// Messages themselves are not copied: a program would carry the code for each of them.
impl<M> Clone for WordsOf<M> {
    fn clone(&self) -> Self {
        match self {
            Self::Own(text) => Self::Own(Rc::clone(text)),
            Self::Said(message) => Self::Said(Rc::clone(message)),
        }
    }
}

#[cfg(test)]
impl<M: PartialEq> PartialEq<M> for WordsOf<M> {
    fn eq(&self, message: &M) -> bool {
        matches!(self, Self::Said(said) if **said == *message)
    }
}

impl<M> From<&str> for WordsOf<M> {
    fn from(text: &str) -> Self {
        Self::Own(text.into())
    }
}

impl<M> From<String> for WordsOf<M> {
    fn from(text: String) -> Self {
        Self::Own(text.into())
    }
}

impl<M: Catalog> From<M> for WordsOf<M> {
    fn from(message: M) -> Self {
        Self::Said(Rc::new(message))
    }
}

/// What stands for a placeholder.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part<'a, M> {
    /// A name or another message.
    Words(&'a WordsOf<M>),
    /// "A, B, and C".
    List(&'a [WordsOf<M>]),
    /// "A, B, or C".
    Alternatives(&'a [WordsOf<M>]),
    /// A number.
    Count(u32),
    /// A number that chooses the plural form.
    Plural(u32),
    /// A moment, as ISO 8601 has it.
    Time(&'a str),
}

/// What a language says of texts, lists, numbers and times.
pub trait Language {
    /// The text of a message, with a character from [`FIRST_PLACEHOLDER`] on for each placeholder; empty where there is none.
    fn template(&self, key: &str) -> String;

    /// The names as a list.
    fn list(&self, names: &[String], are_alternatives: bool) -> String;

    /// The number in words or digits.
    fn number(&self, number: u32) -> String;

    /// The moment, given as ISO 8601, as a person writes it.
    fn time(&self, time: &str) -> String;

    /// The plural form, by its place among zero, one, two, few, many, other.
    fn form(&self, number: u32) -> usize;
}

/// The first of the characters that stand for the placeholders of a text.
pub const FIRST_PLACEHOLDER: char = '\u{e001}';

/// The plural form that every language has.
const OTHER: usize = 5;

/// The texts of one language. They are loaded once: a content script whose extension is gone could not ask for them.
pub struct Texts<M> {
    templates: Vec<String>,
    language: Box<dyn Language>,
    of: PhantomData<M>,
}

impl<M: Catalog> Texts<M> {
    /// Takes the texts as lines, in the order of the keys.
    #[must_use]
    pub fn of_lines(lines: &str, language: Box<dyn Language>) -> Self {
        Self {
            templates: lines.lines().map(str::to_owned).collect(),
            language,
            of: PhantomData,
        }
    }

    /// Asks the language for every text.
    #[must_use]
    pub fn load(language: Box<dyn Language>) -> Self {
        Self {
            templates: M::KEYS.lines().map(|key| language.template(key)).collect(),
            language,
            of: PhantomData,
        }
    }

    /// The message in words.
    #[must_use]
    pub fn say(&self, message: &M) -> String {
        let parts = message.parts();
        let plural = parts.iter().find_map(|part| match part {
            Part::Plural(number) => Some(*number),
            _ => None,
        });
        let place = message.place();
        let at = |place: usize| self.templates.get(place).map_or("", String::as_str);
        let template = match plural {
            None => at(place),
            Some(number) => match at(place + self.language.form(number)) {
                "" => at(place + OTHER),
                text => text,
            },
        };
        let mut text = String::with_capacity(template.len());
        for character in template.chars() {
            let number = u32::from(character).wrapping_sub(u32::from(FIRST_PLACEHOLDER));
            match parts.get(number as usize) {
                Some(part) => text.push_str(&self.part(part)),
                None => text.push(character),
            }
        }
        text
    }

    /// Sentences, one after the other.
    #[must_use]
    pub fn paragraph(&self, sentences: &[M]) -> String {
        let sentences: Vec<String> = sentences.iter().map(|one| self.say(one)).collect();
        sentences.join(" ")
    }

    /// A name or a message.
    #[must_use]
    pub fn words(&self, words: &WordsOf<M>) -> String {
        match words {
            WordsOf::Own(text) => text.as_ref().to_owned(),
            WordsOf::Said(message) => self.say(message),
        }
    }

    fn part(&self, part: &Part<'_, M>) -> String {
        let (names, are_alternatives) = match part {
            Part::Words(words) => return self.words(words),
            Part::Count(number) | Part::Plural(number) => return self.language.number(*number),
            Part::Time(time) => return self.language.time(time),
            Part::List(names) => (names, false),
            Part::Alternatives(names) => (names, true),
        };
        let names: Vec<String> = names.iter().map(|name| self.words(name)).collect();
        self.language.list(&names, are_alternatives)
    }
}

/// English without a browser, for tests.
#[cfg(any(test, feature = "testing"))]
pub struct English {
    /// The keys, each on a line, and the texts in the same order.
    pub keys: &'static str,
    /// See there.
    pub texts: &'static [&'static str],
}

#[cfg(any(test, feature = "testing"))]
impl Language for English {
    fn template(&self, key: &str) -> String {
        let place = self.keys.lines().position(|one| one == key);
        let text = place.and_then(|place| self.texts.get(place));
        text.copied().unwrap_or_default().to_owned()
    }

    fn list(&self, names: &[String], are_alternatives: bool) -> String {
        let word = if are_alternatives { "or" } else { "and" };
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [one, other] => format!("{one} {word} {other}"),
            [first @ .., last] => format!("{}, {word} {last}", first.join(", ")),
        }
    }

    fn number(&self, number: u32) -> String {
        number.to_string()
    }

    fn time(&self, time: &str) -> String {
        time.to_owned()
    }

    fn form(&self, number: u32) -> usize {
        if number == 1 { 1 } else { OTHER }
    }
}

#[cfg(any(test, feature = "testing"))]
thread_local! {
    static PANEL_IN_ENGLISH: Rc<Texts<Message>> = Rc::new(Texts::load(Box::new(English {
        keys: Message::KEYS,
        texts: ENGLISH,
    })));
}

/// The panel's texts in English, for tests.
#[cfg(any(test, feature = "testing"))]
#[must_use]
pub fn english() -> Rc<Texts<Message>> {
    PANEL_IN_ENGLISH.with(Rc::clone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_take_their_places() {
        let texts = english();
        let list = Message::WantsOnly {
            permission_list: ["A", "B", "C"].map(Words::from).into(),
        };
        assert_eq!(texts.say(&list), "Only A, B, and C.");
        let nested = Message::ControlInGroup {
            control: Message::ControlCheckbox {
                name: "api access".into(),
            }
            .into(),
            group: "permissions".into(),
        };
        assert_eq!(
            texts.say(&nested),
            "the checkbox “api access” in “permissions”"
        );
        let numbers = [1, 3].map(|count| Message::FactDatasets { count });
        assert_eq!(
            texts.paragraph(&numbers),
            "1 dataset is set. 3 datasets are set."
        );
    }

    /// What a page calls something is written as it is, and is no text of ours.
    #[test]
    fn an_argument_has_no_placeholders() {
        let name = "\u{e001}$NAME$";
        let message = Message::ControlLink { name: name.into() };
        assert_eq!(english().say(&message), format!("the link “{name}”"));
    }

    #[test]
    fn every_message_has_a_text() {
        let said = |place: usize| !ENGLISH[place].is_empty();
        let is_plural = |key: &str| !key.ends_with("_other");
        for (place, key) in Message::KEYS.lines().enumerate() {
            let has_form = ["_zero", "_two", "_few", "_many"]
                .iter()
                .any(|form| key.ends_with(form) && is_plural(key));
            assert!(said(place) || has_form, "{key}");
        }
    }
}
