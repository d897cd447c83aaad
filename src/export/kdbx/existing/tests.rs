//! One entry more and nothing else, over databases of every make; and what is refused.

use super::sample::{Piece, Sample, aes_kdf, argon2, dictionary, key};
use super::*;
use crate::credential::{ConsoleAccount, Credential, ItemDetails, KeyId, KeySecret, Timestamp};
use crate::export::{Password, hostile};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use chacha20::ChaCha20Rng;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use rand_core::SeedableRng;

fn rng(seed: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([seed; 32])
}

fn item(key_id: &str, secret: &str, notes: &str) -> Item {
    Item {
        credential: Credential {
            key_id: KeyId::new(key_id.to_owned()).unwrap(),
            secret: KeySecret::new(secret.to_owned()).unwrap(),
        },
        details: ItemDetails {
            account: ConsoleAccount::from_host("acme.us-4.evergage.com").unwrap(),
            created: Timestamp::from_iso_8601("2026-11-23T20:35:00Z").unwrap(),
            permissions: vec!["Can access API".to_owned()],
            notes: notes.to_owned(),
        },
    }
}

fn usual() -> Item {
    item("0F8FAD5B-D9CB-469F-A165-70867728950E", "made-up", "")
}

/// Text pieces; what stands between `{` and `}` is protected.
fn pieces(xml: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (at, part) in xml.split(['{', '}']).enumerate() {
        pieces.push(match at % 2 {
            0 => Piece::Text(part.to_owned()),
            _ => Piece::Protected(part.as_bytes().to_vec()),
        });
    }
    pieces
}

/// A document with this inside of its root group.
fn document(inside: &str) -> Vec<Piece> {
    pieces(&format!(
        "<KeePassFile><Meta><Generator>hand</Generator></Meta><Root><Group><UUID>AAAAAAAAAAAAAAAAAAAAAA==</UUID><Name>Root</Name>{inside}</Group></Root></KeePassFile>"
    ))
}

/// The XML of a file, its values before the mask.
fn plain_xml(file: &[u8]) -> String {
    let existing = Existing::open(file, &key()).unwrap();
    let plain = existing.copying(&existing.inner().unwrap()).unmasked(0..0);
    String::from_utf8(plain.unwrap().to_vec()).unwrap()
}

/// Adds, proves, and gives the new file's XML.
fn add(file: &[u8], group: usize, item: &Item) -> String {
    let existing = Existing::open(file, &key()).unwrap();
    let added = existing.add(item, group, &key(), &mut rng(1)).unwrap();
    let proof = existing.verify(added.bytes(), &added, &key(), item);
    assert_eq!(proof.unwrap().size, added.bytes().len());
    plain_xml(added.bytes())
}

/// What was put into a text, and where; none when that is not all that happened.
fn inserted<'a>(before: &str, after: &'a str) -> Option<(usize, &'a str)> {
    let mut same = before.bytes().zip(after.bytes());
    let most = same.position(|(b, a)| b != a).unwrap_or(before.len());
    let at = (0..=most).rev().find(|&at| {
        let put = after.as_bytes()[at..].starts_with(b"<Entry>");
        put && after[at..].ends_with(&before[at..])
    })?;
    Some((at, &after[at..after.len() - (before.len() - at)]))
}

/// A piece of text that any reader of XML gives back.
fn text() -> impl Strategy<Value = String> {
    hostile::text().prop_map(|text| {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        escaped.replace('>', "&gt;").replace('\r', "&#xD;")
    })
}

