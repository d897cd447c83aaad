//! The list of everything that can be chosen.

use super::{Page, set_attribute};
use crate::vault::destination::{self, Row, Section};
use crate::vault::facts::Fact;
use crate::vault::words;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};

impl Page {
    /// Draws the list anew, with one line chosen and nothing searched for.
    pub fn show_list(&self, rows: &[Row], chosen: &str) {
        let Some(list) = self.find("#list") else {
            return;
        };
        list.set_text_content(None);
        for section in Section::ALL {
            let mut lines = rows
                .iter()
                .enumerate()
                .filter(|(_, row)| row.section == section)
                .peekable();
            if lines.peek().is_some()
                && let Some(group) = self.add_section(&list, section)
            {
                for (number, row) in lines {
                    self.add_row(&group, number, row, chosen);
                }
            }
        }
        if let Some(search) = self.input("search") {
            search.set_value("");
        }
        self.say("found", "");
        self.show("#use", true);
        if let Some(line) = self.find(".row:has(:checked)") {
            line.scroll_into_view_with_bool(false);
        }
    }

    fn add_section(&self, list: &Element, section: Section) -> Option<Element> {
        let group = self.add(list, "section", "rows", "")?;
        self.add(&group, "h2", "", section.heading());
        if !section.introduction().is_empty() {
            self.add(&group, "p", "aside", section.introduction());
        }
        Some(group)
    }

    fn add_row(&self, group: &Element, number: usize, row: &Row, chosen: &str) -> Option<()> {
        let id = row.destination.id();
        let line = self.add(group, "div", "row", "")?;
        let label = self.add(&line, "label", "", "")?;
        let facts_id = format!("facts-{number}");
        let radio = self.add(&label, "input", "", "")?;
        for (name, value) in [
            ("type", "radio"),
            ("name", "destination"),
            ("value", &id),
            ("aria-describedby", &facts_id),
        ] {
            set_attribute(Some(radio.clone()), name, Some(value));
        }
        // As it was chosen before the list was opened.
        set_attribute(Some(radio), "checked", (id == chosen).then_some(""));
        let names = self.add(&label, "span", "", "")?;
        self.add(&names, "strong", "", row.title);
        self.add(&names, "span", "aside", &row.label);
        let facts = self.add(&line, "ul", "facts", "")?;
        facts.set_id(&facts_id);
        self.add_facts(&facts, &row.facts);
        Some(())
    }

    /// Adds what is to be known to a list.
    pub(super) fn add_facts(&self, list: &Element, facts: &[Fact]) {
        for fact in facts {
            let class = if fact.is_warning { "warning" } else { "" };
            self.add(list, "li", class, &fact.text);
        }
    }

    /// What is searched for.
    #[must_use]
    pub fn searched(&self) -> String {
        self.typed("search").to_string()
    }

    /// Leaves the lines that match, and chooses the one that is meant where the chosen one is gone.
    pub fn filter_list(&self, rows: &[Row], search: &str) {
        let chosen = self.picked();
        let mut found = 0;
        let mut is_chosen_there = false;
        for row in rows {
            let id = row.destination.id();
            let matches = row.matches(search);
            let line = self
                .radio(&id)
                .and_then(|radio| radio.closest(".row").ok().flatten());
            set_attribute(line, "hidden", (!matches).then_some(""));
            found += usize::from(matches);
            is_chosen_there |= matches && chosen.as_ref() == Some(&id);
        }
        let meant = destination::meant(rows, search).filter(|_| !is_chosen_there);
        if let Some(radio) = meant.and_then(|row| self.radio(&row.destination.id())) {
            // A property, for an attribute no longer counts once something was chosen.
            radio.unchecked_into::<HtmlInputElement>().set_checked(true);
        }
        self.say("found", &words::found(found, search));
        self.show("#use", found > 0);
    }

    fn radio(&self, id: &str) -> Option<Element> {
        self.find(&format!("[name=destination][value=\"{id}\"]"))
    }

    /// The line that is chosen.
    #[must_use]
    pub fn picked(&self) -> Option<String> {
        self.find("[name=destination]:checked")?
            .get_attribute("value")
    }
}
