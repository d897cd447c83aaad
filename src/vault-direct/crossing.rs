//! What crosses as an object of JavaScript: the key, to this window and between its two programs, and what the second answers.

use crate::Outcome;
use js_sys::{Array, JsString, Object};
use trivet_credential::handover::{
    Arrived, Field, Handover, LONGEST_VALUE, MOST_PERMISSIONS, Message,
};
use trivet_formats::Coded;
use trivet_formats::kdbx::existing::Group;
use trivet_services::keepassxc::Saved;
use trivet_webext::{field, object};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

/// Reads a handover; nothing where the message is anything else.
#[must_use]
pub fn handover(message: &JsValue) -> Option<Handover> {
    let entries = Object::entries(message.dyn_ref()?);
    if entries.length() as usize != Handover::FIELDS {
        return None;
    }
    let fields = entries.iter().map(|entry| {
        let entry: Array = entry.unchecked_into();
        let name = entry.get(0).as_string().unwrap_or_default();
        (name, arrived(&entry.get(1)))
    });
    Handover::from_fields(fields.collect())
}

fn arrived(value: &JsValue) -> Arrived {
    if let Some(flag) = value.as_bool() {
        Arrived::Flag(flag)
    } else if let Some(number) = value.as_f64() {
        Arrived::Number(number)
    } else if let Some(list) = value.dyn_ref::<Array>() {
        if list.length() as usize > MOST_PERMISSIONS {
            return Arrived::Other;
        }
        let texts: Option<Vec<_>> = list.iter().map(|one| text(&one)).collect();
        texts.map_or(Arrived::Other, Arrived::Texts)
    } else {
        text(value).map_or(Arrived::Other, Arrived::Text)
    }
}

/// What is too long is not copied. JavaScript counts a character once or twice.
fn text(value: &JsValue) -> Option<Zeroizing<String>> {
    let length = value.dyn_ref::<JsString>()?.length() as usize;
    let text = (length <= 2 * LONGEST_VALUE).then(|| value.as_string());
    text.flatten().map(Zeroizing::new)
}

/// The key for the second program.
///
/// # Errors
/// Never for a fresh object.
pub fn message(message: &Message) -> Result<JsValue, JsValue> {
    let fields = message.fields().map(|(name, field)| {
        let value = match field {
            Field::Text(text) => text.into(),
            Field::Texts(texts) => list(texts),
            Field::Flag(flag) => flag.into(),
            #[allow(clippy::cast_precision_loss)] // seconds of this age fit
            Field::Number(number) => (number as f64).into(),
        };
        (name, value)
    });
    object(&fields)
}

fn list(texts: &[String]) -> JsValue {
    let texts = texts.iter().map(|text| JsValue::from(text.as_str()));
    texts.collect::<Array>().into()
}

fn texts(list: &JsValue) -> Vec<String> {
    let list = list.dyn_ref::<Array>().map(Array::iter);
    let texts = list.into_iter().flatten();
    texts.filter_map(|text| text.as_string()).collect()
}

impl Outcome {
    /// For the first program.
    ///
    /// # Errors
    /// Never for a fresh object.
    pub(crate) fn into_js(self) -> Result<JsValue, JsValue> {
        match self {
            Self::Stored { place } => object(&[("place", place.into())]),
            Self::InKeePassXc(saved) => {
                let names = [saved.title, saved.group, saved.connection, saved.database];
                let was_there = saved.was_there.into();
                object(&[("saved", list(&names)), ("wasThere", was_there)])
            }
            Self::ChooseVault { vaults } => {
                let pairs = vaults.into_iter().map(|(id, name)| list(&[id, name]));
                object(&[("vaults", pairs.collect::<Array>().into())])
            }
        }
    }

    /// From the second program.
    #[must_use]
    pub fn from_js(outcome: &JsValue) -> Self {
        if let Some(place) = field(outcome, "place").as_string() {
            return Self::Stored { place };
        }
        let saved: Result<[String; 4], _> = texts(&field(outcome, "saved")).try_into();
        if let Ok([title, group, connection, database]) = saved {
            return Self::InKeePassXc(Saved {
                connection,
                title,
                group,
                database,
                was_there: field(outcome, "wasThere").is_truthy(),
            });
        }
        let vaults = Array::from(&field(outcome, "vaults"));
        let pairs = vaults.iter().filter_map(|pair| {
            let mut pair = texts(&pair).into_iter();
            Some((pair.next()?, pair.next()?))
        });
        Self::ChooseVault {
            vaults: pairs.collect(),
        }
    }
}

/// Names and numbers for the other program.
#[must_use]
pub(crate) fn coded(value: &impl Coded) -> JsValue {
    let mut names = Vec::new();
    value.write(&mut names);
    list(&names)
}

/// The same from the other program; nothing where it is something else, as an exception of the browser's.
#[must_use]
pub fn read<T: Coded>(names: &JsValue) -> Option<T> {
    T::read(&mut texts(names).into_iter())
}

/// The groups of a database for the first program, a list for each: nothing or a mark of the recycle bin, and the names.
#[must_use]
pub(crate) fn groups(groups: &[Group]) -> JsValue {
    let lists = groups.iter().map(|group| {
        let mut names = vec![if group.in_recycle_bin { BIN } else { "" }.to_owned()];
        names.extend_from_slice(&group.path);
        list(&names)
    });
    lists.collect::<Array>().into()
}

const BIN: &str = "bin";

/// The same from the second program.
#[must_use]
pub fn read_groups(groups: &JsValue) -> Vec<Group> {
    let lists = Array::from(groups);
    let groups = lists.iter().map(|list| {
        let mut path = texts(&list);
        let in_recycle_bin = !path.is_empty() && path.remove(0) == BIN;
        Group {
            path,
            in_recycle_bin,
        }
    });
    groups.collect()
}