/// Something that this program does not know, or that other programs leave behind.
fn noise() -> impl Strategy<Value = Vec<Piece>> {
    const FIXED: [&str; 14] = [
        "",
        "\n\t\t",
        " \r\n ",
        "<!-- <Entry> & <Group> -->",
        "<?trivet <Group> ?>",
        "<Unknown/>",
        "<Unknown a=\"1\" b='<>'><![CDATA[<Entry></Group>]]>&#x20;&quot;</Unknown>",
        "<Unknown><Group><Entry><UUID>x</UUID></Entry></Group></Unknown>",
        "<CustomData><Item><Key>k</Key><Value>v</Value><LastModificationTime>AAAAAAAAAAA=</LastModificationTime></Item></CustomData>",
        "<Notes></Notes>",
        "<Notes/>",
        "<Value Protected=\"True\"/>",
        "<Value Protected=\"False\">plain</Value>",
        "<Value ProtectInMemory=\"True\">plain</Value>",
    ];
    let protected = vec(any::<u8>(), 0..70).prop_map(|value| {
        vec![
            Piece::Text("<Value Protected=\"True\">".to_owned()),
            Piece::Protected(value),
            Piece::Text("</Value>".to_owned()),
        ]
    });
    prop_oneof![
        4 => select(&FIXED[..]).prop_map(|text| vec![Piece::Text(text.to_owned())]),
        2 => text().prop_map(|text| vec![Piece::Text(format!("<String><Key>k</Key><Value>{text}</Value></String>"))]),
        2 => protected,
    ]
}

fn around(name: &'static str, inside: Vec<Vec<Piece>>) -> Vec<Piece> {
    let mut pieces = vec![Piece::Text(format!("<{name}>"))];
    pieces.extend(inside.into_iter().flatten());
    pieces.push(Piece::Text(format!("</{name}>")));
    pieces
}

fn entry_of() -> impl Strategy<Value = Vec<Piece>> {
    let history = vec(
        vec(noise(), 0..3).prop_map(|inside| around("Entry", inside)),
        0..3,
    );
    (any::<[u8; 16]>(), vec(noise(), 0..5), history).prop_map(|(uuid, mut inside, history)| {
        inside.insert(
            0,
            vec![Piece::Text(format!("<UUID>{}</UUID>", BASE64.encode(uuid)))],
        );
        inside.push(around("History", history));
        around("Entry", inside)
    })
}

fn group() -> impl Strategy<Value = Vec<Piece>> {
    let start = || {
        (any::<[u8; 16]>(), text()).prop_map(|(uuid, name)| {
            let uuid = BASE64.encode(uuid);
            vec![Piece::Text(format!(
                "<UUID>{uuid}</UUID><Name>{name}</Name>"
            ))]
        })
    };
    let inside = || vec(prop_oneof![noise(), entry_of()], 0..4);
    let leaf = (start(), inside()).prop_map(|(start, mut inside)| {
        inside.insert(0, start);
        around("Group", inside)
    });
    leaf.prop_recursive(6, 24, 4, move |group| {
        (start(), inside(), vec(group, 0..4), inside()).prop_map(
            |(start, before, groups, after)| {
                let inside = [vec![start], before, groups, after].concat();
                around("Group", inside)
            },
        )
    })
}

fn any_xml() -> impl Strategy<Value = Vec<Piece>> {
    let head = select(
        &[
            "",
            "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n",
            "\u{feff}<?xml version='1.0' encoding='UTF-8'?>",
        ][..],
    );
    (head, vec(noise(), 0..4), group(), vec(noise(), 0..3)).prop_map(
        |(head, meta, root, deleted)| {
            let mut pieces = vec![Piece::Text(head.to_owned())];
            let mut inside = vec![root];
            inside.push(around("DeletedObjects", deleted));
            pieces.extend(around(
                "KeePassFile",
                vec![around("Meta", meta), around("Root", inside)],
            ));
            pieces
        },
    )
}

fn any_sample() -> impl Strategy<Value = Sample> {
    let kdf = select(vec![
        aes_kdf(kdf::AES[0], 1),
        aes_kdf(kdf::AES[1], 2),
        argon2(kdf::ARGON2D, 0x13),
        argon2(super::super::variant::ARGON2ID, 0x13),
        argon2(super::super::variant::ARGON2ID, 0x10),
    ]);
    let more = || {
        vec(
            (
                prop_oneof![Just(3_u8), 100..=255_u8],
                vec(any::<u8>(), 0..40),
            ),
            0..4,
        )
    };
    let outer = vec(
        (
            prop_oneof![Just(12_u8), 100..=255_u8],
            vec(any::<u8>(), 0..40),
        ),
        0..3,
    );
    let cipher = select(&Cipher::ALL[..]);
    (
        0..=1_u16,
        cipher,
        any::<bool>(),
        any::<bool>(),
        kdf,
        outer,
        more(),
        any_xml(),
    )
        .prop_map(
            |(minor, cipher, gzip, salsa20, kdf, outer, inner, xml)| Sample {
                minor,
                cipher,
                gzip,
                salsa20,
                kdf,
                outer,
                inner,
                xml,
            },
        )
}

