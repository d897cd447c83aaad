//! Where the credentials can go, and how each place stands in the list.
//!
//! A destination is a file of its own beside this one: what it is called and what is said of it (here), what it asks for and
//! what it does (its own `impl Session`), and its part of the document (`page`). The rest of the window does not know which
//! there are.

use super::catalogue::{self, AGE};
use super::facts::{self, Fact};
use super::message::{Message, Words};
use super::offer::{Offer, Offers, Way};
use super::words_of;
use crate::settings::ExportRules;
use trivet_formats::kdbx::existing;
use trivet_formats::{Choice, Needs, PasswordFormat};
use trivet_services::service::Kind;

/// Where the credentials go.
#[derive(Clone, Copy)]
pub enum Destination {
    /// Into a file, written here and saved by the browser: see `file`.
    File(Choice),
    /// To a service, over HTTPS: see `service`.
    Service(Kind),
    /// Into a `KeePass` database that was there before: see `database`.
    Database,
    /// Into the database that is open in `KeePassXC` on this computer: see `keepassxc`.
    KeePassXc,
}

/// What a destination asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// A password for the file.
    Password,
    /// Public keys.
    Recipients,
    /// The word that the file may be written without encryption.
    Consent,
    /// The address of a service, and a token for it.
    Service,
    /// A database that was there before, and what opens it.
    Database,
    /// The group in the database, which is open.
    Group,
    /// Nothing here: `KeePassXC` asks for itself.
    KeePassXc,
}

impl Destination {
    /// The name by which it is remembered. Holds nothing of the values.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::File(choice) => choice.name(),
            Self::Service(kind) => kind.name().to_owned(),
            Self::Database => existing::NAME.to_owned(),
            Self::KeePassXc => trivet_services::keepassxc::NAME.to_owned(),
        }
    }

    /// What it asks for.
    #[must_use]
    pub fn asks(self) -> Asks {
        match self {
            Self::File(choice) => match choice.needs() {
                Needs::Password => Asks::Password,
                Needs::Recipients => Asks::Recipients,
                Needs::Consent => Asks::Consent,
            },
            Self::Service(_) => Asks::Service,
            Self::Database => Asks::Database,
            Self::KeePassXc => Asks::KeePassXc,
        }
    }

    /// Whether the entry can expire there.
    #[must_use]
    pub fn has_expiry(self) -> bool {
        match self {
            Self::File(choice) => matches!(choice, Choice::ByPassword(PasswordFormat::Kdbx(_))),
            Self::Database => true,
            Self::Service(_) | Self::KeePassXc => false,
        }
    }

    /// The choice of a file's format, where it is a file.
    #[must_use]
    pub fn file(self) -> Option<Choice> {
        match self {
            Self::File(choice) => Some(choice),
            Self::Service(_) | Self::Database | Self::KeePassXc => None,
        }
    }

    /// What is offered first: what the policy prefers, else what was used last, else what the formats say.
    #[must_use]
    pub fn first(offers: &Offers, rules: &ExportRules, last_used: Option<&str>) -> Option<Self> {
        let preferred = rules.preferred_format.as_deref();
        let mut straight = without_file(rules);
        let named = preferred
            .or(last_used)
            .and_then(|name| straight.clone().find(|one| one.id() == name));
        named
            .or_else(|| offers.first(preferred, last_used).map(Self::File))
            .or_else(|| straight.next())
    }
}

/// What people call a destination that is remembered, or that a policy names; what is none keeps its name.
#[must_use]
pub fn title_of(id: &str) -> Words {
    let service = Kind::ALL.into_iter().find(|kind| kind.name() == id);
    match (id, service) {
        (existing::NAME, _) => Message::DatabaseTitle.into(),
        (trivet_services::keepassxc::NAME, _) => Message::KeepassxcTitle.into(),
        (_, Some(kind)) => words_of::service::title(kind).into(),
        _ => catalogue::title_of(id).map_or_else(|| id.into(), Words::from),
    }
}

