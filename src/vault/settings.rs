//! What an organisation sets for the file. Only the vault reads it, so that the guard does not weigh more for it.

use std::ops::RangeInclusive;
use trivet_checklist::plain::Plain;
use trivet_checklist::policy::Organisation;
use trivet_formats::kdbx::existing;
use trivet_formats::{Argon2Parameters, Recipients, is_name};
use trivet_services::keepassxc;
use trivet_services::service::{Kind, ServerAddress};
use trivet_vault_direct::receipts;
use zeroize::Zeroizing;

/// How many receipts an organization may have kept: so many fit in the extension's storage.
const LIMITS: RangeInclusive<u32> = 1..=5000;

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
    /// The one server to which the key may go.
    pub service_address: Option<String>,
    /// What every key derivation from a password takes at least.
    pub kdf: Argon2Parameters,
    /// Whether a receipt is kept of each token that is saved and verified, whatever the person set.
    pub keep_receipts: bool,
    /// How many are kept at most.
    pub receipt_limit: u32,
}

impl Default for ExportRules {
    fn default() -> Self {
        Self {
            allow_unencrypted: true,
            allowed_formats: Vec::new(),
            preferred_format: None,
            age_recipients: Vec::new(),
            service_address: None,
            kdf: Argon2Parameters::DEFAULT,
            keep_receipts: false,
            receipt_limit: receipts::MOST,
        }
    }
}

impl ExportRules {
    /// The server to which the key goes: what an organization has set, whatever was typed.
    #[must_use]
    pub fn server(&self, typed: Zeroizing<String>) -> Zeroizing<String> {
        match &self.service_address {
            Some(address) => Zeroizing::new(address.clone()),
            None => typed,
        }
    }

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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExportSettings {
    /// Do not write a file that anybody can read.
    pub forbid_unencrypted: bool,
    /// What may be chosen: formats by the names of [`Choice::name`](trivet_formats::Choice::name), services by those of [`Kind::name`], and [`keepassxc::NAME`].
    pub allowed_formats: Vec<String>,
    /// The format that is offered first.
    pub preferred_format: Option<String>,
    /// Public keys for age, one in each.
    pub age_recipients: Vec<String>,
    /// The one server to which the key may go.
    pub service_address: Option<String>,
    /// The least memory of a key derivation, in MiB. Less than the built-in has no effect.
    pub minimum_kdf_memory: Option<u32>,
    /// The least passes of Argon2id. Fewer than the built-in ones have no effect.
    pub minimum_kdf_passes: Option<u32>,
    /// Keep a receipt of each token.
    pub keep_receipts: bool,
    /// How many are kept at most.
    pub receipt_limit: Option<u32>,
}

impl ExportSettings {
    /// Reads what the browser's managed storage holds; nothing where a name is misspelt or any of it is of the wrong kind.
    #[must_use]
    pub fn from_managed(managed: &Plain) -> Option<Self> {
        let fields = managed.fields(&Organisation::NAMES)?;
        let text = |name| {
            let text = fields.text(name)?;
            Some((!text.is_empty()).then(|| text.to_owned()))
        };
        Some(Self {
            forbid_unencrypted: fields.flag("forbidUnencrypted")?,
            allowed_formats: fields.texts("allowedFormats")?,
            preferred_format: text("preferredFormat")?,
            age_recipients: fields.texts("ageRecipients")?,
            service_address: text("serviceAddress")?,
            minimum_kdf_memory: fields.whole("minimumKdfMemory")?,
            minimum_kdf_passes: fields.whole("minimumKdfPasses")?,
            keep_receipts: fields.flag("keepReceipts")?,
            receipt_limit: fields.whole("receiptLimit")?,
        })
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
        let mut address = self.service_address.iter();
        let is_sound = formats.all(|name| is_known(name))
            && keys.all(|key| is_one_key(key))
            && address.all(|address| ServerAddress::parse(address).is_ok());
        let kdf = self.kdf().filter(|_| is_sound)?;
        let receipt_limit = self.receipt_limit.unwrap_or(receipts::MOST);
        if !LIMITS.contains(&receipt_limit) {
            return None;
        }
        Some(ExportRules {
            allow_unencrypted: !self.forbid_unencrypted,
            allowed_formats: self.allowed_formats,
            preferred_format: self.preferred_format,
            age_recipients: self.age_recipients,
            service_address: self.service_address,
            kdf,
            keep_receipts: self.keep_receipts,
            receipt_limit,
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
        let rules = |settings: serde_json::Value| {
            ExportSettings::from_managed(&Plain::from(settings)).and_then(ExportSettings::rules)
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
            json!({"serviceAddress": "http://vault.example.com"}),
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

    #[test]
    fn the_key_goes_to_no_other_server_than_the_organizations() {
        let typed = || Zeroizing::new("https://other.example.com".to_owned());
        let own = "https://vault.example.com";
        let set = ExportRules {
            service_address: Some(own.to_owned()),
            ..ExportRules::default()
        };
        assert_eq!(*set.server(typed()), own);
        assert_eq!(ExportRules::default().server(typed()), typed());
    }

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
                        "checklists" => serde_json::json!([
                            {"name": "own", "title": "Ours", "selected": ["Is enabled"]}
                        ]),
                        "allowedChecklists" => serde_json::json!(["own", "package"]),
                        "allowedFormats" => serde_json::json!(["kdbx", "pass+age-recipients"]),
                        "preferredFormat" => "kdbx".into(),
                        "ageRecipients" => serde_json::json!([
                            "age1vkkeqxkfy0xll8d2mwadry6hfk0m8txtpjtzsenuzxx0z07yjppqvmkvvd"
                        ]),
                        "serviceAddress" => "https://vault.example.com".into(),
                        "minimumKdfMemory" => 256.into(),
                        "minimumKdfPasses" => 4.into(),
                        "receiptLimit" => 100.into(),
                        _ => true.into(),
                    },
                )
            })
            .collect::<serde_json::Map<_, _>>()
            .into();
        let every = Plain::from(every);
        assert!(Organisation::from_managed(&every).is_some());
        let files = ExportSettings::from_managed(&every).unwrap();
        assert!(files.rules().is_some());
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
