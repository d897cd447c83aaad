//! What is refused, and under which name.

use super::*;

#[test]
fn what_programs_would_read_in_different_ways_is_refused() {
    for inside in [
        "<Value Protected=\"true\">{x}</Value>",
        "<Value Protected=\"1\">{x}</Value>",
        "<Value Protected=\"&#84;rue\">{x}</Value>",
        "<Value Protected=\"True\"><!-- -->{x}</Value>",
        "<Value Protected=\"True\"><b>{x}</b></Value>",
        "<Value Protected=\"True\"><![CDATA[eA==]]></Value>",
        "<Value Protected=\"True\">&#65;AAA</Value>",
        "<Value Protected=\"True\">?</Value>",
        "<Value Protected=\"True\">AAA</Value>",
        "<Value Ref=\"0\" Protected=\"True\">{x}</Value>",
    ] {
        let inside = format!("<Entry><String><Key>k</Key>{inside}</String></Entry>");
        assert_eq!(refused(document(&inside)), Some("unsupported"), "{inside}");
    }
    for inside in [
        "<Value Protected=\"True\">{x}</Value>",
        "<Notes Protected=\"True\">{x}</Notes>",
        "<Entry><Unknown><Value Protected=\"True\">{x}</Value></Unknown></Entry>",
        "<Group><Name Protected=\"True\">{x}</Name></Group>",
        "<Entry><UUID Protected=\"True\">{x}</UUID></Entry>",
        "<a b=\"1\" b=\"2\"></a>",
        "<a>&other;</a>",
        "<a>& </a>",
        "<a>",
        "</Group></Root><Root><Group>",
        "</Group><Group>",
    ] {
        assert_eq!(refused(document(inside)), Some("unsupported"), "{inside}");
    }
    for xml in [
        "",
        "x",
        "x<KeePassFile><Root><Group></Group></Root></KeePassFile>",
        "<Other></Other>",
        "<KeePassFile></KeePassFile>",
        "<KeePassFile><Root></Root></KeePassFile>",
        "<KeePassFile><Root><Group/></Root></KeePassFile>",
        "<!DOCTYPE KeePassFile><KeePassFile/>",
        "<?xml version=\"1.0\" encoding=\"utf-16\"?><KeePassFile/>",
    ] {
        assert_eq!(refused(pieces(xml)), Some("unsupported"), "{xml}");
    }
}

fn refused(xml: Vec<Piece>) -> Option<&'static str> {
    let file = Sample::of(xml).bytes();
    Existing::open(&file, &key()).err().map(ExistingError::code)
}

/// Whatever stands in bytes whose check sum is right was written there by a program.
#[test]
fn nothing_in_an_intact_file_is_called_damage() {
    let payload = |payload: &[u8], gzip| {
        let sample = Sample {
            gzip,
            ..Sample::of(Vec::new())
        };
        Existing::open(&sample.sealed(payload), &key()).err()
    };
    let xml = "<KeePassFile><Root><Group></Group></Root></KeePassFile>";
    let header = |stream: u8, size: u8| {
        [&[1, 4, 0, 0, 0, stream, 0, 0, 0][..], &[2, size, 0, 0, 0]].concat()
    };
    let utf_16: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for payload in [
        payload(b"", false),
        payload(b"\x01\x04\0\0", true),
        payload(
            &[&header(3, 0)[..], &[0, 0, 0, 0, 0], b"\xff\xfe", &utf_16].concat(),
            true,
        ),
        payload(
            &[&header(0, 0)[..], &[0, 0, 0, 0, 0], xml.as_bytes()].concat(),
            false,
        ),
        payload(
            &[&header(3, 9)[..], &[0, 0, 0, 0, 0], xml.as_bytes()].concat(),
            false,
        ),
    ] {
        assert_eq!(payload.map(ExistingError::code), Some("unsupported"));
    }
    let not_compressed = Sample::of(document("")).bytes_with(|header| {
        let at = header.windows(5).position(|field| field == [3, 4, 0, 0, 0]);
        header[at.unwrap() + 5] = 1;
    });
    let refused = Existing::open(&not_compressed, &key()).err();
    assert_eq!(refused.map(ExistingError::code), Some("unsupported"));
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
    assert_eq!(
        with(8, &[0, 0, 5, 0]).map(ExistingError::code),
        Some("unsupported")
    );
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
        dictionary(&[(0x42, "$UUID", &[1; 16])]),
        dictionary(&[
            (0x42, "$UUID", &kdf::AES[0]),
            (0x18, "R", b"1"),
            (0x42, "S", &[5; 32]),
        ]),
        dictionary(&[
            (0x42, "$UUID", &kdf::AES[0]),
            (0x0d, "R", &(-1_i64).to_le_bytes()),
            (0x42, "S", &[5; 32]),
        ]),
        sample::argon2(kdf::ARGON2D, 0x14),
    ] {
        assert_eq!(with(odd).map(ExistingError::code), Some("unsupported"));
    }
}