/// The ways without a file that a policy allows.
fn without_file(rules: &ExportRules) -> impl Iterator<Item = Destination> + Clone {
    let services = Kind::ALL.into_iter().map(Destination::Service);
    [Destination::Database, Destination::KeePassXc]
        .into_iter()
        .chain(services)
        .filter(|one| rules.allows(&one.id(), &one.id()))
}

/// Where a line stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Only a key opens the file.
    Encrypted,
    /// Anybody can read the file.
    Unencrypted,
    /// Anybody could, so only what is sealed with age is allowed.
    Sealed,
    /// Straight to where it is kept, without a file.
    WithoutFile,
}

impl Section {
    /// In their order.
    pub const ALL: [Self; 4] = [
        Self::Encrypted,
        Self::WithoutFile,
        Self::Unencrypted,
        Self::Sealed,
    ];

    /// Its heading.
    #[must_use]
    pub fn heading(self) -> Message {
        match self {
            Self::Encrypted => Message::SectionEncrypted,
            Self::Unencrypted => Message::SectionPlain,
            Self::Sealed => Message::SectionSealed,
            Self::WithoutFile => Message::SectionDirect,
        }
    }

    /// What is said below the heading.
    #[must_use]
    pub fn introduction(self) -> Option<Message> {
        match self {
            Self::Encrypted | Self::WithoutFile => None,
            Self::Unencrypted => Some(Message::SectionPlainWhy),
            Self::Sealed => Some(Message::SectionSealedWhy),
        }
    }
}

/// A line of the list.
pub struct Row {
    /// Where it leads.
    pub destination: Destination,
    /// The products that an admin knows.
    pub title: Words,
    /// What kind of file it is.
    pub label: Words,
    /// Where it stands.
    pub section: Section,
    /// What is to be known before it is chosen.
    pub facts: Vec<Fact>,
    /// What it is found by, besides what it shows.
    words: String,
}

impl Row {
    /// Whether every word of a search begins some word of this line. `said` puts what it shows in the person's language.
    #[must_use]
    pub fn matches(&self, search: &str, said: impl Fn(&Words) -> String) -> bool {
        let shown = [said(&self.title), said(&self.label)].map(|text| text.to_ascii_lowercase());
        begin_words_of(
            &[&shown[0], " ", &shown[1], " ", &self.words].concat(),
            search,
        )
    }
}

/// The line that a search means: one that has it in its title, else the first that matches.
#[must_use]
pub fn meant<'a>(
    rows: &'a [Row],
    search: &str,
    said: impl Fn(&Words) -> String,
) -> Option<&'a Row> {
    let titled = |row: &&Row| begin_words_of(&said(&row.title).to_ascii_lowercase(), search);
    let mut matching = rows.iter().filter(|row| row.matches(search, &said));
    matching.clone().find(titled).or_else(|| matching.next())
}

/// Whether every word of a search begins some word of a text in small letters.
fn begin_words_of(text: &str, search: &str) -> bool {
    let search = search.to_ascii_lowercase();
    words(&search).all(|sought| words(text).any(|word| word.starts_with(sought)))
}

/// Words of ASCII, for Unicode's tables of letters would weigh more than the whole list.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The lines for all that is offered.
#[must_use]
pub fn rows(offers: &Offers, rules: &ExportRules) -> Vec<Row> {
    let files = offers.iter().filter_map(file_row);
    let (mut rows, others): (Vec<_>, Vec<_>) =
        files.partition(|row| row.section == Section::Encrypted);
    rows.extend(age_row(offers));
    rows.extend(without_file(rules).filter_map(straight_row));
    rows.extend(others);
    rows
}

