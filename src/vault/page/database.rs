//! The database that the entry is added to: which, what opens it, and the group.

use super::{Page, set_attribute};
use crate::message::Message;
use crate::words;
use trivet_formats::kdbx::existing::Group;
use wasm_bindgen::JsCast as _;
use web_sys::{File, HtmlSelectElement};

impl Page {
    /// Asks for a database.
    pub fn show_database(&self) {
        let said = [
            Message::DatabaseTitle.into(),
            Message::DatabaseLabel.into(),
            words::badge(true).into(),
        ];
        self.show_straight(said, &[], "#database-card");
        self.close_database();
        self.show("#turn-place", trivet_webext::files::are_offered());
        self.show_place(trivet_webext::files::are_offered());
    }

    /// Offers the browser's dialog in which a database is chosen to be changed, or the field for one that stays as it is.
    fn show_place(&self, in_place: bool) {
        set_attribute(
            self.find("#database-card"),
            "data-in-place",
            in_place.then_some(""),
        );
        self.show_chosen("", false);
        if let Some(input) = self.input("database") {
            input.set_value("");
        }
    }

    /// Turns from one to the other.
    pub fn turn_place(&self) {
        self.show_place(!self.is_in_place());
        self.hide_problem();
        self.focus_database();
    }

    /// Puts the cursor where a database is chosen, one of the two is shown; or to the password where the one of the last time is.
    pub(crate) fn focus_database(&self) {
        self.focus("#database");
        self.focus("#choose-database");
        if self.find("#forget-database:not([hidden])").is_some() {
            self.focus("#database-password");
        }
    }

    /// Says which database was chosen, and whether it is the one of the last time: then only its password is missing.
    pub fn show_chosen(&self, name: &str, is_kept: bool) {
        self.put("database-name", name);
        self.show("#forget-database", is_kept);
        if is_kept {
            self.focus_database();
        }
    }

    /// Whether a database is to be changed where it is.
    #[must_use]
    pub fn is_in_place(&self) -> bool {
        self.find("#database-card[data-in-place]").is_some()
    }

    /// Asks for the group, and proposes one.
    pub fn show_groups(&self, groups: &[Group], first: usize) {
        if let Some(select) = self.find("#group") {
            select.set_text_content(None);
            for (number, group) in groups.iter().enumerate() {
                let name = words::group(&group.path, group.in_recycle_bin);
                let option = self.add_words(&select, "option", "", name);
                set_attribute(option.clone(), "value", Some(&number.to_string()));
                set_attribute(option, "selected", (number == first).then_some(""));
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

    /// The value of what is chosen in a list: of the groups, the place.
    #[must_use]
    pub fn chosen_option(&self, id: &str) -> String {
        let select = self.document.get_element_by_id(id);
        let select = select.and_then(|select| select.dyn_into::<HtmlSelectElement>().ok());
        select.map(|select| select.value()).unwrap_or_default()
    }

    /// The file in a field, which stays there.
    #[must_use]
    pub fn file_in(&self, id: &str) -> Option<File> {
        self.input(id)?.files()?.get(0)
    }
}
