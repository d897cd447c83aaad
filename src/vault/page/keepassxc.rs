//! `KeePassXC` running on this computer: what is to be done there, how a browser gets to it, and that the key is there.

use super::{Page, set_attribute};
use crate::message::Message;
use crate::{facts, words_of};
use trivet_vault_direct::Progress;

impl Page {
    /// Shows it as what was chosen.
    pub fn show_keepassxc(&self) {
        let said = [
            Message::KeepassxcTitle.into(),
            Message::KeepassxcLabel.into(),
            Message::BadgeNoFile.into(),
        ];
        self.show_straight(said, &facts::keepassxc(), "");
    }

    /// Says how far the second program is: what the admin is to do over there.
    pub fn show_progress(&self, progress: Progress) {
        let code = match progress {
            Progress::Late => progress.code(),
            Progress::Talk { stage } => stage.code(),
        };
        set_attribute(self.part("progress"), "data-talk", Some(code));
        self.say("progress-text", words_of::progress(progress));
    }

    /// Offers to wait no longer.
    pub fn show_stop(&self, shown: bool) {
        self.show("#stop", shown);
    }

    /// Shows in which program to run which command so that this browser can reach it, and which command takes that back.
    pub fn show_setup(&self, setup: Option<&[String; 3]>) {
        self.show("#setup-card", setup.is_some());
        if let Some([shell, install, uninstall]) = setup {
            let shell = shell.as_str().into();
            self.say("setup-intro", Message::SetupIntro { shell });
            self.put("setup-command", install);
            self.put("setup-undo", uninstall);
            if let Some(card) = self.find("#setup-card") {
                card.scroll_into_view_with_bool(true);
            }
        }
    }

    /// Says where the key is.
    pub fn show_in_keepassxc(&self, place: &str) {
        self.say("verified-where", Message::GivenBack);
        self.put("verified-file", place);
        self.put("verified-place", "");
        self.say("next-title", Message::InKeepassxc);
        self.say("next-step", Message::KeepassxcNext);
        for part in ["#unseal", "#next-command", "[data-part=delete]"] {
            self.show(part, false);
        }
    }
}
