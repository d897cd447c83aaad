//! The writer against the reader, over hostile values, damaged files and keys of every kind. The keys were made for this.

use super::*;
use crate::Part;
use crate::plain_tests::{item, rng, usual};
use crate::{Encrypted, ExportedFile, Format, Password, csv, hostile, pass};
use proptest::prelude::*;

const AGE: &str = "age1vkkeqxkfy0xll8d2mwadry6hfk0m8txtpjtzsenuzxx0z07yjppqvmkvvd";
const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJxU1dBaU7g2ZmX83hnh8afNEqLrBc3iWtNDM4Kz6ubZ someone@example.com";
const RSA_2048: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCtIDOup6+41oy18v8hYzzf1j9FIfOXYi80NCP/wfjQ0j4K7qMNRw8uop6Ev11KP3r/urTojCJUX/ftH1dIjuCbCyG+1XEzS3aJ9eF0YPGPqZw2vloJNCwhOMC+syVmW61ycIvZVuenUIURYaqvVoldKkqYZD10ZACFCKCltIkdTG8Gf+EklhtHjRmeynOCN8MHXYLZaORHJtZUakl7kjoIRFkrbqdLK2sY79Q4sBfBqvKfZucxc1fZK0ezZR2KV8WDCYjKZaD3oXf6FEoRSdhhxdKqJO3cgHsEwKf5GACXImr1DaKvpEiSVkfVSDxJCz4A84PZfbXNlrWyPpndq5UL";
const RSA_1024: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCfO32FlkzpsnW36N2uin3rEjySmMo0Fn+4gJy+EmOeKp4d0Ymgta8bJ6jLxVXFP8PML/ZzzBhHHEb+nI0+92O1dqDo07Q4hPKLEF0zfg2SMWlk/qp/SdZJbMYgn3xQhq2SI375Ora7ShqiTReuWOi4A/UQy0XOY+ZUyiNm052oxQ==";
const ECDSA: &str = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBO/z9rdBj6iC5SesN0gshbbueUMbeu1DQEmAw3XQoJZK2HHDR2vllB6qgnhymyl/d1tVyQ4VkSZByD6HkDmAhMc=";

/// As cheap as scrypt can be: for tests of everything but the derivation.
fn cheap(content: PlainFormat) -> AgePassphrase {
    AgePassphrase::new(content, ScryptWorkFactor::bounded(1).unwrap())
}

fn text() -> PlainFormat {
    PlainFormat(&pass::Pass)
}

fn to(keys: &str) -> AgeRecipients {
    AgeRecipients::new(text(), Recipients::parse(keys).ok().unwrap(), &mut rng(9)).unwrap()
}

fn password(text: &str) -> Password {
    Password::new(text.to_owned()).unwrap()
}

fn written(item: &Item) -> ExportedFile<Encrypted> {
    cheap(text())
        .write(item, &password("pw"), &mut rng(1))
        .unwrap()
}

