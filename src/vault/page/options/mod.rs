//! The document of the options page.

mod receipts;

use super::{Page, set_attribute};
use crate::message::{Message, Words};
use crate::options::browser::Access;
use crate::options::in_force::Source;
use crate::options::{Act, Keeping, Shown};
use std::iter::successors;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

impl Page {
    /// Draws everything anew. The button that had the focus keeps it; where it is gone, its list gets it, or what is said in
    /// the place of that: never another button, which a second press would set off.
    pub(crate) fn show_options(&self, shown: &Shown) {
        let focused = self.focused_button();
        let (access, sites) = match &shown.access {
            Some(Access::All) => ("all", String::new()),
            Some(Access::Some(sites)) => ("some", sites.join(", ")),
            Some(Access::None) => ("none", String::new()),
            None => ("", String::new()),
        };
        self.say_state("#site-access", access);
        self.put("some-sites", &sites);
        let all_or_none = |is_all| if is_all { "all" } else { "none" };
        self.say_state("#private-windows", shown.is_private.map_or("", all_or_none));
        self.show("#not-read", shown.is_anything_unread());
        self.say_state("#policy", all_or_none(shown.is_managed));
        self.show("#policy-refused", shown.settings.is_none());
        self.show_settings(shown);
        self.show_remembered(shown);
        self.show_receipts(shown);
        self.show_granted(shown);
        if let Some(list) = self.emptied("#keys") {
            for (what, keys) in &shown.keys {
                let row = self.add_line(&list, what.clone(), None);
                let Some(row) = row else { continue };
                if keys.is_empty() {
                    self.add_words(&row, "span", "aside", Message::KeysNone);
                } else {
                    self.add(&row, "kbd", "", keys);
                }
            }
        }
        self.show("#changes", !shown.changes.is_empty());
        self.put("changes", &shown.changes);
        if let Some((list, act, value)) = focused {
            for prefix in ["nothing-", ""] {
                self.focus(&["#", prefix, &list].concat());
            }
            let first = self.find(&["#", &list, " > li"].concat());
            let lines = successors(first, Element::next_element_sibling);
            let buttons = lines.flat_map(|line| {
                successors(line.first_element_child(), Element::next_element_sibling)
            });
            for button in buttons.filter_map(|button| button.dyn_into::<HtmlElement>().ok()) {
                if attributes(&button) == (act.clone(), value.clone()) {
                    // What is shown can take it.
                    let _ = button.focus();
                }
            }
        }
    }

    /// Shows the person's own settings.
    pub(crate) fn show_boxes(&self, shown: &Shown) {
        let must_keep = shown.keeps_receipts == Keeping::Required;
        for (id, is_ticked, is_fixed) in [
            ("open-window", shown.own.open_window, false),
            (
                "keep-receipts",
                shown.keeps_receipts != Keeping::No,
                must_keep,
            ),
        ] {
            if let Some(input) = self.input(id) {
                input.set_checked(is_ticked);
                input.set_disabled(is_fixed);
            }
        }
        self.show("#must-keep", must_keep);
    }

    /// The list that the focus is in, with the act and the value of the button that has it.
    fn focused_button(&self) -> Option<(String, Option<String>, Option<String>)> {
        let list = self.find(".lines:focus-within")?.id();
        let (act, value) = attributes(self.document.active_element()?.as_ref());
        Some((list, act, value))
    }

    fn show_settings(&self, shown: &Shown) {
        let Some(table) = self.emptied("#settings tbody") else {
            return;
        };
        for setting in shown.settings.iter().flatten() {
            let row = self.add(&table, "tr", "", "");
            let Some(row) = row else { continue };
            let title = self.add_words(&row, "th", "", setting.title.clone());
            set_attribute(title, "scope", Some("row"));
            self.add_words(&row, "td", "", setting.value.clone());
            let (source, class) = match setting.source {
                Source::Default => (Message::SourceDefault, "aside"),
                Source::Own => (Message::SourceOwn, "aside"),
                Source::Organization => (Message::SourceOrganization, "badge"),
            };
            if let Some(cell) = self.add(&row, "td", "", "") {
                self.add_words(&cell, "span", class, source);
            }
        }
    }

