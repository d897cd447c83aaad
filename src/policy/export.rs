//! What an organisation sets for the file. Only the vault reads it, so that the guard does not weigh more for it.

use crate::export::kdbx::existing;
use crate::export::{Argon2Parameters, Recipients, is_name};
use crate::keepassxc;
use crate::service::Kind;
use serde::Deserialize;

/// What holds for the file that the vault writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRules {
    /// Whether a file may be written that anybody can read.
    pub allow_unencrypted: bool,
    /// The formats that may be chosen, by name; all where there is none.
    pub allowed_formats: Vec<String>,
    /// The format that is offered first, by name.
    pub preferred_format: Option<String>,
    /// Public keys to which everything that is sealed with age is sealed as well, one in each.
    pub age_recipients: Vec<String>,
    /// What every key derivation from a password takes at least.
    pub kdf: Argon2Parameters,
}

impl Default for ExportRules {
    fn default() -> Self {
        Self {
            allow_unencrypted: true,
            allowed_formats: Vec::new(),
            preferred_format: None,
            age_recipients: Vec::new(),
            kdf: Argon2Parameters::DEFAULT,
        }
    }
}

impl ExportRules {
    /// Whether a format may be chosen, given its name and that of the very choice.
    #[must_use]
    pub fn allows(&self, format: &str, choice: &str) -> bool {
        self.allowed_formats.is_empty()
            || self
                .allowed_formats
                .iter()
                .any(|allowed| allowed == format || allowed == choice)
    }
}

/// What an organisation may set for the file, by the names of the managed schema.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ExportSettings {
    /// Do not write a file that anybody can read.
    pub forbid_unencrypted: bool,
    /// What may be chosen: formats by the names of [`Choice::name`](crate::export::Choice::name), services by those of [`Kind::name`], and [`keepassxc::NAME`].
    pub allowed_formats: Vec<String>,
    /// The format that is offered first.
    pub preferred_format: Option<String>,
    /// Public keys for age, one in each.
    pub age_recipients: Vec<String>,
    /// The least memory of a key derivation, in MiB. Less than the built-in has no effect.
    pub minimum_kdf_memory: Option<u32>,
    /// The least passes of Argon2id. Fewer than the built-in ones have no effect.
    pub minimum_kdf_passes: Option<u32>,
}

impl ExportSettings {
    /// The names of these settings.
    pub const NAMES: [&str; 6] = [
        "forbidUnencrypted",
        "allowedFormats",
        "preferredFormat",
        "ageRecipients",
        "minimumKdfMemory",
        "minimumKdfPasses",
    ];

    /// Reads what the browser's managed storage holds, and what follows from it; nothing where any of it is of the wrong kind
    /// or cannot be meant. Other settings and misspelt names are for [`Organisation`](super::Organisation).
    #[must_use]
    pub fn rules_from_managed(managed: wasm_bindgen::JsValue) -> Option<ExportRules> {
        serde_wasm_bindgen::from_value::<Self>(managed)
            .ok()?
            .rules()
    }

    /// The rules, each at least as strict as the built-in one; nothing where a value cannot be meant.
    #[must_use]
    pub fn rules(self) -> Option<ExportRules> {
        let mut formats = self.allowed_formats.iter().chain(&self.preferred_format);
        let mut keys = self.age_recipients.iter();
        let is_known = |name: &str| {
            is_name(name)
                || [existing::NAME, keepassxc::NAME].contains(&name)
                || Kind::ALL.iter().any(|kind| kind.name() == name)
        };
        let is_sound = formats.all(|name| is_known(name)) && keys.all(|key| is_one_key(key));
        let kdf = self.kdf().filter(|_| is_sound)?;
        Some(ExportRules {
            allow_unencrypted: !self.forbid_unencrypted,
            allowed_formats: self.allowed_formats,
            preferred_format: self.preferred_format,
            age_recipients: self.age_recipients,
            kdf,
        })
    }

    /// The built-in key derivation, or what is asked for beyond it; nothing where that is more than a browser can bear.
    fn kdf(&self) -> Option<Argon2Parameters> {
        let built_in = Argon2Parameters::DEFAULT;
        let memory = self.minimum_kdf_memory.unwrap_or(0).checked_mul(1024)?;
        let passes = self.minimum_kdf_passes.unwrap_or(0);
        Argon2Parameters::new(
            memory.max(built_in.memory_kib()),
            passes.max(built_in.passes()),
            built_in.lanes(),
        )
        .ok()
    }
}

fn is_one_key(text: &str) -> bool {
    Recipients::parse(text).is_ok_and(|keys| keys.lines().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const KEY: &str = "age1vkkeqxkfy0xll8d2mwadry6hfk0m8txtpjtzsenuzxx0z07yjppqvmkvvd";

    #[test]
    fn a_setting_that_cannot_be_meant_is_refused_with_all_others() {
        let rules = |settings| {
            serde_json::from_value::<ExportSettings>(settings)
                .ok()
                .and_then(ExportSettings::rules)
        };
        assert_eq!(rules(json!({})), Some(ExportRules::default()));
        assert!(
            rules(json!({"ageRecipients": [KEY], "allowedFormats": ["pass+age-recipients"]}))
                .is_some()
        );
        for settings in [
            json!({"forbidUnencrypted": true, "allowedFormats": ["KeePass"]}),
            json!({"forbidUnencrypted": "yes"}),
            json!({"preferredFormat": "kdb"}),
            json!({"ageRecipients": [""]}),
            json!({"ageRecipients": ["age1made-up"]}),
            json!({"ageRecipients": [format!("{KEY}\n{KEY}")]}),
            json!({"minimumKdfMemory": 4096}),
            json!({"minimumKdfMemory": -1}),
            json!({"minimumKdfMemory": 64, "minimumKdfPasses": 1000}),
            json!({"minimumKdfMemory": u32::MAX}),
        ] {
            assert!(rules(settings.clone()).is_none(), "{settings}");
        }
    }

    proptest! {
        #[test]
        fn an_organisation_can_only_tighten(
            forbid_unencrypted: bool,
            minimum_kdf_memory in proptest::option::of(0_u32..2000),
            minimum_kdf_passes in proptest::option::of(0_u32..99),
        ) {
            let settings = ExportSettings {
                forbid_unencrypted,
                minimum_kdf_memory,
                minimum_kdf_passes,
                ..ExportSettings::default()
            };
            let built_in = ExportRules::default();
            if let Some(applied) = settings.rules() {
                prop_assert!(applied.allow_unencrypted <= built_in.allow_unencrypted);
                prop_assert!(applied.kdf.memory_kib() >= built_in.kdf.memory_kib());
                prop_assert!(applied.kdf.passes() >= built_in.kdf.passes());
            }
        }
    }
}