proptest! {
    // Each case opens, writes and opens again several times.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn everything_but_the_entry_stays_as_it_was(
        sample in any_sample(),
        group in any::<prop::sample::Index>(),
        secret in hostile::value(),
        notes in hostile::notes(),
    ) {
        let file = sample.bytes();
        prop_assert_eq!(plain_xml(&file), sample.unmasked());
        let groups = Existing::open(&file, &key()).unwrap().groups();
        let item = item("id", &secret, &notes);
        let group = group.index(groups.len());
        let after = add(&file, group, &item);
        let (at, entry) = inserted(&sample.unmasked(), &after).expect("one entry more");
        let protected = format!("<Value Protected=\"True\">{}</Value>", BASE64.encode(&secret));
        prop_assert!(entry.contains(&protected));
        // The group around that place is the one that was chosen: as many groups have begun, and its own is open.
        let before = sample.unmasked()[..at].to_owned();
        prop_assert_eq!(open_groups(&before).last().copied(), Some(group));
    }

    #[test]
    fn the_cipher_the_derivation_and_what_is_not_known_stay(sample in any_sample(), seed: u8) {
        let file = sample.bytes();
        let existing = Existing::open(&file, &key()).unwrap();
        let added = existing.add(&usual(), 0, &key(), &mut rng(seed)).unwrap();
        let proof = existing.verify(added.bytes(), &added, &key(), &usual()).unwrap();
        prop_assert_eq!(proof.cipher, sample.cipher);
        let again = Existing::open(added.bytes(), &key()).unwrap();
        prop_assert_eq!(again.outer.kdf.derivation, existing.outer.kdf.derivation);
        prop_assert_eq!(again.outer.compressed, sample.gzip);
        let (new, old) = (again.inner().unwrap(), existing.inner().unwrap());
        prop_assert_ne!(new.stream_key, old.stream_key);
        prop_assert_ne!(again.outer.master_seed, existing.outer.master_seed);
        prop_assert_ne!(again.outer.iv(), existing.outer.iv());
        for (_, value) in sample.inner.iter().filter(|(_, value)| value.len() > 8) {
            prop_assert!(new.header.windows(value.len()).any(|window| window == value));
        }
        for (_, value) in sample.outer.iter().filter(|(_, value)| value.len() > 8) {
            prop_assert!(added.bytes().windows(value.len()).any(|window| window == value));
        }
    }

    #[test]
    fn no_bytes_panic(bytes: Vec<u8>, keep in 0_usize..400) {
        prop_assert!(Existing::open(&bytes, &key()).is_err());
        let mut file = Sample::of(document("")).bytes();
        file.truncate(keep);
        file.extend(&bytes);
        prop_assert!(Existing::open(&file, &key()).is_err());
    }

    #[test]
    fn no_payload_panics(bytes: Vec<u8>, gzip: bool, xml in hostile::text()) {
        let sample = Sample { gzip, ..Sample::of(Vec::new()) };
        let _ = Existing::open(&sample.sealed(&bytes), &key());
        let _ = Document::scan(&xml);
        let _ = gzip::inflate(&bytes);
        let _ = kdf::Kdf::read(&bytes);
        let _ = Key::new(None, Some(&bytes));
        let _ = Key::new(None, Some(xml.as_bytes()));
    }

    #[test]
    fn no_cut_document_panics(sample in any_sample(), cut in any::<prop::sample::Index>(), drop in 1_usize..30) {
        let xml = sample.masked();
        let (at, mut changed) = (cut.index(xml.len()), String::new());
        changed.extend(xml.char_indices().filter(|(place, _)| !(at..at + drop).contains(place)).map(|(_, c)| c));
        let sample = Sample::of(vec![Piece::Text(changed)]);
        // Whatever is opened can be added to, and proved.
        if let Ok(existing) = Existing::open(&sample.bytes(), &key()) {
            let added = existing.add(&usual(), 0, &key(), &mut rng(1)).unwrap();
            prop_assert!(existing.verify(added.bytes(), &added, &key(), &usual()).is_ok());
        }
    }
}

