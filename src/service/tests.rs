//! Every answer that a service can give.

use super::*;
use crate::credential::{ConsoleAccount, Credential, ItemDetails, KeyId, KeySecret, Timestamp};
use proptest::prelude::*;
use serde_json::json;

const SECRET: &str = "-made_up_secret_of_43_characters_0123456789";
const ITEM_ID: &str = "abcdefghijklmnopqrstuvwxyz";

fn item() -> crate::credential::Item {
    let account = ConsoleAccount::from_host("acme.us-4.evergage.com").unwrap();
    crate::credential::Item {
        credential: Credential {
            key_id: KeyId::new("0F8FAD5B-D9CB-469F-A165-70867728950E".to_owned()).unwrap(),
            secret: KeySecret::new(SECRET.to_owned()).unwrap(),
        },
        details: ItemDetails {
            notes: ItemDetails::standard_notes(&account, "\"quoted\"\n漢"),
            account,
            created: Timestamp::from_iso_8601("2026-11-23T20:35:00Z").unwrap(),
            permissions: vec!["Can access API".to_owned(), "Is enabled".to_owned()],
        },
    }
}

fn engine() -> Engine {
    Engine {
        address: ServerAddress::parse("https://vault.example.com:8200").unwrap(),
        token: AccessToken::new("hvs.made-up").unwrap(),
    }
}

fn answer(status: u16, body: &Value) -> Answer {
    Answer {
        status,
        body: Zeroizing::new(serde_json::to_vec(body).unwrap()),
    }
}

fn sent<T>(next: Next<T>) -> Request {
    match next {
        Next::Send(request) => request,
        Next::Done(_) => panic!("done already"),
    }
}

fn body(request: &Request) -> Value {
    serde_json::from_slice(request.body.as_ref().unwrap()).unwrap()
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let found = request.headers.iter().find(|(known, _)| *known == name)?;
    Some(found.1.as_str())
}

fn mounted(version: &str) -> Answer {
    answer(
        200,
        &json!({ "data": { "type": "kv", "options": { "version": version } } }),
    )
}

fn code<T>(result: &Result<Next<T>, ServiceError>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => error.code(),
    }
}

#[test]
fn a_secret_is_stored_where_nothing_is_and_read_back() {
    let (engine, item) = (engine(), item());
    let place = Place::new("/team-a/", "secret/", "/personalization/acme.us-4").unwrap();
    let mut exchange = StoreSecret::new(&engine, &place, &item);
    let asked = exchange.begin().unwrap();
    assert_eq!(
        asked.url,
        "https://vault.example.com:8200/v1/sys/internal/ui/mounts/secret"
    );
    assert_eq!(asked.method, Method::Get);
    let written = sent(exchange.answered(mounted("2")).unwrap());
    let path = "https://vault.example.com:8200/v1/secret/data/personalization/acme.us-4";
    assert_eq!((written.method, written.url.as_str()), (Method::Post, path));
    assert_eq!(header(&written, "X-Vault-Token"), Some("hvs.made-up"));
    assert_eq!(header(&written, "X-Vault-Namespace"), Some("team-a"));
    let stored = body(&written);
    assert_eq!(stored["options"]["cas"], 0);
    assert_eq!(stored["data"]["api_key_secret"], SECRET);
    let read = sent(
        exchange
            .answered(answer(200, &json!({ "data": { "version": 1 } })))
            .unwrap(),
    );
    assert_eq!(read.url, format!("{path}?version=1"));
    assert!(read.body.is_none());
    let back = json!({ "data": { "data": stored["data"], "metadata": { "version": 1 } } });
    match exchange.answered(answer(200, &back)).unwrap() {
        Next::Done(stored) => {
            assert_eq!(stored.place, "secret/personalization/acme.us-4, version 1");
        }
        Next::Send(_) => panic!("more is asked"),
    }
}

