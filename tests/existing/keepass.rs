//! Databases of the `keepass` crate, random ones, in every configuration that it can write.

use super::export_support::{hostile, item};
use super::{add, key};
use keepass::config::{
    CompressionConfig, DatabaseConfig, DatabaseVersion, InnerCipherConfig, KdfConfig,
    OuterCipherConfig,
};
use keepass::db::{EntryId, GroupId, GroupMut, Value};
use keepass::{Database, DatabaseKey};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use trivet::credential::Item;

/// A group with its entries and groups.
#[derive(Debug, Clone)]
struct Tree {
    name: String,
    entries: Vec<Entry>,
    groups: Vec<Tree>,
}

#[derive(Debug, Clone)]
struct Entry {
    title: String,
    strings: Vec<(String, bool)>,
    older: Vec<String>,
    attachment: Option<(Vec<u8>, bool)>,
    icon: bool,
}

fn entry() -> impl Strategy<Value = Entry> {
    (
        hostile::text(),
        vec((hostile::text(), any::<bool>()), 0..4),
        vec(hostile::text(), 0..3),
        proptest::option::of((vec(any::<u8>(), 0..60), any::<bool>())),
        any::<bool>(),
    )
        .prop_map(|(title, strings, older, attachment, icon)| Entry {
            title,
            strings,
            older,
            attachment,
            icon,
        })
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = (hostile::text(), vec(entry(), 0..3)).prop_map(|(name, entries)| Tree {
        name,
        entries,
        groups: Vec::new(),
    });
    leaf.prop_recursive(4, 12, 3, |group| {
        (hostile::text(), vec(entry(), 0..3), vec(group, 0..3)).prop_map(
            |(name, entries, groups)| Tree {
                name,
                entries,
                groups,
            },
        )
    })
}

fn fill(mut group: GroupMut<'_>, tree: &Tree) {
    group.name.clone_from(&tree.name);
    for wanted in &tree.entries {
        let mut entry = group.add_entry();
        for older in &wanted.older {
            entry.edit_tracking(|entry| entry.set_protected("Password", older));
        }
        entry.set_unprotected("Title", &wanted.title);
        for (number, (value, protected)) in wanted.strings.iter().enumerate() {
            let name = format!("Field {number}");
            if *protected {
                entry.set_protected(name, value);
            } else {
                entry.set_unprotected(name, value);
            }
        }
        if let Some((data, protected)) = &wanted.attachment {
            let data = data.clone();
            let value = if *protected {
                Value::protected(data)
            } else {
                Value::unprotected(data)
            };
            entry.add_attachment("file.bin", value);
        }
        if wanted.icon {
            entry.set_icon_custom_new(vec![1, 2, 3]);
        }
    }
    for inner in &tree.groups {
        fill(group.add_group(), inner);
    }
}

fn config() -> impl Strategy<Value = DatabaseConfig> {
    let ciphers = [
        OuterCipherConfig::AES256,
        OuterCipherConfig::ChaCha20,
        OuterCipherConfig::Twofish,
    ];
    let compressions = [CompressionConfig::None, CompressionConfig::GZip];
    let masks = [InnerCipherConfig::ChaCha20, InnerCipherConfig::Salsa20];
    let KdfConfig::Argon2 { version, .. } = DatabaseConfig::default().kdf_config else {
        panic!("the default is Argon2d");
    };
    let (iterations, memory, parallelism) = (1, 16 * 1024, 2);
    let derivations = [
        KdfConfig::Aes { rounds: 3 },
        KdfConfig::Argon2 {
            iterations,
            memory,
            parallelism,
            version,
        },
        KdfConfig::Argon2id {
            iterations,
            memory,
            parallelism,
            version,
        },
    ];
    (
        select(ciphers.to_vec()),
        select(compressions.to_vec()),
        select(masks.to_vec()),
        select(derivations.to_vec()),
    )
        .prop_map(|(cipher, compression, mask, kdf)| {
            let mut config = DatabaseConfig::default();
            // The only version that the crate writes.
            config.version = DatabaseVersion::KDB4(1);
            config.outer_cipher_config = cipher;
            config.compression_config = compression;
            config.inner_cipher_config = mask;
            config.kdf_config = kdf;
            config
        })
}

fn open(bytes: &[u8], password: &str) -> Database {
    Database::parse(bytes, DatabaseKey::new().with_password(password)).unwrap()
}

/// The entry that has come, and the group it is in; the database is without it then.
fn take_new(before: &Database, after: &mut Database) -> (EntryId, GroupId) {
    let old: Vec<EntryId> = before.iter_all_entries().map(|entry| entry.id()).collect();
    let mut new = after
        .iter_all_entries()
        .filter(|entry| !old.contains(&entry.id()));
    let (entry, group) = new
        .next()
        .map(|entry| (entry.id(), entry.parent().id()))
        .unwrap();
    assert!(new.next().is_none());
    drop(new);
    after.entry_mut(entry).unwrap().remove();
    (entry, group)
}

fn assert_holds(database: &Database, id: EntryId, item: &Item) {
    let entry = database.entry(id).unwrap();
    assert_eq!(entry.get_title(), Some(&*item.title()));
    assert_eq!(entry.get_username(), Some(item.credential.key_id.expose()));
    assert_eq!(entry.get_password(), Some(item.credential.secret.expose()));
}

/// A file that has exactly these two entries in its root group.
pub fn assert_holds_both(bytes: &[u8], password: &str, first: &Item, second: &Item) {
    let database = open(bytes, password);
    let entries: Vec<EntryId> = database.root().entries().map(|entry| entry.id()).collect();
    let [one, two] = entries[..] else {
        panic!("{} entries", entries.len())
    };
    assert_holds(&database, one, first);
    assert_holds(&database, two, second);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_random_database_has_one_entry_more_and_nothing_else(
        tree in tree(),
        config in config(),
        secret in hostile::value(),
        at in any::<prop::sample::Index>(),
    ) {
        let mut made = Database::with_config(config.clone());
        fill(made.root_mut(), &tree);
        made.deleted_objects.insert(EntryId::new().uuid(), None);
        let mut file = Vec::new();
        made.save(&mut file, DatabaseKey::new().with_password("team")).unwrap();

        let key = key(Some("team"), None);
        let groups = trivet::export::kdbx::existing::Existing::open(&file, &key).unwrap().groups();
        let path = groups[at.index(groups.len())].path.clone();
        let path: Vec<&str> = path[1..].iter().map(String::as_str).collect();
        let item = item("id", &secret, "notes", &["Can access API"]);
        let (new, _) = add(&file, &key, &path, &item);

        let (before, mut after) = (open(&file, "team"), open(&new, "team"));
        let whole = after.clone();
        let (entry, group) = take_new(&before, &mut after);
        assert_holds(&whole, entry, &item);
        prop_assert_eq!(&whole.group(group).unwrap().name, path.last().copied().unwrap_or(&groups[0].path[0]));
        prop_assert_eq!(&after.config, &config);
        // What the crate keeps of a removed entry goes, too.
        after.deleted_objects.clone_from(&before.deleted_objects);
        prop_assert!(after == before);
    }
}
