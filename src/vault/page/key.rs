//! What opens the file: a password, public keys, or nothing, by the admin's word.

use super::{Page, set_attribute};
use crate::vault::recipients::Key;
use crate::vault::words;
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

    /// Shows a passphrase to be written down, or takes it away; the fields change with it.
    pub fn show_passphrase(&self, made: Option<(&str, &str)>, minimum: usize) {
        let (passphrase, entropy) = made.unwrap_or_default();
        self.clear_typed();
        self.say("passphrase", passphrase);
        self.say("entropy", entropy);
        self.conceal_passphrase(false);
        let shown = made.is_some();
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
        self.say("password-rule", &words::password_rule(made, minimum));
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
            if let Some(line) = self.add(&list, "li", class, &key.shown)
                && key.is_organisations
            {
                self.add(&line, "span", "aside", words::ORGANISATIONS_KEY);
            }
        }
    }

    /// Whether the admin confirmed that the file may be written without encryption.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.is_ticked("consent")
    }
}
