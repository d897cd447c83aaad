//! `KeePassXC` running on this computer: what is to be done there, how a browser gets to it, and that the key is there.

use super::{Page, set_attribute};
use crate::vault::destination::KEEPASSXC;
use crate::vault::{facts, words};

impl Page {
    /// Shows it as what was chosen.
    pub fn show_keepassxc(&self) {
        let said = [KEEPASSXC, words::KEEPASSXC_LABEL, words::NO_FILE];
        self.show_straight(said, &facts::keepassxc(), "");
    }

    /// Says how far the conversation is: what the admin is to do over there.
    pub fn show_talk(&self, stage: &str, what: &str) {
        set_attribute(self.part("progress"), "data-talk", Some(stage));
        self.say("progress-text", what);
    }

    /// Offers to wait no longer.
    pub fn show_stop(&self, shown: bool) {
        self.show("#stop", shown);
    }

    /// Shows in which program to run which command so that this browser can reach it, and which command takes that back.
    pub fn show_setup(&self, setup: Option<&[String; 3]>) {
        self.show("#setup-card", setup.is_some());
        if let Some([shell, install, uninstall]) = setup {
            self.say("setup-shell", shell);
            self.say("setup-command", install);
            self.say("setup-undo", uninstall);
            if let Some(card) = self.find("#setup-card") {
                card.scroll_into_view_with_bool(true);
            }
        }
    }

    /// Says where the key is.
    pub fn show_in_keepassxc(&self, place: &str) {
        self.say("verified-where", words::GIVEN_BACK);
        self.say("verified-file", place);
        self.say("verified-place", "");
        self.say("next-title", words::IN_KEEPASSXC);
        self.say("next-step", words::KEEPASSXC_NEXT);
        for part in [
            "#unseal",
            "#next-command",
            "#receipt-choice",
            "[data-part=delete]",
        ] {
            self.show(part, false);
        }
    }
}
