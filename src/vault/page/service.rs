//! The server that is to keep the key, and what it needs.

use super::{Page, set_attribute};
use crate::service::Kind;
use crate::vault::words;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use zeroize::Zeroizing;

impl Page {
    /// Shows what the service asks for.
    pub fn show_service(&self, kind: Kind) {
        let said = [kind.title(), kind.label(), words::NO_FILE];
        self.show_straight(said, &[], "#service-card");
        self.show("#service-vault-field", false);
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