/// The line that stands for a destination. One line stands for every way in which the file of a format can be written.
#[must_use]
pub fn line_of(rows: &[Row], destination: Destination) -> String {
    let is_line = |row: &&Row| match (destination.file(), row.destination.file()) {
        (Some(choice), Some(other)) => {
            other.about().name == choice.about().name
                && (row.title == Words::from(AGE)) == catalogue::is_age_itself(choice)
        }
        _ => row.destination.id() == destination.id(),
    };
    let line = rows.iter().find(is_line);
    line.map_or(destination.id(), |row| row.destination.id())
}

fn straight_row(destination: Destination) -> Option<Row> {
    match destination {
        Destination::Database => Some(database_row()),
        Destination::KeePassXc => Some(keepassxc_row()),
        Destination::Service(kind) => Some(service_row(kind)),
        Destination::File(_) => None,
    }
}

fn database_row() -> Row {
    let facts = [Message::FactDatabase, Message::FactDatabaseNeeds];
    Row {
        destination: Destination::Database,
        title: Message::DatabaseTitle.into(),
        label: Message::DatabaseLabel.into(),
        section: Section::WithoutFile,
        facts: facts.into_iter().map(facts::plain).collect(),
        words:
            "existing keepass keepassxc strongbox keepassium keepassdx database kdbx group merge"
                .to_owned(),
    }
}

fn keepassxc_row() -> Row {
    Row {
        destination: Destination::KeePassXc,
        title: Message::KeepassxcTitle.into(),
        label: Message::KeepassxcLabel.into(),
        section: Section::WithoutFile,
        facts: facts::keepassxc(),
        words: "keepassxc running on this computer open database native messaging".to_owned(),
    }
}

fn service_row(kind: Kind) -> Row {
    let facts = words_of::service::facts(kind).map(facts::plain);
    Row {
        destination: Destination::Service(kind),
        title: words_of::service::title(kind).into(),
        label: words_of::service::label(kind).into(),
        section: Section::WithoutFile,
        facts: facts.into(),
        words: format!("https server api token {}", kind.name()),
    }
}

fn file_row(offer: &Offer) -> Option<Row> {
    let about = offer.about();
    let choice = offer.first()?;
    let section = match offer.by_way(Way::AsIs) {
        Some(choice) if choice.is_encrypted() => Section::Encrypted,
        Some(_) => Section::Unencrypted,
        None => Section::Sealed,
    };
    if catalogue::is_age_itself(choice) {
        return None;
    }
    let title = catalogue::title(choice);
    let importers = about.importers.join(" ");
    Some(Row {
        destination: Destination::File(choice),
        title: title.into(),
        label: words_of::about::label(about),
        section,
        facts: facts::all(about),
        words: format!("{title} {importers} {}", about.name).to_ascii_lowercase(),
    })
}

