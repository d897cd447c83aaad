//! What is unusual and yet opened, as other programs open it, and kept.

use super::super::key::Composite;
use super::*;
use crate::kdbx::keys::sha256;

fn password(text: &str) -> Password {
    Password::new(text.to_owned()).unwrap()
}

/// Adds to a file that this key opens; the new one has all of the old one.
fn taken(sample: &Sample, file: &[u8], key: &Key) {
    let existing = Existing::open(file, key)
        .map_err(ExistingError::code)
        .unwrap();
    let added = existing.add(&usual(), 0, &mut rng(1)).unwrap();
    existing.verify(added.bytes(), &added, &usual()).unwrap();
    assert!(added.bytes().ends_with(&sample.after[1]));
    let again = Existing::open(added.bytes(), key).unwrap();
    assert_eq!(*again.after_payload, existing.after_payload[..]);
    assert_eq!(again.outer.kdf.derivation, existing.outer.kdf.derivation);
    let plain = again
        .copying(&again.inner().unwrap())
        .unmasked(0..0)
        .unwrap();
    let plain = String::from_utf8(plain.to_vec()).unwrap();
    assert!(inserted(&sample.unmasked(), &plain).is_some());
}

#[test]
fn numbers_of_the_key_derivation_in_any_type() {
    let small: [(u8, &[u8]); 5] = [
        (0x04, &[1, 0, 0, 0]),
        (0x05, &[1, 0, 0, 0, 0, 0, 0, 0]),
        (0x08, &[1]),
        (0x0c, &[1, 0, 0, 0]),
        (0x0d, &[1, 0, 0, 0, 0, 0, 0, 0]),
    ];
    for (kind, one) in small {
        for kdf in [
            dictionary(&[
                (0x42, "$UUID", &kdf::AES[0]),
                (kind, "R", one),
                (0x42, "S", &[5; 32]),
            ]),
            dictionary(&[
                (0x42, "$UUID", &kdf::ARGON2D),
                (0x0c, "V", &0x13_i32.to_le_bytes()),
                (0x42, "S", &[5; 8]),
                (kind, "I", one),
                (0x04, "M", &8192_u32.to_le_bytes()),
                (kind, "P", one),
            ]),
        ] {
            let sample = Sample {
                kdf,
                ..Sample::of(document(""))
            };
            taken(&sample, &sample.bytes(), &key());
        }
    }
}

#[test]
fn more_parameters_of_the_key_derivation_and_what_follows_them() {
    let mut longer = dictionary(&[
        (0x18, "Name", "plugin".as_bytes()),
        (0x42, "$UUID", &kdf::ARGON2D),
        (0x42, "K", &[]),
        (0x42, "A", &[]),
        (0x04, "V", &0x13_u32.to_le_bytes()),
        (0x42, "S", &[5; 32]),
        (0x05, "I", &1_u64.to_le_bytes()),
        (0x05, "M", &8192_u64.to_le_bytes()),
        (0x04, "P", &1_u32.to_le_bytes()),
        (0x77, "X", &[1, 2, 3]),
    ]);
    longer.extend([0, 0, 0]);
    let sample = Sample {
        kdf: longer.clone(),
        ..Sample::of(document(""))
    };
    taken(&sample, &sample.bytes(), &key());
    let secret: Vec<u8> = longer
        .windows(5)
        .position(|name| name == b"\x01\0\0\0K")
        .map(|at| {
            let mut kdf = longer.clone();
            kdf.splice(at + 5..at + 9, [1, 0, 0, 0, 9]);
            kdf
        })
        .unwrap();
    assert_eq!(
        kdf::Kdf::read(&secret).err().map(ExistingError::code),
        Some("unsupported")
    );
}

#[test]
fn what_follows_the_end_stays() {
    for after in [
        [vec![0; 8], vec![0; 512]],
        [b"behind".to_vec(), Vec::new()],
        [vec![0x1f, 0x8b, 8], b"more".repeat(1000)],
    ] {
        for cipher in Cipher::ALL {
            let sample = Sample {
                gzip: true,
                cipher,
                after: after.clone(),
                ..Sample::of(document(
                    "<Entry><String><Key>k</Key><Value Protected=\"True\">{x}</Value></String></Entry>",
                ))
            };
            taken(&sample, &sample.bytes(), &key());
        }
    }
    let xml = "<KeePassFile><Root><Group></Group></Root></KeePassFile>";
    for behind in [
        "\r\n \t",
        "<!-- -->\n<?x y?>",
        "\0\0\0",
        "</x>&",
        "<KeePassFile/>",
    ] {
        let sample = Sample::of(pieces(&format!("{xml}{behind}")));
        taken(&sample, &sample.bytes(), &key());
    }
}

#[test]
fn a_later_minor_version() {
    for minor in [0, 1, 2, 7, u16::MAX] {
        let sample = Sample {
            minor,
            ..Sample::of(document(""))
        };
        taken(&sample, &sample.bytes(), &key());
    }
}

#[test]
fn a_key_file_alone_or_beside_an_empty_password() {
    let sample = Sample::of(document(""));
    let xml = |bytes: &[u8]| {
        let data = BASE64.encode(bytes);
        format!(
            "<KeyFile><Meta><Version>1.0</Version></Meta><Key><Data>{data}</Data></Key></KeyFile>"
        )
    };
    let short = [7; 16];
    let mut filled = short.to_vec();
    filled.resize(32, 0);
    let long = [7; 64];
    let (empty, team) = (sha256(&[b""]), sha256(&[b"team"]));
    let cases: [(Option<&str>, Vec<u8>, Composite); 8] = [
        (None, vec![7; 32], sha256(&[&[7; 32]])),
        (None, vec![7; 32], sha256(&[&empty[..], &[7; 32]])),
        (None, xml(&short).into_bytes(), sha256(&[&filled])),
        (None, xml(&short).into_bytes(), sha256(&[&short])),
        (
            None,
            xml(&short).into_bytes(),
            sha256(&[&empty[..], &short]),
        ),
        (
            Some("team"),
            xml(&short).into_bytes(),
            sha256(&[&team[..], &short]),
        ),
        (
            Some("team"),
            xml(&long).into_bytes(),
            sha256(&[&team[..], &long[..32]]),
        ),
        (
            Some("team"),
            xml(&long).into_bytes(),
            sha256(&[&team[..], &long]),
        ),
    ];
    for (text, key_file, composite) in cases {
        let key = Key::new(text.map(password).as_ref(), Some(&key_file)).unwrap();
        taken(&sample, &sample.bytes_by(&composite), &key);
    }
    // An empty password is not tried where one was typed.
    let file = sample.bytes_by(&sha256(&[&empty[..], &[7; 32]]));
    let key = Key::new(Some(&password("team")), Some(&[7; 32])).unwrap();
    assert_eq!(
        Existing::open(&file, &key).err(),
        Some(ExistingError::WrongKey)
    );
}
