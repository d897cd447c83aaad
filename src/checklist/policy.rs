//! Settings: built in, and the organization's, which can only tighten; but for what tokens can be for, which is the
//! organization's to say.
//!
//! The organisation's policy comes from the browser's managed storage (`storage.managed`), under the keys of
//! [`Organisation`]. What is misspelt is refused as a whole and said, never half applied.

use super::checklists::{Checklist, ChecklistError, Checklists};
use super::command::Rules;
use super::label::{Labels, Term};
use super::lesson::{Lesson, checked};
use super::observation::Permission;
use super::plain::Plain;

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
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            labels: Labels::default(),
            rules: Rules::default(),
            minimum_password_length: MINIMUM_PASSWORD_LENGTH,
            lessons: Vec::new(),
        }
    }
}

/// The shortest password taken where no policy asks for a longer one, in characters.
pub const MINIMUM_PASSWORD_LENGTH: usize = 12;

/// What an organisation may set, by the names of the managed schema.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Organisation {
    /// Hold OK while something on the form cannot be told.
    pub hold_when_unsure: bool,
    /// Do not let the admin skip the verified export.
    pub require_verified_export: bool,
    /// The shortest password, in characters. Shorter than the built-in one has no effect.
    pub minimum_password_length: Option<u32>,
    /// More forms of labels.
    pub labels: Vec<ExtraLabel>,
    /// Controls by a description, as an admin's export of what was taught has them.
    pub lessons: Vec<Lesson>,
    /// What else tokens are for: checklists of its own.
    pub own_checklists: Vec<Checklist>,
    /// The names of the checklists that can be chosen, the default first; all where there is none.
    pub allowed_checklists: Vec<String>,
}

/// A checklist of an organization.
fn own_checklist(plain: &Plain) -> Option<Checklist> {
    let names = [
        "name",
        "title",
        "selected",
        "notSelected",
        "allowOthers",
        "allowDatasets",
    ];
    let fields = plain.fields(&names)?;
    let permissions = |name| fields.each(name, |label| label.text().map(Permission::labeled));
    Some(Checklist {
        id: fields.some_text("name")?.to_owned().into(),
        title: fields.some_text("title")?.to_owned().into(),
        on: permissions("selected")?,
        off: permissions("notSelected")?,
        allows_others: fields.flag("allowOthers")?,
        allows_datasets: fields.flag("allowDatasets")?,
        is_for_package: false,
    })
}

/// One more form of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtraLabel {
    /// What it names.
    pub term: Term,
    /// As the page writes it.
    pub text: String,
}

impl ExtraLabel {
    fn of_plain(plain: &Plain) -> Option<Self> {
        let fields = plain.fields(&["term", "text"])?;
        Some(Self {
            term: Term::from_name(fields.some_text("term")?)?,
            text: fields.some_text("text")?.to_owned(),
        })
    }
}

impl Organisation {
    /// The names of all settings, as the managed schema has them: these, and those of the file, which the vault reads by itself.
    pub const NAMES: [&str; 16] = [
        "holdWhenUnsure",
        "requireVerifiedExport",
        "minimumPasswordLength",
        "labels",
        "lessons",
        "checklists",
        "allowedChecklists",
        "forbidUnencrypted",
        "allowedFormats",
        "preferredFormat",
        "ageRecipients",
        "serviceAddress",
        "minimumKdfMemory",
        "minimumKdfPasses",
        "keepReceipts",
        "receiptLimit",
    ];

    /// Reads what the browser's managed storage holds; nothing where any name is misspelt, or any of these settings is of the
    /// wrong kind.
    #[must_use]
    pub fn from_managed(managed: &Plain) -> Option<Self> {
        let fields = managed.fields(&Self::NAMES)?;
        let organisation = Self {
            hold_when_unsure: fields.flag("holdWhenUnsure")?,
            require_verified_export: fields.flag("requireVerifiedExport")?,
            minimum_password_length: fields.whole("minimumPasswordLength")?,
            labels: fields.each("labels", ExtraLabel::of_plain)?,
            lessons: checked(fields.each("lessons", Lesson::of_plain)?).ok()?,
            own_checklists: fields.each("checklists", own_checklist)?,
            allowed_checklists: fields.texts("allowedChecklists")?,
        };
        organisation.checklists().ok().map(|_| organisation)
    }

    /// What tokens can be for.
    ///
    /// # Errors
    ///
    /// Two checklists have one name, or one is allowed that there is not.
    pub fn checklists(&self) -> Result<Checklists, ChecklistError> {
        Checklists::of_organization(self.own_checklists.clone(), &self.allowed_checklists)
    }
}

impl Policy {
    /// The settings with an organisation's applied: each can only become stricter.
    #[must_use]
    pub fn tightened_by(self, organisation: Organisation) -> Self {
        let checklists = organisation.checklists().unwrap_or_default();
        let extra = organisation.labels.into_iter().map(|l| (l.term, l.text));
        Self {
            labels: Labels::with_extra(extra),
            rules: Rules {
                checklists,
                is_purpose_known: self.rules.is_purpose_known,
                hold_when_unsure: self.rules.hold_when_unsure || organisation.hold_when_unsure,
                allow_values_safe_elsewhere: self.rules.allow_values_safe_elsewhere
                    && !organisation.require_verified_export,
                opens_vault: self.rules.opens_vault,
            },
            minimum_password_length: self
                .minimum_password_length
                .max(organisation.minimum_password_length.unwrap_or_default() as usize),
            lessons: organisation.lessons,
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
    use crate::message::Words;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_organisation_can_only_tighten(
            hold in any::<bool>(), require in any::<bool>(), length in proptest::option::of(0_u32..99),
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

    #[test]
    fn an_organization_adds_a_checklist_by_policy_alone() {
        let managed = serde_json::json!({
            "checklists": [{
                "name": "loyalty",
                "title": "Loyalty app",
                "selected": ["Can access API", "Can read catalogs"],
                "notSelected": ["Can send events"],
                "allowDatasets": true,
            }],
            "allowedChecklists": ["loyalty", "package"],
        });
        let organisation = Organisation::from_managed(&managed.into()).unwrap();
        let policy = Policy::default().tightened_by(organisation);
        let chosen = policy.rules.checklists.chosen();
        assert_eq!(chosen.title, Words::from("Loyalty app"));
        let catalogs = Permission::Other("Can read catalogs".to_owned());
        assert_eq!(chosen.on, [Permission::CanAccessApi, catalogs]);
        assert_eq!(chosen.off, [Permission::CanSendEvents]);
        assert!(!chosen.allows_others && chosen.allows_datasets);
        assert_eq!(policy.rules.checklists.all().len(), 2);
    }
}
