//! Every setting with its value and where that comes from.

use crate::destination::title_of;
use crate::message::{Message, Words};
use crate::settings::{ExportRules, ExportSettings};
use std::rc::Rc;
use trivet_checklist::own::Own;
use trivet_checklist::plain::Plain;
use trivet_checklist::policy::{Organisation, Policy};

/// A setting as it applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// By the names of the managed schema.
    pub name: &'static str,
    /// What it is about.
    pub title: Words,
    /// What applies.
    pub value: Words,
    /// Who has made it so.
    pub source: Source,
}

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// It is built in.
    Default,
    /// The person set it on this page.
    Own,
    /// The organization's policy set it.
    Organization,
}

/// All settings under what the organization has set, if anything, and the person's own; nothing where the policy cannot be read, so
/// that none of it applies.
#[must_use]
pub fn all(managed: Option<&Plain>, own: Own) -> Option<Vec<Setting>> {
    let mut settings = in_force(managed, own)?;
    let without_own = in_force(managed, Own::default())?.into_iter();
    let sources = without_own.zip(in_force(None, Own::default())?);
    for (setting, (without_own, default)) in settings.iter_mut().zip(sources) {
        // A minimum below the built-in one has no effect, nor has what is set twice.
        setting.source = if without_own.value != default.value {
            Source::Organization
        } else if setting.value != default.value {
            Source::Own
        } else {
            Source::Default
        };
    }
    Some(settings)
}

fn in_force(managed: Option<&Plain>, own: Own) -> Option<Vec<Setting>> {
    let (organisation, rules) = match managed {
        None => (Organisation::default(), ExportRules::default()),
        Some(managed) => (
            Organisation::from_managed(managed)?,
            ExportSettings::from_managed(managed)?.rules()?,
        ),
    };
    let counted = (organisation.labels.len(), organisation.own_checklists.len());
    let allowed = organisation.allowed_checklists.clone();
    let policy = Policy::default().tightened_by(organisation);
    let settings = Organisation::NAMES.into_iter().filter_map(|name| {
        let (title, value) = match name {
            "holdWhenUnsure" => (Message::SettingHold, flag(policy.rules.hold_when_unsure)),
            "requireVerifiedExport" => (
                Message::SettingVerified,
                flag(!policy.rules.allow_values_safe_elsewhere),
            ),
            "minimumPasswordLength" => (
                Message::SettingPassword,
                Message::SettingCharacters {
                    count: number(policy.minimum_password_length),
                }
                .into(),
            ),
            "labels" => (Message::SettingLabels, count(counted.0)),
            "lessons" => (Message::SettingControls, count(policy.lessons.len())),
            "checklists" => (Message::SettingChecklists, count(counted.1)),
            "allowedChecklists" => (
                Message::SettingPurposes,
                names(allowed.iter().map(|id| id.as_str().into())),
            ),
            "forbidUnencrypted" => (Message::SettingEncrypted, flag(!rules.allow_unencrypted)),
            "allowedFormats" => (
                Message::SettingFormats,
                names(rules.allowed_formats.iter().map(|id| title_of(id))),
            ),
            "preferredFormat" => (
                Message::SettingPreferred,
                match &rules.preferred_format {
                    Some(id) => title_of(id),
                    None => Message::SettingUsedLast.into(),
                },
            ),
            "ageRecipients" => (
                Message::SettingRecipients,
                count(rules.age_recipients.len()),
            ),
            "serviceAddress" => (
                Message::SettingServer,
                match &rules.service_address {
                    Some(address) => address.as_str().into(),
                    None => Message::SettingAny.into(),
                },
            ),
            "minimumKdfMemory" => (
                Message::SettingMemory,
                Message::SettingMebibytes {
                    count: rules.kdf.memory_kib() / 1024,
                }
                .into(),
            ),
            "minimumKdfPasses" => (
                Message::SettingPasses,
                Message::SettingNumber {
                    count: rules.kdf.passes(),
                }
                .into(),
            ),
            "keepReceipts" => (
                Message::SettingReceipts,
                flag(rules.keep_receipts || own.keep_receipts),
            ),
            "receiptLimit" => (
                Message::SettingReceiptLimit,
                Message::SettingNumber {
                    count: rules.receipt_limit,
                }
                .into(),
            ),
            // A test has one for each.
            _ => return None,
        };
        Some(Setting {
            name,
            title: title.into(),
            value,
            source: Source::Default,
        })
    });
    Some(settings.collect())
}

