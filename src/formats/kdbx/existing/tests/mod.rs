//! One entry more and nothing else, over databases of every make; and what is refused.

use super::sample::{Piece, Sample, aes_kdf, argon2, dictionary, key};
use super::*;
use crate::{Part, Password, hostile};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use chacha20::ChaCha20Rng;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use rand_core::SeedableRng;
use trivet_credential::{ConsoleAccount, Credential, ItemDetails, KeyId, KeySecret, Timestamp};

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
    let added = existing.add(item, group, &mut rng(1)).unwrap();
    let proof = existing.verify(added.bytes(), &added, item);
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

mod any;
mod refused;
mod unusual;

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
        ("<Group/>", "|<Group/>"),
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
             <Group><Name>Bin</Name><UUID>{bin}</UUID><Group><Name>Old</Name></Group></Group><Group/><Group><UUID>x</UUID><Name/></Group></Group></Root></KeePassFile>"
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
    assert_eq!(read("false"), named(false));
}

#[test]
fn an_entry_that_is_added_can_expire() {
    let sample = Sample::of(document(""));
    let mut existing = Existing::open(&sample.bytes(), &key()).unwrap();
    existing.set_lifetime(Some(Days(365)));
    let added = existing.add(&usual(), 0, &mut rng(1)).unwrap();
    assert!(existing.verify(added.bytes(), &added, &usual()).is_ok());
    assert!(plain_xml(added.bytes()).contains("<Expires>True</Expires>"));
    let other = Added {
        expires: None,
        ..added
    };
    let error = existing.verify(other.bytes(), &other, &usual()).err();
    let field = Field::Expiry;
    assert_eq!(error, Some(ExistingError::Differs { field }));
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
#[allow(clippy::too_many_lines)] // a list of what can change
fn a_new_file_with_anything_else_changed_does_not_verify() {
    let xml = "<Entry><String><Key>Password</Key><Value Protected=\"True\">{old secret}</Value></String></Entry><Group><Name>G</Name></Group>";
    let sample = Sample {
        inner: vec![(3, vec![1, 2, 3])],
        outer: vec![(12, vec![0, 1, 0])],
        ..Sample::of(document(xml))
    };
    let existing = Existing::open(&sample.bytes(), &key()).unwrap();
    let item = usual();
    let added = existing.add(&item, 1, &mut rng(1)).unwrap();
    let verify = |file: &[u8]| existing.verify(file, &added, &item).err();
    assert_eq!(verify(added.bytes()), None);

    let altered = |part| Some(ExistingError::Altered { part });
    assert_eq!(verify(&sample.bytes()), altered(Part::NewEntry));
    let others = [
        (
            Sample {
                outer: Vec::new(),
                ..sample.clone()
            },
            Part::Header,
        ),
        (
            Sample {
                gzip: true,
                ..sample.clone()
            },
            Part::Header,
        ),
        (
            Sample {
                minor: 0,
                ..sample.clone()
            },
            Part::Header,
        ),
        (
            Sample {
                cipher: Cipher::Aes256,
                ..sample.clone()
            },
            Part::Header,
        ),
        (
            Sample {
                kdf: aes_kdf(kdf::AES[0], 2),
                ..sample.clone()
            },
            Part::Header,
        ),
        (
            Sample {
                inner: vec![(3, vec![1, 2, 4])],
                ..sample.clone()
            },
            Part::InnerHeader,
        ),
        (
            Sample {
                salsa20: true,
                ..sample.clone()
            },
            Part::InnerHeader,
        ),
        (
            Sample {
                xml: document(&xml.replace("old secret", "old Secret")),
                ..sample.clone()
            },
            Part::Xml,
        ),
        (
            Sample {
                xml: document(&xml.replace("<Group>", "<Group> ")),
                ..sample.clone()
            },
            Part::Xml,
        ),
        (
            Sample {
                after: [Vec::new(), vec![0]],
                ..sample.clone()
            },
            Part::AfterEnd,
        ),
    ];
    for (other, part) in others {
        let other = Existing::open(&other.bytes(), &key()).unwrap();
        let mut file = other.add(&item, 1, &mut rng(1)).unwrap();
        // The same entry, but in a database that is another.
        assert_eq!(file.uuid, added.uuid);
        assert_eq!(verify(file.bytes()), altered(part), "{part:?}");
        file = other.add(&item, 0, &mut rng(1)).unwrap();
        assert!(verify(file.bytes()).is_some());
    }
    let elsewhere = existing.add(&item, 0, &mut rng(1)).unwrap();
    assert_eq!(verify(elsewhere.bytes()), altered(Part::Group));
    let other = existing
        .add(&self::item("id", "other", ""), 1, &mut rng(1))
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
    let failed = existing.add(&usual(), 0, &mut hostile::Broken).err();
    assert_eq!(failed, Some(ExistingError::NoRandomness));
    let failed = existing.add(&usual(), 1, &mut rng(1)).err();
    assert_eq!(failed.map(ExistingError::code), Some("internal"));
    let failed = existing.add(&item("i\0", "s", ""), 0, &mut rng(1)).err();
    assert_eq!(failed.map(ExistingError::code), Some("cannot-express"));
}
