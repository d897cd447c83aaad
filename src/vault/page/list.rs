//! The list of everything that can be chosen.

use super::{Page, set_attribute};
use crate::destination::{self, Row, Section};
use crate::facts::Fact;
use crate::message::Words;
use crate::tiles;
use crate::words;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlInputElement};

impl Page {
    /// Draws the list anew, with one line chosen and nothing searched for.
    pub fn show_list(&self, rows: &[Row], chosen: &str) {
        let (Some(list), Some(tiles)) = (self.find("#list"), self.find("#tiles")) else {
            return;
        };
        list.set_text_content(None);
        tiles.set_text_content(None);
        for row in tiles::of(rows, chosen) {
            self.add_tile(&tiles, row);
        }
        self.show_all(false);
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
        self.put("found", "");
    }

    /// The tiles are not enough: shows the whole list, with the cursor at the line that is chosen.
    pub fn open_all(&self) {
        self.show_all(true);
        self.focus(".row :checked");
    }

    /// Shows the whole list in the place of the tiles.
    fn show_all(&self, is_whole: bool) {
        self.show("#products", !is_whole);
        self.show("#list", is_whole);
        self.show("#use", is_whole);
    }

    fn add_tile(&self, tiles: &Element, row: &Row) -> Option<()> {
        let tile = self.add(tiles, "button", "tile", "")?;
        set_attribute(Some(tile.clone()), "type", Some("button"));
        set_attribute(Some(tile.clone()), "value", Some(&row.destination.id()));
        self.add_words(&tile, "strong", "", row.title.clone());
        self.add_words(&tile, "span", "aside", row.label.clone());
        Some(())
    }

    /// Chooses the line whose tile was pressed; says whether one was.
    #[must_use]
    pub fn pick_tile(&self, event: &Event) -> bool {
        let pressed = event.target().and_then(|target| target.dyn_into().ok());
        let tile = pressed.and_then(|element: Element| element.closest(".tile").ok().flatten());
        let radio = tile
            .and_then(|tile| tile.get_attribute("value"))
            .and_then(|id| self.radio(&id));
        let is_tile = radio.is_some();
        if let Some(radio) = radio {
            radio.unchecked_into::<HtmlInputElement>().set_checked(true);
        }
        is_tile
    }

    fn add_section(&self, list: &Element, section: Section) -> Option<Element> {
        let group = self.add(list, "section", "rows", "")?;
        self.add_words(&group, "h2", "", section.heading());
        if let Some(introduction) = section.introduction() {
            self.add_words(&group, "p", "aside", introduction);
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
        self.add_words(&names, "strong", "", row.title.clone());
        self.add_words(&names, "span", "aside", row.label.clone());
        let facts = self.add(&line, "ul", "facts", "")?;
        facts.set_id(&facts_id);
        self.add_facts(&facts, &row.facts);
        Some(())
    }

    /// Adds what is to be known to a list.
    pub(super) fn add_facts(&self, list: &Element, facts: &[Fact]) {
        for fact in facts {
            let class = if fact.is_warning { "warning" } else { "" };
            self.add_words(list, "li", class, fact.text.clone());
        }
    }

    /// What is searched for.
    #[must_use]
    pub fn searched(&self) -> String {
        self.typed("search").to_string()
    }

    /// Leaves the lines that match, and chooses the one that is meant where the chosen one is gone.
    pub fn filter_list(&self, rows: &[Row], search: &str) {
        let said = |words: &Words| self.in_words(words);
        let chosen = self.picked();
        let mut found = 0;
        let mut is_chosen_there = false;
        for row in rows {
            let id = row.destination.id();
            let matches = row.matches(search, said);
            let line = self
                .radio(&id)
                .and_then(|radio| radio.closest(".row").ok().flatten());
            set_attribute(line, "hidden", (!matches).then_some(""));
            found += usize::from(matches);
            is_chosen_there |= matches && chosen.as_ref() == Some(&id);
        }
        let meant = destination::meant(rows, search, said).filter(|_| !is_chosen_there);
        if let Some(radio) = meant.and_then(|row| self.radio(&row.destination.id())) {
            // A property, for an attribute no longer counts once something was chosen.
            radio.unchecked_into::<HtmlInputElement>().set_checked(true);
        }
        match words::found(found, search) {
            Some(said) => self.say("found", said),
            None => self.put("found", ""),
        }
        self.show_all(true);
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
