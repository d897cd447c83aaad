//! What an admin taught: "this is Can access API". A description by which the control is found again, and never a value.
//!
//! The description is what a person reads: the kind of control, its name, the words around it. It holds for every screen of
//! the console, so that it can be handed to a colleague or set by an organisation's policy.

use super::label::{Labels, Term, fold};
use serde::{Deserialize, Serialize};

/// The longest name that a control is known by, in characters.
const LONGEST_NAME: usize = 80;
/// The fewest characters of one word that are taken for an ID or a secret.
const SHORTEST_VALUE: usize = 16;
/// The most lessons in a file.
const MOST_LESSONS: usize = 64;

/// One control, as it was shown by an admin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// What it is.
    pub term: Term,
    /// What kind of control: `checkbox`, `button`, `textbox`, `text` and so on.
    pub role: String,
    /// What it is called on the page, folded.
    pub name: String,
    /// The words of the group that it stands in, folded; empty where there are none.
    #[serde(default)]
    pub near: String,
}

/// Why a control cannot be taught.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LessonError {
    /// There are no words on it or beside it.
    #[error(
        "Nothing can be read on it or beside it, so it would not be found again. Point at its words, or go on by hand."
    )]
    NoWords,
    /// Its words are longer than any label.
    #[error("Too many words for a label stand there. Point at the control itself.")]
    TooLong,
    /// It looks like an ID, a secret or an address.
    #[error(
        "That looks like a value and not like its label. Point at the words beside it. Nothing of it was kept."
    )]
    LooksLikeValue,
    /// It is a known label of something else.
    #[error("The console calls something else by these words. Point at another place.")]
    OtherTerm,
    /// It is to be a check box, and nothing says whether it is ticked.
    #[error(
        "The page does not say whether this is ticked. Point at the check box itself, or go on by hand."
    )]
    NoBox,
    /// The file is not one of lessons, or of a version that is not known.
    #[error(
        "This is no file of controls taught to Trivet, or it was made by a newer version. Nothing was changed."
    )]
    NoLessons,
}

impl LessonError {
    /// A code that stays the same from version to version.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoWords => "lesson-no-words",
            Self::TooLong => "lesson-too-long",
            Self::LooksLikeValue => "lesson-looks-like-value",
            Self::OtherTerm => "lesson-other-term",
            Self::NoBox => "lesson-no-box",
            Self::NoLessons => "lesson-no-lessons",
        }
    }
}

impl Lesson {
    /// Describes a control.
    ///
    /// # Errors
    ///
    /// [`LessonError`] when it could not be found again, or when the words could be a value.
    pub fn new(term: Term, role: &str, name: &str, near: &str) -> Result<Self, LessonError> {
        let name = fold(name);
        if name.is_empty() {
            return Err(LessonError::NoWords);
        }
        if holds_value(&name) {
            return Err(LessonError::LooksLikeValue);
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(LessonError::TooLong);
        }
        let labels = Labels::default();
        let is_other = Term::ALL
            .into_iter()
            .any(|other| other != term && labels.is(other, &name));
        if is_other {
            return Err(LessonError::OtherTerm);
        }
        let near = fold(near);
        let is_usable = near != name && near.chars().count() <= LONGEST_NAME && !holds_value(&near);
        Ok(Self {
            term,
            role: role
                .chars()
                .filter(char::is_ascii_lowercase)
                .take(20)
                .collect(),
            name,
            near: if is_usable { near } else { String::new() },
        })
    }

    /// What was understood, for the admin to look at.
    #[must_use]
    pub fn in_words(&self) -> String {
        let role = match self.role.as_str() {
            "checkbox" | "switch" | "menuitemcheckbox" => "the check box",
            "button" => "the button",
            "link" => "the link",
            "textbox" | "combobox" | "listbox" => "the field",
            "heading" => "the title",
            _ => "the words",
        };
        let mut words = [role, " “", &self.name, "”"].concat();
        if !self.near.is_empty() {
            words.push_str(" in “");
            words.push_str(&self.near);
            words.push('”');
        }
        words
    }
}

/// Whether any word of a text could be an ID, a secret, an e-mail address or a number of something.
fn holds_value(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let is_long = word.chars().count() >= SHORTEST_VALUE
            && word.chars().any(|c| c.is_ascii_digit() || c == '_');
        let is_endless = word.chars().count() >= 2 * SHORTEST_VALUE;
        let digits = word.chars().filter(char::is_ascii_digit).count();
        is_long || is_endless || digits >= 4 || word.contains('@') || word.contains("://")
    })
}

/// The lessons of one console, as they are exported and imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonFile {
    format: String,
    version: u32,
    lessons: Vec<Lesson>,
}

impl LessonFile {
    const FORMAT: &str = "trivet-lessons";
    const VERSION: u32 = 1;

