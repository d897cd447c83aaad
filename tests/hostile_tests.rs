//! Hostile values and names (T20) along the whole pure way: page, reading, panel, handover, file name, file, receipt.
//!
//! Each case comes from a seed and its number alone, so a failure is found again by what it says. `TRIVET_HOSTILE` in the
//! environment is how many are played; a few hundred otherwise. `./build.sh hostile` plays a million.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by them

#[path = "export_support/hostile.rs"]
#[allow(dead_code, missing_docs)] // the files' own tests use all of it
mod hostile;

use chacha20::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use std::fmt::Write;
use trivet::checklist::label::Labels;
use trivet::checklist::message::{Message, Texts, english};
use trivet::checklist::{Gate, Rules, Run, Sighting, View};
use trivet::console::Reader;
use trivet::console::sample::SampleNode;
use trivet::credential::{
    ConsoleAccount, Credential, Datasets, Item, ItemDetails, KeyId, KeySecret, Purpose, Timestamp,
};
use trivet::export::kdbx::Kdbx;
use trivet::export::{
    Argon2Parameters, Consent, ExportError, Format, Password, PlainFormat, Verified,
};
use trivet::handover::{Handover, LONGEST_VALUE, MOST_PERMISSIONS, json};
use trivet::policy::Policy;
use trivet::vault::receipt::{Proven, Receipt, TokenFacts};

const SEED: u64 = 20_261_125;

/// How many cases are played where nothing else is asked for.
const USUALLY: u64 = 400;

/// In every secret, and in every ID: so that they are found wherever they should not be.
const IN_SECRET: &str = "s3ntinel";
const IN_ID: &str = "1dentinel";

/// What no file can have or what a system reads otherwise, what cannot be written in XML, and what turns a line around.
const WORSE: [&str; 14] = [
    "\0",
    "\u{1}",
    "\u{1b}[31m",
    "\u{ffff}",
    "\u{fffd}", // what a browser makes of half a character
    "\u{200b}",
    "\u{202d}",
    "../../",
    "C:\\",
    "CON.",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
];

struct Case {
    rng: ChaCha20Rng,
}

impl Case {
    fn number(number: u64) -> Self {
        let rng = ChaCha20Rng::seed_from_u64(SEED ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        Self { rng }
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.rng.next_u64() % end as u64).unwrap()
    }

    /// A few pieces mostly, hundreds now and then, a megabyte seldom.
    fn text(&mut self) -> String {
        let pieces = match self.below(4_000) {
            0 => return "\"<&漢,=".repeat(130_000),
            1..=100 => 100 + self.below(500),
            _ => self.below(9),
        };
        let mut text = String::new();
        for _ in 0..pieces {
            let piece = match self.below(8) {
                0..=4 => hostile::PIECES[self.below(hostile::PIECES.len())],
                5 | 6 => WORSE[self.below(WORSE.len())],
                _ => {
                    let sign = char::from_u32(self.rng.next_u32() % 0x11_0000);
                    text.push(sign.unwrap_or('\u{fffd}'));
                    continue;
                }
            };
            text.push_str(piece);
        }
        text
    }

    fn value(&mut self, sentinel: &str) -> String {
        let (before, after) = (self.text(), self.text());
        [&before, sentinel, &after].concat()
    }

