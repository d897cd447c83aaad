//! The server that is to keep the key, and what it needs.

use super::{Page, set_attribute};
use crate::message::Message;
use crate::words_of;
use trivet_checklist::plain::Plain;
use trivet_services::service::Kind;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use zeroize::Zeroizing;

/// The answers that are kept.
const KEPT: [&str; 3] = ["address", "mount", "namespace"];

impl Page {
    /// Shows what the service asks for.
    pub fn show_service(&self, kind: Kind) {
        let said = [
            words_of::service::title(kind).into(),
            words_of::service::label(kind).into(),
            Message::BadgeNoFile.into(),
        ];
        self.show_straight(said, &[], "#service-card");
        self.show("#service-vault-field", false);
        self.show("#service-origin", false);
        let example = match kind {
            Kind::KeyValue => "https://vault.example.com:8200",
            Kind::Connect => "https://connect.example.com:8080",
        };
        set_attribute(self.find("#service-address"), "placeholder", Some(example));
        self.show("#service-engine", kind == Kind::KeyValue);
    }

    /// Writes the path under which the key of an account is usually kept, unless there is one already.
    pub fn propose_path(&self, account: &str) {
        if let Some(path) = self.input("service-path")
            && path.value().is_empty()
        {
            path.set_value(&["personalization/", account].concat());
        }
    }

    /// What was entered and may be kept for the next time: never the token, and not the path, which names the account.
    #[must_use]
    pub fn server_answers(&self) -> Plain {
        let answers = KEPT.map(|name| {
            let typed = self.typed(&["service-", name].concat());
            (name.to_owned(), Plain::Text(typed.to_string()))
        });
        Plain::Fields(answers.to_vec())
    }

    /// Fills in what was entered the last time.
    pub fn show_server_answers(&self, answers: &Plain) {
        let Some(answers) = answers.fields(&KEPT) else {
            return;
        };
        for name in KEPT {
            if let (Some(text), Some(input)) =
                (answers.text(name), self.input(&["service-", name].concat()))
            {
                input.set_value(text);
            }
        }
        self.say_origin(Message::ServerKept, true);
    }

    /// Takes them out again.
    pub fn forget_server_answers(&self) {
        let inputs = KEPT.map(|name| self.input(&["service-", name].concat()));
        for input in inputs.into_iter().flatten() {
            input.set_value(&input.default_value());
        }
        self.show("#service-origin", false);
        self.focus("#service-address");
    }

    /// The organization says which server it is.
    pub fn fix_address(&self, address: &str) {
        if let Some(input) = self.input("service-address") {
            input.set_value(address);
            input.set_read_only(true);
        }
        self.say_origin(Message::ServerSet, false);
    }

    fn say_origin(&self, words: Message, can_forget: bool) {
        self.say("service-origin", words);
        self.show("#service-origin", true);
        self.show("#forget-server", can_forget);
    }

    fn vaults_field(&self) -> Option<HtmlSelectElement> {
        self.document
            .get_element_by_id("service-vault")?
            .dyn_into()
            .ok()
    }

    /// Lets one of these vaults be chosen.
    pub fn show_vaults(&self, vaults: &[(String, String)]) {
        let Some(field) = self.vaults_field() else {
            return;
        };
        field.set_text_content(None);
        for (id, name) in vaults {
            let option = self.add(&field, "option", "", name);
            set_attribute(option, "value", Some(id));
        }
        self.show("#service-vault-field", true);
    }

    /// The vault that was chosen, by its identifier; empty where none was.
    #[must_use]
    pub fn chosen_vault(&self) -> Zeroizing<String> {
        let field = self.vaults_field();
        Zeroizing::new(field.map(|field| field.value()).unwrap_or_default())
    }

    /// Takes the token out of the document.
    pub(super) fn clear_token(&self) {
        if let Some(input) = self.input("service-token") {
            input.set_value("");
        }
    }
}