    /// A file of these lessons.
    #[must_use]
    pub fn of(lessons: Vec<Lesson>) -> Self {
        Self {
            format: Self::FORMAT.to_owned(),
            version: Self::VERSION,
            lessons,
        }
    }

    /// The lessons in a file, each of them held against the rules once more: it may have been written by hand.
    ///
    /// # Errors
    ///
    /// [`LessonError::NoLessons`] for a file of another kind; what [`Lesson::new`] says of the first lesson that is none.
    pub fn into_lessons(self) -> Result<Vec<Lesson>, LessonError> {
        let is_known = self.format == Self::FORMAT && self.version == Self::VERSION;
        if !is_known || self.lessons.len() > MOST_LESSONS {
            return Err(LessonError::NoLessons);
        }
        checked(self.lessons)
    }
}

/// Holds every lesson against the rules again.
///
/// # Errors
///
/// What [`Lesson::new`] says of the first that is none.
pub fn checked(lessons: Vec<Lesson>) -> Result<Vec<Lesson>, LessonError> {
    lessons
        .into_iter()
        .map(|lesson| Lesson::new(lesson.term, &lesson.role, &lesson.name, &lesson.near))
        .collect()
}

/// Puts a lesson among others, in place of an earlier one of the same thing.
pub fn remember(lessons: &mut Vec<Lesson>, lesson: Lesson) {
    lessons.retain(|known| known.term != lesson.term);
    lessons.push(lesson);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_control_is_described_by_what_is_read() {
        let lesson = Lesson::new(
            Term::CanAccessApi,
            "checkbox",
            " API  access allowed: ",
            "Permissions",
        )
        .unwrap();
        assert_eq!(lesson.name, "api access allowed");
        assert_eq!(
            lesson.in_words(),
            "the check box “api access allowed” in “permissions”"
        );
    }

    #[test]
    fn values_and_other_labels_are_refused() {
        for (name, error) in [
            (" : ", LessonError::NoWords),
            (
                "0F8FAD5B-D9CB-469F-A165-70867728950E",
                LessonError::LooksLikeValue,
            ),
            (
                "-Z-KbBqVoHfha5hx-sJro6oViyRQmsxjqC5TxKiDwFU",
                LessonError::LooksLikeValue,
            ),
            ("jane@example.com", LessonError::LooksLikeValue),
            ("Token 104211", LessonError::LooksLikeValue),
            ("Is enabled", LessonError::OtherTerm),
        ] {
            let taught = Lesson::new(Term::CanAccessApi, "checkbox", name, "");
            assert_eq!(taught, Err(error), "{name}");
        }
        let long = "word ".repeat(30);
        assert_eq!(
            Lesson::new(Term::Ok, "button", &long, ""),
            Err(LessonError::TooLong)
        );
    }

    #[test]
    fn a_file_is_read_back_and_another_is_refused() {
        let lesson = Lesson::new(Term::Ok, "button", "Anlegen", "").unwrap();
        let file = LessonFile::of(vec![lesson.clone()]);
        let json = serde_json::to_value(&file).unwrap();
        let read: LessonFile = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(read.into_lessons(), Ok(vec![lesson]));
        for (field, value) in [
            ("format", serde_json::json!("other")),
            ("version", serde_json::json!(2)),
        ] {
            let mut other = json.clone();
            other[field] = value;
            let read: LessonFile = serde_json::from_value(other).unwrap();
            assert_eq!(read.into_lessons(), Err(LessonError::NoLessons));
        }
        let mut by_hand = json;
        by_hand["lessons"][0]["name"] = "A1B2C3D4E5F6G7H8".into();
        let read: LessonFile = serde_json::from_value(by_hand).unwrap();
        assert_eq!(read.into_lessons(), Err(LessonError::LooksLikeValue));
    }

    #[test]
    fn the_later_lesson_of_one_thing_counts() {
        let of = |name: &str| Lesson::new(Term::Ok, "button", name, "").unwrap();
        let mut lessons = vec![
            of("Go"),
            Lesson::new(Term::Close, "button", "Away", "").unwrap(),
        ];
        remember(&mut lessons, of("Make"));
        assert_eq!(lessons.len(), 2);
        assert_eq!(lessons[1].name, "make");
    }

    proptest! {
        /// Whatever is pointed at: an upper-case UUID or 43 characters of base64url never get into a lesson.
        #[test]
        fn no_value_of_the_console_gets_into_a_lesson(
            id in "[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}",
            secret in "[-_0-9A-Za-z]{43}",
            before in "[a-z]{0,9} ?",
        ) {
            for value in [id, secret] {
                let text = [before.as_str(), &value].concat();
                if let Ok(lesson) = Lesson::new(Term::KeyId, "text", &text, "") {
                    prop_assert!(!lesson.name.contains(&fold(&value)));
                }
                let near = Lesson::new(Term::KeyId, "text", "Key", &text).unwrap();
                prop_assert!(!near.near.contains(&fold(&value)));
            }
        }
    }
}
