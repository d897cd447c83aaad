//! The file that will be written: which format, and in which way.

use super::{Page, set_attribute};
use crate::facts::{self, Fact};
use crate::message::{Message, Words};
use crate::offer::{Offer, Way};
use crate::{catalogue, words, words_of};
use trivet_formats::kdbx::Days;
use trivet_formats::{Choice, Needs};

/// What each destination asks for; one at a time is shown, or none.
const CARDS: [&str; 6] = [
    "#password-card",
    "#keys-card",
    "#consent-card",
    "#service-card",
    "#database-card",
    "#setup-card",
];

impl Page {
    /// Shows the choice, and which other ways its format offers.
    pub fn show_file(&self, choice: Choice, offer: &Offer) {
        let about = offer.about();
        let (way, needs) = (Way::of(choice), choice.needs());
        let is_encrypted = choice.is_encrypted();
        self.put("format-title", catalogue::title(choice));
        let label = words_of::about::label(about);
        self.say("format-label", words::label(label, way.is_sealed()));
        self.say("format-badge", words::badge(is_encrypted));
        set_attribute(
            self.part("format-badge"),
            "data-kind",
            Some(if is_encrypted { "good" } else { "warn" }),
        );
        if let Some(list) = self.part("format-facts") {
            list.set_text_content(None);
            // The text inside an age file is for whoever opens it: nothing fills from it.
            if !catalogue::is_age_itself(choice) {
                self.add_facts(&list, &facts::warnings(about));
            }
        }
        self.show_seal(way, offer);
        self.show_only_card(match needs {
            Needs::Password => "#password-card",
            Needs::Recipients => "#keys-card",
            Needs::Consent => "#consent-card",
        });
        self.clear_token();
        self.show("#downloads-choice", trivet_webext::files::are_offered());
        self.say("consent-warning", Message::ConsentWarning);
        // A word that was given for one file does not count for another.
        self.tick("consent", false);
    }

    /// Shows a way without a new file: what it is, what is to be known of it, and the card in which it asks.
    pub(super) fn show_straight(&self, said: [Words; 3], facts: &[Fact], card: &str) {
        for (part, text) in ["format-title", "format-label", "format-badge"]
            .into_iter()
            .zip(said)
        {
            self.say(part, text);
        }
        set_attribute(self.part("format-badge"), "data-kind", Some("good"));
        if let Some(list) = self.part("format-facts") {
            list.set_text_content(None);
            self.add_facts(&list, facts);
        }
        self.show("#seal-field", false);
        self.show("#downloads-choice", false);
        self.show_only_card(card);
    }

    fn show_only_card(&self, only: &str) {
        for card in CARDS {
            self.show(card, card == only);
        }
    }

    fn show_seal(&self, way: Way, offer: &Offer) {
        let as_is = offer.by_way(Way::AsIs);
        let can = |way| offer.by_way(way).is_some();
        let (by_passphrase, to_keys) = (can(Way::Passphrase), can(Way::Recipients));
        self.show("#seal-field", by_passphrase || to_keys);
        self.tick("seal", way.is_sealed());
        let is_forced = as_is.is_none();
        set_attribute(self.find("#seal"), "disabled", is_forced.then_some(""));
        self.say("seal-why", words::seal_why(is_forced));
        self.show("#seal-ways", way.is_sealed() && by_passphrase && to_keys);
        self.tick("seal-passphrase", way == Way::Passphrase);
        self.tick("seal-recipients", way == Way::Recipients);
    }

    /// How long the entry is to last, where that was chosen.
    #[must_use]
    pub fn lifetime(&self) -> Option<Days> {
        self.chosen_option("expiry").parse().ok().map(Days)
    }

    /// The way that is ticked.
    #[must_use]
    pub fn ticked_way(&self) -> Way {
        if !self.is_ticked("seal") {
            Way::AsIs
        } else if self.is_ticked("seal-recipients") {
            Way::Recipients
        } else {
            Way::Passphrase
        }
    }
}
