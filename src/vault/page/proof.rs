//! The saved file: where it is, that it was proven, and what comes next.

use super::{Page, set_attribute};
use crate::catalogue;
use crate::download::Place;
use crate::message::Message;
use crate::offer::Way;
use crate::{words, words_of};
use trivet_formats::Choice;
use trivet_services::service::Kind;

impl Page {
    /// Says under which name the file was saved, and where.
    pub fn show_saved(&self, place: &Place) {
        self.put("file-name", &place.name);
        for part in ["file-place", "verified-place"] {
            self.say(part, words::folder(&place.folder));
        }
    }

    /// Says that the database with the entry was proven, and what is to be done with it: it replaces the `old` one, or was
    /// changed where it is.
    pub fn show_done_database(&self, old: Option<&str>, name: &str) {
        self.put("verified-file", name);
        if let Some(old) = old {
            self.say("next-title", Message::ReplaceTitle);
            self.say("next-step", Message::ReplaceNext { file: old.into() });
        } else {
            self.say("next-title", Message::InPlaceTitle);
            self.say("next-step", Message::InPlaceNext);
            self.show("#previous-choice", true);
        }
        for part in ["#unseal", "#next-command", "[data-part=delete]"] {
            self.show(part, false);
        }
    }

    /// Says under which name the file was proven, and what is to be done with it.
    pub fn show_done(&self, choice: Choice, name: &str) {
        let format = choice.about().name;
        let way = Way::of(choice);
        self.put("verified-file", name);
        self.say("next-title", words::next_title(catalogue::title(choice)));
        if let Some(step) = catalogue::next_step(choice) {
            self.say("next-step", step);
        }
        let (command, opened) = catalogue::unsealing(way == Way::Recipients, name);
        self.show("#unseal", way.is_sealed());
        self.put("unseal-command", &command);
        let file = if way.is_sealed() { &opened } else { name };
        let command = catalogue::command(format, file);
        self.show("#next-command", command.is_some());
        self.put("next-command", &command.unwrap_or_default());
        let delete = words::delete(choice.is_encrypted(), way.is_sealed());
        self.show("[data-part=delete]", delete.is_some());
        if let Some(delete) = delete {
            self.say("delete", delete);
        }
    }

    /// Says beside its button where the receipt was saved.
    pub fn show_receipt_saved(&self, place: &Place) {
        self.say("receipt", words::saved_as(place));
    }

    /// Says whether the browser keeps the receipt.
    pub fn show_receipt_kept(&self, is_kept: bool) {
        self.say(
            "receipt",
            if is_kept {
                Message::ReceiptKept
            } else {
                Message::ReceiptNotKept
            },
        );
    }

    /// Says where a service keeps it.
    pub fn show_kept(&self, kind: Kind, place: &str) {
        self.say("verified-where", Message::KeptAt);
        self.put("verified-file", place);
        self.put("verified-place", "");
        self.say("next-title", words_of::service::title(kind));
        self.say("next-step", Message::KeptNext);
        self.show("#unseal", false);
        self.show("#next-command", false);
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