    fn host(&mut self) -> &'static str {
        const HOSTS: [&str; 4] = [
            "acme.evergage.com",
            "acme.us-4.evergage.com",
            "con.us-4.evergage.com",
            "a_b-c.germany-2.evergage.com",
        ];
        HOSTS[self.below(HOSTS.len())]
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

fn reader(html: &str) -> Reader<SampleNode> {
    let mut reader = Reader::new(Labels::default());
    reader.add(&SampleNode::page(html));
    reader
}

/// Every text that the panel draws, in English.
fn texts(english: &Texts<Message>, view: &View) -> Vec<String> {
    let mut texts = vec![english.words(&view.headline)];
    let details = view.steps.iter().map(|step| &step.detail);
    let notices = view.notices.iter().map(|notice| &notice.text);
    texts.extend(details.chain(notices).map(|text| english.paragraph(text)));
    let marks = view.marks.iter().filter_map(|mark| mark.text.as_ref());
    texts.extend(marks.map(|text| english.words(text)));
    texts
}

fn assert_harmless(view: &View, boxes: usize) {
    for text in texts(&english(), view) {
        let length = text.chars().count();
        assert!(length < 400 + 100 * boxes, "{length} characters");
        for sign in text.chars() {
            let misleads = sign.is_control()
                || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
            assert!(!misleads, "{sign:?} in the panel");
        }
        assert!(!text.contains(IN_SECRET) && !text.contains(IN_ID), "{text}");
    }
}

fn read_form(case: &mut Case) {
    let extra = case.below(4);
    let mut boxes = String::new();
    for name in ["Can access API", "Can send events", "Is enabled"] {
        let _ = write!(boxes, "<label><input type=checkbox checked> {name}</label>");
    }
    for _ in 0..extra {
        let name = escaped(&case.value("Extra"));
        let _ = write!(boxes, "<label><input type=checkbox checked> {name}</label>");
    }
    let (dataset, notes) = (escaped(&case.value("engage")), escaped(&case.text()));
    let html = format!(
        "<form>{boxes}<label for=d>Restrict to Specific Datasets</label><select id=d multiple><option selected value=1>{dataset}</option></select>
         <label for=n>Notes</label><textarea id=n>{notes}</textarea><button>OK</button></form>"
    );
    let observation = reader(&html).observe();
    let form = observation
        .form
        .seen()
        .expect("the form, whatever else is on it");
    assert_eq!(form.boxes.len(), 3 + extra);
    let mut run = Run::new(Rules::default());
    run.observed(&observation, 0.0);
    assert_eq!(run.tries_to_submit(&observation), Gate::Held);
    assert_harmless(&run.view(&observation), form.boxes.len());
}

fn read_dialog(key_id: &str, secret: &str) {
    let html = format!(
        "<div role=dialog><h2>Download API Key Credentials</h2>
         <label>API Key ID <input readonly value=\"{}\"></label><label>API Key Secret <input readonly value=\"{}\"></label>
         <button>Download CSV File</button><button>Close</button></div>",
        escaped(key_id),
        escaped(secret)
    );
    let mut reader = reader(&html);
    let observation = reader.observe();
    let Sighting::Seen(_) = observation.credentials else {
        panic!("no dialog");
    };
    let mut run = Run::new(Rules::default());
    run.observed(&observation, 0.0);
    assert_eq!(run.tries_to_close(&observation), Gate::Held);
    assert_harmless(&run.view(&observation), 0);
    run.vault_verified([key_id, ".kdbx"].concat());
    if let Some(values) = reader.values() {
        // As a field holds it: without the line breaks that HTML takes out, and without white space around.
        assert!(values.key_secret.contains(IN_SECRET) && values.key_id.contains(IN_ID));
    }
}

/// Through the wall, as it is; or refused, when it is too long.
fn hand_over(host: &str, key_id: &str, secret: &str, permissions: &[String]) -> Option<Item> {
    let fits = |text: &str| (1..=LONGEST_VALUE).contains(&text.chars().count());
    let handover = Handover {
        account: ConsoleAccount::from_host(host).unwrap(),
        credential: Credential {
            key_id: KeyId::new(key_id.to_owned()).unwrap(),
            secret: KeySecret::new(secret.to_owned()).unwrap(),
        },
        permissions: permissions.to_vec(),
        purpose: Purpose::package(),
        required: permissions.to_vec(),
        datasets: Datasets::None,
        created: Timestamp::from_unix_seconds(1_795_466_100).unwrap(),
    };
    let taken = json::read(&json::write(&handover.to_message()));
    let all_fit = fits(key_id)
        && fits(secret)
        && permissions.iter().all(|name| fits(name))
        && permissions.len() <= MOST_PERMISSIONS;
    assert_eq!(taken.is_some(), all_fit);
    let item = taken?.into_item();
    assert_eq!(item.credential.secret.expose(), secret);
    assert_eq!(item.credential.key_id.expose(), key_id);
    Some(item)
}

/// Letters, digits and three signs, no name that a system keeps for itself, short enough for every disk.
fn assert_file_name(name: &str) {
    assert!(name.len() < 255 && name.starts_with("trivet-"), "{name}");
    let plain = |sign: u8| sign.is_ascii_alphanumeric() || b"-_.".contains(&sign);
    assert!(
        name.bytes().all(plain) && !name.ends_with('.') && !name.contains(".."),
        "{name}"
    );
}

fn assert_receipt(item: &Item, name: &str, verified: &Verified) {
    let at = Timestamp::from_unix_seconds(1_795_466_160).unwrap();
    let proven = Proven {
        destination: verified.format.to_owned(),
        place: name,
        file: Some(verified),
        at,
    };
    let receipt = Receipt::new(&Policy::default(), item, &TokenFacts::default(), proven);
    let text = serde_json::to_string(&receipt).unwrap();
    assert!(!text.contains(IN_SECRET) && !text.contains(IN_ID));
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        read["seen"]["permissions"],
        serde_json::json!(item.details.permissions)
    );
}