/// The groups that are open at the end of a text, by how many have begun before each: a scan of its own.
fn open_groups(text: &str) -> Vec<usize> {
    let (mut path, mut groups, mut rest) = (Vec::<(&str, usize)>::new(), 0, text);
    let skip = [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")];
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some((_, end)) = skip.iter().find(|(start, _)| rest.starts_with(start)) {
            rest = &rest[rest.find(end).unwrap() + end.len()..];
            continue;
        }
        // The one attribute with markup in it.
        let odd = "<Unknown a=\"1\" b='<>'>";
        let size = if rest.starts_with(odd) {
            odd.len()
        } else {
            rest.find('>').unwrap() + 1
        };
        let tag = &rest[1..size - 1];
        rest = &rest[size..];
        if let Some(ended) = tag.strip_prefix('/') {
            assert_eq!(path.pop().unwrap().0, ended);
        } else if !tag.ends_with('/') {
            let name = tag.split(' ').next().unwrap();
            let within = path.last().map_or("", |(name, _)| name);
            path.push((name, groups));
            groups += usize::from(name == "Group" && ["Root", "Group"].contains(&within));
        }
    }
    let open = path.iter().filter(|(name, _)| *name == "Group");
    open.map(|(_, number)| *number).collect()
}

#[test]
fn an_entry_comes_after_the_entries_and_before_the_groups() {
    let places = [
        ("", "|"),
        ("<Entry></Entry>", "<Entry></Entry>|"),
        (
            "<Group><Name>G</Name></Group>",
            "|<Group><Name>G</Name></Group>",
        ),
        (
            "<Entry></Entry> <Group><Entry></Entry></Group> ",
            "<Entry></Entry>| <Group><Entry></Entry></Group> ",
        ),
        (
            "<Group><Entry></Entry></Group><Entry><History><Entry/></History></Entry><x/>",
            "<Group><Entry></Entry></Group><Entry><History><Entry/></History></Entry>|<x/>",
        ),
    ];
    for (inside, expected) in places {
        let sample = Sample::of(document(inside));
        let (before, after) = (sample.unmasked(), add(&sample.bytes(), 0, &usual()));
        let (_, entry) = inserted(&before, &after).unwrap();
        let marked = document(expected);
        let Piece::Text(marked) = &marked[0] else {
            panic!()
        };
        assert_eq!(&after.replace(entry, "|"), marked);
    }
}

#[test]
fn groups_are_named_from_the_root_and_the_recycle_bin_is_marked() {
    let bin = BASE64.encode([9; 16]);
    let xml = |enabled: &str| {
        format!(
            "<KeePassFile><Meta><RecycleBinEnabled>{enabled}</RecycleBinEnabled><RecycleBinUUID>{bin}</RecycleBinUUID></Meta><Root><Group><UUID>AAAAAAAAAAAAAAAAAAAAAA==</UUID><Name>R &amp; <![CDATA[<D>]]></Name>\
             <Group><Name>Bin</Name><UUID>{bin}</UUID><Group><Name>Old</Name></Group></Group><Group><UUID>x</UUID><Name/></Group></Group></Root></KeePassFile>"
        )
    };
    let read = |enabled| {
        let sample = Sample::of(vec![Piece::Text(xml(enabled))]);
        let groups = Existing::open(&sample.bytes(), &key()).unwrap().groups();
        let groups = groups.into_iter();
        groups
            .map(|group| (group.path.join("/"), group.in_recycle_bin))
            .collect::<Vec<_>>()
    };
    let named = |binned| {
        [
            ("R & <D>", false),
            ("R & <D>/Bin", binned),
            ("R & <D>/Bin/Old", binned),
            ("R & <D>/", false),
        ]
        .map(|(path, bin)| (path.to_owned(), bin))
    };
    assert_eq!(read("True"), named(true));
    assert_eq!(read("False"), named(false));
}

