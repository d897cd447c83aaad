//! Valid, unusual and broken databases, each opened by Trivet, by `KeePassXC` and by pykeepass.
//!
//! Where they disagree, docs/formats.md says so and why: this test compares its table with what is seen.

use super::built::{ARGON2D, ARGON2ID, Built, CHACHA_20, Variant, argon2};
use super::export_support::{Directory, printed, run, usual};
use super::one_piece_more;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use trivet::export::kdbx::existing::{Existing, ExistingError, Key};
use trivet::export::{Password, SystemRng};

/// What a change is called in docs/formats.md, and what it does to a usual database.
type Change = (&'static str, fn(&mut Built));

const XML: &str = "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?><KeePassFile><Meta><Generator>hand</Generator></Meta><Root><Group><UUID>AAECAwQFBgcICQoLDA0ODw==</UUID><Name>Team</Name><Entry><UUID>EBESExQVFhcYGRobHB0eHw==</UUID><String><Key>Title</Key><Value>Old</Value></String><String><Key>Password</Key><Value Protected=\"True\">{old secret}</Value></String></Entry></Group></Root></KeePassFile>";

fn set(built: &mut Built, name: &'static str, kind: u8, value: &[u8]) {
    let value: Variant = (kind, name, value.to_vec());
    match built.kdf.iter_mut().find(|(_, other, _)| *other == name) {
        Some(place) => *place = value,
        None => built.kdf.push(value),
    }
}

fn replace(built: &mut Built, from: &str, to: &str) {
    let xml = std::str::from_utf8(&built.xml).unwrap();
    assert!(xml.contains(from), "{from}");
    built.xml = xml.replacen(from, to, 1).into_bytes();
}

/// One more string in the entry, before its password.
fn string(built: &mut Built, value: &str) {
    let before = "<String><Key>Password</Key>";
    replace(
        built,
        before,
        &format!("<String><Key>More</Key>{value}</String>{before}"),
    );
}

/// Something more in the group.
fn inside(built: &mut Built, more: &str) {
    replace(built, "</Entry>", &format!("</Entry>{more}"));
}

fn key_xml(version: &str, data: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<KeyFile>\n\t<Meta>\n\t\t<Version>{version}</Version>\n\t</Meta>\n\t<Key>\n\t\t{data}\n\t</Key>\n</KeyFile>\n"
    )
}

fn one(key: &[u8]) -> String {
    key_xml("1.00", &format!("<Data>{}</Data>", BASE64.encode(key)))
}

fn hex(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(digits, "{byte:02X}");
    }
    digits
}

fn two(key: &[u8]) -> String {
    let hash = hex(&Sha256::digest(key)[..4]);
    key_xml("2.0", &format!("<Data Hash=\"{hash}\">{}</Data>", hex(key)))
}

/// As `KeePassXC` has it: 32 bytes, the rest cut off or zero.
fn fitted(key: &[u8]) -> Vec<u8> {
    let mut key = key.to_vec();
    key.resize(32, 0);
    key
}

fn group_of(program: &str) -> String {
    let (declaration, line, tab, empty) = match program {
        "KeePass 2" => (
            "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>",
            "\r\n",
            "\t",
            "<Notes></Notes><CustomData />",
        ),
        "KeePassXC" => (
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
            "\n",
            "\t",
            "<Notes/><Tags/>",
        ),
        "KeePassDX" => (
            "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>",
            "",
            "",
            "<Notes /><Tags />",
        ),
        "Strongbox" => (
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>",
            "\n",
            "    ",
            "<Notes></Notes>",
        ),
        _ => (
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
            "",
            "",
            "<Notes/><CustomData/>",
        ),
    };
    let value = |key: &str, value: &str| {
        format!("{tab}<String>{line}<Key>{key}</Key>{line}{value}{line}</String>{line}")
    };
    let title = match program {
        "Strongbox" => "<Value Protected=\"True\">{title}</Value>",
        _ => "<Value>T &amp; &lt;T&gt; &#xD;</Value>",
    };
    let empty_secret = match program {
        "KeePass 2" => "<Value ProtectInMemory=\"True\"></Value>",
        "KeePassDX" => "<Value Protected=\"True\" />",
        _ => "<Value Protected=\"True\"/>",
    };
    let inside = [
        value("Title", title),
        value("Password", "<Value Protected=\"True\">{pass}</Value>"),
        value("Empty", empty_secret),
        value("URL", "<Value/>"),
    ]
    .concat();
    format!(
        "{declaration}{line}<KeePassFile>{line}{tab}<Meta>{line}<Generator>{program}</Generator>{line}<CustomData><Item><Key>k</Key><Value>v</Value></Item></CustomData></Meta>{line}<Root>{line}<Group>{line}<UUID>AAECAwQFBgcICQoLDA0ODw==</UUID>{line}<Name>Team</Name>{line}{empty}{line}<Entry>{line}<UUID>EBESExQVFhcYGRobHB0eHw==</UUID>{line}{inside}<History>{line}<Entry><UUID>EBESExQVFhcYGRobHB0eHw==</UUID>{inside}</Entry></History>{line}</Entry>{line}</Group>{line}<DeletedObjects/>{line}</Root>{line}</KeePassFile>{line}"
    )
}

