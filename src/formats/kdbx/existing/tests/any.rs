//! Databases of every make, drawn by chance.

use super::*;

/// A piece of text that any reader of XML gives back.
fn text() -> impl Strategy<Value = String> {
    hostile::text().prop_map(|text| {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        escaped.replace('>', "&gt;").replace('\r', "&#xD;")
    })
}

/// Something that this program does not know, or that other programs leave behind.
fn noise() -> impl Strategy<Value = Vec<Piece>> {
    const FIXED: [&str; 16] = [
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
        "<Value Protected=\"false\">plain</Value>",
        "<Group/>",
        "<Value ProtectInMemory=\"True\">plain</Value>",
    ];
    prop_oneof![
        4 => select(&FIXED[..]).prop_map(|text| vec![Piece::Text(text.to_owned())]),
        2 => text().prop_map(|text| vec![Piece::Text(format!("<String><Key>k</Key><Value>{text}</Value></String>"))]),
    ]
}

/// A value behind the mask, in one of the places where every program reads it.
fn protected() -> impl Strategy<Value = Vec<Piece>> {
    let place = select(
        &[
            ("<String><Key>k</Key>", "</String>"),
            ("<Binary><Key>k</Key>", "</Binary>"),
            ("<CustomData><Item><Key>k</Key>", "</Item></CustomData>"),
        ][..],
    );
    (vec(any::<u8>(), 0..70), place).prop_map(|(value, (before, after))| {
        vec![
            Piece::Text(format!("{before}<Value Protected=\"True\">")),
            Piece::Protected(value),
            Piece::Text(format!("</Value>{after}")),
        ]
    })
}

fn around(name: &'static str, inside: Vec<Vec<Piece>>) -> Vec<Piece> {
    let mut pieces = vec![Piece::Text(format!("<{name}>"))];
    pieces.extend(inside.into_iter().flatten());
    pieces.push(Piece::Text(format!("</{name}>")));
    pieces
}

fn entry_of() -> impl Strategy<Value = Vec<Piece>> {
    let history = vec(
        vec(prop_oneof![2 => noise(), 1 => protected()], 0..3)
            .prop_map(|inside| around("Entry", inside)),
        0..3,
    );
    let inside = vec(prop_oneof![2 => noise(), 1 => protected()], 0..5);
    (any::<[u8; 16]>(), inside, history).prop_map(|(uuid, mut inside, history)| {
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
        argon2(crate::kdbx::variant::ARGON2ID, 0x13),
        argon2(crate::kdbx::variant::ARGON2ID, 0x10),
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
        0..=3_u16,
        cipher,
        any::<bool>(),
        any::<bool>(),
        kdf,
        outer,
        more(),
        any_xml(),
        [vec(any::<u8>(), 0..20), vec(any::<u8>(), 0..600)],
    )
        .prop_map(
            |(minor, cipher, gzip, salsa20, kdf, outer, inner, xml, after)| Sample {
                minor,
                cipher,
                gzip,
                salsa20,
                kdf,
                outer,
                inner,
                xml,
                after,
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
        let added = existing.add(&usual(), 0, &mut rng(seed)).unwrap();
        let proof = existing.verify(added.bytes(), &added, &usual()).unwrap();
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
            let added = existing.add(&usual(), 0, &mut rng(1)).unwrap();
            prop_assert!(existing.verify(added.bytes(), &added, &usual()).is_ok());
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
