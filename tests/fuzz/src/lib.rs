//! What reads bytes that somebody else wrote, as functions of those bytes: for `cargo fuzz`, and for the replay of the corpus in
//! `tests/fuzz_corpus.rs`. A target is passed when it returns.

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use std::str::from_utf8;
use trivet::checklist::lesson::LessonFile;
use trivet::credential::{
    ConsoleAccount, Credential, Item, ItemDetails, KeyId, KeySecret, Timestamp,
};
use trivet::export::kdbx::existing::{Existing, Key};
use trivet::export::{Choice, Consent, Format, Needs, Password, PlainFormat, Recipients};
use trivet::handover::{FromVault, GuardEnd, json};
use trivet::keepassxc::{Conversation, Turn};
use trivet::policy::{Organisation, Policy};
use trivet::service::{
    AccessToken, Answer, Engine, Exchange, ListVaults, Next, Place, ServerAddress, StoreItem,
    StoreSecret,
};
use trivet::vault::link::Link;
use trivet::vault::settings::ExportSettings;
use zeroize::Zeroizing;

/// Reads bytes that somebody else wrote.
pub type Target = fn(&[u8]);

/// Every target by its name, which is that of its file and of its folder in the corpus.
pub const TARGETS: [(&str, Target); 10] = [
    ("by_password", by_password),
    ("existing", existing),
    ("key_file", key_file),
    ("plain", plain),
    ("recipients", recipients),
    ("wall", wall),
    ("policy", policy),
    ("lessons", lessons),
    ("keepassxc", keepassxc),
    ("services", services),
];

/// The password of the files in the corpus.
const PASSWORD: &str = "made-up-password";

fn item() -> Option<Item> {
    let account = ConsoleAccount::from_host("acme.us-4.evergage.com").ok()?;
    Some(Item {
        credential: Credential {
            key_id: KeyId::new("0F8FAD5B-D9CB-469F-A165-70867728950E".to_owned()).ok()?,
            secret: KeySecret::new("a made-up secret".to_owned()).ok()?,
        },
        details: ItemDetails {
            notes: ItemDetails::standard_notes(&account, ""),
            account,
            created: Timestamp::from_unix_seconds(1_795_466_100)?,
            permissions: vec!["Can access API".to_owned()],
        },
    })
}

/// Files of ours, encrypted by a password: KDBX, Bitwarden, age.
pub fn by_password(bytes: &[u8]) {
    let Some(item) = item() else { return };
    for choice in Choice::all().filter(|choice| choice.needs() == Needs::Password) {
        // One in age stands for all: the envelope is the same.
        let is_one = choice.envelope().is_none() || choice.about().name == "csv-chrome";
        if let (Choice::ByPassword(format), true) = (choice, is_one)
            && let Ok(password) = Password::new(PASSWORD.to_owned())
        {
            let _ = format.with(password).verify(bytes, &item);
        }
    }
}

/// A `KeePass` database that was there before: container, header, document.
pub fn existing(bytes: &[u8]) {
    let Ok(password) = Password::new(PASSWORD.to_owned()) else {
        return;
    };
    if let Ok(key) = Key::new(Some(&password), None)
        && let Ok(existing) = Existing::open(bytes, &key)
        && let Some(item) = item()
    {
        let mut rng = ChaCha20Rng::from_seed([7; 32]);
        for group in 0..existing.groups().len().min(2) {
            let _ = existing.add(&item, group, &mut rng);
        }
    }
}

/// A key file of `KeePass`.
pub fn key_file(bytes: &[u8]) {
    let _ = Key::new(None, Some(bytes));
}

/// Files of ours that are not encrypted: JSON, CSV, zip, text. What is read is written again as it was.
pub fn plain(bytes: &[u8]) {
    let Ok(consent) = Consent::given(true, true) else {
        return;
    };
    let mut rng = ChaCha20Rng::from_seed([7; 32]);
    for format in PlainFormat::ALL {
        if let Ok(read) = format.read_back(bytes, &consent)
            && let Ok(again) = format.write(&read.item, &consent, &mut rng)
        {
            let verified = format.verify(again.bytes(), &consent, &read.item);
            assert!(verified.is_ok(), "{}", format.about().name);
        }
    }
}

