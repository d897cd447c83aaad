//! Every plain format: the writer against the reader, over hostile values and damaged files.

use super::*;
use chacha20::ChaCha20Rng;
use proptest::prelude::*;
use rand_core::SeedableRng;
use trivet_credential::{
    ConsoleAccount, Credential, Item, ItemDetails, KeyId, KeySecret, Timestamp,
};

fn consent() -> Consent {
    Consent::given(true, true).unwrap()
}

pub(crate) fn rng(seed: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([seed; 32])
}

pub(crate) fn item(key_id: &str, secret: &str, notes: &str, permissions: &[String]) -> Item {
    Item {
        credential: Credential {
            key_id: KeyId::new(key_id.to_owned()).unwrap(),
            secret: KeySecret::new(secret.to_owned()).unwrap(),
        },
        details: ItemDetails {
            account: ConsoleAccount::from_host("acme.us-4.evergage.com").unwrap(),
            created: Timestamp::from_iso_8601("2026-11-23T20:35:00Z").unwrap(),
            permissions: permissions.to_vec(),
            notes: notes.to_owned(),
        },
    }
}

pub(crate) fn usual() -> Item {
    let account = ConsoleAccount::from_host("acme.us-4.evergage.com").unwrap();
    item(
        "0F8FAD5B-D9CB-469F-A165-70867728950E",
        "-made_up_secret_of_43_characters_0123456789",
        &ItemDetails::standard_notes(&account, ""),
        &["Can access API", "Can send events", "Is enabled"].map(str::to_owned),
    )
}

/// Whatever it is, it comes back exactly or is refused, and what is refused is named.
fn assert_exact_or_refused(format: PlainFormat, item: &Item, seed: u8) {
    let name = format.about().name;
    match (
        format.check(item),
        format.write(item, &consent(), &mut rng(seed)),
    ) {
        (Ok(()), Ok(file)) => {
            let verified = format.verify(file.bytes(), &consent(), item);
            assert_eq!(
                verified.map(|verified| verified.size),
                Ok(file.bytes().len()),
                "{name}"
            );
        }
        (Err(checked), Err(refused)) => {
            assert_eq!(checked, refused, "{name}");
            assert_eq!(refused.code(), "cannot-express", "{name}");
        }
        (checked, _) => panic!("{name}: checked as {checked:?}, written otherwise"),
    }
}

proptest! {
    #[test]
    fn every_hostile_value_comes_back_or_is_refused(
        key_id in hostile::any_value(),
        secret in hostile::any_value(),
        notes in hostile::any_notes(),
        permissions in hostile::any_permissions(),
        host in hostile::host(),
        created in -62_135_596_800_i64..=253_402_300_799,
        seed: u8,
    ) {
        let mut item = item(&key_id, &secret, &notes, &permissions);
        item.details.account = ConsoleAccount::from_host(&host).unwrap();
        item.details.created = Timestamp::from_unix_seconds(created).unwrap();
        for format in PlainFormat::ALL {
            assert_exact_or_refused(*format, &item, seed);
        }
    }

    #[test]
    fn no_bytes_panic(bytes: Vec<u8>, keep in 0_usize..2000) {
        for format in PlainFormat::ALL {
            prop_assert!(format.read_back(&bytes, &consent()).is_err());
            let file = format.write(&usual(), &consent(), &mut rng(1)).unwrap();
            let mut damaged = file.bytes().to_vec();
            damaged.truncate(keep);
            damaged.extend(&bytes);
            if damaged != file.bytes() {
                prop_assert!(format.read_back(&damaged, &consent()).is_err());
            }
        }
    }
}

#[test]
fn the_usual_item_is_never_refused() {
    for format in PlainFormat::ALL {
        assert_eq!(format.check(&usual()), Ok(()), "{}", format.about().name);
    }
}

#[test]
fn hostile_values_are_carried_by_most_formats_and_not_just_refused() {
    let hostile = "=cmd+@x,\"q\";\\ü€漢-Zz9";
    let item = item(hostile, hostile, &format!("-{hostile}\n{hostile}"), &[]);
    for format in PlainFormat::ALL {
        assert_eq!(format.check(&item), Ok(()), "{}", format.about().name);
        assert_exact_or_refused(*format, &item, 1);
    }
}

#[test]
fn a_flipped_bit_never_verifies_but_in_an_identifier() {
    for format in PlainFormat::ALL {
        let item = usual();
        let file = format.write(&item, &consent(), &mut rng(1)).unwrap();
        let (_, ids) = format.0.extract(file.bytes()).unwrap();
        let mut bytes = file.bytes().to_vec();
        // About 400 places in each file, every bit in turn.
        for at in (0..bytes.len()).step_by(1 + bytes.len() / 400) {
            bytes[at] ^= 1 << (at % 8);
            if format.verify(&bytes, &consent(), &item).is_ok() {
                let text = file.bytes().get(at.saturating_sub(36)..).unwrap();
                let inside = |id: &String| {
                    text.windows(id.len())
                        .take(37)
                        .any(|window| window == id.as_bytes())
                };
                assert!(ids.iter().any(inside), "{} at {at}", format.about().name);
            }
            bytes[at] ^= 1 << (at % 8);
        }
    }
}

#[test]
fn any_other_field_is_found_and_named() {
    for format in PlainFormat::ALL {
        let file = format.write(&usual(), &consent(), &mut rng(1)).unwrap();
        for (field, change) in compare::changes() {
            let mut expected = usual();
            change(&mut expected);
            let verified = format.verify(file.bytes(), &consent(), &expected);
            let left_out = format.about().leaves_out.contains(&field);
            match verified {
                Ok(_) => assert!(left_out, "{}: {field}", format.about().name),
                Err(error) => {
                    assert_eq!(error, ExportError::Differs { field });
                    assert!(!left_out);
                }
            }
        }
    }
}

#[test]
fn a_permission_that_would_not_come_back_is_refused() {
    for (name, reason) in [
        ("", Inexpressible::Empty),
        ("one\ntwo", Inexpressible::LineBreak),
        ("one\rtwo", Inexpressible::LineBreak),
    ] {
        let item = item("i", "s", "", &[name.to_owned()]);
        for format in PlainFormat::ALL {
            let field = Field::Permissions;
            assert_eq!(
                format.check(&item),
                Err(ExportError::CannotExpress { field, reason })
            );
        }
    }
}

#[test]
fn without_randomness_nothing_is_written_that_needs_it() {
    for format in PlainFormat::ALL {
        let failed = format
            .write(&usual(), &consent(), &mut hostile::Broken)
            .err();
        let expected = (!format.0.ids().is_empty()).then_some(ExportError::NoRandomness);
        assert_eq!(failed, expected, "{}", format.about().name);
    }
}
