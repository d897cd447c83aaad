//! The window's document: its parts by name, and how a stage looks. No rule lives here.

mod database;
mod file;
mod keepassxc;
mod key;
mod list;
mod options;
mod proof;
mod received;
mod service;

use super::destination::Asks;
use super::message::{Message, Words};
use super::problem::{Place, Problem};
use super::stage::{Stage, Step};
use super::words;
use trivet_checklist::message::Texts;
use trivet_webext::texts;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, EventTarget, File, HtmlElement, HtmlInputElement, Window};
use zeroize::Zeroizing;

/// The document of the vault's window.
pub struct Page {
    /// The window itself.
    pub window: Window,
    document: Document,
    texts: Texts<Message>,
}

impl Page {
    /// The page that this program was started in.
    ///
    /// # Errors
    /// Where there is no document: a worker.
    pub fn of_this_window() -> Result<Self, JsValue> {
        let window = web_sys::window().ok_or("no window")?;
        let document = window.document().ok_or("no document")?;
        let texts = texts::load("panel_language");
        Ok(Self {
            window,
            document,
            texts,
        })
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

    fn put(&self, part: &str, text: &str) {
        if let Some(element) = self.part(part) {
            element.set_text_content(Some(text));
        }
    }

    /// What words are in the person's language.
    #[must_use]
    pub fn in_words(&self, words: &Words) -> String {
        self.texts.words(words)
    }

    fn say(&self, part: &str, words: impl Into<Words>) {
        self.put(part, &self.in_words(&words.into()));
    }

    pub(crate) fn show(&self, selector: &str, shown: bool) {
        set_attribute(self.find(selector), "hidden", (!shown).then_some(""));
    }

    fn input(&self, id: &str) -> Option<HtmlInputElement> {
        self.document.get_element_by_id(id)?.dyn_into().ok()
    }

    /// The same with a message.
    fn add_words(
        &self,
        parent: &Element,
        tag: &str,
        class: &str,
        words: impl Into<Words>,
    ) -> Option<Element> {
        self.add(parent, tag, class, &self.in_words(&words.into()))
    }

    /// Adds an element with a text and a class at the end of another.
    fn add(&self, parent: &Element, tag: &str, class: &str, text: &str) -> Option<Element> {
        let element = self.document.create_element(tag).ok()?;
        if !class.is_empty() {
            element.set_class_name(class);
        }
        if !text.is_empty() {
            element.set_text_content(Some(text));
        }
        parent.append_child(&element).ok()?;
        Some(element)
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
    pub fn show_stage(&self, stage: Stage, previous: Stage, asks: Asks) {
        set_attribute(self.part("status"), "data-state", Some(stage.name()));
        self.show_words(stage, asks);
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
        let is_choosing = stage == Stage::Choosing;
        let at_work = stage.would_lose_values() && !is_choosing;
        let before_proof = stage.is_before_proof();
        self.show("#received", at_work);
        self.show("#work", at_work);
        self.show("#key-step", before_proof);
        self.show("#proof-step", at_work && !before_proof);
        self.show("#encrypt-step", stage == Stage::Ready);
        self.show("#choose", is_choosing);
        self.show("#choose-step", is_choosing);
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
        match work {
            Some(work) => self.say("progress-text", words::progress(work, asks)),
            None => self.put("progress-text", ""),
        }
        for fields in ["#key-step", "#proof-step"] {
            set_attribute(self.find(fields), "disabled", work.map(|_| ""));
        }
        match stage {
            Stage::Ready => self.focus(match asks {
                Asks::Password => "#password",
                Asks::Recipients => "#recipients",
                Asks::Consent => "#consent",
                Asks::Service if self.typed("service-address").is_empty() => "#service-address",
                Asks::Service => "#service-token",
                Asks::Database => return self.focus_database(),
                Asks::Group => "#group",
                Asks::KeePassXc => "#encrypt",
            }),
            Stage::Choosing => self.focus("#search"),
            Stage::Downloaded => self.focus("#proof-file"),
            // Out of a button that is about to go, so that a screen reader stays in the window.
            Stage::Working(_) if !matches!(previous, Stage::Working(_)) => {
                self.focus("[data-part=status]");
            }
            Stage::Verified | Stage::Failed => self.focus("[data-part=status]"),
            Stage::Working(_) | Stage::Waiting => {}
        }
    }

    /// Says how far the vault is, given what the destination asks for.
    pub fn show_words(&self, stage: Stage, asks: Asks) {
        self.say("status", words::status(stage, asks));
        match words::guidance(stage, asks) {
            Some(guidance) => self.say("guidance", guidance),
            None => self.put("guidance", ""),
        }
        self.say("step-written", words::step(asks));
        self.say("write-label", words::write_label(asks));
        self.say("start-over-label", words::start_over_label(asks));
        self.say("wiped", words::wiped(asks));
        self.say("close-label", words::close_label(stage));
    }

    /// Says what is wrong, and puts the cursor where it can be mended.
    pub fn show_problem(&self, problem: &Problem) {
        self.hide_problem();
        set_attribute(self.part("error"), "data-code", Some(problem.code()));
        self.show("[data-part=error]", true);
        self.say("error", problem.message());
        let field = match problem.place() {
            Place::Password => "#password",
            Place::Again => "#password-again",
            Place::Keys => "#recipients",
            Place::Consent => "#consent",
            Place::Format => "#other-format",
            Place::Encrypt => "#encrypt",
            Place::Proof => "#proof-file",
            Place::Address => "#service-address",
            Place::Token => "#service-token",
            Place::Path => "#service-path",
            Place::Database => "#database",
            Place::DatabasePassword => "#database-password",
            Place::Nowhere => return,
        };
        if !matches!(problem.place(), Place::Format | Place::Encrypt) {
            set_attribute(self.find(field), "aria-invalid", Some("true"));
            set_attribute(self.find(field), "aria-errormessage", Some("error"));
        }
        self.focus(field);
        if problem.place() == Place::Database {
            self.focus_database();
        }
    }

    /// Nothing is wrong, or no longer.
    pub fn hide_problem(&self) {
        self.show("[data-part=error]", false);
        self.put("error", "");
        if let Some(not_copied) = self.find("#not-copied") {
            not_copied.set_text_content(None);
        }
        set_attribute(self.part("error"), "data-code", None);
        for field in [
            "#password",
            "#password-again",
            "#recipients",
            "#consent",
            "#proof-file",
            "#service-address",
            "#service-token",
            "#service-path",
            "#database",
            "#database-password",
        ] {
            set_attribute(self.find(field), "aria-invalid", None);
            set_attribute(self.find(field), "aria-errormessage", None);
        }
    }

    /// Says something that is neither a step nor an error.
    pub fn show_notice(&self, words: impl Into<Words>) {
        self.show("[data-part=notice]", true);
        self.say("notice", words);
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

    fn is_ticked(&self, id: &str) -> bool {
        self.input(id).is_some_and(|input| input.checked())
    }

    fn tick(&self, id: &str, ticked: bool) {
        if let Some(input) = self.input(id) {
            input.set_checked(ticked);
        }
    }

    /// The file that was chosen in a field, which is emptied, so that the same can be chosen again.
    #[must_use]
    pub fn chosen_file(&self, id: &str) -> Option<File> {
        let input = self.input(id)?;
        let file = input.files()?.get(0)?;
        input.set_value("");
        Some(file)
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
