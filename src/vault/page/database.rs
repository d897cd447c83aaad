//! The database that the entry is added to: which, what opens it, and the group.

use super::{Page, set_attribute};
use crate::export::kdbx::existing::Group;
use crate::vault::{destination, words};
use wasm_bindgen::JsCast as _;
use web_sys::{File, HtmlSelectElement};

impl Page {
    /// Asks for a database.
    pub fn show_database(&self) {
        let said = [
            destination::DATABASE,
            destination::DATABASE_LABEL,
            words::badge(true),
        ];
        self.show_straight(said, &[], "#database-card");
        self.close_database();
    }

    /// Asks for the group; the first is the root, and stands for itself where nothing else is chosen.
    pub fn show_groups(&self, groups: &[Group]) {
        if let Some(select) = self.find("#group") {
            select.set_text_content(None);
            for (number, group) in groups.iter().enumerate() {
                let name = words::group(&group.path, group.in_recycle_bin);
                let option = self.add(&select, "option", "", &name);
                set_attribute(option, "value", Some(&number.to_string()));
            }
        }
        self.show("#open-fields", false);
        self.show("#group-field", true);
    }

    /// Asks for a database once more.
    pub fn close_database(&self) {
        self.show("#open-fields", true);
        self.show("#group-field", false);
        if let Some(select) = self.find("#group") {
            select.set_text_content(None);
        }
    }

    /// Takes everything of the database out of the document.
    pub(super) fn forget_database(&self) {
        self.close_database();
        for id in ["database", "database-key"] {
            if let Some(input) = self.input(id) {
                input.set_value("");
            }
        }
    }

    /// The place of the chosen group in the list of groups, as a number.
    #[must_use]
    pub fn chosen_group(&self) -> String {
        let select = self.find("#group");
        let select = select.and_then(|select| select.dyn_into::<HtmlSelectElement>().ok());
        select.map(|select| select.value()).unwrap_or_default()
    }

    /// The file in a field, which stays there.
    #[must_use]
    pub fn file_in(&self, id: &str) -> Option<File> {
        self.input(id)?.files()?.get(0)
    }
}
