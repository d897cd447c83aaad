//! Databases of `KeePassXC`, compared by its own export of everything, and changed by it afterwards.

use super::export_support::{Directory, item, printed, quick_file, run, usual};
use super::{add, key, one_piece_more};
use std::fs;
use std::path::{Path, PathBuf};
use trivet::export::kdbx::existing::{Existing, ExistingError};

/// A database with what a team leaves in it, and how it is opened.
struct Team {
    path: PathBuf,
    key_file: Option<PathBuf>,
    password: Option<&'static str>,
}

impl Team {
    /// Runs a command on the database with its key, and more lines of input.
    fn run(&self, command: &str, options: &[&str], rest: &[&str], input: &str) -> String {
        let mut arguments = vec![command, "-q"];
        if let Some(key_file) = &self.key_file {
            arguments.extend(["-k", key_file.to_str().unwrap()]);
        }
        if self.password.is_none() {
            arguments.push("--no-password");
        }
        arguments.extend(options);
        arguments.push(self.path.to_str().unwrap());
        arguments.extend(rest);
        let password = self
            .password
            .map_or_else(String::new, |password| format!("{password}\n"));
        printed(&keepassxc(&arguments, &format!("{password}{input}")))
    }

    fn fill(&self, directory: &Path) {
        self.run("mkdir", &[], &["Team"], "");
        self.run("mkdir", &[], &["Team/Salesforce"], "");
        for title in ["Team/Old", "Team/Salesforce/Other", "Alone"] {
            self.run(
                "add",
                &["-p", "-u", "someone", "--notes", "one\ntwo <&>"],
                &[title],
                "first 漢\n",
            );
            // An older version goes into the history.
            self.run("edit", &["-p"], &[title], "old-secret\n");
        }
        let attached = directory.join("attached.bin");
        fs::write(&attached, [0, 1, 2, 255].repeat(1000)).unwrap();
        let attach = ["Team/Old", "attached.bin", attached.to_str().unwrap()];
        self.run("attachment-import", &[], &attach, "");
        self.run("add", &[], &["Gone"], "");
        self.run("rm", &[], &["Gone"], "");
    }

    /// Everything as `KeePassXC` sees it, without the moment at which it says to have read custom data.
    fn everything(&self) -> String {
        let xml = self.run("export", &["-f", "xml"], &[], "");
        let mut lines = Vec::new();
        let mut moment = false;
        for line in xml.lines() {
            if !std::mem::replace(&mut moment, line.contains("<Key>_LAST_MODIFIED</Key>")) {
                lines.push(line);
            }
        }
        lines.join("\n")
    }

    fn add_ours(&self) {
        let item = usual();
        let key_file = self.key_file.as_ref().map(|path| fs::read(path).unwrap());
        let key = key(self.password, key_file.as_deref());
        let group = ["Team", "Salesforce"];
        let (new, _) = add(&fs::read(&self.path).unwrap(), &key, &group, &item);

        let before = self.everything();
        fs::write(&self.path, new).unwrap();
        let after = self.everything();
        let more = one_piece_more(&before, &after).unwrap();
        assert_eq!(more.matches("<Entry>").count(), 1);
        assert!(more.contains("<Key>BrowserHideEntry</Key>"));

        let title = format!("Team/Salesforce/{}", item.title());
        let shown = self.run(
            "show",
            &["-s", "-a", "UserName", "-a", "Password"],
            &[&title],
            "",
        );
        let (id, secret) = (
            item.credential.key_id.expose(),
            item.credential.secret.expose(),
        );
        assert_eq!(shown, format!("{id}\n{secret}\n"));
    }
}

fn keepassxc(arguments: &[&str], input: &str) -> std::process::Output {
    run("TRIVET_KEEPASSXC_CLI", "keepassxc-cli", arguments, input)
}

fn made(
    directory: &Directory,
    name: &str,
    password: Option<&'static str>,
    with_key_file: bool,
) -> Team {
    let path = directory.path().join(format!("{name}.kdbx"));
    let key_file = with_key_file.then(|| directory.path().join(format!("{name}.keyx")));
    let mut arguments = vec!["db-create", "-q", "-t", "100"];
    if let Some(key_file) = &key_file {
        arguments.extend(["--set-key-file", key_file.to_str().unwrap()]);
    }
    if password.is_some() {
        arguments.push("-p");
    }
    arguments.push(path.to_str().unwrap());
    let input = password.map_or_else(String::new, |password| format!("{password}\n{password}\n"));
    printed(&keepassxc(&arguments, &input));
    Team {
        path,
        key_file,
        password,
    }
}

#[test]
fn everything_stays_and_keepassxc_goes_on_with_it() {
    let directory = Directory::new("existing-keepassxc");
    for (name, password, key_file) in [
        ("password", Some("correct horse"), false),
        ("both", Some("pässword漢"), true),
        ("key-file", None, true),
    ] {
        let team = made(&directory, name, password, key_file);
        let new = fs::read(&team.path).unwrap();
        let key_file = team.key_file.as_ref().map(|path| fs::read(path).unwrap());
        let key = key(password, key_file.as_deref());
        assert_eq!(
            Existing::open(&new, &key).err(),
            Some(ExistingError::OldVersion)
        );
        team.fill(directory.path());
        team.add_ours();

        let exported = directory.path().join("exported.bin");
        let _ = fs::remove_file(&exported);
        let export = ["Team/Old", "attached.bin", exported.to_str().unwrap()];
        team.run("attachment-export", &[], &export, "");
        assert_eq!(fs::read(&exported).unwrap(), [0, 1, 2, 255].repeat(1000));
        let old = team.run("show", &["-s", "-a", "Password"], &["Team/Old"], "");
        assert_eq!(old, "old-secret\n");

        // KeePassXC writes it anew, and it takes another entry.
        team.run("add", &["-p"], &["Team/Later"], "later\n");
        team.add_ours();
    }
}

#[test]
fn a_database_of_argon2_and_chacha20_stays_one() {
    let directory = Directory::new("existing-keepassxc-argon2");
    let password = "correct horse";
    let file = quick_file(&item("id", "first", "", &["Is enabled"]), password);
    let path = directory.write("team.kdbx", file.bytes());
    let team = Team {
        path,
        key_file: None,
        password: Some(password),
    };
    team.fill(directory.path());
    team.add_ours();
    let info = team.run("db-info", &[], &[], "");
    for part in ["Cipher: ChaCha20 256-bit", "KDF: Argon2id"] {
        assert!(info.contains(part), "{info}");
    }
}

#[test]
fn another_password_or_no_key_file_is_told() {
    let directory = Directory::new("existing-keepassxc-key");
    let team = made(&directory, "both", Some("correct horse"), true);
    team.fill(directory.path());
    let bytes = fs::read(&team.path).unwrap();
    let key_file = fs::read(team.key_file.unwrap()).unwrap();
    for (password, key_file) in [
        (Some("correct horse"), None),
        (None, Some(&key_file[..])),
        (Some("Correct horse"), Some(&key_file[..])),
    ] {
        let refused = Existing::open(&bytes, &key(password, key_file)).err();
        assert_eq!(refused, Some(ExistingError::WrongKey));
    }
    assert!(Existing::open(&bytes, &key(Some("correct horse"), Some(&key_file))).is_ok());
}