#[test]
fn every_other_field_read_back_is_seen() {
    let (engine, item) = (engine(), item());
    let place = Place::new("", "secret", "x").unwrap();
    let fields = [
        "title",
        "api_key_id",
        "api_key_secret",
        "url",
        "permissions",
        "created",
        "notes",
    ];
    for name in fields {
        let mut exchange = StoreSecret::new(&engine, &place, &item);
        exchange.begin().unwrap();
        let written = sent(exchange.answered(mounted("2")).unwrap());
        sent(
            exchange
                .answered(answer(200, &json!({ "data": { "version": 7 } })))
                .unwrap(),
        );
        let mut data = body(&written)["data"].clone();
        data[name] = json!("https://else.evergage.com");
        let result = exchange.answered(answer(200, &json!({ "data": { "data": data } })));
        assert_eq!(code(&result), "service-differs", "{name}");
    }
}

#[test]
fn version_1_is_never_written_to() {
    let (engine, item) = (engine(), item());
    let place = Place::new("", "secret", "x").unwrap();
    for mount in [
        mounted("1"),
        answer(200, &json!({ "data": { "type": "kv", "options": null } })),
        answer(
            200,
            &json!({ "data": { "type": "pki", "options": { "version": "2" } } }),
        ),
    ] {
        let mut exchange = StoreSecret::new(&engine, &place, &item);
        exchange.begin().unwrap();
        assert_eq!(code(&exchange.answered(mount)), "service-not-version-2");
    }
}

#[test]
fn each_status_is_said_in_its_own_words() {
    let (engine, item) = (engine(), item());
    let place = Place::new("", "secret", "x").unwrap();
    let taken = json!({ "errors": ["check-and-set parameter did not match the current version"] });
    for (status, said, expected) in [
        (400, &taken, "service-already-there"),
        (
            400,
            &json!({ "errors": ["something else"] }),
            "service-refused",
        ),
        (301, &json!({}), "service-redirected"),
        (307, &json!({}), "service-redirected"),
        (401, &json!({}), "service-not-allowed"),
        (403, &json!({}), "service-not-allowed"),
        (404, &json!({}), "service-no-such-place"),
        (405, &json!({}), "service-refused"),
        (429, &json!({}), "service-too-many-requests"),
        (473, &json!({}), "service-failed"),
        (500, &json!({}), "service-failed"),
        (
            503,
            &json!({ "errors": ["Vault is sealed"] }),
            "service-failed",
        ),
        (204, &json!(null), "service-not-understood"),
        (200, &json!({ "data": {} }), "service-not-understood"),
    ] {
        let mut exchange = StoreSecret::new(&engine, &place, &item);
        exchange.begin().unwrap();
        sent(exchange.answered(mounted("2")).unwrap());
        assert_eq!(
            code(&exchange.answered(answer(status, said))),
            expected,
            "{status}"
        );
    }
    for (status, expected) in [(302, 302), (403, 403), (404, 404), (500, 500)] {
        let mut exchange = StoreSecret::new(&engine, &place, &item);
        exchange.begin().unwrap();
        sent(exchange.answered(mounted("2")).unwrap());
        sent(
            exchange
                .answered(answer(200, &json!({ "data": { "version": 1 } })))
                .unwrap(),
        );
        let result = exchange.answered(answer(status, &json!({})));
        assert!(matches!(result, Err(ServiceError::NotReadBack { status }) if status == expected));
    }
}

#[test]
fn places_are_plain_paths() {
    for (mount, path) in [
        ("", "x"),
        ("secret", ""),
        ("secret", "a//b"),
        ("secret", "../sys"),
        ("se cret", "x"),
        ("secret", "x?y"),
    ] {
        assert_eq!(
            Place::new("", mount, path),
            Err(ServiceError::BadPath),
            "{mount} {path}"
        );
    }
    assert_eq!(Place::new("a b", "secret", "x"), Err(ServiceError::BadPath));
}

fn connect() -> (ServerAddress, AccessToken, ConnectVault) {
    let vault = ConnectVault {
        id: VaultId::new("ftz4pm2xxwmwrsd7rjqn7grzfz").unwrap(),
        name: "Platform".to_owned(),
    };
    let address = ServerAddress::parse("https://connect.example.com").unwrap();
    (
        address,
        AccessToken::new("eyJ.made-up.token").unwrap(),
        vault,
    )
}