/// Who looks for age itself finds it: the simplest text, sealed.
fn age_row(offers: &Offers) -> Option<Row> {
    let offer = offers.of("pass")?;
    let sealed = [Way::Recipients, Way::Passphrase];
    let choice = sealed.into_iter().find_map(|way| offer.by_way(way))?;
    let envelope = choice.envelope()?;
    let mut facts = facts::all(envelope);
    facts.push(facts::plain(Message::FactAge));
    Some(Row {
        destination: Destination::File(choice),
        title: AGE.into(),
        label: Message::AgeLabel.into(),
        section: Section::Encrypted,
        facts,
        words: "age rage typage ssh public key keys recipients passphrase text".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;
    use crate::settings::ExportRules;

    fn found(rules: &ExportRules, search: &str) -> Vec<String> {
        let rows = rows(&Offers::under(rules), rules);
        let english = english();
        let said = |words: &Words| english.words(words);
        let found = rows.iter().filter(|row| row.matches(search, said));
        found.map(|row| row.destination.id()).collect()
    }

    #[test]
    fn products_are_found_by_the_beginnings_of_their_names() {
        let free = ExportRules::default();
        assert_eq!(found(&free, "").len(), 27);
        let keepassxc = ["kdbx", "kdbx-existing", "keepassxc"];
        assert_eq!(found(&free, "keepassxc"), keepassxc);
        assert_eq!(found(&free, "exist"), ["kdbx-existing"]);
        assert_eq!(found(&free, "chr"), ["csv-chrome"]);
        assert_eq!(found(&free, "Edge CSV"), ["csv-chrome"]);
        assert_eq!(found(&free, "age"), ["pass+age-recipients"]);
        assert_eq!(found(&free, "old bitw"), ["bitwarden-encrypted-pbkdf2"]);
        assert!(found(&free, "vault").contains(&"vault-kv".to_owned()));
        assert!(found(&free, "1password").contains(&"1password-1pux".to_owned()));
        assert_eq!(found(&free, "no such product"), [""; 0]);
        let rows = rows(&Offers::under(&free), &free);
        let english = english();
        let said = |words: &Words| english.words(words);
        let meant = |search| meant(&rows, search, said).map(|row| row.title.clone());
        assert_eq!(meant("dash"), Some("Dashlane".into()));
        assert_eq!(meant("brave"), Some("Chrome, Edge".into()));
        assert_eq!(meant("no such product"), None);
    }

    #[test]
    fn what_is_encrypted_stands_first() {
        let free = ExportRules::default();
        let rows = rows(&Offers::under(&free), &free);
        let sections: Vec<_> = rows.iter().map(|row| row.section).collect();
        assert_eq!(sections[..4], [Section::Encrypted; 4]);
        let straight = without_file(&free).count();
        assert!(straight > 0);
        assert_eq!(
            sections[4..4 + straight],
            vec![Section::WithoutFile; straight]
        );
        assert!(
            sections[4 + straight..]
                .iter()
                .all(|section| *section == Section::Unencrypted)
        );
    }

    #[test]
    fn where_unencrypted_files_are_forbidden_each_is_sealed() {
        let strict = ExportRules {
            allow_unencrypted: false,
            ..ExportRules::default()
        };
        for row in rows(&Offers::under(&strict), &strict) {
            let choice = row.destination.file();
            assert!(choice.is_none_or(Choice::is_encrypted));
            assert_ne!(row.section, Section::Unencrypted);
        }
    }

    #[test]
    fn a_service_is_offered_where_it_is_allowed_and_first_where_it_was_used_last() {
        let named = |name: &str| ExportRules {
            allowed_formats: vec![name.to_owned()],
            ..ExportRules::default()
        };
        let ids = |rules: &ExportRules| -> Vec<String> {
            let rows = rows(&Offers::under(rules), rules);
            rows.iter().map(|row| row.destination.id()).collect()
        };
        assert_eq!(ids(&named("kdbx")), ["kdbx"]);
        assert_eq!(ids(&named("vault-kv-server")), ["vault-kv-server"]);
        let first = |rules: &ExportRules, last_used| {
            let first = Destination::first(&Offers::under(rules), rules, last_used);
            first.map(Destination::id)
        };
        let free = ExportRules::default();
        let last = Some("1password-connect");
        assert_eq!(first(&free, last).as_deref(), last);
        let database = Some(existing::NAME);
        assert_eq!(first(&free, database).as_deref(), database);
        assert_eq!(ids(&named(existing::NAME)), [existing::NAME]);
        assert_eq!(first(&named("kdbx"), last).as_deref(), Some("kdbx"));
        assert_eq!(first(&free, None).as_deref(), Some("kdbx"));

        let keepassxc = Some("keepassxc");
        assert_eq!(first(&free, keepassxc).as_deref(), keepassxc);
        assert_eq!(first(&named("kdbx"), keepassxc).as_deref(), Some("kdbx"));
        assert_eq!(ids(&named("keepassxc")), ["keepassxc"]);
        for only in [existing::NAME, "keepassxc", "vault-kv-server"] {
            assert_eq!(first(&named(only), None).as_deref(), Some(only));
        }
    }
}
