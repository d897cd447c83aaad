//! What opens the file: a password, public keys, or nothing, by the admin's word.

use super::{Page, set_attribute};
use crate::message::Message;
use crate::recipients::Key;
use crate::words;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlTextAreaElement;

impl Page {
    /// Empties the fields of passwords.
    pub fn clear_typed(&self) {
        for id in ["password", "password-again", "database-password"] {
            if let Some(input) = self.input(id) {
                input.set_value("");
            }
        }
    }

    /// Shows the typed password, or hides it. One that is seen need not be typed twice.
    pub fn show_password(&self, shown: bool) {
        if let Some(input) = self.input("password") {
            input.set_type(if shown { "text" } else { "password" });
        }
        // As a text, it is none of those that a browser keeps for the next time.
        let kept = if shown { "off" } else { "new-password" };
        set_attribute(self.find("#password"), "autocomplete", Some(kept));
        let pressed = if shown { "true" } else { "false" };
        set_attribute(self.find("#password-show"), "aria-pressed", Some(pressed));
        self.say("password-show-label", words::password_show_label(shown));
        self.show("#again-field", !shown);
    }

    /// Whether the typed password can be seen.
    #[must_use]
    pub fn is_password_shown(&self) -> bool {
        self.input("password")
            .is_some_and(|input| input.type_() == "text")
    }

    /// Shows a passphrase to be written down, or takes it away; the fields change with it.
    pub fn show_passphrase(&self, made: Option<(&str, Message)>, minimum: usize) {
        self.clear_typed();
        let shown = made.is_some();
        if let Some((passphrase, entropy)) = made {
            self.put("passphrase", passphrase);
            self.say("entropy", entropy);
        } else {
            self.put("passphrase", "");
            self.put("entropy", "");
        }
        self.conceal_passphrase(false);
        self.show_password(false);
        self.show("#password-show", !shown);
        self.show("#passphrase-box", shown);
        self.show("#own-password", shown);
        self.show("#again-field", !shown);
        self.say("password-label", words::password_label(shown));
        self.show_rule(shown, minimum);
        self.say("generate-label", words::generate_label(shown));
        self.focus(if shown {
            "#passphrase-box"
        } else {
            "#password"
        });
    }

    /// Says what the password must be.
    pub fn show_rule(&self, made: bool, minimum: usize) {
        self.say("password-rule", words::password_rule(made, minimum));
    }

    /// Says on paper what the file is for, so that two papers can be told apart.
    pub fn show_paper_title(&self, title: &str) {
        self.put("paper-title", title);
    }

    /// Covers the passphrase while it is typed from what was written down, or uncovers it.
    pub fn conceal_passphrase(&self, concealed: bool) {
        set_attribute(
            self.find("#passphrase-box"),
            "data-concealed",
            concealed.then_some(""),
        );
    }

    fn keys_field(&self) -> Option<HtmlTextAreaElement> {
        self.document
            .get_element_by_id("recipients")?
            .dyn_into()
            .ok()
    }

    /// The public keys as they were typed.
    #[must_use]
    pub fn typed_keys(&self) -> String {
        self.keys_field()
            .map(|field| field.value())
            .unwrap_or_default()
    }

    /// Adds lines to the public keys.
    pub fn add_keys(&self, text: &str) {
        if let Some(field) = self.keys_field() {
            let before = field.value();
            let before = before.trim_end();
            let gap = if before.is_empty() { "" } else { "\n" };
            field.set_value(&format!("{before}{gap}{}\n", text.trim()));
        }
    }

    /// Shows the keys as they were understood.
    pub fn show_keys(&self, keys: &[Key]) {
        let Some(list) = self.part("keys") else {
            return;
        };
        list.set_text_content(None);
        for key in keys {
            let class = if key.is_good { "" } else { "bad" };
            if let Some(line) = self.add_words(&list, "li", class, key.shown.clone())
                && key.is_organisations
            {
                self.add_words(&line, "span", "aside", Message::OrganizationsKey);
            }
        }
    }

    /// Whether the admin confirmed that the file may be written without encryption.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.is_ticked("consent")
    }
}