#[test]
fn vaults_are_listed_by_name() {
    let (address, token, vault) = connect();
    let mut exchange = ListVaults::new(&address, &token);
    let asked = exchange.begin().unwrap();
    assert_eq!(asked.url, "https://connect.example.com/v1/vaults");
    assert_eq!(
        header(&asked, "Authorization"),
        Some("Bearer eyJ.made-up.token")
    );
    let listed = json!([{ "id": vault.id.as_str(), "name": "Platform", "items": 3 }]);
    match exchange.answered(answer(200, &listed)).unwrap() {
        Next::Done(vaults) => assert_eq!(vaults, [vault]),
        Next::Send(_) => panic!("more is asked"),
    }
    for (status, said, expected) in [
        (200, json!([]), "service-not-allowed"),
        (200, json!({}), "service-not-understood"),
        (200, json!([{ "id": "../items" }]), "service-not-understood"),
        (401, json!({}), "service-not-allowed"),
        (302, json!({}), "service-redirected"),
    ] {
        assert_eq!(
            code(&exchange.answered(answer(status, &said))),
            expected,
            "{said}"
        );
    }
}

#[test]
fn an_item_is_made_and_read_back() {
    let ((address, token, vault), item) = (connect(), item());
    let mut exchange = StoreItem::new(&address, &token, &vault, &item);
    let made = exchange.begin().unwrap();
    let items = "https://connect.example.com/v1/vaults/ftz4pm2xxwmwrsd7rjqn7grzfz/items";
    assert_eq!((made.method, made.url.as_str()), (Method::Post, items));
    let mut stored = body(&made);
    assert_eq!(stored["category"], "API_CREDENTIAL");
    stored["id"] = json!(ITEM_ID);
    let read = sent(exchange.answered(answer(200, &stored)).unwrap());
    assert_eq!(read.url, format!("{items}/{ITEM_ID}"));
    // The service names the fields that it does not know by itself, and has some of its own.
    for (number, field) in stored["fields"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .enumerate()
        .skip(4)
    {
        field["id"] = json!(format!("made{number}"));
    }
    stored["fields"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "id": "type", "type": "MENU", "label": "type" }));
    match exchange.answered(answer(200, &stored)).unwrap() {
        Next::Done(stored) => assert_eq!(
            stored.place,
            "Personalization API key acme.us-4 in Platform"
        ),
        Next::Send(_) => panic!("more is asked"),
    }
    for number in 0..7 {
        let mut other = stored.clone();
        other["fields"][number]["value"] = json!("something else");
        assert_eq!(
            code(&exchange.answered(answer(200, &other))),
            "service-differs",
            "{number}"
        );
    }
    assert_eq!(
        code(&exchange.answered(answer(403, &json!({})))),
        "service-not-read-back"
    );
}

proptest! {
    /// Whatever a server says, in whatever order: nothing panics, nothing of it is repeated, and "stored" is said only after
    /// the same item came back.
    #[test]
    fn no_answer_is_trusted(answers in proptest::collection::vec((100_u16..600, "[ -~]{0,30}"), 1..6)) {
        let (engine, item) = (engine(), item());
        let place = Place::new("", "secret", "x").unwrap();
        let (address, token, vault) = connect();
        let mut secret = StoreSecret::new(&engine, &place, &item);
        let mut made = StoreItem::new(&address, &token, &vault, &item);
        secret.begin().unwrap();
        made.begin().unwrap();
        for (status, text) in answers {
            let said = json!({ "errors": [&text], "data": { "version": text.len(), "data": { "notes": &text } }, "id": ITEM_ID });
            for outcome in [secret.answered(answer(status, &said)), made.answered(answer(status, &said))] {
                match outcome {
                    Ok(Next::Done(_)) => prop_assert!(false, "stored, by {said}"),
                    Err(error) if text.len() > 8 => prop_assert!(!error.to_string().contains(&text)),
                    _ => {}
                }
            }
        }
    }
}