fn habit(built: &mut Built, program: &str) {
    built.xml = group_of(program).into_bytes();
}

const CHANGES: &[Change] = &[
    ("usual", |_| {}),
    ("KDBX 4.0", |built| built.version[0] = 0),
    ("a later minor version", |built| built.version[0] = 9),
    ("KDBX 5", |built| built.version[2] = 5),
    ("not compressed", |built| built.compression = Some(0)),
    ("no compression field", |built| built.compression = None),
    ("another compression", |built| built.compression = Some(3)),
    ("ChaCha20", |built| built.cipher = CHACHA_20),
    ("another cipher", |built| built.cipher = [1; 16]),
    ("inner Salsa20", |built| built.stream = 2),
    ("no inner stream", |built| built.stream = 0),
    ("Argon2d", |built| built.kdf = argon2(ARGON2D)),
    ("Argon2id", |built| built.kdf = argon2(ARGON2ID)),
    ("Argon2 of version 0x10", |built| {
        built.kdf = argon2(ARGON2D);
        set(built, "V", 0x04, &[0x10, 0, 0, 0]);
    }),
    ("Argon2 with an 8-byte salt", |built| {
        built.kdf = argon2(ARGON2D);
        set(built, "S", 0x42, &[5; 8]);
    }),
    ("Argon2 with a 64-byte salt", |built| {
        built.kdf = argon2(ARGON2D);
        set(built, "S", 0x42, &[5; 64]);
    }),
    ("Argon2 numbers as signed", |built| {
        built.kdf = argon2(ARGON2D);
        set(built, "V", 0x0c, &[0x13, 0, 0, 0]);
        set(built, "I", 0x0d, &1_u64.to_le_bytes());
        set(built, "M", 0x0c, &16_384_u32.to_le_bytes());
        set(built, "P", 0x0d, &1_u64.to_le_bytes());
    }),
    ("Argon2 numbers in the other size", |built| {
        built.kdf = argon2(ARGON2D);
        set(built, "V", 0x05, &0x13_u64.to_le_bytes());
        set(built, "I", 0x04, &[1, 0, 0, 0]);
        set(built, "M", 0x04, &16_384_u32.to_le_bytes());
        set(built, "P", 0x05, &1_u64.to_le_bytes());
    }),
    ("Argon2 lanes as a truth value", |built| {
        built.kdf = argon2(ARGON2D);
        set(built, "P", 0x08, &[1]);
    }),
    ("Argon2 with an empty secret", |built| {
        built.kdf = argon2(ARGON2D);
        set(built, "K", 0x42, &[]);
    }),
    ("a secret for Argon2", |built| {
        built.kdf = argon2(ARGON2D);
        set(built, "K", 0x42, &[1, 2]);
    }),
    ("rounds as UInt32", |built| {
        set(built, "R", 0x04, &[10, 0, 0, 0]);
    }),
    ("rounds as Int32", |built| {
        set(built, "R", 0x0c, &[10, 0, 0, 0]);
    }),
    ("rounds as Int64", |built| {
        set(built, "R", 0x0d, &10_u64.to_le_bytes());
    }),
    ("rounds as text", |built| set(built, "R", 0x18, b"10")),
    ("rounds twice", |built| {
        built.kdf.push((0x05, "R", 10_u64.to_le_bytes().to_vec()));
    }),
    ("one more KDF parameter", |built| {
        set(built, "Plugin", 0x18, b"yes");
    }),
    ("bytes behind the KDF parameters", |built| {
        built.after_kdf = vec![0; 5];
    }),
    ("an earlier dictionary version", |built| {
        built.dictionary_version = [0, 0];
    }),
    ("a later dictionary version", |built| {
        built.dictionary_version = [0, 2];
    }),
    ("a public field of a plugin", |built| {
        built.outer.push((12, vec![0, 1, 0]));
    }),
    ("an unknown header field", |built| {
        built.outer.push((77, vec![1, 2]));
    }),
    ("a header field twice", |built| {
        built.outer.push((4, vec![3; 32]));
    }),
    ("a header field of KDBX 3", |built| {
        built.outer.push((10, vec![2, 0, 0, 0]));
    }),
    ("an attachment", |built| {
        built.inner.push((3, vec![1, 2, 3]));
    }),
    ("an empty attachment field", |built| {
        built.inner.push((3, Vec::new()));
    }),
    ("an unknown inner field", |built| {
        built.inner.push((77, vec![1]));
    }),
    ("512 bytes behind the last block", |built| {
        built.after_blocks = vec![0; 512];
    }),
    ("8 bytes behind the compressed payload", |built| {
        built.after_payload = vec![0; 8];
    }),
    ("white space behind the XML", |built| {
        built.xml.extend(b"\r\n \t\n");
    }),
    ("a comment behind the XML", |built| {
        built.xml.extend(b"<!-- x -->");
    }),
    ("text behind the XML", |built| built.xml.extend(b"\0\0x")),
    ("a byte order mark", |built| {
        built.xml.splice(0..0, [0xef, 0xbb, 0xbf]).for_each(drop);
    }),
    ("no XML declaration", |built| {
        replace(
            built,
            "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>",
            "",
        );
    }),
    ("XML in UTF-16", |built| {
        built.stream = 3;
        replace(built, "encoding=\"utf-8\"", "encoding=\"utf-16\"");
        replace(built, " Protected=\"True\">{old secret}", ">old");
        let text = String::from_utf8(built.xml.clone()).unwrap();
        built.xml = [0xfeff]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
    }),
    ("a document type", |built| {
        replace(
            built,
            "<KeePassFile>",
            "<!DOCTYPE KeePassFile><KeePassFile>",
        );
    }),
    ("XML of KeePass 2", |built| habit(built, "KeePass 2")),
    ("XML of KeePassXC", |built| habit(built, "KeePassXC")),
    ("XML of KeePassDX", |built| habit(built, "KeePassDX")),
    ("XML of Strongbox", |built| habit(built, "Strongbox")),
    ("XML of KeeWeb", |built| habit(built, "KeeWeb")),
    ("an empty group", |built| {
        inside(
            built,
            "<Group/><Group></Group><Group><UUID/><Name/></Group>",
        );
    }),
    ("an unknown element", |built| {
        inside(built, "<Unknown a=\"1\"><Group/><![CDATA[<x>]]></Unknown>");
    }),
    ("two groups in the root", |built| {
        replace(
            built,
            "</Group></Root>",
            "</Group><Group><Name>x</Name></Group></Root>",
        );
    }),
    ("two roots", |built| {
        replace(
            built,
            "</KeePassFile>",
            "<Root><Group><Name>x</Name></Group></Root></KeePassFile>",
        );
    }),
    ("no group", |built| {
        built.xml = b"<KeePassFile><Meta/><Root></Root></KeePassFile>".to_vec();
    }),
    ("only a group in one tag", |built| {
        built.xml = b"<KeePassFile><Meta/><Root><Group/></Root></KeePassFile>".to_vec();
    }),
    ("another root element", |built| {
        built.xml = b"<File/>".to_vec();
    }),
    ("XML that ends early", |built| {
        replace(built, "</Root></KeePassFile>", "</Root>");
    }),
    ("XML that is not well formed", |built| {
        replace(built, "</Group>", "</Grup>");
    }),
    ("an unknown entity", |built| {
        string(built, "<Value>&x;</Value>");
    }),
    ("protected, marked in small letters", |built| {
        string(built, "<Value Protected=\"true\">eA==</Value>");
    }),
    ("protected, marked by 1", |built| {
        string(built, "<Value Protected=\"1\">eA==</Value>");
    }),
    ("not protected, marked in small letters", |built| {
        string(built, "<Value Protected=\"false\">x</Value>");
    }),
    ("protected in CDATA", |built| {
        string(built, "<Value Protected=\"True\"><![CDATA[eA==]]></Value>");
    }),
    ("protected, not base64", |built| {
        string(built, "<Value Protected=\"True\">e</Value>");
    }),
    ("protected, with line breaks", |built| {
        string(built, "<Value Protected=\"True\">\n eA== \n</Value>");
    }),
    ("protected and empty", |built| {
        string(built, "<Value Protected=\"True\"></Value>");
    }),
    ("protected notes of a group", |built| {
        inside(built, "<Notes Protected=\"True\">{notes}</Notes>");
    }),
    ("protected in an unknown element", |built| {
        inside(
            built,
            "<Unknown><Value Protected=\"True\">{x}</Value></Unknown>",
        );
    }),
    ("protected custom data", |built| {
        inside(
            built,
            "<CustomData><Item><Key>k</Key><Value Protected=\"True\">{x}</Value></Item></CustomData>",
        );
    }),
    ("a field twice", |built| {
        string(
            built,
            "<Value>x</Value></String><String><Key>More</Key><Value>y</Value>",
        );
    }),
    ("a key file in XML 1", |built| {
        built.keyed(Some("team"), one(&[7; 32]), &[7; 32]);
    }),
    ("a key file in XML 2", |built| {
        built.keyed(Some("team"), two(&[7; 32]), &[7; 32]);
    }),
    ("XML 1 with 16 bytes, made by KeePassXC's rule", |built| {
        built.keyed(Some("team"), one(&[7; 16]), &fitted(&[7; 16]));
    }),
    ("XML 1 with 16 bytes, made by KeePass's rule", |built| {
        built.keyed(Some("team"), one(&[7; 16]), &[7; 16]);
    }),
    ("XML 1 with 64 bytes, made by KeePassXC's rule", |built| {
        built.keyed(Some("team"), one(&[7; 64]), &[7; 32]);
    }),
    ("XML 1 with 64 bytes, made by KeePass's rule", |built| {
        built.keyed(Some("team"), one(&[7; 64]), &[7; 64]);
    }),
    ("XML 2 with 128 bytes, made by KeePassXC's rule", |built| {
        built.keyed(Some("team"), two(&[7; 128]), &[7; 32]);
    }),
    ("XML 2 with 128 bytes, made by KeePass's rule", |built| {
        built.keyed(Some("team"), two(&[7; 128]), &[7; 128]);
    }),
    ("XML 2 with a wrong check sum", |built| {
        built.keyed(
            Some("team"),
            two(&[7; 32]).replace("0707", "0708"),
            &[7; 32],
        );
    }),
    ("XML 3", |built| {
        built.keyed(Some("team"), one(&[7; 32]).replace("1.00", "3.0"), &[7; 32]);
    }),
    ("a key file of 32 bytes", |built| {
        built.keyed(Some("team"), [7; 32], &[7; 32]);
    }),
    ("a key file of 64 digits", |built| {
        built.keyed(Some("team"), "aB".repeat(32), &[0xab; 32]);
    }),
    ("a key file of other bytes", |built| {
        built.keyed(Some("team"), "anything", &Sha256::digest("anything"));
    }),
    ("a key file alone", |built| {
        built.keyed(None, [7; 32], &[7; 32]);
    }),
    ("a key file beside an empty password", |built| {
        built.keyed(Some(""), [7; 32], &[7; 32]);
    }),
    ("an empty password alone", |built| {
        built.parts = vec![Sha256::digest("").to_vec()];
        built.password = Some("");
    }),
    ("another password", |built| built.password = Some("Team")),
    ("another key file", |built| {
        built.keyed(Some("team"), [7; 32], &[7; 32]);
        built.key_file = Some(vec![8; 32]);
    }),
    ("a bit of the header flipped", |built| {
        built.spoil = |file| file[30] ^= 1;
    }),
    ("a bit of the content flipped", |built| {
        built.spoil = |file| {
            let at = file.len() - 60;
            file[at] ^= 1;
        }
    }),
    ("cut in the middle", |built| {
        built.spoil = |file| file.truncate(file.len() / 2);
    }),
    ("cut before the last block", |built| {
        built.spoil = |file| file.truncate(file.len() - 36);
    }),
    ("empty", |built| built.spoil = Vec::clear),
];