/// Public keys, as they are pasted.
pub fn recipients(bytes: &[u8]) {
    if let Ok(text) = from_utf8(bytes)
        && let Ok(read) = Recipients::parse(text)
    {
        let lines: Vec<_> = read.lines().collect();
        assert!(Recipients::parse(&lines.join("\n")).is_ok());
    }
}

/// What comes over the wall, and the address of the vault's window.
pub fn wall(bytes: &[u8]) {
    let message = serde_json::from_slice(bytes).unwrap_or_default();
    if let Some(handover) = json::read(&message) {
        let sent = json::write(&handover.to_message());
        assert!(json::read(&sent).is_some());
    }
    let Ok(text) = from_utf8(bytes) else { return };
    let _ = Link::parse(text);
    let _ = ConsoleAccount::from_host(text);
    let mut end = GuardEnd::default();
    end.expect("ticket".to_owned(), 0.0);
    let _ = end.connect(true, 0.0);
    for line in text.lines() {
        let fields: Vec<_> = line
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect();
        let _ = end.hear(FromVault::from_fields(&fields), 0.0);
    }
}

/// An organisation's policy.
pub fn policy(bytes: &[u8]) {
    let Ok(managed) = serde_json::from_slice::<serde_json::Value>(bytes) else {
        return;
    };
    let managed = managed.into();
    if let Some(settings) = ExportSettings::from_managed(&managed) {
        let _ = settings.rules();
    }
    if let Some(organisation) = Organisation::from_managed(&managed) {
        let policy = Policy::default().tightened_by(organisation);
        assert!(policy.minimum_password_length >= Policy::default().minimum_password_length);
    }
}

/// A file of lessons.
pub fn lessons(bytes: &[u8]) {
    if let Ok(file) = serde_json::from_slice::<serde_json::Value>(bytes)
        && let Ok(lessons) = LessonFile::read(&file.into())
    {
        assert_eq!(LessonFile::read(&LessonFile::of(&lessons)), Ok(lessons));
    }
}

/// What `KeePassXC` says, a message a line.
pub fn keepassxc(bytes: &[u8]) {
    let (Some(item), Ok(text)) = (item(), from_utf8(bytes)) else {
        return;
    };
    let mut rng = ChaCha20Rng::from_seed([7; 32]);
    let Ok((mut conversation, _)) = Conversation::begin(&item, &mut rng) else {
        return;
    };
    for line in text.lines() {
        match conversation.hear(line, &mut rng) {
            Ok(Turn::Done(_)) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// What Vault, `OpenBao` and 1Password Connect answer: lines of a status and a body. None of it is a proof.
pub fn services(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    let _ = ServerAddress::parse(text);
    let _ = Place::new("", text, text);
    let (Some(item), Ok(address), Ok(token)) = (
        item(),
        ServerAddress::parse("https://vault.example"),
        AccessToken::new("made-up"),
    ) else {
        return;
    };
    let mut vaults = Vec::new();
    let mut list = ListVaults::new(&address, &token);
    if list.begin().is_ok() {
        answer(&mut list, text, |listed| vaults = listed);
    }
    for vault in &vaults {
        let mut exchange = StoreItem::new(&address, &token, vault, &item, false);
        if exchange.begin().is_ok() {
            answer(&mut exchange, text, drop);
        }
    }
    if let (Ok(address), Ok(token), Ok(place)) = (
        ServerAddress::parse("https://vault.example"),
        AccessToken::new("made-up"),
        Place::new("", "secret", "trivet"),
    ) {
        let engine = Engine { address, token };
        let mut exchange = StoreSecret::new(&engine, &place, &item);
        if exchange.begin().is_ok() {
            answer(&mut exchange, text, drop);
        }
    }
}

fn answer<E: Exchange>(exchange: &mut E, text: &str, done: impl FnOnce(E::Outcome)) {
    for line in text.lines() {
        let (status, body) = line.split_once(' ').unwrap_or((line, ""));
        let answer = Answer {
            status: status.parse().unwrap_or(200),
            body: Zeroizing::new(body.as_bytes().to_vec()),
        };
        match exchange.answered(answer) {
            Ok(Next::Send(_) | Next::Later(..)) => {}
            Ok(Next::Done(outcome)) => return done(outcome),
            Err(_) => return,
        }
    }
}
