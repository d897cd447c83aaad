//! Plain data: what a browser's storage, a policy or a file of JSON holds, before anything is made of it.
//!
//! Whoever reads it takes exactly what is known: a field that is not, or a value of another kind, and nothing is read.

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Plain {
    /// Nothing is there.
    Nothing,
    /// True or false.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// Fields by their names.
    Fields(Vec<(String, Self)>),
    /// Something that is no data, or is too deep.
    Other,
}

impl Plain {
    /// A text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// One field, whatever the others are.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Fields(fields) => {
                let found = fields.iter().find(|(field, _)| field == name);
                found.map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The fields, where each has one of these names.
    #[must_use]
    pub fn fields(&self, known: &[&str]) -> Option<Fields<'_>> {
        match self {
            Self::Fields(fields) => {
                let all_known = fields
                    .iter()
                    .all(|(name, _)| known.contains(&name.as_str()));
                all_known.then_some(Fields(fields))
            }
            _ => None,
        }
    }
}

/// The fields of something.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a>(&'a [(String, Plain)]);

impl<'a> Fields<'a> {
    fn get(self, name: &str) -> Option<&'a Plain> {
        let found = self.0.iter().find(|(field, _)| field == name);
        found
            .map(|(_, value)| value)
            .filter(|value| **value != Plain::Nothing)
    }

    /// A text; empty where there is none. Nothing for a value of another kind.
    #[must_use]
    pub fn text(self, name: &str) -> Option<&'a str> {
        self.get(name).map_or(Some(""), Plain::text)
    }

    /// A text that has to be there.
    #[must_use]
    pub fn some_text(self, name: &str) -> Option<&'a str> {
        self.get(name)?.text()
    }

    /// A flag; false where there is none. Nothing for a value of another kind.
    #[must_use]
    pub fn flag(self, name: &str) -> Option<bool> {
        match self.get(name) {
            None => Some(false),
            Some(Plain::Flag(flag)) => Some(*flag),
            Some(_) => None,
        }
    }

    /// A whole number from 0 on, if there is one. Nothing for a value of another kind.
    #[must_use]
    pub fn whole(self, name: &str) -> Option<Option<u32>> {
        match self.get(name) {
            None => Some(None),
            Some(Plain::Number(number)) => {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // compared below
                let whole = *number as u32;
                #[allow(clippy::float_cmp)] // it is that number or it is not
                (f64::from(whole) == *number).then_some(Some(whole))
            }
            Some(_) => None,
        }
    }

    /// Each in a list; none where there is no list. Nothing where one of them cannot be read.
    #[must_use]
    pub fn each<T>(self, name: &str, read: impl Fn(&'a Plain) -> Option<T>) -> Option<Vec<T>> {
        match self.get(name) {
            None => Some(Vec::new()),
            Some(Plain::List(list)) => list.iter().map(read).collect(),
            Some(_) => None,
        }
    }

    /// The texts in a list.
    #[must_use]
    pub fn texts(self, name: &str) -> Option<Vec<String>> {
        self.each(name, |one| one.text().map(str::to_owned))
    }
}

#[cfg(any(test, feature = "testing"))]
impl From<serde_json::Value> for Plain {
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::Null => Self::Nothing,
            Value::Bool(flag) => Self::Flag(flag),
            Value::Number(number) => number.as_f64().map_or(Self::Other, Self::Number),
            Value::String(text) => Self::Text(text),
            Value::Array(list) => Self::List(list.into_iter().map(Into::into).collect()),
            Value::Object(fields) => {
                let fields = fields.into_iter();
                Self::Fields(fields.map(|(name, value)| (name, value.into())).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_known_and_of_its_kind_is_read() {
        let plain = Plain::from(json!({
            "text": "a", "flag": true, "whole": 12, "half": 0.5, "negative": -1,
            "texts": ["a", "b"], "mixed": ["a", 1], "null": null,
        }));
        let names = [
            "text", "flag", "whole", "half", "negative", "texts", "mixed", "null",
        ];
        assert!(
            plain.fields(&names[1..]).is_none(),
            "one more than is known"
        );
        let fields = plain.fields(&names).unwrap();
        assert_eq!(fields.text("text"), Some("a"));
        assert_eq!(fields.text("flag"), None);
        assert_eq!(
            (fields.text("null"), fields.some_text("null")),
            (Some(""), None)
        );
        assert_eq!(
            (fields.flag("flag"), fields.flag("text")),
            (Some(true), None)
        );
        assert_eq!(fields.flag("missing"), Some(false));
        assert_eq!(fields.whole("whole"), Some(Some(12)));
        assert_eq!(fields.whole("missing"), Some(None));
        assert_eq!(
            (fields.whole("half"), fields.whole("negative")),
            (None, None)
        );
        assert_eq!(fields.texts("texts").unwrap(), ["a", "b"]);
        assert_eq!(fields.texts("mixed"), None);
        assert!(Plain::Text("a".to_owned()).fields(&[]).is_none());
    }
}
