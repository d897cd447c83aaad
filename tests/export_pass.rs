//! The text for pass, inserted by pass itself into a store of its own, under a key of its own.
//!
//! `TRIVET_PASS` names the program; `pass` on the path is the default. It wants `gpg` on the path.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod export_support;

use export_support::{Directory, plain, plain_file, printed, run_with, taken_by};
use std::path::PathBuf;
use std::process::Output;

const ENTRY: &str = "salesforce/personalization";

/// A store, and the key that it is encrypted to.
struct Store {
    directory: Directory,
    home: PathBuf,
}

impl Store {
    fn new() -> Self {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        let directory = Directory::new("pass");
        let only_mine = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(directory.path(), only_mine).unwrap();
        let home = directory.path().join("gnupg");
        std::fs::DirBuilder::new()
            .mode(0o700)
            .create(&home)
            .unwrap();
        let store = Self { directory, home };
        let key = [
            "--batch",
            "--quiet",
            "--passphrase",
            "",
            "--quick-generate-key",
        ];
        let key = [
            &key[..],
            &["made-up@trivet.example", "default", "default", "never"],
        ]
        .concat();
        printed(&store.run("TRIVET_GPG", "gpg", &key, b""));
        printed(&store.pass(&["init", "made-up@trivet.example"], b""));
        store
    }

    fn run(&self, variable: &str, usually: &str, arguments: &[&str], input: &[u8]) -> Output {
        let environment = [
            ("GNUPGHOME", self.home.clone()),
            ("PASSWORD_STORE_DIR", self.directory.path().join("store")),
        ];
        run_with(variable, usually, arguments, input, &environment)
    }

    fn pass(&self, arguments: &[&str], input: &[u8]) -> Output {
        self.run("TRIVET_PASS", "pass", arguments, input)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.run("TRIVET_GPGCONF", "gpgconf", &["--kill", "all"], b"");
    }
}

#[test]
fn what_is_inserted_is_shown() {
    let store = Store::new();
    let format = plain("pass");
    for item in taken_by(format) {
        let file = plain_file(format, &item);
        let inserted = ["insert", "--multiline", "--force", ENTRY];
        printed(&store.pass(&inserted, file.bytes()));
        let shown = printed(&store.pass(&["show", ENTRY], b""));
        assert_eq!(shown.as_bytes(), file.bytes());

        // pass takes the first line for the password; its extensions read the lines below as NAME: VALUE.
        let (secret, rest) = shown.split_once('\n').unwrap();
        assert_eq!(secret, item.credential.secret.expose());
        let lines = [
            format!("login: {}", item.credential.key_id.expose()),
            format!("url: {}", item.details.account.base_url()),
        ];
        assert!(rest.starts_with(&format!("{}\n", lines.join("\n"))));
        let notes = &item.details.notes;
        assert!(notes.is_empty() || rest.ends_with(&format!("\n\n{notes}\n")));
    }
}