#[test]
fn what_programs_would_read_in_different_ways_is_refused() {
    let cases = [
        ("<Value Protected=\"true\">{x}</Value>", "unsupported"),
        ("<Value Protected=\"1\">{x}</Value>", "unsupported"),
        (
            "<Value Protected=\"True\"><!-- -->{x}</Value>",
            "unsupported",
        ),
        (
            "<Value Protected=\"True\"><b>{x}</b></Value>",
            "unsupported",
        ),
        (
            "<Value Protected=\"True\"><![CDATA[eA==]]></Value>",
            "unsupported",
        ),
        ("<Value Protected=\"True\">&#65;AAA</Value>", "unsupported"),
        ("<Value Protected=\"True\">?</Value>", "damaged"),
        ("<Value Protected=\"True\">AAA</Value>", "damaged"),
        (
            "<Group><Name Protected=\"True\">{x}</Name></Group>",
            "unsupported",
        ),
        (
            "<Entry><UUID Protected=\"True\">{x}</UUID></Entry>",
            "unsupported",
        ),
        ("<Group/>", "damaged"),
        ("<a b=\"1\" b=\"2\"></a>", "damaged"),
        ("<a>&other;</a>", "damaged"),
        ("<a>& </a>", "damaged"),
        ("<a>", "damaged"),
        ("</Group></Root><Root><Group>", "damaged"),
        ("</Group><Group>", "damaged"),
    ];
    for (inside, code) in cases {
        let file = Sample::of(document(inside)).bytes();
        let refused = Existing::open(&file, &key()).err().map(ExistingError::code);
        assert_eq!(refused, Some(code), "{inside}");
    }
    let wholes = [
        ("", "damaged"),
        ("<Other></Other>", "damaged"),
        ("<KeePassFile></KeePassFile>", "damaged"),
        ("<KeePassFile><Root></Root></KeePassFile>", "damaged"),
        ("<!DOCTYPE KeePassFile><KeePassFile/>", "unsupported"),
        (
            "<?xml version=\"1.0\" encoding=\"utf-16\"?><KeePassFile/>",
            "unsupported",
        ),
        (
            "<KeePassFile><Root><Group>x</Group></Root></KeePassFile>x",
            "damaged",
        ),
        (
            "<KeePassFile><Root><Group></Group></Root></KeePassFile><KeePassFile/>",
            "damaged",
        ),
    ];
    for (xml, code) in wholes {
        let file = Sample::of(pieces(xml)).bytes();
        let refused = Existing::open(&file, &key()).err().map(ExistingError::code);
        assert_eq!(refused, Some(code), "{xml}");
    }
}

#[test]
fn a_file_with_any_bit_flipped_or_cut_short_is_refused() {
    let mut file = Sample::of(document("")).bytes();
    for end in 0..file.len() {
        assert!(Existing::open(&file[..end], &key()).is_err(), "{end}");
    }
    for at in 0..file.len() {
        file[at] ^= 1 << (at % 8);
        assert!(Existing::open(&file, &key()).is_err(), "{at}");
        file[at] ^= 1 << (at % 8);
    }
    assert!(Existing::open(&file, &key()).is_ok());
}

#[test]
fn older_and_other_files_are_named() {
    let file = Sample::of(document("")).bytes();
    let with = |at: usize, bytes: &[u8]| {
        let mut file = file.clone();
        file[at..at + bytes.len()].copy_from_slice(bytes);
        Existing::open(&file, &key()).err()
    };
    assert_eq!(with(0, b"PK\x03\x04"), Some(ExistingError::NotKdbx));
    assert_eq!(with(4, &[0x66]), Some(ExistingError::NotKdbx));
    assert_eq!(with(4, &[0x65]), Some(ExistingError::OldVersion));
    assert_eq!(with(8, &[1, 0, 3, 0]), Some(ExistingError::OldVersion));
    for version in [[2, 0, 4, 0], [0, 0, 5, 0]] {
        assert_eq!(
            with(8, &version).map(ExistingError::code),
            Some("unsupported")
        );
    }
    assert_eq!(
        Existing::open(&[], &key()).err(),
        Some(ExistingError::NotKdbx)
    );
}

