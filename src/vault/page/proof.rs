//! The saved file: where it is, that it was proven, and what comes next.

use super::{Page, set_attribute};
use crate::export::Choice;
use crate::service::Kind;
use crate::vault::catalogue;
use crate::vault::download::Place;
use crate::vault::offer::Way;
use crate::vault::words;

impl Page {
    /// Says under which name the file was saved, and where.
    pub fn show_saved(&self, place: &Place) {
        let folder = words::folder(&place.folder);
        self.say("file-name", &place.name);
        self.say("file-place", &folder);
        self.say("verified-place", &folder);
    }

    /// Says that the database with the entry was proven, and what is to be done with it.
    pub fn show_done_database(&self, old: &str, name: &str) {
        self.say("verified-file", name);
        self.say("next-title", "Replace the old database");
        self.say("next-step", &words::replace(old));
        for part in [
            "#unseal",
            "#next-command",
            "[data-part=delete]",
            "#receipt-choice",
        ] {
            self.show(part, false);
        }
    }

    /// Says under which name the file was proven, and what is to be done with it.
    pub fn show_done(&self, choice: Choice, name: &str) {
        let format = choice.about().name;
        let way = Way::of(choice);
        self.say("verified-file", name);
        self.say("next-title", &words::next_title(catalogue::title(choice)));
        self.say("next-step", catalogue::next_step(choice));
        let (command, opened) = catalogue::unsealing(way == Way::Recipients, name);
        self.show("#unseal", way.is_sealed());
        self.say("unseal-command", &command);
        let file = if way.is_sealed() { &opened } else { name };
        let command = catalogue::command(format, file);
        self.show("#next-command", command.is_some());
        self.say("next-command", &command.unwrap_or_default());
        let delete = words::delete(choice.is_encrypted(), way.is_sealed());
        self.show("[data-part=delete]", delete.is_some());
        self.say("delete", delete.unwrap_or_default());
    }

    /// Says beside its button where the receipt was saved.
    pub fn show_receipt_saved(&self, place: &Place) {
        let folder = words::folder(&place.folder);
        self.say("receipt", &format!("Saved as {}, {folder}.", place.name));
    }

    /// Says where a service keeps it.
    pub fn show_kept(&self, kind: Kind, place: &str) {
        self.say("verified-where", words::KEPT_AT);
        self.say("verified-file", place);
        self.say("verified-place", "");
        self.say("next-title", kind.title());
        self.say("next-step", words::KEPT_NEXT);
        self.show("#unseal", false);
        self.show("#next-command", false);
        self.show("#receipt-choice", false);
    }

    /// Shows that a file is being dragged over the window.
    pub fn show_dropping(&self, dropping: bool) {
        set_attribute(
            self.document.body().map(Into::into),
            "data-dropping",
            dropping.then_some(""),
        );
    }
}
