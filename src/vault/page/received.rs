//! What was received, and taking it away again.

use super::Page;
use crate::credential::Item;

/// What stands for the secret: always the same, whatever the secret is.
const CONCEALED: &str = "••••••••••••";

impl Page {
    /// Shows what was received; of the secret only that it is there.
    pub fn show_received(&self, item: &Item) {
        let details = &item.details;
        let host = details.account.host();
        let account = details.account.account();
        self.say("account-name", account);
        self.say("host-rest", host.strip_prefix(account).unwrap_or_default());
        self.say("key-id", item.credential.key_id.expose());
        self.say("secret", CONCEALED);
        self.say("permissions", &details.permissions.join(", "));
        self.show("#permissions-row", !details.permissions.is_empty());
        self.say("base-url", &details.account.base_url());
        self.propose_path(&details.account.to_string());
        let hints = [
            item.credential.key_id.shape_hint(),
            item.credential.secret.shape_hint(),
        ];
        let hints: Vec<_> = hints.into_iter().flatten().collect();
        self.say("shape-hint", &hints.join(" "));
        self.show("[data-part=shape-hint]", !hints.is_empty());
    }

    /// Takes every value out of the document.
    pub fn wipe(&self) {
        self.clear_typed();
        self.clear_token();
        self.forget_database();
        for part in ["passphrase", "entropy", "key-id", "secret"] {
            self.say(part, "");
        }
        self.show("#passphrase-box", false);
    }
}