proptest! {
    #[test]
    fn every_hostile_value_comes_back_as_it_does_in_the_plain_format(
        key_id in hostile::any_value(),
        secret in hostile::any_value(),
        notes in hostile::any_notes(),
        permissions in hostile::any_permissions(),
        typed in "\\PC{1,40}",
        which in 0..PlainFormat::ALL.len(),
        seed: u8,
    ) {
        let item = item(&key_id, &secret, &notes, &permissions);
        let format = cheap(PlainFormat::ALL[which]);
        match format.write(&item, &password(&typed), &mut rng(seed)) {
            Ok(file) => {
                let verified = format.verify(file.bytes(), &password(&typed), &item).unwrap();
                prop_assert_eq!(verified.sealing, format.sealing());
                let other = password(&format!("{typed}x"));
                let refused = format.verify(file.bytes(), &other, &item).err();
                prop_assert_eq!(refused, Some(ExportError::WrongPassword));
            }
            Err(refused) => prop_assert_eq!(Err(refused), PlainFormat::ALL[which].check(&item)),
        }
    }

    #[test]
    fn no_bytes_panic(bytes: Vec<u8>, keep in 0_usize..400) {
        prop_assert!(cheap(text()).read_back(&bytes, &password("pw")).is_err());
        let file = written(&usual());
        let mut damaged = file.bytes().to_vec();
        damaged.truncate(keep);
        damaged.extend(&bytes);
        prop_assert!(cheap(text()).read_back(&damaged, &password("pw")).is_err());
        prop_assert!(to(AGE).read_back(&damaged, &()).is_err());
    }

    #[test]
    fn no_text_for_a_key_panics(text in "(age1|ssh-rsa |ssh-ed25519 )?[ -~]{0,90}") {
        let _ = Recipients::parse(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn content_of_any_size_comes_back(size in prop_oneof![0_usize..200, 65_500_usize..65_600, 131_000_usize..131_100], key: [u8; 16]) {
        let content = vec![7; size];
        let sealed = payload::seal(&content, &key, &[1; 16]).unwrap();
        prop_assert_eq!(&*payload::open(&sealed, &key).unwrap(), &content);
        // Without its last chunk, or with one more.
        if size > 65_536 {
            prop_assert!(payload::open(&sealed[..16 + 65_536 + 16], &key).is_err());
        }
        prop_assert!(payload::open(&[&sealed[..], &[0; 17]].concat(), &key).is_err());
    }
}

#[test]
fn a_file_changed_anywhere_never_verifies() {
    let (item, password) = (usual(), password("pw"));
    let file = written(&item);
    let recipients = to(AGE);
    let other = recipients.write(&item, &(), &mut rng(1)).unwrap();
    let (mut one, mut two) = (file.bytes().to_vec(), other.bytes().to_vec());
    for at in 0..one.len() {
        one[at] ^= 1 << (at % 8);
        assert!(
            cheap(text()).verify(&one, &password, &item).is_err(),
            "{at}"
        );
        one[at] ^= 1 << (at % 8);
        assert!(
            cheap(text()).verify(&one[..at], &password, &item).is_err(),
            "{at}"
        );
    }
    for at in 0..two.len() {
        two[at] ^= 1 << (at % 8);
        assert!(recipients.verify(&two, &(), &item).is_err(), "{at}");
        two[at] ^= 1 << (at % 8);
    }
}

#[test]
fn it_is_written_for_keys_of_every_kind() {
    let keys = [AGE, ED25519, RSA_2048].join("\n");
    let format = to(&format!("# the team\n\n{keys}\n"));
    assert_eq!(
        format.recipients().lines().collect::<Vec<_>>().join("\n"),
        keys
    );
    let item = usual();
    let file = format.write(&item, &(), &mut rng(1)).unwrap();
    assert_eq!(file.name(), "trivet-acme-us-4-2026-11-23-api-key.txt.age");
    let verified = format.verify(file.bytes(), &(), &item).unwrap();
    assert_eq!(verified.sealing, Sealing::AgeRecipients { recipients: 3 });
    let (header, _) = Header::read(file.bytes()).ok().unwrap();
    let kinds: Vec<_> = header
        .stanzas
        .iter()
        .map(|stanza| stanza.argument(0).unwrap())
        .collect();
    assert_eq!(kinds, ["X25519", "ssh-ed25519", "ssh-rsa", "X25519"]);
}

#[test]
fn a_file_for_others_does_not_verify() {
    let item = usual();
    let file = to(AGE).write(&item, &(), &mut rng(1)).unwrap();
    // The same keys, but another run.
    let keys = Recipients::parse(AGE).ok().unwrap();
    let later = AgeRecipients::new(text(), keys, &mut rng(10)).unwrap();
    let refused = later.verify(file.bytes(), &(), &item).err();
    assert_eq!(refused, Some(ExportError::NotForThisKey));
    // The same run, but other keys.
    let refused = to(ED25519).verify(file.bytes(), &(), &item).err();
    assert_eq!(
        refused,
        Some(ExportError::Damaged {
            part: Part::Recipients
        })
    );
    let refused = cheap(text())
        .verify(file.bytes(), &password("pw"), &item)
        .err();
    assert_eq!(refused.map(ExportError::code), Some("unsupported"));
}

#[test]
fn what_is_no_key_is_refused_by_its_line() {
    let upper = AGE.to_uppercase();
    let wrong = AGE.replace('q', "p");
    let cut = &ED25519[..ED25519.len() - 30];
    let swapped = ED25519.replace("ssh-ed25519 ", "ssh-rsa ");
    for bad in [
        "x",
        "age1",
        &upper,
        &wrong,
        cut,
        &swapped,
        RSA_1024,
        ECDSA,
        "AGE-SECRET-KEY-1QQ",
    ] {
        let refused = Recipients::parse(&format!("{AGE}\n# x\n{bad}")).err();
        assert_eq!(
            refused,
            Some(ExportError::BadRecipient { line: 3 }),
            "{bad}"
        );
    }
    assert_eq!(
        Recipients::parse(" \n# x").err(),
        Some(ExportError::NoRecipient)
    );
    let many = format!("{AGE}\n").repeat(65);
    assert_eq!(
        Recipients::parse(&many).err(),
        Some(ExportError::TooManyRecipients)
    );
}

#[test]
fn work_factors_have_bounds() {
    assert_eq!(ScryptWorkFactor::new(17), Ok(ScryptWorkFactor::default()));
    assert_eq!(ScryptWorkFactor::new(16), Err(ExportError::KdfTooWeak));
    assert_eq!(ScryptWorkFactor::new(21), Err(ExportError::KdfTooCostly));
    let (item, password) = (usual(), password("pw"));
    let other = AgePassphrase::new(text(), ScryptWorkFactor::bounded(2).unwrap());
    let refused = other.verify(written(&item).bytes(), &password, &item).err();
    assert_eq!(refused, Some(ExportError::SealedDifferently));
}

#[test]
fn another_format_inside_does_not_verify() {
    let item = usual();
    let csv = cheap(PlainFormat(&csv::CHROME));
    let refused = csv.verify(written(&item).bytes(), &password("pw"), &item);
    assert_eq!(refused.err(), Some(ExportError::NotThisFormat));
}

#[test]
fn without_randomness_nothing_is_written() {
    let failed = cheap(text()).write(&usual(), &password("pw"), &mut hostile::Broken);
    assert_eq!(failed.err(), Some(ExportError::NoRandomness));
    for keys in [AGE, ED25519, RSA_2048] {
        let failed = to(keys).write(&usual(), &(), &mut hostile::Broken).err();
        assert_eq!(failed, Some(ExportError::NoRandomness));
    }
}