/// Written, read back and compared; or refused with a reason that repeats no value.
fn export<F: Format>(format: &F, key: &F::Key, item: &Item, rng: &mut ChaCha20Rng) -> bool {
    match format.write(item, key, rng) {
        Ok(file) => {
            assert_file_name(file.name());
            let verified = format.verify(file.bytes(), key, item).unwrap();
            assert_receipt(item, file.name(), &verified);
            true
        }
        Err(refused) => {
            assert!(
                matches!(refused, ExportError::CannotExpress { .. }),
                "{refused}"
            );
            let said = refused.to_string();
            assert!(!said.contains(IN_SECRET) && !said.contains(IN_ID));
            false
        }
    }
}

/// How many files were written in one case.
fn play(number: u64) -> usize {
    let mut case = Case::number(number);
    read_form(&mut case);
    let (key_id, secret) = (case.value(IN_ID), case.value(IN_SECRET));
    read_dialog(&key_id, &secret);
    let permissions: Vec<_> = (0..case.below(4)).map(|_| case.value("Can")).collect();
    let host = case.host();
    let Some(mut item) = hand_over(host, &key_id, &secret, &permissions) else {
        return 0;
    };
    if case.below(3) == 0 {
        let own = case.text();
        item.details.notes = ItemDetails::standard_notes(&item.details.account, &own);
    }
    let plain = PlainFormat::ALL[case.below(PlainFormat::ALL.len())];
    let consent = Consent::given(true, true).unwrap();
    let mut written = usize::from(export(&plain, &consent, &item, &mut case.rng));
    // With the cheapest derivation that there is, which nothing but this test can ask for; else it would be all that is done.
    let password = Password::new("made-up-password".to_owned()).unwrap();
    written += usize::from(export(
        &Kdbx::new(Argon2Parameters::CHEAPEST),
        &password,
        &item,
        &mut case.rng,
    ));
    written
}

#[test]
fn hostile_values_stay_values() {
    let asked = std::env::var("TRIVET_HOSTILE").ok();
    let cases = asked.map_or(USUALLY, |cases| cases.parse().expect("a number"));
    println!("{cases} cases, seed {SEED}");
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let written: usize = std::thread::scope(|scope| {
        let playing: Vec<_> = (0..threads)
            .map(|thread| {
                scope.spawn(move || {
                    let mine = (thread..cases).step_by(usize::try_from(threads).unwrap());
                    mine.map(|number| {
                        std::panic::catch_unwind(|| play(number))
                            .unwrap_or_else(|_| panic!("case {number} of seed {SEED}"))
                    })
                    .sum::<usize>()
                })
            })
            .collect();
        playing.into_iter().map(|one| one.join().unwrap()).sum()
    });
    println!("{written} files written and read back");
    assert!(written as u64 * 5 > cases, "most cases are refused");
}
