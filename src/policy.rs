//! Settings: built in, and the organisation's, which can only tighten.
//!
//! The organisation's policy comes from the browser's managed storage (`storage.managed`), under the keys of
//! [`Organisation`]. What is misspelt is refused as a whole and said, never half applied.

use crate::checklist::Rules;
use crate::checklist::label::{Labels, Term};
use serde::Deserialize;

/// The settings that apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The labels by which the page is recognised.
    pub labels: Labels,
    /// How strictly the checklist holds.
    pub rules: Rules,
    /// The shortest password that the vault takes, in characters.
    pub minimum_password_length: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            labels: Labels::default(),
            rules: Rules::default(),
            minimum_password_length: MINIMUM_PASSWORD_LENGTH,
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
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
                labels: Vec::new(),
            });
            prop_assert!(applied.rules.hold_when_unsure >= built_in.rules.hold_when_unsure);
            prop_assert!(applied.rules.allow_values_safe_elsewhere <= built_in.rules.allow_values_safe_elsewhere);
            prop_assert!(applied.minimum_password_length >= built_in.minimum_password_length);
        }
    }
}