fn flag(is_on: bool) -> Words {
    if is_on {
        Message::SettingYes.into()
    } else {
        Message::SettingNo.into()
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn count(count: usize) -> Words {
    match number(count) {
        0 => Message::SettingNone.into(),
        count => Message::SettingNumber { count }.into(),
    }
}

/// All where there is no list.
fn names(list: impl Iterator<Item = Words>) -> Words {
    let name_list: Rc<[Words]> = list.collect();
    if name_list.is_empty() {
        return Message::SettingAny.into();
    }
    Message::SettingNames { name_list }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;
    use serde_json::json;

    fn said(managed: Option<serde_json::Value>, own: Own) -> Vec<(&'static str, String, Source)> {
        let managed = managed.map(Plain::from);
        let english = english();
        let settings = all(managed.as_ref(), own).unwrap().into_iter();
        settings
            .map(|one| (one.name, english.words(&one.value), one.source))
            .collect()
    }

    #[test]
    fn without_a_policy_all_are_defaults() {
        let settings = said(None, Own::default());
        assert_eq!(settings.len(), Organisation::NAMES.len());
        assert!(
            settings
                .iter()
                .all(|(.., source)| *source == Source::Default)
        );
        let value = |name| &settings.iter().find(|(one, ..)| *one == name).unwrap().1;
        assert_eq!(value("minimumPasswordLength"), "12 characters");
        assert_eq!(value("forbidUnencrypted"), "No");
        assert_eq!(value("preferredFormat"), "The one used last");
    }

    #[test]
    fn what_the_organization_sets_is_its_own_and_the_rest_is_not() {
        let policy = Some(json!({
            "minimumPasswordLength": 20,
            "allowedFormats": ["kdbx", "keepassxc"],
            "forbidUnencrypted": true,
            "minimumKdfPasses": 1,
        }));
        for (name, value, source) in said(policy, Own::default()) {
            let expected = match name {
                "minimumPasswordLength" => Some("20 characters"),
                "allowedFormats" => Some("KeePassXC, KeePass, KeePassXC on this computer"),
                "forbidUnencrypted" => Some("Yes"),
                _ => None,
            };
            let is_managed = source == Source::Organization;
            assert_eq!(is_managed, expected.is_some(), "{name}");
            assert!(
                expected.is_none_or(|expected| value.replace(" and", ",") == expected),
                "{name}: {value}"
            );
        }
    }

    #[test]
    fn what_the_person_set_is_theirs_unless_the_organization_set_it() {
        let own = Own {
            keep_receipts: true,
            ..Own::default()
        };
        let source = |policy| {
            let settings = said(policy, own).into_iter();
            let mut receipts = settings.filter(|(name, ..)| *name == "keepReceipts");
            receipts.next().map(|(_, value, source)| (value, source))
        };
        let yes = |source| Some(("Yes".to_owned(), source));
        assert_eq!(source(None), yes(Source::Own));
        let required = Some(json!({"keepReceipts": true}));
        assert_eq!(source(required), yes(Source::Organization));
    }

    #[test]
    fn a_policy_that_cannot_be_read_applies_nowhere() {
        let refused =
            |policy: serde_json::Value| all(Some(&policy.into()), Own::default()).is_none();
        assert!(refused(json!({"mistyped": true})));
        assert!(refused(json!({"allowedFormats": ["xls"]})));
        assert!(refused(json!({"receiptLimit": 0})));
    }

    #[test]
    fn each_has_a_title_of_its_own() {
        let settings = all(None, Own::default()).unwrap();
        for (place, one) in settings.iter().enumerate() {
            assert!(
                settings[..place]
                    .iter()
                    .all(|other| other.title != one.title)
            );
        }
    }
}
