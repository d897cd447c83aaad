//! The writer against the reader, over hostile values, both derivations and damaged files.

use super::*;
use crate::hostile;
use crate::plain_tests::{item, rng, usual};
use proptest::prelude::*;

/// As cheap as they can be: for tests of everything but the derivation.
fn cheap() -> [BitwardenProtected; 2] {
    [
        BitwardenProtected(Derivation::Argon2id(
            Argon2Parameters::bounded(1024, 1, 1).unwrap(),
        )),
        BitwardenProtected(Derivation::Pbkdf2(Pbkdf2Iterations::bounded(1).unwrap())),
    ]
}

fn password(text: &str) -> Password {
    Password::new(text.to_owned()).unwrap()
}

proptest! {
    #[test]
    fn every_hostile_value_comes_back(
        key_id in hostile::any_value(),
        secret in hostile::any_value(),
        notes in hostile::any_notes(),
        permissions in hostile::permissions(),
        typed in "\\PC{1,40}",
        seed: u8,
    ) {
        let item = item(&key_id, &secret, &notes, &permissions);
        let most = |text: &String| text.len() <= 687;
        let fits = most(&key_id) && most(&secret) && permissions.iter().all(most) && notes.len() <= 7439;
        for format in cheap() {
            prop_assert_eq!(format.check(&item).is_ok(), fits);
            if !fits {
                continue;
            }
            let file = format.write(&item, &password(&typed), &mut rng(seed)).unwrap();
            let verified = format.verify(file.bytes(), &password(&typed), &item).unwrap();
            prop_assert_eq!(verified.sealing, format.sealing());

            let other = password(&format!("{typed}x"));
            let refused = format.verify(file.bytes(), &other, &item).err();
            prop_assert_eq!(refused, Some(ExportError::WrongPassword));
        }
    }

    #[test]
    fn no_bytes_panic(bytes: Vec<u8>) {
        for format in cheap() {
            prop_assert!(format.read_back(&bytes, &password("pw")).is_err());
        }
    }
}

#[test]
fn a_file_changed_anywhere_never_verifies() {
    for format in cheap() {
        let (item, password) = (usual(), password("pw"));
        let file = format.write(&item, &password, &mut rng(1)).unwrap();
        let mut bytes = file.bytes().to_vec();
        for at in (0..bytes.len()).step_by(7) {
            bytes[at] ^= 1 << (at % 8);
            assert!(format.verify(&bytes, &password, &item).is_err(), "{at}");
            bytes[at] ^= 1 << (at % 8);
        }
        for end in (0..bytes.len()).step_by(31) {
            assert!(format.verify(&bytes[..end], &password, &item).is_err());
        }
    }
}

#[test]
fn a_file_sealed_otherwise_than_asked_for_does_not_verify() {
    let [argon2id, pbkdf2] = cheap();
    let (item, password) = (usual(), password("pw"));
    let file = argon2id.write(&item, &password, &mut rng(1)).unwrap();
    let refused = pbkdf2.verify(file.bytes(), &password, &item).err();
    assert_eq!(refused, Some(ExportError::SealedDifferently));
}

#[test]
fn what_bitwarden_would_not_open_is_not_written() {
    let with = |memory, passes, lanes| {
        BitwardenProtected::argon2id(Argon2Parameters::bounded(memory, passes, lanes).unwrap())
    };
    assert!(with(64 * 1024, 3, 4).is_ok());
    assert_eq!(
        BitwardenProtected::argon2id(Argon2Parameters::DEFAULT),
        Ok(BitwardenProtected::default())
    );
    for refused in [
        with(64 * 1024 + 1, 3, 4),
        with(8 * 1024, 3, 4),
        with(64 * 1024, 11, 4),
        with(64 * 1024, 1, 4),
        with(64 * 1024, 3, 17),
    ] {
        assert_eq!(refused, Err(ExportError::KdfTooCostly));
    }
}

#[test]
fn nothing_of_the_item_stands_in_the_file() {
    let item = usual();
    for format in cheap() {
        let file = format.write(&item, &password("pw"), &mut rng(1)).unwrap();
        let text = std::str::from_utf8(file.bytes()).unwrap();
        for value in [
            item.credential.key_id.expose(),
            item.credential.secret.expose(),
            "acme",
            "Is enabled",
        ] {
            assert!(!text.contains(value));
        }
    }
}

#[test]
fn without_randomness_nothing_is_written() {
    for format in cheap() {
        let failed = format
            .write(&usual(), &password("pw"), &mut hostile::Broken)
            .err();
        assert_eq!(failed, Some(ExportError::NoRandomness));
    }
}
