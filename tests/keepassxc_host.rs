//! The commands that let a browser start `KeePassXC`'s proxy: run by a shell, in a home of their own. Those for Windows are
//! parsed here, and not run.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod export_support;

use export_support::{Directory, printed};
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use trivet::identity::{CHROMIUM_ID, GECKO_ID};
use trivet::keepassxc::host::{Browser, Host, NAME, System};

fn host(system: System, browser: Browser) -> Host {
    let id = match browser {
        Browser::Firefox => GECKO_ID,
        _ => CHROMIUM_ID,
    };
    Host::new(system, browser, id).unwrap()
}

/// A home with a program in it that could be the proxy.
fn home(name: &str) -> (Directory, PathBuf) {
    let home = Directory::new(name);
    let proxy = home.write("keepassxc-proxy", b"#!/bin/sh\n");
    std::fs::set_permissions(&proxy, std::fs::Permissions::from_mode(0o755)).unwrap();
    (home, proxy)
}

/// Runs a command as a person's terminal would, with nothing installed but what is in the home.
fn run(home: &Directory, command: &str) -> Output {
    let path = format!("{}:/usr/bin:/bin", home.path().display());
    Command::new("sh")
        .args(["-eu", "-c", command])
        .env_clear()
        .env("HOME", home.path())
        .env("PATH", path)
        .output()
        .unwrap()
}

fn files(below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(below).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn the_command_writes_one_file_and_its_opposite_removes_it() {
    let folders = [
        ".config/google-chrome/NativeMessagingHosts",
        ".config/chromium/NativeMessagingHosts",
        ".config/microsoft-edge/NativeMessagingHosts",
        ".config/BraveSoftware/Brave-Browser/NativeMessagingHosts",
        ".config/vivaldi/NativeMessagingHosts",
        ".mozilla/native-messaging-hosts",
        "Library/Application Support/Google/Chrome/NativeMessagingHosts",
        "Library/Application Support/Chromium/NativeMessagingHosts",
        "Library/Application Support/Microsoft Edge/NativeMessagingHosts",
        "Library/Application Support/BraveSoftware/Brave-Browser/NativeMessagingHosts",
        "Library/Application Support/Vivaldi/NativeMessagingHosts",
        "Library/Application Support/Mozilla/NativeMessagingHosts",
    ];
    let each = [System::Linux, System::MacOs]
        .into_iter()
        .flat_map(|system| Browser::ALL.map(|browser| (system, browser)));
    for ((system, browser), folder) in each.zip(folders) {
        let (home, proxy) = home("host");
        let host = host(system, browser);
        // Twice: it may be run again after an update.
        for _ in 0..2 {
            let output = run(&home, &host.install());
            assert!(output.status.success(), "{output:?}");
            let file = home.path().join(folder).join(format!("{NAME}.json"));
            let said = String::from_utf8(output.stdout).unwrap();
            assert_eq!(said, format!("Written: {}\n", file.display()));
            let mut there = files(home.path());
            there.sort();
            let mut expected = vec![file.clone(), proxy.clone()];
            expected.sort();
            assert_eq!(there, expected);
            let content: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
            let mut expected = json!({
                "name": NAME,
                "description": "Lets Trivet save keys in KeePassXC",
                "type": "stdio",
                "path": proxy,
            });
            match browser {
                Browser::Firefox => expected["allowed_extensions"] = json!([GECKO_ID]),
                _ => {
                    expected["allowed_origins"] =
                        json!([format!("chrome-extension://{CHROMIUM_ID}/")]);
                }
            }
            assert_eq!(content, expected);
        }
        for _ in 0..2 {
            let output = run(&home, &host.uninstall());
            assert!(output.status.success(), "{output:?}");
            assert_eq!(files(home.path()), std::slice::from_ref(&proxy));
        }
    }
}

#[test]
fn without_a_proxy_nothing_is_written() {
    for system in [System::Linux, System::MacOs] {
        let home = Directory::new("host-none");
        let output = Command::new("/bin/sh")
            .args(["-c", &host(system, Browser::Chrome).install()])
            .env_clear()
            .env("HOME", home.path())
            .env("PATH", home.path())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("set KEEPASSXC_PROXY"), "{said}");
        assert!(files(home.path()).is_empty());
    }
}

/// Snap puts it on the path under another name, Flatpak into a folder of its own.
#[test]
fn it_is_found_where_snap_and_flatpak_put_it() {
    for there in [
        "keepassxc.proxy",
        ".local/share/flatpak/exports/bin/org.keepassxc.KeePassXC",
    ] {
        let (home, proxy) = home("host-packaged");
        let there = home.path().join(there);
        std::fs::create_dir_all(there.parent().unwrap()).unwrap();
        std::fs::rename(proxy, &there).unwrap();
        // KeePassXC's own proxy may be on this machine's path.
        std::os::unix::fs::symlink("/bin/mkdir", home.path().join("mkdir")).unwrap();
        let output = Command::new("/bin/sh")
            .args(["-c", &host(System::Linux, Browser::Chromium).install()])
            .env_clear()
            .env("HOME", home.path())
            .env("PATH", home.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let folder = home.path().join(".config/chromium/NativeMessagingHosts");
        let content = std::fs::read(folder.join(format!("{NAME}.json"))).unwrap();
        let content: Value = serde_json::from_slice(&content).unwrap();
        assert_eq!(content["path"], json!(there));
    }
}

#[test]
fn another_proxy_can_be_named() {
    let (home, proxy) = home("host-named");
    let other = home.path().join("my proxy");
    std::fs::rename(proxy, &other).unwrap();
    let command = host(System::Linux, Browser::Firefox).install();
    let command = format!("KEEPASSXC_PROXY='{}'\n{command}", other.display());
    assert!(run(&home, &command).status.success());
    let file = home
        .path()
        .join(".mozilla/native-messaging-hosts")
        .join(format!("{NAME}.json"));
    let content: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    assert_eq!(content["path"], json!(other));
}

#[test]
fn the_commands_for_windows_are_well_formed() {
    let hosts = Browser::ALL.map(|browser| host(System::Windows, browser));
    let mut scripts: Vec<_> = hosts.iter().map(Host::install).collect();
    scripts.extend(hosts.iter().map(Host::uninstall));
    for script in &scripts {
        assert!(script.contains("HKCU:\\Software\\") && script.contains(NAME));
    }
    scripts.push("if ($p) { \"never closed".to_owned());
    let parser = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/readers/parse_powershell.py"
    );
    let output = export_support::run(
        "TRIVET_PYKEEPASS_PYTHON",
        "python3",
        &[parser],
        &json!(scripts).to_string(),
    );
    let wrong: Vec<Value> = serde_json::from_str(&printed(&output)).unwrap();
    let (last, others) = wrong.split_last().unwrap();
    assert!(others.iter().all(Value::is_null), "{others:?}");
    assert!(!last.is_null(), "the parser takes anything");
}
