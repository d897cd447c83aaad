//! Settings: built in, and the organisation's, which can only tighten.
//!
//! The organisation's policy comes from the browser's managed storage (`storage.managed`), under the keys of
//! [`Organisation`]. What is misspelt is refused as a whole and said, never half applied.

mod export;

pub use export::{ExportRules, ExportSettings};

use crate::checklist::Rules;
use crate::checklist::label::{Labels, Term};
use crate::checklist::lesson::{Lesson, checked};
use serde::Deserialize;
use wasm_bindgen::JsCast;

/// The settings that apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The labels by which the page is recognised.
    pub labels: Labels,
    /// How strictly the checklist holds.
    pub rules: Rules,
    /// The shortest password that the vault takes, in characters.
    pub minimum_password_length: usize,
    /// What the organisation taught: those of the admin count for nothing then.
    pub lessons: Vec<Lesson>,
    /// What holds for the file.
    pub export: ExportRules,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            labels: Labels::default(),
            rules: Rules::default(),
            minimum_password_length: MINIMUM_PASSWORD_LENGTH,
            lessons: Vec::new(),
            export: ExportRules::default(),
        }
    }
}

/// The shortest password taken where no policy asks for a longer one, in characters.
pub const MINIMUM_PASSWORD_LENGTH: usize = 12;

/// What an organisation may set, by the names of the managed schema.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Organisation {
    /// Hold OK while something on the form cannot be told.
    pub hold_when_unsure: bool,
    /// Do not let the admin skip the verified export.
    pub require_verified_export: bool,
    /// The shortest password, in characters. Shorter than the built-in one has no effect.
    pub minimum_password_length: Option<usize>,
    /// More forms of labels.
    pub labels: Vec<ExtraLabel>,
    /// Controls by a description, as an admin's export of what was taught has them.
    pub lessons: Vec<Lesson>,
}

/// One more form of a label.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraLabel {
    /// What it names.
    pub term: Term,
    /// As the page writes it.
    pub text: String,
}

impl Organisation {
    /// The names of all settings, as the managed schema has them: these, and those of [`ExportSettings`].
    pub const NAMES: [&str; 11] = [
        "holdWhenUnsure",
        "requireVerifiedExport",
        "minimumPasswordLength",
        "labels",
        "lessons",
        "forbidUnencrypted",
        "allowedFormats",
        "preferredFormat",
        "ageRecipients",
        "minimumKdfMemory",
        "minimumKdfPasses",
    ];

    /// Reads what the browser's managed storage holds; nothing where any name is misspelt, or any of these settings is of the
    /// wrong kind.
    #[must_use]
    pub fn from_managed(managed: wasm_bindgen::JsValue) -> Option<Self> {
        // The bridge to serde looks for the fields that it knows and would pass over the others.
        let names = js_sys::Object::keys(managed.dyn_ref::<js_sys::Object>()?);
        let all_known = names.iter().all(|name| {
            name.as_string()
                .is_some_and(|name| Self::NAMES.contains(&name.as_str()))
        });
        if !all_known {
            return None;
        }
        let organisation: Self = serde_wasm_bindgen::from_value(managed).ok()?;
        let lessons = checked(organisation.lessons).ok()?;
        Some(Self {
            lessons,
            ..organisation
        })
    }
}

impl Policy {
    /// The settings with an organisation's applied: each can only become stricter.
    #[must_use]
    pub fn tightened_by(self, organisation: Organisation) -> Self {
        let extra = organisation.labels.into_iter().map(|l| (l.term, l.text));
        Self {
            labels: Labels::with_extra(extra),
            rules: Rules {
                hold_when_unsure: self.rules.hold_when_unsure || organisation.hold_when_unsure,
                allow_values_safe_elsewhere: self.rules.allow_values_safe_elsewhere
                    && !organisation.require_verified_export,
            },
            minimum_password_length: self
                .minimum_password_length
                .max(organisation.minimum_password_length.unwrap_or_default()),
            lessons: organisation.lessons,
            export: self.export,
        }
    }

    /// The lessons in force, given what an admin taught: where the organisation teaches, its own alone.
    #[must_use]
    pub fn lessons_over(&self, taught: &[Lesson]) -> Vec<Lesson> {
        if self.lessons.is_empty() {
            taught.to_vec()
        } else {
            self.lessons.clone()
        }
    }

    /// The labels with the lessons in force.
    #[must_use]
    pub fn labels_with(&self, taught: &[Lesson]) -> Labels {
        self.labels.clone().taught(self.lessons_over(taught))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_managed_schema_names_the_same_settings() {
        let schema: serde_json::Value =
            serde_json::from_str(include_str!("../../extension/managed-schema.json")).unwrap();
        let mut in_schema: Vec<&String> =
            schema["properties"].as_object().unwrap().keys().collect();
        in_schema.sort();
        let mut names = Organisation::NAMES.to_vec();
        names.sort_unstable();
        assert_eq!(in_schema, names);
        let every: serde_json::Value = names
            .iter()
            .map(|name| {
                (
                    (*name).to_owned(),
                    match *name {
                        "minimumPasswordLength" => 20.into(),
                        "labels" => serde_json::json!([{"term": "ok", "text": "Save"}]),
                        "lessons" => serde_json::json!([
                            {"term": "ok", "role": "button", "name": "make", "near": ""}
                        ]),
                        "allowedFormats" => serde_json::json!(["kdbx", "pass+age-recipients"]),
                        "preferredFormat" => "kdbx".into(),
                        "ageRecipients" => serde_json::json!([
                            "age1vkkeqxkfy0xll8d2mwadry6hfk0m8txtpjtzsenuzxx0z07yjppqvmkvvd"
                        ]),
                        "minimumKdfMemory" => 256.into(),
                        "minimumKdfPasses" => 4.into(),
                        _ => true.into(),
                    },
                )
            })
            .collect::<serde_json::Map<_, _>>()
            .into();
        let (ours, files): (serde_json::Map<_, _>, _) = every
            .as_object()
            .unwrap()
            .clone()
            .into_iter()
            .partition(|(name, _)| !ExportSettings::NAMES.contains(&name.as_str()));
        assert!(serde_json::from_value::<Organisation>(ours.into()).is_ok());
        let files: serde_json::Map<_, _> = files;
        let files = serde_json::from_value::<ExportSettings>(files.into()).unwrap();
        assert!(files.rules().is_some());
    }

    proptest! {
        #[test]
        fn an_organisation_can_only_tighten(
            hold in any::<bool>(), require in any::<bool>(), length in proptest::option::of(0_usize..99),
        ) {
            let built_in = Policy::default();
            let applied = built_in.clone().tightened_by(Organisation {
                hold_when_unsure: hold,
                require_verified_export: require,
                minimum_password_length: length,
                ..Organisation::default()
            });
            prop_assert!(applied.rules.hold_when_unsure >= built_in.rules.hold_when_unsure);
            prop_assert!(applied.rules.allow_values_safe_elsewhere <= built_in.rules.allow_values_safe_elsewhere);
            prop_assert!(applied.minimum_password_length >= built_in.minimum_password_length);
        }
    }
}