#[test]
fn another_key_is_told_from_damage() {
    let file = Sample::of(document("")).bytes();
    let password = |text: &str| Password::new(text.to_owned()).unwrap();
    for other in [
        Key::new(Some(&password("Team")), None),
        Key::new(Some(&password("team")), Some(b"key file")),
        Key::new(None, Some(b"key file")),
    ] {
        let refused = Existing::open(&file, &other.unwrap()).err();
        assert_eq!(refused, Some(ExistingError::WrongKey));
    }
    assert_eq!(Key::new(None, None).err(), Some(ExistingError::NoKey));
}

#[test]
fn a_derivation_that_a_browser_cannot_bear_is_refused_before_it_begins() {
    let with = |kdf| {
        let sample = Sample {
            kdf: aes_kdf(kdf::AES[0], 1),
            ..Sample::of(document(""))
        };
        let mut file = sample.bytes();
        let at = file
            .windows(sample.kdf.len())
            .position(|window| window == sample.kdf)
            .unwrap();
        let dearer: Vec<u8> = kdf;
        let size = u32::try_from(dearer.len()).unwrap().to_le_bytes();
        file.splice(
            at - 4..at + sample.kdf.len(),
            size.into_iter().chain(dearer),
        );
        // The hash of the header comes first, and needs no key.
        let header = file
            .windows(9)
            .position(|window| window == *b"\0\x04\0\0\0\r\n\r\n")
            .unwrap()
            + 9;
        let hash = Sha256::digest(&file[..header]);
        file[header..header + 32].copy_from_slice(&hash);
        Existing::open(&file, &key()).err()
    };
    let argon2 = |memory: u64, passes: u64, lanes: u32| {
        dictionary(&[
            (0x42, "$UUID", &kdf::ARGON2D),
            (0x04, "V", &0x13_u32.to_le_bytes()),
            (0x42, "S", &[5; 32]),
            (0x05, "I", &passes.to_le_bytes()),
            (0x05, "M", &memory.to_le_bytes()),
            (0x04, "P", &lanes.to_le_bytes()),
        ])
    };
    for dear in [
        argon2(2 << 30, 1, 1),
        argon2(1 << 30, 9, 1),
        argon2(u64::MAX, 1, 1),
        argon2(1 << 20, u64::MAX, 1),
        argon2(1 << 30, 1, 1000),
        aes_kdf(kdf::AES[0], u64::MAX),
    ] {
        assert_eq!(with(dear), Some(ExistingError::KdfTooCostly));
    }
    for odd in [
        argon2(0, 1, 1),
        argon2(1 << 20, 0, 1),
        dictionary(&[]),
        dictionary(&[
            (0x42, "$UUID", &kdf::AES[0]),
            (0x05, "R", &[0; 8]),
            (0x42, "S", &[5; 31]),
        ]),
    ] {
        assert_eq!(with(odd).map(ExistingError::code), Some("damaged"));
    }
    for other in [
        dictionary(&[(0x42, "$UUID", &[1; 16])]),
        dictionary(&[
            (0x42, "$UUID", &kdf::AES[0]),
            (0x05, "R", &[0; 8]),
            (0x42, "S", &[5; 32]),
            (0x42, "K", &[1]),
        ]),
        sample::argon2(kdf::ARGON2D, 0x14),
    ] {
        assert_eq!(with(other).map(ExistingError::code), Some("unsupported"));
    }
}

#[test]
fn a_file_that_changed_on_disk_is_told() {
    let mut file = Sample::of(document("")).bytes();
    let existing = Existing::open(&file, &key()).unwrap();
    assert_eq!(existing.still_there(&file), Ok(()));
    file[50] ^= 1;
    assert_eq!(
        existing.still_there(&file),
        Err(ExistingError::ChangedMeanwhile)
    );
}