    fn show_remembered(&self, shown: &Shown) {
        let Some(list) = self.emptied("#remembered") else {
            return;
        };
        for one in shown.remembered.iter().flatten() {
            if let Some(row) = self.add_line(&list, one.what.clone(), Some(&one.which))
                && one.can_forget
            {
                self.add_act(&row, Message::Forget, "forget", &one.key);
            }
        }
        if let Some(name) = &shown.database {
            let name = Words::from(name.as_str());
            let row = self.add_line(&list, Message::RememberedDatabase.into(), Some(&name));
            if let Some(row) = row {
                self.add_act(&row, Message::Forget, "forget-database", "");
            }
        }
        let is_empty = list.child_element_count() == 0;
        self.show(
            "#nothing-remembered",
            is_empty && shown.remembered.is_some(),
        );
    }

    fn show_granted(&self, shown: &Shown) {
        let Some(list) = self.emptied("#granted") else {
            return;
        };
        for one in shown.granted.iter().flatten() {
            if let Some(row) = self.add_line(&list, one.what.clone(), None) {
                let act = if one.is_host {
                    "give-back-host"
                } else {
                    "give-back"
                };
                self.add_act(&row, Message::GiveBack, act, &one.name);
            }
        }
        let is_none = shown.granted.as_ref().is_some_and(Vec::is_empty);
        self.show("#nothing-granted", is_none);
    }

    fn say_state(&self, selector: &str, state: &str) {
        set_attribute(self.find(selector), "data-is", Some(state));
    }

    fn emptied(&self, selector: &str) -> Option<Element> {
        let list = self.find(selector)?;
        list.set_text_content(None);
        Some(list)
    }

    fn add_line(&self, list: &Element, what: Words, which: Option<&Words>) -> Option<Element> {
        let row = self.add(list, "li", "", "")?;
        let texts = self.add(&row, "span", "what", "")?;
        texts.set_id(&format!("{}-{}", list.id(), list.child_element_count()));
        self.add_words(&texts, "span", "", what);
        if let Some(which) = which {
            self.add_words(&texts, "bdi", "aside", which.clone());
        }
        Some(row)
    }

    fn add_act(&self, row: &Element, label: Message, act: &str, value: &str) {
        let button = self.add_words(row, "button", "link", label);
        for (name, value) in [("type", "button"), ("data-act", act), ("value", value)] {
            set_attribute(button.clone(), name, Some(value));
        }
        // One button of many is told apart by what it stands beside.
        let texts = row.first_element_child().map(|texts| texts.id());
        set_attribute(button, "aria-describedby", texts.as_deref());
    }

    /// Says what became of a file of settings.
    pub(crate) fn say_in_settings(&self, words: Words) {
        self.say("settings-said", words);
    }

    /// What the button that was pressed, or the field that was changed, asks for.
    #[must_use]
    pub(crate) fn asked(event: &Event) -> Option<Act> {
        let pressed: Element = event.target()?.dyn_into().ok()?;
        let button = pressed.closest("[data-act]").ok().flatten()?;
        let field = button.dyn_ref::<HtmlInputElement>();
        let is_ticked = field.is_some_and(HtmlInputElement::checked);
        let value = button.get_attribute("value").unwrap_or_default();
        match (&*event.type_(), &*button.get_attribute("data-act")?) {
            ("click", "forget") => Some(Act::Forget(value)),
            ("click", "forget-database") => Some(Act::ForgetDatabase),
            ("click", "give-back-host") => Some(Act::GiveBackHost(value)),
            ("click", "give-back") => Some(Act::GiveBack(value)),
            ("change", "keep-receipts") => Some(Act::KeepReceipts(is_ticked)),
            ("change", "open-window") => Some(Act::OpenWindow(is_ticked)),
            ("click", "export") => Some(Act::Export),
            ("change", "import") => Some(Act::Import),
            ("click", "save-receipt") => Some(Act::SaveReceipt(value)),
            ("click", "delete-receipt") => Some(Act::DeleteReceipt(value)),
            ("click", "save-receipts") => Some(Act::SaveReceipts),
            ("click", "delete-receipts") => Some(Act::DeleteReceipts),
            ("click", "print") => Some(Act::Print),
            ("input", "search") => Some(Act::Search),
            _ => None,
        }
    }
}

fn attributes(button: &Element) -> (Option<String>, Option<String>) {
    let attribute = |name| button.get_attribute(name);
    (attribute("data-act"), attribute("value"))
}
