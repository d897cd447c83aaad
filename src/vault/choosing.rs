//! Choosing where the credentials go. What was typed stays where it fits.

use super::destination::{self, Asks, Destination};
use super::recipients;
use super::session::Session;
use super::stage::{Event, Stage};
use std::rc::Rc;

impl Session {
    /// What the destination at hand asks for.
    pub(crate) fn asks(&self) -> Asks {
        match self.destination.get() {
            Destination::Database if self.held.borrow().opened.is_some() => Asks::Group,
            destination => destination.asks(),
        }
    }

    /// Makes it the destination, and shows what it asks for.
    pub(crate) fn go_to(self: &Rc<Self>, destination: Destination) {
        self.show(destination);
        self.offer_kept();
    }

    /// The same without the database of the last time.
    pub(crate) fn show(&self, destination: Destination) {
        self.destination.set(destination);
        self.forget_database();
        match destination {
            Destination::File(choice) => {
                if let Some(offer) = self.offers.borrow().of(choice.about().name) {
                    self.page.show_file(choice, offer);
                }
            }
            Destination::Service(kind) => self.show_service(kind),
            Destination::Database => self.page.show_database(),
            Destination::KeePassXc => self.page.show_keepassxc(),
        }
        self.page.show("#expiry-field", destination.has_expiry());
        self.read_keys();
        self.page.hide_problem();
        self.page.show_words(self.stage(), self.asks());
    }

    /// Opens the list.
    pub fn open_list(&self) {
        if self.advance(Event::Choose) {
            let rows = destination::rows(&self.offers.borrow(), &self.rules.borrow());
            let chosen = destination::line_of(&rows, self.destination.get());
            self.page.show_list(&rows, &chosen);
            self.rows.replace(rows);
        }
    }

    /// Leaves the lines of the list that match what is searched for.
    pub fn search(&self) {
        let search = self.page.searched();
        self.page.filter_list(&self.rows.borrow(), &search);
    }

    /// Takes the chosen line; where it is the one that was chosen before, everything stays as it was.
    pub fn choose(self: &Rc<Self>) {
        let Some(picked) = self.page.picked() else {
            return;
        };
        let rows = self.rows.take();
        let before = destination::line_of(&rows, self.destination.get());
        let row = rows.iter().find(|row| row.destination.id() == picked);
        if let Some(row) = row.filter(|_| picked != before) {
            self.go_to(row.destination);
        }
        self.advance(Event::Chosen);
        self.check_format();
    }

    /// Closes the list and leaves everything as it was.
    pub fn leave_list(&self) {
        if self.stage() == Stage::Choosing {
            self.rows.take();
            self.advance(Event::Chosen);
        }
    }

    /// The admin ticked in which way the file is to be written.
    pub fn change_way(self: &Rc<Self>) {
        let Destination::File(choice) = self.destination.get() else {
            return;
        };
        let way = self.page.ticked_way();
        let other = {
            let offers = self.offers.borrow();
            let offer = offers.of(choice.about().name);
            // Where the ticked way of sealing is not allowed, the other one is.
            offer.and_then(|offer| {
                offer
                    .by_way(way)
                    .or_else(|| offer.first().filter(|_| way.is_sealed()))
            })
        };
        self.go_to(Destination::File(other.unwrap_or(choice)));
    }

    /// Goes to a file, of the kind that comes first where nobody says otherwise.
    pub fn take_file_instead(self: &Rc<Self>) {
        let first = self.offers.borrow().first(None, None);
        if let (Stage::Ready, Some(choice)) = (self.stage(), first) {
            self.go_to(Destination::File(choice));
        }
    }

    /// Shows the public keys as they are understood.
    pub fn read_keys(&self) {
        let rules = self.rules.borrow();
        let keys = recipients::read(&self.page.typed_keys(), &rules.age_recipients);
        self.page.show_keys(&keys);
    }
}
