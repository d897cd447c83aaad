//! What is offered: every format that the policy allows, in every way in which its file may be written, and which of them
//! comes first.

use super::strength;
use crate::settings::ExportRules;
use trivet_formats::{About, Choice, Needs};

/// How the file of a format is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// As the format itself is: encrypted by a password, or not at all.
    AsIs,
    /// Sealed with age, opened by a passphrase.
    Passphrase,
    /// Sealed with age, to public keys.
    Recipients,
}

impl Way {
    /// The way of a choice.
    #[must_use]
    pub fn of(choice: Choice) -> Self {
        match (choice.envelope(), choice.needs()) {
            (Some(_), Needs::Recipients) => Self::Recipients,
            (Some(_), _) => Self::Passphrase,
            (None, _) => Self::AsIs,
        }
    }

    /// Whether the file is sealed with age.
    #[must_use]
    pub fn is_sealed(self) -> bool {
        self != Self::AsIs
    }
}

/// One format, with every way in which its file may be written.
#[derive(Clone)]
pub struct Offer {
    about: &'static About,
    /// What is taken where nobody says otherwise stands first. Never empty.
    ways: Vec<Choice>,
}

impl Offer {
    /// What is known of the format.
    #[must_use]
    pub fn about(&self) -> &'static About {
        self.about
    }

    /// The choice that is this format in a way, where it is allowed.
    #[must_use]
    pub fn by_way(&self, way: Way) -> Option<Choice> {
        self.ways
            .iter()
            .copied()
            .find(|choice| Way::of(*choice) == way)
    }

    /// The choice where nobody says otherwise.
    #[must_use]
    pub fn first(&self) -> Option<Choice> {
        self.ways.first().copied()
    }
}

/// Everything that is offered.
#[derive(Clone, Default)]
pub struct Offers(Vec<Offer>);

impl Offers {
    /// What these rules allow, each as strong as they ask.
    #[must_use]
    pub fn under(rules: &ExportRules) -> Self {
        let for_the_team = !rules.age_recipients.is_empty();
        let mut offers: Vec<Offer> = Vec::new();
        for choice in Choice::all() {
            let (about, way) = (choice.about(), Way::of(choice));
            let allowed = rules.allows(about.name, &choice.name())
                && (rules.allow_unencrypted || choice.is_encrypted())
                // A file that a passphrase opens can have no other key beside it.
                && !(for_the_team && way == Way::Passphrase);
            let Some(choice) = strength::raised(choice, rules.kdf).filter(|_| allowed) else {
                continue;
            };
            match offers
                .iter_mut()
                .find(|offer| offer.about.name == about.name)
            {
                Some(offer) => offer.ways.push(choice),
                None => offers.push(Offer {
                    about,
                    ways: vec![choice],
                }),
            }
        }
        if for_the_team {
            for offer in &mut offers {
                offer
                    .ways
                    .sort_by_key(|choice| !Way::of(*choice).is_sealed());
            }
        }
        Self(offers)
    }

