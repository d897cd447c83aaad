//! The conversation with the real `KeePassXC`, by its own proxy, with its own dialogs answered as a person answers them.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod export_support;
mod keepassxc_peer;
mod keepassxc_support;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use export_support::usual;
use keepassxc_peer::{Keys, one_more, random};
use keepassxc_support::{Database, KeePassXc, NAME_ASKED, PASSWORD, Settings};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use trivet::credential::Item;
use trivet::export::SystemRng;
use trivet::keepassxc::{Conversation, ConversationError, GROUP, Saved, Stage, Turn, entry_url};

/// One conversation by the proxy, framed as browsers do it: the length in four octets, then the message.
struct Line {
    proxy: Child,
    input: ChildStdin,
    heard: Receiver<String>,
}

impl Line {
    fn to(keepassxc: &KeePassXc) -> Self {
        let mut proxy = keepassxc.proxy();
        let input = proxy.stdin.take().unwrap();
        let output = proxy.stdout.take().unwrap();
        let (hear, heard) = channel();
        std::thread::spawn(move || {
            listen(output, |message| hear.send(message).is_ok());
        });
        Self {
            proxy,
            input,
            heard,
        }
    }

    fn say(&mut self, message: &str) {
        let length = u32::try_from(message.len()).unwrap();
        self.input.write_all(&length.to_ne_bytes()).unwrap();
        self.input.write_all(message.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    /// Speaks until the end. `person` is told of every stage, once, and does what a person would.
    fn save(
        &mut self,
        item: &Item,
        mut person: impl FnMut(Stage),
    ) -> Result<Saved, ConversationError> {
        let (mut conversation, hello) = Conversation::begin(item, &mut SystemRng)?;
        self.say(&hello);
        let mut stage = conversation.stage();
        loop {
            let patience = Duration::from_secs(stage.patience().into());
            let Ok(message) = self.heard.recv_timeout(patience) else {
                return Err(stage.run_out());
            };
            match conversation.hear(&message, &mut SystemRng)? {
                Turn::Say(message) => self.say(&message),
                Turn::Listen => {}
                Turn::Done(saved) => return Ok(saved),
            }
            if conversation.stage() != stage {
                stage = conversation.stage();
                person(stage);
            }
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.proxy.kill();
        let _ = self.proxy.wait();
    }
}

fn listen(mut output: ChildStdout, mut hear: impl FnMut(String) -> bool) {
    let mut length = [0; 4];
    while output.read_exact(&mut length).is_ok() {
        let mut message = vec![0; u32::from_ne_bytes(length) as usize];
        output.read_exact(&mut message).unwrap();
        if !hear(String::from_utf8(message).unwrap()) {
            return;
        }
    }
}

/// A person who agrees to everything.
fn agrees<'a>(keepassxc: &'a KeePassXc, name: &'a str) -> impl FnMut(Stage) + 'a {
    move |stage| match stage {
        Stage::Naming => keepassxc.name_connection(name),
        Stage::Grouping => keepassxc.answer_group(true),
        _ => {}
    }
}

fn assert_on_disk(keepassxc: &KeePassXc, item: &Item, group: &str) {
    let secret = item.credential.secret.expose();
    keepassxc.until_on_disk("database", secret);
    let file = keepassxc.database("database");
    let title = format!("/{group}/{}.invalid", item.details.account.host());
    let show = [
        "show",
        "-q",
        "-s",
        "-a",
        "UserName",
        "-a",
        "Password",
        "-a",
        "URL",
        file.to_str().unwrap(),
        &title,
    ];
    let output = keepassxc.cli(&show, &format!("{PASSWORD}\n"));
    let url = entry_url(&item.details.account);
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        format!("{}\n{secret}\n{url}\n", item.credential.key_id.expose())
    );
}

#[test]
fn a_key_is_saved_read_back_and_on_the_disk() {
    let keepassxc = KeePassXc::running("saved", Database::Open);
    let item = usual();
    let saved = Line::to(&keepassxc)
        .save(&item, agrees(&keepassxc, "trivet"))
        .unwrap();
    assert_eq!(saved.connection, "trivet");
    assert_eq!(saved.group, GROUP);
    assert_eq!(saved.title, "acme.us-4.evergage.com.invalid");
    assert_eq!(saved.database.len(), 8);
    assert!(!saved.was_there);
    assert_on_disk(&keepassxc, &item, GROUP);

    // Once more, as after an answer that got lost: nothing doubles.
    let again = Line::to(&keepassxc)
        .save(&item, agrees(&keepassxc, "again"))
        .unwrap();
    assert!(again.was_there);
    let xml = keepassxc.until_on_disk("database", "KPXC_BROWSER_again");
    assert_eq!(xml.matches(item.credential.secret.expose()).count(), 1);
}

#[test]
fn a_locked_database_is_unlocked_first() {
    let keepassxc = KeePassXc::running("locked", Database::Locked);
    let item = usual();
    let mut agree = agrees(&keepassxc, "trivet");
    let saved = Line::to(&keepassxc).save(&item, |stage| {
        if stage == Stage::Unlocking {
            keepassxc.until_window("Unlock Database - KeePassXC");
            keepassxc.display().type_text(PASSWORD);
            keepassxc.display().press("Return");
        }
        agree(stage);
    });
    assert!(!saved.unwrap().was_there);
    assert_on_disk(&keepassxc, &item, GROUP);
}

#[test]
fn a_refused_name_saves_nothing() {
    let keepassxc = KeePassXc::running("refused", Database::Open);
    let end = Line::to(&keepassxc).save(&usual(), |stage| {
        if stage == Stage::Naming {
            keepassxc.until_window(NAME_ASKED);
            keepassxc.display().press("Escape");
        }
    });
    assert_eq!(end, Err(ConversationError::Refused));
}

#[test]
fn a_refused_group_saves_it_where_browsers_save() {
    let keepassxc = KeePassXc::running("no-group", Database::Open);
    let item = usual();
    let saved = Line::to(&keepassxc).save(&item, |stage| match stage {
        Stage::Naming => keepassxc.name_connection("trivet"),
        Stage::Grouping => keepassxc.answer_group(false),
        _ => {}
    });
    let group = saved.unwrap().group;
    assert_eq!(group, "KeePassXC-Browser Passwords");
    assert_on_disk(&keepassxc, &item, &group);
}

/// `KeePassXC` says "success" although nothing was saved: the question which database was cancelled.
#[test]
fn success_that_saved_nothing_is_not_believed() {
    let mut keepassxc = KeePassXc::installed("cancelled");
    keepassxc.start(Settings::On, Database::Open, &["other", "database"]);
    let end = Line::to(&keepassxc).save(&usual(), |stage| match stage {
        Stage::Naming => keepassxc.name_connection("trivet"),
        Stage::Grouping => keepassxc.answer_group(true),
        Stage::Saving => {
            keepassxc.until_window("KeePassXC-Browser Save Entry");
            keepassxc.display().press("Escape");
        }
        _ => {}
    });
    assert_eq!(end, Err(ConversationError::NotThere));
}

#[test]
fn without_browser_integration_nothing_answers() {
    let mut keepassxc = KeePassXc::installed("off");
    keepassxc.start(Settings::Off, Database::Open, &["database"]);
    let end = Line::to(&keepassxc).save(&usual(), |_| {});
    assert_eq!(end, Err(ConversationError::NoAnswer));
}

/// Another client, as `KeePassXC`'s own extension is one, on the console's page.
#[test]
fn the_entry_is_not_offered_on_the_consoles_page() {
    let keepassxc = KeePassXc::running("not-offered", Database::Open);
    let item = usual();
    Line::to(&keepassxc)
        .save(&item, agrees(&keepassxc, "trivet"))
        .unwrap();

    let mut other = Line::to(&keepassxc);
    let (keys, identity) = (Keys::new(), Keys::new().public());
    let client = STANDARD.encode(random::<24>());
    let mut host = String::new();
    let mut ask = |action: &str, mut content: Value| -> Value {
        let nonce = STANDARD.encode(random::<24>());
        content["action"] = action.into();
        let mut message = json!({ "action": action, "nonce": nonce, "clientID": client });
        if host.is_empty() {
            message["publicKey"] = keys.public().into();
        } else {
            message["message"] = keys
                .seal(&host, &nonce, content.to_string().as_bytes())
                .into();
        }
        other.say(&message.to_string());
        if action == "associate" {
            keepassxc.name_connection("another extension");
        }
        let answer = other.heard.recv_timeout(Duration::from_mins(1)).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        if let Some(sealed) = answer["message"].as_str() {
            let text = keys.open(&host, &one_more(&nonce), sealed).unwrap();
            return serde_json::from_slice(&text).unwrap();
        }
        if host.is_empty() {
            host = answer["publicKey"].as_str().unwrap().to_owned();
        }
        answer
    };
    ask("change-public-keys", json!({}));
    let keys_of = json!({ "key": keys.public(), "idKey": identity });
    let id = ask("associate", keys_of)["id"].clone();
    let mut logins = |url: &str| {
        let question =
            json!({ "url": url, "submitUrl": url, "keys": [{ "id": id, "key": identity }] });
        ask("get-logins", question)
    };
    let console = item.details.account.base_url();
    for page in [
        format!("{console}/ui/"),
        console.clone(),
        "https://evergage.com/".to_owned(),
    ] {
        assert_eq!(logins(&page)["errorCode"], "15", "{page}");
    }
    // The question itself is a good one.
    let found = logins(&entry_url(&item.details.account));
    assert_eq!(
        found["entries"][0]["login"],
        item.credential.key_id.expose()
    );
}
