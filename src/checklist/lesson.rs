//! A custom label that an admin set: "this is Can access API". It describes a control so that Trivet finds it again, and
//! never holds a value.
//!
//! The description is what a person reads: the kind of control, its name, the words around it. It applies to every screen of
//! the console, so a colleague can import it and a policy can set it.

use super::label::{Labels, Term, fold, has};
use super::message::{Message, Words};
use super::plain::Plain;

/// The longest name that a control is known by, in characters.
const LONGEST_NAME: usize = 80;
/// The fewest characters of one word that are taken for an ID or a secret.
const SHORTEST_VALUE: usize = 16;
/// The most lessons in a file.
const MOST_LESSONS: usize = 64;

/// One control, as an admin pointed it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// What it is.
    pub term: Term,
    /// What kind of control: `checkbox`, `button`, `textbox`, `text` and so on.
    pub role: String,
    /// What it is called on the page, folded.
    pub name: String,
    /// The words of its group, folded; empty if there are none.
    pub near: String,
}

/// Why a control cannot get a custom label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LessonError {
    /// There are no words on it or beside it.
    #[error("the control has no label")]
    NoWords,
    /// Its words are longer than any label.
    #[error("the label is too long")]
    TooLong,
    /// It looks like an ID, a secret or an address.
    #[error("the label looks like a value")]
    LooksLikeValue,
    /// It is a known label of something else.
    #[error("the label is that of something else")]
    OtherTerm,
    /// It should be a checkbox, but nothing shows whether it is selected.
    #[error("the control is no checkbox that can be read")]
    NoBox,
    /// The file does not hold custom labels, or has an unknown version.
    #[error("the file has no custom labels")]
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

    /// What happened, and what to do.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::NoWords => Message::LessonNoWords,
            Self::TooLong => Message::LessonTooLong,
            Self::LooksLikeValue => Message::LessonLooksLikeValue,
            Self::OtherTerm => Message::LessonOtherTerm,
            Self::NoBox => Message::LessonNoBox,
            Self::NoLessons => Message::LessonNoLessons,
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

    /// A lesson as it stands in a file or a policy, unchecked.
    pub(crate) fn of_plain(plain: &Plain) -> Option<Self> {
        let fields = plain.fields(&["term", "role", "name", "near"])?;
        Some(Self {
            term: Term::from_name(fields.some_text("term")?)?,
            role: fields.some_text("role")?.to_owned(),
            name: fields.some_text("name")?.to_owned(),
            near: fields.text("near")?.to_owned(),
        })
    }

    fn to_plain(&self) -> Plain {
        let fields = [
            ("term", self.term.name()),
            ("role", &self.role),
            ("name", &self.name),
            ("near", &self.near),
        ];
        let fields = fields.map(|(name, text)| (name.to_owned(), Plain::Text(text.to_owned())));
        Plain::Fields(fields.to_vec())
    }

    /// The description, for the admin to check.
    #[must_use]
    pub fn control(&self) -> Words {
        let name = self.name.as_str().into();
        let control = match self.role.as_str() {
            "checkbox" | "switch" | "menuitemcheckbox" => Message::ControlCheckbox { name },
            "button" => Message::ControlButton { name },
            "link" => Message::ControlLink { name },
            "textbox" | "combobox" | "listbox" => Message::ControlField { name },
            "heading" => Message::ControlTitle { name },
            _ => Message::ControlWords { name },
        };
        let control = control.into();
        if self.near.is_empty() {
            return control;
        }
        let group = self.near.as_str().into();
        Message::ControlInGroup { control, group }.into()
    }
}

/// Whether any word of a text could be an ID, a secret, an e-mail address or a number of something.
fn holds_value(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let is_long = word.chars().count() >= SHORTEST_VALUE
            && word.chars().any(|c| c.is_ascii_digit() || c == '_');
        let is_endless = word.chars().count() >= 2 * SHORTEST_VALUE;
        let digits = word.chars().filter(char::is_ascii_digit).count();
        is_long || is_endless || digits >= 4 || word.contains('@') || has(word, "://")
    })
}

/// The lessons of one console, as they are stored, exported and imported.
pub struct LessonFile;

impl LessonFile {
    const FORMAT: &str = "trivet-lessons";
    const VERSION: u32 = 1;

    /// A file of these lessons.
    #[must_use]
    pub fn of(lessons: &[Lesson]) -> Plain {
        let lessons = lessons.iter().map(Lesson::to_plain).collect();
        Plain::Fields(vec![
            ("format".to_owned(), Plain::Text(Self::FORMAT.to_owned())),
            ("version".to_owned(), Plain::Number(Self::VERSION.into())),
            ("lessons".to_owned(), Plain::List(lessons)),
        ])
    }

    /// The lessons in a file. Each is checked again: the file may have been edited by hand.
    ///
    /// # Errors
    ///
    /// [`LessonError::NoLessons`] for a file of another kind; else the error of the first invalid lesson.
    pub fn read(file: &Plain) -> Result<Vec<Lesson>, LessonError> {
        let fields = file.fields(&["format", "version", "lessons"]);
        let fields = fields.ok_or(LessonError::NoLessons)?;
        let is_known = fields.text("format") == Some(Self::FORMAT)
            && fields.whole("version") == Some(Some(Self::VERSION));
        let lessons = fields.each("lessons", Lesson::of_plain);
        let lessons = lessons.filter(|lessons| is_known && lessons.len() <= MOST_LESSONS);
        checked(lessons.ok_or(LessonError::NoLessons)?)
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
    use crate::message::english;
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
            english().words(&lesson.control()),
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
        let file = LessonFile::of(std::slice::from_ref(&lesson));
        assert_eq!(LessonFile::read(&file), Ok(vec![lesson.clone()]));
        let json = serde_json::json!({
            "format": "trivet-lessons",
            "version": 1,
            "lessons": [{ "term": "ok", "role": "button", "name": "anlegen", "near": "" }],
        });
        assert_eq!(LessonFile::read(&json.clone().into()), Ok(vec![lesson]));
        for (field, value) in [
            ("format", "other".into()),
            ("version", 2.into()),
            ("lessons", "none".into()),
            ("more", 1.into()),
        ] {
            let mut other = json.clone();
            other[field] = value;
            let read = LessonFile::read(&other.into());
            assert_eq!(read, Err(LessonError::NoLessons), "{field}");
        }
        let mut by_hand = json;
        by_hand["lessons"][0]["name"] = "A1B2C3D4E5F6G7H8".into();
        let read = LessonFile::read(&by_hand.into());
        assert_eq!(read, Err(LessonError::LooksLikeValue));
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
