//! An entry added to databases that programs made which we did not write, and read by them again.
//!
//! What is compared is everything that the program sees in the whole database, before and after.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod built;
mod differential;
#[path = "../export_support/mod.rs"]
mod export_support;
mod keepass;
mod keepassxc;
mod pykeepass;

use export_support::quick_file;
use trivet::credential::Item;
use trivet::export::kdbx::existing::{Existing, Key, Proof};
use trivet::export::{Password, SystemRng};

/// The key of a password and a key file's bytes.
fn key(password: Option<&str>, key_file: Option<&[u8]>) -> Key {
    let password = password.map(|text| Password::new(text.to_owned()).unwrap());
    Key::new(password.as_ref(), key_file).unwrap()
}

/// Adds the item to the group of that path, and proves it.
fn add(bytes: &[u8], key: &Key, path: &[&str], item: &Item) -> (Vec<u8>, Proof) {
    let existing = Existing::open(bytes, key).unwrap();
    let groups = existing.groups();
    let group = groups.iter().position(|group| group.path[1..] == *path);
    let group = group.unwrap_or_else(|| panic!("{path:?} is not among {groups:?}"));
    let added = existing.add(item, group, &mut SystemRng).unwrap();
    let proof = existing.verify(added.bytes(), &added, item).unwrap();
    (added.bytes().to_vec(), proof)
}

/// What comes more in the second text: one piece, in whole lines; none when that is not all.
fn one_piece_more<'a>(before: &str, after: &'a str) -> Option<&'a str> {
    let same = before
        .bytes()
        .zip(after.bytes())
        .take_while(|(b, a)| b == a)
        .count();
    let more = after.len().checked_sub(before.len())?;
    // The piece may begin with what stands before it, so that it could also be seen earlier.
    let end = same + more;
    after.as_bytes()[end..]
        .eq(&before.as_bytes()[same..])
        .then(|| after.get(same..end))?
}

#[test]
fn a_file_of_our_own_is_a_database_like_any_other() {
    let (first, mut second) = (export_support::usual(), export_support::usual());
    second.details.notes = "the second".to_owned();
    let key = key(Some("pässword"), None);
    let file = quick_file(&first, "pässword");
    let (both, proof) = add(file.bytes(), &key, &[], &second);
    assert_eq!(proof.size, both.len());
    assert_eq!(Existing::open(&both, &key).unwrap().groups().len(), 1);
    keepass::assert_holds_both(&both, "pässword", &first, &second);
}
