//! The writer against the reader, over hostile values and damaged files.

use super::*;
use crate::{Field, Inexpressible, compare, hostile};
use chacha20::ChaCha20Rng;
use proptest::prelude::*;
use rand_core::SeedableRng;
use trivet_credential::{ConsoleAccount, Credential, ItemDetails, KeyId, KeySecret, Timestamp};

/// As cheap as Argon2id can be: for tests of everything but the derivation.
fn cheap() -> Kdbx {
    Kdbx::new(Argon2Parameters::bounded(8, 1, 1).unwrap())
}

fn rng(seed: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([seed; 32])
}

fn password(text: &str) -> Password {
    Password::new(text.to_owned()).unwrap()
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
            permissions: vec!["Can access API".to_owned(), "Is enabled".to_owned()],
            notes: notes.to_owned(),
        },
    }
}

fn plain_item() -> Item {
    item(
        "0F8FAD5B-D9CB-469F-A165-70867728950E",
        "-made_up_secret_of_43_characters_0123456789",
        "notes",
    )
}

fn written(item: &Item) -> Vec<u8> {
    let file = cheap().write(item, &password("pw"), &mut rng(1)).unwrap();
    file.bytes().to_vec()
}

proptest! {
    #[test]
    fn every_hostile_value_comes_back(
        key_id in hostile::value(),
        secret in hostile::value(),
        notes in hostile::notes(),
        permissions in hostile::permissions(),
        host in hostile::host(),
        created in -62_135_596_800_i64..=253_402_300_799,
        typed in "\\PC{1,40}",
        seed: u8,
    ) {
        let mut item = item(&key_id, &secret, &notes);
        item.details.permissions = permissions;
        item.details.account = ConsoleAccount::from_host(&host).unwrap();
        item.details.created = Timestamp::from_unix_seconds(created).unwrap();
        let file = cheap().write(&item, &password(&typed), &mut rng(seed)).unwrap();
        let verified = cheap().verify(file.bytes(), &password(&typed), &item).unwrap();
        prop_assert_eq!(verified.size, file.bytes().len());
        prop_assert!(file.name().bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)));

        let mut other = typed;
        other.push('x');
        let refused = cheap().verify(file.bytes(), &password(&other), &item).err();
        prop_assert_eq!(refused, Some(ExportError::WrongPassword));
    }

    #[test]
    fn what_xml_cannot_hold_is_refused_and_named(before in ".{0,9}", bad in prop_oneof![
        (0_u32..0x20).prop_filter("allowed", |c| ![9, 10, 13].contains(c)),
        Just(0xfffe_u32),
        Just(0xffff_u32),
    ]) {
        let before = before.replace(|c: char| entry::inexpressible(c).is_some(), "");
        let bad = format!("x{before}{}", char::from_u32(bad).unwrap());
        for (field, item) in [
            (Field::KeyId, item(&bad, "s", "")),
            (Field::Secret, item("i", &bad, "")),
            (Field::Notes, item("i", "s", &bad)),
        ] {
            match cheap().write(&item, &password("pw"), &mut rng(1)).err() {
                Some(ExportError::CannotExpress { field: named, .. }) => prop_assert_eq!(named, field),
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes: Vec<u8>, keep in 0_usize..300) {
        let password = password("pw");
        prop_assert!(cheap().read_back(&bytes, &password).is_err());
        let mut file = written(&plain_item());
        file.truncate(keep);
        file.extend(&bytes);
        prop_assert!(cheap().read_back(&file, &password).is_err());
    }

    #[test]
    fn no_payload_panics(bytes: Vec<u8>, text in hostile::text()) {
        let _ = payload::read(&bytes);
        let _ = xml_read::document(&text, stream::InnerStream::chacha20(&[0; 64]));
    }
}

#[test]
fn a_permission_that_would_not_come_back_is_refused() {
    for (name, expected) in [
        ("", Inexpressible::Empty),
        ("one\ntwo", Inexpressible::LineBreak),
        ("one\rtwo", Inexpressible::LineBreak),
        ("one\0", Inexpressible::ControlCharacter),
    ] {
        let mut item = plain_item();
        item.details.permissions.push(name.to_owned());
        let refused = cheap().check(&item);
        let (field, reason) = (Field::Permissions, expected);
        assert_eq!(refused, Err(ExportError::CannotExpress { field, reason }));
    }
}

#[test]
fn a_value_that_keepass_programs_would_replace_is_refused() {
    for value in [
        "{TITLE}",
        "x{ref:P@I:0}y",
        "{S:Other}",
        "{漢{T-CONV:/a/b/}}",
    ] {
        let expected = |field| {
            let reason = Inexpressible::Placeholder;
            Err(ExportError::CannotExpress { field, reason })
        };
        assert_eq!(cheap().check(&item(value, "s", "")), expected(Field::KeyId));
        assert_eq!(
            cheap().check(&item("i", value, "")),
            expected(Field::Secret)
        );
        assert_eq!(cheap().check(&item("i", "s", value)), Ok(()));
    }
    for value in ["{", "}", "{}", "}{", "{TITLE", "TITLE}", "{ TITLE}", "{1}"] {
        assert_eq!(cheap().check(&item(value, value, "")), Ok(()));
    }
}

#[test]
fn a_file_cut_short_anywhere_never_verifies() {
    let (item, password) = (plain_item(), password("pw"));
    let file = written(&item);
    for end in 0..file.len() {
        let error = cheap().verify(&file[..end], &password, &item).unwrap_err();
        let code = error.code();
        assert!(
            ["damaged", "not-this-format"].contains(&code),
            "{end}: {code}"
        );
    }
    let longer = [&file[..], b"x"].concat();
    let error = cheap().verify(&longer, &password, &item).unwrap_err();
    assert_eq!(error.code(), "damaged");
}

#[test]
fn a_file_with_any_bit_flipped_never_verifies() {
    let (item, password) = (plain_item(), password("pw"));
    let mut file = written(&item);
    for at in 0..file.len() {
        for bit in 0..8 {
            file[at] ^= 1 << bit;
            assert!(
                cheap().verify(&file, &password, &item).is_err(),
                "{at}.{bit}"
            );
            file[at] ^= 1 << bit;
        }
    }
    assert!(cheap().verify(&file, &password, &item).is_ok());
}

#[test]
fn any_other_field_is_found_and_named() {
    let (file, password) = (written(&plain_item()), password("pw"));
    for (field, change) in compare::changes() {
        let mut expected = plain_item();
        change(&mut expected);
        let differs = cheap().verify(&file, &password, &expected).err();
        assert_eq!(differs, Some(ExportError::Differs { field }));
    }
}

#[test]
fn a_file_sealed_otherwise_than_asked_for_does_not_verify() {
    let item = plain_item();
    let stronger = Kdbx::new(Argon2Parameters::bounded(16, 1, 1).unwrap());
    let refused = stronger
        .verify(&written(&item), &password("pw"), &item)
        .err();
    assert_eq!(refused, Some(ExportError::SealedDifferently));
}

#[test]
fn the_secret_stands_masked_even_inside_the_encryption() {
    let item = plain_item();
    let payload = payload::write(&item, None, &mut rng(1)).unwrap();
    let finds = |needle: &str| {
        payload
            .windows(needle.len())
            .any(|window| window == needle.as_bytes())
    };
    assert!(finds(item.credential.key_id.expose()));
    assert!(!finds(item.credential.secret.expose()));
}

#[test]
fn two_files_of_one_item_have_nothing_in_common_but_the_frame() {
    let item = plain_item();
    let header = |seed| Header::random(Argon2Parameters::MINIMUM, &mut rng(seed)).unwrap();
    let (one, other) = (header(1), header(2));
    assert_ne!(one.master_seed, other.master_seed);
    assert_ne!(one.nonce, other.nonce);
    assert_ne!(one.salt, other.salt);
    let payload = |seed| payload::write(&item, None, &mut rng(seed)).unwrap();
    assert_ne!(payload(1)[14..78], payload(2)[14..78]);
}

#[test]
fn the_largest_frame_fits() {
    let mut item = item("&", "&", "");
    let host = format!("{}.{}.evergage.com", "a".repeat(63), "b".repeat(63));
    item.details.account = ConsoleAccount::from_host(&host).unwrap();
    item.details.permissions = Vec::new();
    assert!(payload::write(&item, None, &mut rng(1)).is_ok());
    item.details.permissions = vec![" ".to_owned(); 10_000];
    item.details.notes = "\r".repeat(100_000);
    assert!(payload::write(&item, None, &mut rng(1)).is_ok());
}

#[test]
fn more_than_one_block_comes_back() {
    let item = item("i", "s", &"漢".repeat(800_000));
    let file = written(&item);
    assert!(file.len() > 2 * 1024 * 1024);
    assert!(cheap().verify(&file, &password("pw"), &item).is_ok());
}

#[test]
fn without_randomness_nothing_is_written() {
    let failed = cheap()
        .write(&plain_item(), &password("pw"), &mut hostile::Broken)
        .err();
    assert_eq!(failed, Some(ExportError::NoRandomness));
}

#[test]
fn an_entry_that_expires_otherwise_does_not_verify() {
    let item = plain_item();
    let lasting = |days| cheap().lasting(Some(Days(days)));
    let file = lasting(90)
        .write(&item, &password("pw"), &mut rng(1))
        .unwrap();
    let verify = |format: Kdbx| format.verify(file.bytes(), &password("pw"), &item);
    assert!(verify(lasting(90)).is_ok());
    for other in [lasting(180), cheap()] {
        let error = verify(other).err();
        let field = Field::Expiry;
        assert_eq!(error, Some(ExportError::Differs { field }));
    }
}
