//! The window's document: its parts by name, and how a stage looks. No rule lives here.

use super::download::Place as FilePlace;
use super::problem::{Place, Problem};
use super::stage::{Stage, Step};
use super::words;
use crate::credential::Item;
use crate::export::About;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, EventTarget, File, HtmlElement, HtmlInputElement, Window};
use zeroize::Zeroizing;

/// What stands for the secret: always the same, whatever the secret is.
const CONCEALED: &str = "••••••••••••";

/// The document of the vault's window.
pub struct Page {
    /// The window itself.
    pub window: Window,
    document: Document,
}

impl Page {
    /// The page that this program was started in.
    ///
    /// # Errors
    /// Where there is no document: a worker.
    pub fn of_this_window() -> Result<Self, JsValue> {
        let window = web_sys::window().ok_or("no window")?;
        let document = window.document().ok_or("no document")?;
        Ok(Self { window, document })
    }

    /// What follows `#` in the address, `#` included.
    #[must_use]
    pub fn fragment(&self) -> String {
        self.window.location().hash().unwrap_or_default()
    }

    /// An element of `vault.html` by its id.
    ///
    /// # Errors
    /// When the document is not the one that this program was built for.
    pub fn by_id(&self, id: &str) -> Result<EventTarget, JsValue> {
        self.document
            .get_element_by_id(id)
            .map(EventTarget::from)
            .ok_or_else(|| JsValue::from(format!("vault.html has no #{id}")))
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.document.query_selector(selector).ok().flatten()
    }

    fn part(&self, name: &str) -> Option<Element> {
        self.find(&format!("[data-part={name}]"))
    }

    fn say(&self, part: &str, text: &str) {
        if let Some(element) = self.part(part) {
            element.set_text_content(Some(text));
        }
    }

    fn show(&self, selector: &str, shown: bool) {
        set_attribute(self.find(selector), "hidden", (!shown).then_some(""));
    }

    fn input(&self, id: &str) -> Option<HtmlInputElement> {
        self.document.get_element_by_id(id)?.dyn_into().ok()
    }

    fn focus(&self, selector: &str) {
        if let Some(element) = self
            .find(selector)
            .and_then(|e| e.dyn_into::<HtmlElement>().ok())
        {
            // Focusing what cannot take it does nothing.
            let _ = element.focus();
        }
    }

    /// Shows how far the vault is, and puts the cursor where the next step is done.
    pub fn show_stage(&self, stage: Stage, previous: Stage) {
        self.say("status", words::status(stage));
        set_attribute(self.part("status"), "data-state", Some(stage.name()));
        self.say("guidance", words::guidance(stage));
        let at_hand = Step::at_hand(stage);
        for step in Step::ALL {
            let item = self.find(&format!("[data-step={}]", step.name()));
            set_attribute(
                item.clone(),
                "aria-current",
                (at_hand == Some(step)).then_some("step"),
            );
            set_attribute(item, "data-done", step.is_done(stage).then_some(""));
        }
        if stage == Stage::Verified {
            // What was said beside the way is over.
            self.show("[data-part=notice]", false);
        }
        let before_proof = stage.is_before_proof();
        self.show("#received", stage.would_lose_values());
        self.show("#work", stage.would_lose_values());
        self.show("#password-step", before_proof);
        self.show("#proof-step", stage.would_lose_values() && !before_proof);
        self.show("#encrypt-step", stage == Stage::Ready);
        self.show(
            "#close-step",
            matches!(stage, Stage::Verified | Stage::Failed),
        );
        self.show("#wiped", stage == Stage::Verified);
        self.show("#foot", stage != Stage::Waiting);
        self.show("#done", stage == Stage::Verified);
        let work = match stage {
            Stage::Working(work) => Some(work),
            _ => None,
        };
        self.show("[data-part=progress]", work.is_some());
        self.say("progress-text", work.map_or("", words::progress));
        for fields in ["#password-step", "#proof-step"] {
            set_attribute(self.find(fields), "disabled", work.map(|_| ""));
        }
        match stage {
            Stage::Ready => self.focus("#password"),
            Stage::Downloaded => self.focus("#proof-file"),
            // Out of a button that is about to go, so that a screen reader stays in the window.
            Stage::Working(_) if !matches!(previous, Stage::Working(_)) => {
                self.focus("[data-part=status]");
            }
            Stage::Verified | Stage::Failed => self.focus("[data-part=status]"),
            Stage::Working(_) | Stage::Waiting => {}
        }
    }

