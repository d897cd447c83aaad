//! What the tests with foreign readers share: a batch of items, and where the readers are.
#![allow(dead_code, missing_docs)] // each test program uses its own part

pub mod hostile;

use chacha20::ChaCha20Rng;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use rand_core::SeedableRng;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use trivet::credential::{
    ConsoleAccount, Credential, Item, ItemDetails, KeyId, KeySecret, Timestamp,
};
use trivet::export::kdbx::{Days, Kdbx};
use trivet::export::{
    Argon2Parameters, Choice, Consent, Encrypted, ExportedFile, Format, Password, Plain,
    PlainFormat,
};

pub fn item(key_id: &str, secret: &str, notes: &str, permissions: &[&str]) -> Item {
    Item {
        credential: Credential {
            key_id: KeyId::new(key_id.to_owned()).unwrap(),
            secret: KeySecret::new(secret.to_owned()).unwrap(),
        },
        details: ItemDetails {
            account: ConsoleAccount::from_host("acme.us-4.evergage.com").unwrap(),
            created: Timestamp::from_iso_8601("2026-11-23T20:35:00Z").unwrap(),
            permissions: permissions.iter().map(|&name| name.to_owned()).collect(),
            notes: notes.to_owned(),
        },
    }
}

/// The item of the usual job.
pub fn usual() -> Item {
    let account = ConsoleAccount::from_host("acme.us-4.evergage.com").unwrap();
    item(
        "0F8FAD5B-D9CB-469F-A165-70867728950E",
        "-made_up_secret_of_43_characters_0123456789",
        &ItemDetails::standard_notes(&account, "-by hand, \"quoted\"\r\nand <marked> & more"),
        &["Can access API", "Can send events", "Is enabled"],
    )
}

/// Each kind of hostile value for itself, as every value at once.
pub fn each_kind() -> Vec<Item> {
    let long = "\"<&漢".repeat(2_500);
    [
        "=cmd+@x,\"q\";\\ü€漢-Zz9",
        "-starts with a hyphen",
        "<b>&amp;</b>]]></Value><!-- -->",
        "{ } {{ %PATH% $HOME `id`",
        "\u{202e}desrever\u{2066}\u{feff}",
        "👩\u{200d}💻🔑e\u{301}",
        "one\ntwo\r\nthree\rfour\tfive",
        " \t\n\r edges \r\n\t ",
        "\u{7f}\u{85}\u{9f}\u{2028}\u{fdd0}\u{10ffff}",
        &long,
    ]
    .map(|value| item(value, value, value, &["Can access API"]))
    .into()
}

/// A fixed batch of hostile items.
pub fn hostile_items(count: usize) -> Vec<Item> {
    let strategy = (
        hostile::value(),
        hostile::value(),
        hostile::notes(),
        hostile::permissions(),
    );
    let mut runner = TestRunner::deterministic();
    (0..count)
        .map(|_| {
            let (key_id, secret, notes, permissions) =
                strategy.new_tree(&mut runner).unwrap().current();
            let permissions: Vec<_> = permissions.iter().map(String::as_str).collect();
            item(&key_id, &secret, &notes, &permissions)
        })
        .collect()
}

/// The item in a file, with the least key derivation that is allowed.
pub fn quick_file(item: &Item, password: &str) -> ExportedFile<Encrypted> {
    file_by(Kdbx::new(Argon2Parameters::MINIMUM), item, password)
}

/// The item in a small file whose entry expires after so many days.
pub fn lasting_file(item: &Item, days: u16, password: &str) -> ExportedFile<Encrypted> {
    let kdbx = Kdbx::new(Argon2Parameters::MINIMUM).lasting(Some(Days(days)));
    file_by(kdbx, item, password)
}

/// The item in a file, as the vault writes it.
pub fn real_file(item: &Item, password: &str) -> ExportedFile<Encrypted> {
    file_by(Kdbx::default(), item, password)
}

fn file_by(kdbx: Kdbx, item: &Item, password: &str) -> ExportedFile<Encrypted> {
    let password = Password::new(password.to_owned()).unwrap();
    kdbx.write(item, &password, &mut ChaCha20Rng::from_seed(seed()))
        .unwrap()
}

/// The plain format of that name.
pub fn plain(name: &str) -> PlainFormat {
    match Choice::by_name(name) {
        Some(Choice::Plain(format)) => format,
        _ => panic!("no plain format is named {name}"),
    }
}

/// The item in a file that is not encrypted.
pub fn plain_file(format: PlainFormat, item: &Item) -> ExportedFile<Plain> {
    let consent = Consent::given(true, true).unwrap();
    format
        .write(item, &consent, &mut ChaCha20Rng::from_seed(seed()))
        .unwrap()
}

/// The usual item, each kind of hostile value and some of the batch: those that the format does not refuse. Most are taken.
pub fn taken_by(format: PlainFormat) -> Vec<Item> {
    let mut items = vec![usual()];
    items.extend(each_kind());
    items.extend(hostile_items(12));
    let all = items.len();
    items.retain(|item| format.check(item).is_ok());
    assert!(items.len() * 2 > all, "{}", format.about().name);
    items
}

/// What an importer finds in the notes of a format that has no place of its own for the facts.
pub fn notes_with_facts(item: &Item) -> String {
    let details = &item.details;
    let gap = if details.notes.is_empty() { "" } else { "\n\n" };
    let mut text = format!("{}{gap}Created: {}", details.notes, details.created);
    for permission in &details.permissions {
        text.extend(["\nPermission: ", permission]);
    }
    text
}

/// Random, as in the vault.
fn seed() -> [u8; 32] {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).unwrap();
    seed
}

/// A directory of its own that goes when it is dropped.
pub struct Directory(PathBuf);

impl Directory {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("trivet-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs a foreign reader with something on its standard input. A reader that is missing is a failure, not a reason to skip.
pub fn run(variable: &str, usually: &str, arguments: &[&str], input: &str) -> Output {
    run_with(variable, usually, arguments, input.as_bytes(), &[])
}

/// As [`run`], with any bytes, and with more in the environment.
pub fn run_with(
    variable: &str,
    usually: &str,
    arguments: &[&str],
    input: &[u8],
    environment: &[(&str, PathBuf)],
) -> Output {
    use std::io::Write;
    let program = std::env::var(variable).unwrap_or_else(|_| usually.to_owned());
    let mut child = Command::new(&program)
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .env("QT_QPA_PLATFORM", "offscreen")
        // What KeePassXC keeps in a hash table it exports in another order each time otherwise.
        .env("QT_HASH_SEED", "0")
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!(
                "cannot start {program}: {error}. \
                 ./build.sh test installs the readers; or set {variable} to one."
            )
        });
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input).unwrap();
    drop(stdin);
    child.wait_with_output().unwrap()
}

/// What a reader printed, when it succeeded.
pub fn printed(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", output.status);
    String::from_utf8(output.stdout.clone()).unwrap()
}
