//! What was received, and taking it away again.

use super::{Page, set_attribute};
use crate::message::Message;
use crate::words_of::check::Answer;
use trivet_credential::Item;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// What stands for the secret: always the same, whatever the secret is.
const CONCEALED: &str = "••••••••••••";

impl Page {
    /// Shows what was received; of the secret only that it is there.
    pub fn show_received(&self, item: &Item) {
        let details = &item.details;
        let host = details.account.host();
        let account = details.account.account();
        self.put("account-name", account);
        self.put("host-rest", host.strip_prefix(account).unwrap_or_default());
        for part in ["key-id", "user-name"] {
            self.put(part, item.credential.key_id.expose());
        }
        self.put("secret", CONCEALED);
        self.put("permissions", &details.permissions.join(", "));
        self.show("#permissions-row", !details.permissions.is_empty());
        self.put("base-url", &details.account.base_url());
        self.propose_path(&details.account.to_string());
        let hints = [
            (item.credential.key_id.is_usual(), Message::UnusualKeyId),
            (item.credential.secret.is_usual(), Message::UnusualSecret),
        ];
        let unusual = hints.into_iter().filter(|(is_usual, _)| !is_usual);
        let hints: Vec<_> = unusual.map(|(_, message)| message).collect();
        self.put("shape-hint", &self.texts.paragraph(&hints));
        self.show("[data-part=shape-hint]", !hints.is_empty());
    }

    /// Says that the console is being asked whether the key works.
    pub fn show_checking(&self) {
        self.show_answer(None);
        set_attribute(self.find("#check"), "data-answer", Some("running"));
        set_attribute(self.find("#check-key"), "aria-disabled", Some("true"));
        self.say("check-words", Message::CheckingKey);
    }

    /// Shows what is known of whether the key works, or nothing any more.
    pub fn show_answer(&self, answer: Option<Answer>) {
        let code = answer.as_ref().map(|answer| answer.code);
        let place = self.find("#check");
        set_attribute(place.clone(), "data-answer", code);
        set_attribute(self.find("#check-key"), "aria-disabled", None);
        self.put("check-words", "");
        self.put("check-hints", "");
        if let Some(answer) = answer {
            self.say("check-words", answer.words);
            for hint in answer.hints {
                if let Some(list) = self.part("check-hints") {
                    self.add_words(&list, "li", "", hint);
                }
            }
        }
        if let Some(place) = place {
            // In a low window it would come below the edge.
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            place.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    }

    /// Takes every value out of the document, but the ID in the list of what comes next: that is not secret, and needed there.
    pub fn wipe(&self) {
        self.clear_typed();
        self.clear_token();
        self.forget_database();
        for part in ["passphrase", "entropy", "key-id", "secret"] {
            self.put(part, "");
        }
        self.show("#passphrase-box", false);
    }
}
