//! The receipts on the options page.

use crate::message::{Message, Words};
use crate::options::kept::{Kept, matches};
use crate::options::{Keeping, Shown};
use crate::page::{Page, set_attribute};
use js_sys::JsString;
use trivet_vault_direct::receipts::State;
use web_sys::Element;

/// The list.
const LIST: &str = "#receipts";

impl Page {
    /// Draws the receipts that the search finds, and what can be done with them.
    pub(crate) fn show_receipts(&self, shown: &Shown) {
        let must_stay = shown.keeps_receipts == Keeping::Required;
        let receipts = shown.receipts.as_deref();
        let is_read = receipts.is_some();
        let receipts = receipts.unwrap_or_default();
        let is_empty = receipts.is_empty();
        let is_broken = is_read && !shown.is_whole;
        let has_any = !is_empty || is_broken;
        self.show("#receipts-broken", is_broken);
        let had_focus = self.find("#receipt-acts:focus-within").is_some();
        self.show("#nothing-receipts", is_read && is_empty);
        self.show("#search-field", !is_empty);
        self.show("#receipt-acts", has_any);
        if !has_any {
            set_attribute(self.find("#delete-all"), "open", None);
            if had_focus {
                self.focus("#nothing-receipts");
            }
        }
        self.show("#delete-all", !must_stay);
        let Some(list) = self.emptied(LIST) else {
            return;
        };
        // By the browser, for Unicode's tables of letters would weigh more than the rest of the page.
        let lower = |text: &str| String::from(JsString::from(text).to_lower_case());
        let search = lower(&self.typed("search-receipts"));
        for one in receipts {
            if let Some(row) = self.add_receipt(&list, one, must_stay)
                && !matches(&lower(&row.text_content().unwrap_or_default()), &search)
            {
                row.remove();
            }
        }
        let is_found = is_empty || list.child_element_count() > 0;
        self.show("#none-found", !is_found);
    }

    fn add_receipt(&self, list: &Element, one: &Kept, must_stay: bool) -> Option<Element> {
        let title = match (one.state, one.lines.first()) {
            (State::Deleted, _) => Message::ReceiptDeleted.into(),
            (_, Some(title)) => title.clone(),
            (_, None) => Message::ReceiptUnreadable.into(),
        };
        let row = self.add_line(list, title, None)?;
        let texts = row.first_element_child();
        if let Some(texts) = &texts {
            for line in one.lines.iter().skip(1) {
                self.add_words(texts, "bdi", "aside", line.clone());
            }
            if one.state == State::Broken {
                self.add_words(texts, "span", "badge", Message::ReceiptBroken);
            }
        }
        if one.state != State::Deleted {
            self.add_act(&row, Message::SaveReceipt, "save-receipt", &one.hash);
        }
        if one.state == State::Intact && !must_stay {
            self.add_act(&row, Message::DeleteReceipt, "delete-receipt", &one.hash);
        }
        Some(row)
    }

    /// Says what became of a file that was saved here.
    pub(crate) fn say_in_receipts(&self, words: Words) {
        self.say("receipts-said", words);
    }
}