#[test]
fn a_new_file_with_anything_else_changed_does_not_verify() {
    let xml = "<Entry><String><Key>Password</Key><Value Protected=\"True\">{old secret}</Value></String></Entry><Group><Name>G</Name></Group>";
    let sample = Sample {
        inner: vec![(3, vec![1, 2, 3])],
        outer: vec![(12, vec![0, 1, 0])],
        ..Sample::of(document(xml))
    };
    let existing = Existing::open(&sample.bytes(), &key()).unwrap();
    let item = usual();
    let added = existing.add(&item, 1, &key(), &mut rng(1)).unwrap();
    let verify = |file: &[u8]| existing.verify(file, &added, &key(), &item).err();
    assert_eq!(verify(added.bytes()), None);

    let altered = |part| Some(ExistingError::Altered { part });
    assert_eq!(verify(&sample.bytes()), altered("new entry"));
    let others = [
        (
            Sample {
                outer: Vec::new(),
                ..sample.clone()
            },
            "header",
        ),
        (
            Sample {
                gzip: true,
                ..sample.clone()
            },
            "header",
        ),
        (
            Sample {
                minor: 0,
                ..sample.clone()
            },
            "header",
        ),
        (
            Sample {
                cipher: Cipher::Aes256,
                ..sample.clone()
            },
            "header",
        ),
        (
            Sample {
                kdf: aes_kdf(kdf::AES[0], 2),
                ..sample.clone()
            },
            "header",
        ),
        (
            Sample {
                inner: vec![(3, vec![1, 2, 4])],
                ..sample.clone()
            },
            "inner header",
        ),
        (
            Sample {
                salsa20: true,
                ..sample.clone()
            },
            "inner header",
        ),
        (
            Sample {
                xml: document(&xml.replace("old secret", "old Secret")),
                ..sample.clone()
            },
            "XML",
        ),
        (
            Sample {
                xml: document(&xml.replace("<Group>", "<Group> ")),
                ..sample.clone()
            },
            "XML",
        ),
    ];
    for (other, part) in others {
        let other = Existing::open(&other.bytes(), &key()).unwrap();
        let mut file = other.add(&item, 1, &key(), &mut rng(1)).unwrap();
        // The same entry, but in a database that is another.
        assert_eq!(file.uuid, added.uuid);
        assert_eq!(verify(file.bytes()), altered(part), "{part}");
        file = other.add(&item, 0, &key(), &mut rng(1)).unwrap();
        assert!(verify(file.bytes()).is_some());
    }
    let elsewhere = existing.add(&item, 0, &key(), &mut rng(1)).unwrap();
    assert_eq!(verify(elsewhere.bytes()), altered("group"));
    let other = existing
        .add(&self::item("id", "other", ""), 1, &key(), &mut rng(1))
        .unwrap();
    assert_eq!(
        verify(other.bytes()).map(ExistingError::code),
        Some("differs")
    );
}

#[test]
fn more_than_one_block_and_a_large_attachment_come_through() {
    let attachment: Vec<u8> = (0..3_000_000_u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    for gzip in [false, true] {
        let sample = Sample {
            gzip,
            cipher: Cipher::Aes256,
            inner: vec![(3, attachment.clone())],
            ..Sample::of(document(""))
        };
        let after = add(&sample.bytes(), 0, &usual());
        assert!(inserted(&sample.unmasked(), &after).is_some());
    }
}

#[test]
fn without_randomness_nothing_is_written() {
    let existing = Existing::open(&Sample::of(document("")).bytes(), &key()).unwrap();
    let failed = existing
        .add(&usual(), 0, &key(), &mut hostile::Broken)
        .err();
    assert_eq!(failed, Some(ExistingError::NoRandomness));
    let failed = existing.add(&usual(), 1, &key(), &mut rng(1)).err();
    assert_eq!(failed.map(ExistingError::code), Some("internal"));
    let failed = existing
        .add(&item("i\0", "s", ""), 0, &key(), &mut rng(1))
        .err();
    assert_eq!(failed.map(ExistingError::code), Some("cannot-express"));
}
