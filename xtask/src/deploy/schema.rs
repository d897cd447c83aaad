//! The policy that an organization can set, as `extension/managed-schema.json` has it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// All keys, by name.
#[derive(Debug, Deserialize)]
pub(crate) struct Schema {
    /// In the order of their names.
    pub(crate) properties: BTreeMap<String, Property>,
}

/// One key.
#[derive(Debug, Deserialize)]
pub(crate) struct Property {
    /// What it is, in a few words.
    pub(crate) title: String,
    /// What it does.
    pub(crate) description: String,
    #[serde(flatten)]
    pub(crate) kind: Kind,
}

/// The kind of a value.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(crate) enum Kind {
    Boolean,
    Integer,
    String,
    Array { items: Box<Item> },
}

/// What is in a list.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(crate) enum Item {
    String,
    Object { properties: BTreeMap<String, Kind> },
}

impl Kind {
    /// In words, for a table.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Boolean => "true or false".to_owned(),
            Self::Integer => "integer".to_owned(),
            Self::String => "text".to_owned(),
            Self::Array { items } => match &**items {
                Item::String => "list of texts".to_owned(),
                Item::Object { properties } => {
                    let names: Vec<_> = properties.keys().map(|name| format!("`{name}`")).collect();
                    format!("list of objects with {}", names.join(", "))
                }
            },
        }
    }

    fn takes(&self, value: &Value) -> bool {
        match self {
            Self::Boolean => value.is_boolean(),
            Self::Integer => value.is_u64(),
            Self::String => value.is_string(),
            Self::Array { items } => value
                .as_array()
                .is_some_and(|list| list.iter().all(|value| items.takes(value))),
        }
    }
}

impl Item {
    fn takes(&self, value: &Value) -> bool {
        match self {
            Self::String => value.is_string(),
            Self::Object { properties } => value.as_object().is_some_and(|object| {
                let mut entries = object.iter();
                entries.all(|(name, value)| {
                    let kind = properties.get(name);
                    kind.is_some_and(|kind| kind.takes(value))
                })
            }),
        }
    }
}

impl Schema {
    /// Reads it.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        serde_json::from_str(text)
            .map_err(|error| Error::Policy(format!("extension/managed-schema.json: {error}")))
    }

    /// A policy that every browser takes as it is meant: no key is misspelt, no value of another kind.
    pub(crate) fn policy(&self, text: &str) -> Result<Map<String, Value>> {
        let policy: Map<String, Value> =
            serde_json::from_str(text).map_err(|error| Error::Policy(error.to_string()))?;
        for (name, value) in &policy {
            let Some(property) = self.properties.get(name) else {
                return Err(Error::Policy(format!("{name} is no key")));
            };
            if !property.kind.takes(value) {
                let wanted = property.kind.words();
                return Err(Error::Policy(format!("{name} must be: {wanted}")));
            }
        }
        Ok(policy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = include_str!("../../../extension/managed-schema.json");

    #[test]
    fn takes_what_is_meant_and_nothing_else() {
        let schema = Schema::parse(SCHEMA).unwrap();
        for good in [
            "{}",
            r#"{"holdWhenUnsure":true,"minimumPasswordLength":20,"preferredFormat":"kdbx","allowedFormats":["kdbx"]}"#,
            r#"{"labels":[{"term":"ok","text":"Save token"}]}"#,
        ] {
            assert!(schema.policy(good).is_ok(), "{good}");
        }
        for bad in [
            "[]",
            r#"{"holdWhenUnsur":true}"#,
            r#"{"holdWhenUnsure":"yes"}"#,
            r#"{"minimumPasswordLength":-1}"#,
            r#"{"allowedFormats":[1]}"#,
            r#"{"labels":[{"name":"ok"}]}"#,
        ] {
            assert!(schema.policy(bad).is_err(), "{bad}");
        }
    }
}