/// A database on disk, and what the three make of it.
struct Seen {
    names: Vec<&'static str>,
    trivet: Result<(), &'static str>,
    keepassxc: bool,
    pykeepass: bool,
}

impl Seen {
    fn agree(&self) -> bool {
        self.trivet.is_ok() == self.keepassxc && self.keepassxc == self.pykeepass
    }

    /// As a row of the table.
    fn row(&self) -> String {
        let opens = |opens: bool| if opens { "opens" } else { "refuses" };
        format!(
            "| {} | {} | {} | {} |",
            self.names.join(", "),
            self.trivet
                .map_or_else(|code| format!("`{code}`"), |()| "opens".to_owned()),
            opens(self.keepassxc),
            opens(self.pykeepass)
        )
    }
}

struct Case {
    path: PathBuf,
    key_file: Option<PathBuf>,
    built: Built,
}

impl Case {
    fn new(directory: &Directory, number: usize, built: Built) -> Self {
        let key_file = built.key_file.as_ref();
        Self {
            path: directory.write(&format!("{number}.kdbx"), &built.bytes()),
            key_file: key_file.map(|bytes| directory.write(&format!("{number}.key"), bytes)),
            built,
        }
    }

    /// By `KeePassXC`, all of it as XML; none when it refuses.
    fn export(&self, path: &Path) -> Option<String> {
        let mut arguments = vec!["export", "-q", "-f", "xml"];
        if let Some(key_file) = &self.key_file {
            arguments.extend(["-k", key_file.to_str().unwrap()]);
        }
        let password = self.built.password;
        if password.is_none() {
            arguments.push("--no-password");
        }
        arguments.push(path.to_str().unwrap());
        let input = password.map_or_else(String::new, |password| format!("{password}\n"));
        let output = run("TRIVET_KEEPASSXC_CLI", "keepassxc-cli", &arguments, &input);
        output.status.success().then(|| {
            let xml = String::from_utf8(output.stdout).unwrap();
            // Without the moments at which it read what has none of its own.
            let mut moment = false;
            let mut lines = xml.lines().collect::<Vec<_>>();
            lines.retain(|line| {
                let is_value =
                    std::mem::replace(&mut moment, line.contains("<Key>_LAST_MODIFIED</Key>"));
                !(is_value || line.contains("Time>") || line.contains("Changed>"))
            });
            lines.join("\n")
        })
    }

