//! A custom label that an admin set: "this is Can access API". It describes a control so that Trivet finds it again, and
//! never holds a value.
//!
//! The description is what a person reads: the kind of control, its name, the words around it. It applies to every screen of
//! the console, so a colleague can import it and a policy can set it.

use super::label::{Labels, Term, fold};
use serde::{Deserialize, Serialize};

/// The longest name that a control is known by, in characters.
const LONGEST_NAME: usize = 80;
/// The fewest characters of one word that are taken for an ID or a secret.
const SHORTEST_VALUE: usize = 16;
/// The most lessons in a file.
const MOST_LESSONS: usize = 64;

/// One control, as an admin pointed it out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// What it is.
    pub term: Term,
    /// What kind of control: `checkbox`, `button`, `textbox`, `text` and so on.
    pub role: String,
    /// What it is called on the page, folded.
    pub name: String,
    /// The words of its group, folded; empty if there are none.
    #[serde(default)]
    pub near: String,
}

/// Why a control cannot get a custom label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LessonError {
    /// There are no words on it or beside it.
    #[error(
        "This has no label, so Trivet could not find it again. Point at its label, or continue by hand."
    )]
    NoWords,
    /// Its words are longer than any label.
    #[error("This text is too long for a label. Point at the control itself.")]
    TooLong,
    /// It looks like an ID, a secret or an address.
    #[error(
        "This looks like a value, not a label, so Trivet kept none of it. Point at the label beside it."
    )]
    LooksLikeValue,
    /// It is a known label of something else.
    #[error("The console uses this label for something else. Point at another place.")]
    OtherTerm,
    /// It should be a checkbox, but nothing shows whether it is selected.
    #[error(
        "The page does not show whether this is selected. Point at the checkbox itself, or continue by hand."
    )]
    NoBox,
    /// The file does not hold custom labels, or has an unknown version.
    #[error(
        "This is not a file of custom labels, or a newer version of Trivet created it. Nothing was changed."
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

    /// The description in words, for the admin to check.
    #[must_use]
    pub fn in_words(&self) -> String {
        let role = match self.role.as_str() {
            "checkbox" | "switch" | "menuitemcheckbox" => "the checkbox",
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

    /// The lessons in a file. Each is checked again: the file may have been edited by hand.
    ///
    /// # Errors
    ///
    /// [`LessonError::NoLessons`] for a file of another kind; else the error of the first invalid lesson.
    pub fn into_lessons(self) -> Result<Vec<Lesson>, LessonError> {
        let is_known = self.format == Self::FORMAT && self.version == Self::VERSION;
        if !is_known || self.lessons.len() > MOST_LESSONS {
            return Err(LessonError::NoLessons);
        }
        checked(self.lessons)
    }
}

/// Checks every lesson again.
///
/// # Errors
///
/// The error of the first invalid lesson.
pub fn checked(lessons: Vec<Lesson>) -> Result<Vec<Lesson>, LessonError> {
    lessons
        .into_iter()
        .map(|lesson| Lesson::new(lesson.term, &lesson.role, &lesson.name, &lesson.near))
        .collect()
}

/// Adds a lesson, in place of an earlier one for the same term.
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
            "the checkbox “api access allowed” in “permissions”"
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
