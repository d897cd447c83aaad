//! What is refused, and under which name.

use super::*;

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