    /// By Trivet; and what it adds is opened by `KeePassXC`, which finds one entry more.
    fn trivet(&self, before: Option<&str>) -> Result<(), ExistingError> {
        let password = self.built.password.filter(|text| !text.is_empty());
        let password = password.map(|text| Password::new(text.to_owned()).unwrap());
        let key = Key::new(password.as_ref(), self.built.key_file.as_deref())?;
        let existing = Existing::open(&fs::read(&self.path).unwrap(), &key)?;
        let added = existing.add(&usual(), 0, &mut SystemRng)?;
        existing.verify(added.bytes(), &added, &usual())?;
        if let Some(before) = before {
            let path = self.path.with_extension("new.kdbx");
            fs::write(&path, added.bytes()).unwrap();
            let after = self
                .export(&path)
                .unwrap_or_else(|| panic!("KeePassXC does not open {}", path.display()));
            // Groups without an identifier get another one each time.
            if !before.contains("<Name></Name>") && !before.contains("<Name/>") {
                let more = one_piece_more(before, &after);
                let entries = more.map(|more| more.matches("<Entry>").count());
                assert_eq!(
                    entries,
                    Some(1),
                    "{}: {before} and then {after}",
                    path.display()
                );
            }
        }
        Ok(())
    }
}

fn seen(cases: &[(Vec<&'static str>, Case)]) -> Vec<Seen> {
    let asked: Vec<Value> = cases
        .iter()
        .map(|(_, case)| json!({ "path": case.path, "password": case.built.password, "keyfile": case.key_file }))
        .collect();
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/readers/existing_kdbx.py"
    );
    let output = run(
        "TRIVET_PYKEEPASS_PYTHON",
        "python3",
        &[script],
        &json!({ "open": asked }).to_string(),
    );
    let opened: Vec<bool> = serde_json::from_str(&printed(&output)).unwrap();
    let all = cases.iter().zip(opened);
    all.map(|((names, case), pykeepass)| {
        let before = case.export(&case.path);
        Seen {
            names: names.clone(),
            trivet: case.trivet(before.as_deref()).map_err(ExistingError::code),
            keepassxc: before.is_some(),
            pykeepass,
        }
    })
    .collect()
}

/// The rows of the table in docs/formats.md, without their reasons.
fn documented() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md");
    let text = fs::read_to_string(path).unwrap();
    let table = text
        .split("| database | Trivet | KeePassXC | pykeepass | why |\n")
        .nth(1)
        .unwrap();
    let rows = table
        .lines()
        .skip(1)
        .take_while(|line| line.starts_with("| "));
    rows.map(|row| {
        let (row, why) = row.trim_end_matches(" |").rsplit_once(" | ").unwrap();
        assert!(why.len() > 10, "{row} has no reason");
        format!("{row} |")
    })
    .collect()
}

