//! The KDBX read, and merged into an existing database, by `KeePassXC` itself.
//!
//! `TRIVET_KEEPASSXC_CLI` names the program; `keepassxc-cli` on the path is the default.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod export_support;

use export_support::{
    Directory, each_kind, hostile_items, item, printed, quick_file, real_file, run, usual,
};
use std::path::Path;
use std::process::Output;
use trivet::credential::Item;

fn keepassxc(arguments: &[&str], input: &str) -> Output {
    run("TRIVET_KEEPASSXC_CLI", "keepassxc-cli", arguments, input)
}

/// Attributes one below the other, without the line break that the program adds at the end.
fn attributes(file: &Path, password: &str, title: &str, names: &[&str]) -> String {
    let mut arguments = vec!["show", "-q", "-s"];
    arguments.extend(names.iter().flat_map(|name| ["-a", name]));
    arguments.extend([file.to_str().unwrap(), title]);
    let shown = printed(&keepassxc(&arguments, &format!("{password}\n")));
    shown.strip_suffix('\n').unwrap().to_owned()
}

fn assert_holds(file: &Path, password: &str, item: &Item) {
    let details = &item.details;
    let title = item.title();
    let (names, values): (Vec<_>, Vec<_>) = [
        ("Title", title.clone()),
        ("UserName", item.credential.key_id.expose().to_owned()),
        ("Password", item.credential.secret.expose().to_owned()),
        ("URL", details.account.base_url()),
        ("Notes", details.notes.clone()),
        ("Permissions", details.permissions.join("\n")),
        ("Created", details.created.to_string()),
    ]
    .into_iter()
    .unzip();
    assert_eq!(
        attributes(file, password, &title, &names),
        values.join("\n")
    );
}

#[test]
fn the_usual_item_is_shown_and_its_secret_concealed() {
    let directory = Directory::new("keepassxc-usual");
    let (item, password) = (usual(), "correct horse battery staple");
    let file = real_file(&item, password);
    let path = directory.write(file.name(), file.bytes());
    assert_holds(&path, password, &item);

    let arguments = ["show", "-q", path.to_str().unwrap(), &item.title()];
    let shown = printed(&keepassxc(&arguments, &format!("{password}\n")));
    assert!(shown.contains("Password: PROTECTED\n"), "{shown}");
    assert!(!shown.contains(item.credential.secret.expose()));
}

#[test]
fn every_kind_of_hostile_value_is_shown() {
    let directory = Directory::new("keepassxc-hostile");
    for (number, item) in each_kind().into_iter().chain(hostile_items(8)).enumerate() {
        let file = quick_file(&item, "pässword漢");
        let path = directory.write(&format!("{number}.kdbx"), file.bytes());
        assert_holds(&path, "pässword漢", &item);
    }
}

#[test]
fn another_password_does_not_open_it() {
    let directory = Directory::new("keepassxc-wrong");
    let file = quick_file(&usual(), "pw");
    let path = directory.write(file.name(), file.bytes());
    let refused = keepassxc(&["ls", "-q", path.to_str().unwrap()], "other\n");
    assert!(!refused.status.success());
}

#[test]
fn it_merges_into_an_existing_database() {
    let directory = Directory::new("keepassxc-merge");
    let existing = directory.path().join("existing.kdbx");
    let existing_text = existing.to_str().unwrap();
    let created = ["db-create", "-q", "-p", existing_text];
    printed(&keepassxc(&created, "team\nteam\n"));
    let group = ["mkdir", "-q", existing_text, "Other"];
    printed(&keepassxc(&group, "team\n"));
    let added = [
        "add",
        "-q",
        "-p",
        "-u",
        "someone",
        existing_text,
        "Other/Old",
    ];
    printed(&keepassxc(&added, "team\nold-secret\n"));

    // KeePassXC itself writes a carriage return as a line feed when it saves.
    let mut ours = usual();
    ours.details.notes = ours.details.notes.replace('\r', "");
    let mut second = item("second-id", "second-secret", "", &["Is enabled"]);
    second.details.account =
        trivet::credential::ConsoleAccount::from_host("other.evergage.com").unwrap();
    for (item, times) in [(&ours, 2), (&second, 1)] {
        let file = quick_file(item, "pw");
        let path = directory.write(file.name(), file.bytes());
        for _ in 0..times {
            let merge = ["merge", "-q", existing_text, path.to_str().unwrap()];
            printed(&keepassxc(&merge, "team\npw\n"));
        }
    }

    assert_holds(&existing, "team", &ours);
    assert_holds(&existing, "team", &second);
    assert_eq!(
        attributes(&existing, "team", "Other/Old", &["Password"]),
        "old-secret"
    );
    let list = printed(&keepassxc(&["ls", "-q", "-R", existing_text], "team\n"));
    let mut lines: Vec<_> = list.lines().map(str::trim).collect();
    lines.sort_unstable();
    let (one, two) = (ours.title(), second.title());
    assert_eq!(lines, ["Old", "Other/", &*one, &*two]);

    // Merged entries keep out of the browser, too.
    let xml = printed(&keepassxc(&["export", "-q", existing_text], "team\n"));
    assert_eq!(xml.matches("<Key>BrowserHideEntry</Key>").count(), 2);
}