    /// Says what kind of file will be made.
    pub fn show_format(&self, about: &About) {
        self.say("format", &words::format(about.label, about.importers));
    }

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
        let hints = [
            item.credential.key_id.shape_hint(),
            item.credential.secret.shape_hint(),
        ];
        let hints: Vec<_> = hints.into_iter().flatten().collect();
        self.say("shape-hint", &hints.join(" "));
        self.show("[data-part=shape-hint]", !hints.is_empty());
    }

    /// Says what is wrong, and puts the cursor where it can be mended.
    pub fn show_problem(&self, problem: &Problem) {
        self.hide_problem();
        set_attribute(self.part("error"), "data-code", Some(problem.code()));
        self.show("[data-part=error]", true);
        self.say("error", &problem.to_string());
        let field = match problem.place() {
            Place::Password => "#password",
            Place::Again => "#password-again",
            Place::Encrypt => "#encrypt",
            Place::Proof => "#proof-file",
            Place::Nowhere => return,
        };
        if problem.place() != Place::Encrypt {
            set_attribute(self.find(field), "aria-invalid", Some("true"));
            set_attribute(self.find(field), "aria-errormessage", Some("error"));
        }
        self.focus(field);
    }

    /// Nothing is wrong, or no longer.
    pub fn hide_problem(&self) {
        self.show("[data-part=error]", false);
        self.say("error", "");
        set_attribute(self.part("error"), "data-code", None);
        for field in ["#password", "#password-again", "#proof-file"] {
            set_attribute(self.find(field), "aria-invalid", None);
            set_attribute(self.find(field), "aria-errormessage", None);
        }
    }

    /// Says something that is neither a step nor an error.
    pub fn show_notice(&self, text: &str) {
        self.show("[data-part=notice]", true);
        self.say("notice", text);
    }

    /// What is typed in a field.
    #[must_use]
    pub fn typed(&self, id: &str) -> Zeroizing<String> {
        Zeroizing::new(
            self.input(id)
                .map(|input| input.value())
                .unwrap_or_default(),
        )
    }

    /// Empties the fields of the password.
    pub fn clear_typed(&self) {
        for id in ["password", "password-again"] {
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

    /// Says under which name the file was saved, and where.
    pub fn show_saved(&self, place: &FilePlace) {
        let folder = words::folder(&place.folder);
        self.say("file-name", &place.name);
        self.say("file-place", &folder);
        self.say("verified-place", &folder);
    }

    /// Says the name under which the file was found when it was proven.
    pub fn show_saved_name(&self, name: &str) {
        self.say("verified-file", name);
        self.say("merge-file", name);
    }

    /// The file that was chosen as the saved one; the field is emptied, so that the same can be chosen again.
    #[must_use]
    pub fn chosen_file(&self) -> Option<File> {
        let input = self.input("proof-file")?;
        let file = input.files()?.get(0)?;
        input.set_value("");
        Some(file)
    }

    /// Shows that a file is being dragged over the window.
    pub fn show_dropping(&self, dropping: bool) {
        set_attribute(
            self.document.body().map(Into::into),
            "data-dropping",
            dropping.then_some(""),
        );
    }

    /// Takes every value out of the document.
    pub fn wipe(&self) {
        self.clear_typed();
        for part in ["passphrase", "entropy", "key-id", "secret"] {
            self.say(part, "");
        }
        self.show("#passphrase-box", false);
    }
}

fn set_attribute(element: Option<Element>, name: &str, value: Option<&str>) {
    let Some(element) = element else { return };
    // Each fails only for a name that is none.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