#[test]
fn every_disagreement_is_listed_with_its_reason() {
    let directory = Directory::new("existing-differential");
    let mut cases = Vec::new();
    for (name, change) in CHANGES {
        let mut built = Built::new(XML);
        change(&mut built);
        cases.push((vec![*name], Case::new(&directory, cases.len(), built)));
    }
    let alone = seen(&cases);
    for seen in &alone {
        // What KeePassXC opens is never called damaged.
        assert!(
            !seen.keepassxc || seen.trivet != Err("damaged"),
            "{}",
            seen.row()
        );
    }
    let disagreements: Vec<String> = alone
        .iter()
        .filter(|seen| !seen.agree())
        .map(Seen::row)
        .collect();
    assert_eq!(disagreements.join("\n"), documented().join("\n"));

    // Two changes at once: nothing new is refused, and what is refused is explained by one of them.
    let mut pairs = Vec::new();
    let mut at = 1_usize;
    while pairs.len() < 40 {
        at = at * 7919 % 10_007;
        let (first, second) = (at % CHANGES.len(), at / 97 % CHANGES.len());
        let touches_key = |index: usize| {
            CHANGES[index].0.contains("key file")
                || CHANGES[index].0.starts_with("XML 1")
                || CHANGES[index].0.starts_with("XML 2 ")
                || CHANGES[index].0.contains("password")
        };
        let sets = |index: usize| {
            [
                "XML of",
                "Argon2",
                "rounds",
                "no group",
                "only a",
                "another root",
                "XML in",
                "XML that",
            ]
            .iter()
            .any(|start| CHANGES[index].0.starts_with(start))
        };
        if first == second
            || (touches_key(first) && touches_key(second))
            || (sets(first) || sets(second))
        {
            continue;
        }
        let mut built = Built::new(XML);
        (CHANGES[first].1)(&mut built);
        (CHANGES[second].1)(&mut built);
        let names = vec![CHANGES[first].0, CHANGES[second].0];
        pairs.push((
            names,
            Case::new(&directory, CHANGES.len() + pairs.len(), built),
            [first, second],
        ));
    }
    let (cases, of): (Vec<_>, Vec<_>) = pairs
        .into_iter()
        .map(|(names, case, of)| ((names, case), of))
        .unzip();
    for (seen, of) in seen(&cases).iter().zip(of) {
        let one_refused = of.iter().any(|&index| alone[index].trivet.is_err());
        assert_eq!(seen.trivet.is_err(), one_refused, "{}", seen.row());
        assert!(
            !seen.keepassxc || seen.trivet != Err("damaged"),
            "{}",
            seen.row()
        );
    }
}