    /// All, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Offer> {
        self.0.iter()
    }

    /// The offer of a format.
    #[must_use]
    pub fn of(&self, format: &str) -> Option<&Offer> {
        self.iter().find(|offer| offer.about.name == format)
    }

    /// The choice of a name, be it that of the very choice or only of its format.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Choice> {
        let mut all = self.iter().flat_map(|offer| &offer.ways).copied();
        all.find(|choice| choice.name() == name)
            .or_else(|| self.of(name)?.first())
    }

    /// What is offered first: what the policy prefers, else what was used last, else the default, else whatever is allowed.
    #[must_use]
    pub fn first(&self, preferred: Option<&str>, last_used: Option<&str>) -> Option<Choice> {
        let default = Choice::default().name();
        [preferred, last_used, Some(&default)]
            .into_iter()
            .flatten()
            .find_map(|name| self.named(name))
            .or_else(|| self.0.first()?.first())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use trivet_formats::{Argon2Parameters, is_name};

    fn first(rules: &ExportRules, last_used: Option<&str>) -> Option<String> {
        let preferred = rules.preferred_format.as_deref();
        let choice = Offers::under(rules).first(preferred, last_used);
        choice.map(Choice::name)
    }

    fn rules(allowed: &[&str], preferred: Option<&str>) -> ExportRules {
        ExportRules {
            allowed_formats: allowed.iter().map(|&name| name.to_owned()).collect(),
            preferred_format: preferred.map(str::to_owned),
            ..ExportRules::default()
        }
    }

    #[test]
    fn without_a_word_it_is_the_encrypted_default() {
        let free = ExportRules::default();
        assert_eq!(first(&free, None).as_deref(), Some("kdbx"));
        assert_eq!(first(&free, Some("gone-by")).as_deref(), Some("kdbx"));
        assert_eq!(
            first(&free, Some("csv-apple")).as_deref(),
            Some("csv-apple")
        );
        let last = "pass+age-recipients";
        assert_eq!(first(&free, Some(last)).as_deref(), Some(last));
    }

    #[test]
    fn what_the_policy_prefers_comes_before_what_was_used_last() {
        let prefers = rules(&[], Some("bitwarden-encrypted"));
        let offered = first(&prefers, Some("csv-apple"));
        assert_eq!(offered.as_deref(), Some("bitwarden-encrypted"));
        // It is no way around what is allowed.
        let contradicts = rules(&["kdbx"], Some("csv-apple"));
        assert_eq!(
            first(&contradicts, Some("csv-apple")).as_deref(),
            Some("kdbx")
        );
        let narrow = rules(&["1password-1pux"], None);
        assert_eq!(first(&narrow, None).as_deref(), Some("1password-1pux"));
    }

    #[test]
    fn a_way_can_be_allowed_alone() {
        let sealed = rules(&["pass+age-recipients"], None);
        let offers = Offers::under(&sealed);
        let names: Vec<_> = offers.iter().map(|offer| offer.about().name).collect();
        assert_eq!(names, ["pass"]);
        let ways = &offers.of("pass").unwrap().ways;
        assert!(
            ways.iter()
                .all(|choice| Way::of(*choice) == Way::Recipients)
        );
    }

    #[test]
    fn the_organisations_keys_come_first_and_leave_no_passphrase() {
        let team = ExportRules {
            age_recipients: vec!["age1made-up".to_owned()],
            ..ExportRules::default()
        };
        let offers = Offers::under(&team);
        let offer = offers.of("csv-chrome").unwrap();
        assert!(offer.by_way(Way::Passphrase).is_none());
        assert_eq!(offer.first().map(Way::of), Some(Way::Recipients));
        assert_eq!(first(&team, None).as_deref(), Some("kdbx"));
    }

    proptest! {
        /// Whatever is set: nothing is offered that is not allowed, and the first is among what is offered.
        #[test]
        fn nothing_is_offered_that_is_not_allowed(
            unencrypted: bool, team: bool, strong: bool,
            allowed in proptest::collection::vec("(kdbx|pass|csv-chrome|bitwarden-encrypted(-pbkdf2)?)(\\+age-passphrase)?", 0..3),
            last in proptest::option::of("(kdbx|pass|csv-chrome)(\\+age-recipients)?"),
        ) {
            let kdf = if strong { Argon2Parameters::new(256 * 1024, 4, 4).unwrap() } else { Argon2Parameters::DEFAULT };
            let rules = ExportRules {
                allow_unencrypted: unencrypted,
                allowed_formats: allowed.into_iter().filter(|name| is_name(name)).collect(),
                age_recipients: team.then(|| "age1made-up".to_owned()).into_iter().collect(),
                kdf,
                ..ExportRules::default()
            };
            let offers = Offers::under(&rules);
            let all: Vec<_> = offers.iter().flat_map(|offer| &offer.ways).copied().collect();
            for choice in &all {
                prop_assert!(unencrypted || choice.is_encrypted());
                prop_assert!(rules.allows(choice.about().name, &choice.name()));
                prop_assert!(!(team && Way::of(*choice) == Way::Passphrase));
            }
            let first = offers.first(None, last.as_deref()).map(Choice::name);
            prop_assert_eq!(first.is_none(), all.is_empty());
            prop_assert!(first.is_none_or(|first| all.iter().any(|choice| choice.name() == first)));
        }
    }
}
