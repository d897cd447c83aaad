//! Every answer that a service can give.

use super::*;
use proptest::prelude::*;
use serde_json::json;
use trivet_credential::{ConsoleAccount, Credential, ItemDetails, KeyId, KeySecret, Timestamp};

const SECRET: &str = "-made_up_secret_of_43_characters_0123456789";
const ITEM_ID: &str = "abcdefghijklmnopqrstuvwxyz";

pub(super) fn item() -> trivet_credential::Item {
    let account = ConsoleAccount::from_host("acme.us-4.evergage.com").unwrap();
    trivet_credential::Item {
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

pub(super) fn engine() -> Engine {
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
        Next::Later(..) | Next::Done(_) => panic!("not sent at once"),
    }
}

fn later<T>(next: Next<T>) -> Request {
    match next {
        Next::Later(pause, request) => {
            assert!((500..=8000).contains(&pause));
            request
        }
        Next::Send(_) | Next::Done(_) => panic!("not sent later"),
    }
}

fn done(next: Next<Stored>) -> String {
    match next {
        Next::Done(stored) => stored.place,
        Next::Send(_) | Next::Later(..) => panic!("more is asked"),
    }
}

/// Nothing is at the path.
fn nothing() -> Answer {
    answer(404, &json!({ "errors": [] }))
}

fn written() -> Answer {
    answer(200, &json!({ "data": { "version": 1 } }))
}

/// What the engine gives back of a body that it was sent.
fn kept(body: &Value) -> Answer {
    let data = json!({ "data": body["data"], "metadata": { "version": 1 } });
    answer(200, &json!({ "data": data }))
}

/// As far as the request that stores.
fn until_written(exchange: &mut StoreSecret<'_>) -> Request {
    exchange.begin().unwrap();
    let looked = sent(exchange.answered(mounted("2")).unwrap());
    assert_eq!((looked.method, looked.body.is_none()), (Method::Get, true));
    sent(exchange.answered(nothing()).unwrap())
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
    let looked = sent(exchange.answered(mounted("2")).unwrap());
    let written = sent(exchange.answered(nothing()).unwrap());
    let path = "https://vault.example.com:8200/v1/secret/data/personalization/acme.us-4";
    assert_eq!((looked.method, looked.url.as_str()), (Method::Get, path));
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
    assert_eq!(
        done(exchange.answered(answer(200, &back)).unwrap()),
        "secret/personalization/acme.us-4, version 1"
    );
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
        let mut other = body(&until_written(&mut exchange));
        sent(exchange.answered(written()).unwrap());
        other["data"][name] = json!("https://else.evergage.com");
        let asked = (0..5).map(|_| later(exchange.answered(kept(&other)).unwrap()));
        assert_eq!(asked.count(), 5);
        assert_eq!(
            code(&exchange.answered(kept(&other))),
            "service-differs",
            "{name}"
        );

        // The same of one that was there before.
        let mut exchange = StoreSecret::new(&engine, &place, &item);
        exchange.begin().unwrap();
        exchange.answered(mounted("2")).unwrap();
        assert_eq!(
            code(&exchange.answered(kept(&other))),
            "service-already-there"
        );
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
fn a_key_that_is_there_already_is_not_stored_again() {
    let (engine, item) = (engine(), item());
    let place = Place::new("", "secret", "x").unwrap();
    let stored = body(&until_written(&mut StoreSecret::new(
        &engine, &place, &item,
    )));
    let mut exchange = StoreSecret::new(&engine, &place, &item);
    exchange.begin().unwrap();
    exchange.answered(mounted("2")).unwrap();
    assert_eq!(
        done(exchange.answered(kept(&stored)).unwrap()),
        "secret/x, version 1, already there"
    );
}

/// What comes after the request that stores, until something is known: never another one like it.
#[test]
fn a_late_engine_is_asked_again_and_never_sent_the_key_twice() {
    let (engine, item) = (engine(), item());
    let place = Place::new("", "secret", "x").unwrap();
    let taken = json!({ "errors": ["check-and-set parameter did not match the current version"] });
    let failed = |status| answer(status, &json!({}));
    for uncertain in [504, 500, 502, 503, 412, 400, 0] {
        for late in 0..5 {
            let mut exchange = StoreSecret::new(&engine, &place, &item);
            let stored = body(&until_written(&mut exchange));
            let mut next = match uncertain {
                0 => exchange.unanswered(),
                400 => exchange.answered(answer(400, &taken)),
                status => exchange.answered(failed(status)),
            };
            for at in 0..late {
                assert!(later(next.unwrap()).body.is_none());
                next = match at % 3 {
                    0 => exchange.answered(nothing()),
                    1 => exchange.answered(failed(412)),
                    _ => exchange.unanswered(),
                };
            }
            assert_eq!(later(next.unwrap()).method, Method::Get);
            assert!(done(exchange.answered(kept(&stored)).unwrap()).ends_with("already there"));
        }
        let mut exchange = StoreSecret::new(&engine, &place, &item);
        until_written(&mut exchange);
        let (mut next, error) = match uncertain {
            0 => (exchange.unanswered(), ServiceError::Unclear),
            400 => (
                exchange.answered(answer(400, &taken)),
                ServiceError::AlreadyThere,
            ),
            status => (exchange.answered(failed(status)), ServiceError::Unclear),
        };
        for _ in 0..5 {
            later(next.unwrap());
            next = exchange.answered(nothing());
        }
        assert_eq!(next.err(), Some(error));
    }
    // Stored, and read a moment later.
    for late in [404, 412, 500, 503, 429, 0] {
        let mut exchange = StoreSecret::new(&engine, &place, &item);
        let stored = body(&until_written(&mut exchange));
        sent(exchange.answered(written()).unwrap());
        for _ in 0..5 {
            let next = match late {
                0 => exchange.unanswered(),
                status => exchange.answered(failed(status)),
            };
            assert!(later(next.unwrap()).url.ends_with("/x?version=1"));
        }
        assert_eq!(
            done(exchange.answered(kept(&stored)).unwrap()),
            "secret/x, version 1"
        );
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

pub(super) fn connect() -> (ServerAddress, AccessToken, ConnectVault) {
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
        Next::Send(_) | Next::Later(..) => panic!("more is asked"),
    }
    for (status, said, expected) in [
        (200, json!([]), "service-no-vaults"),
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

const ITEMS: &str = "https://connect.example.com/v1/vaults/ftz4pm2xxwmwrsd7rjqn7grzfz/items";

/// As far as the request that stores.
fn until_made(exchange: &mut StoreItem<'_>) -> Request {
    let listed = exchange.begin().unwrap();
    assert!(
        listed
            .url
            .starts_with(&format!("{ITEMS}?filter=title%20eq%20%22Personalization"))
    );
    sent(exchange.answered(answer(200, &json!([]))).unwrap())
}

/// What Connect gives back of a body that it was sent.
fn made(sent: &Request) -> Value {
    let mut made = body(sent);
    made["id"] = json!(ITEM_ID);
    // The service names the fields that it does not know by itself, and has some of its own.
    let fields = made["fields"].as_array_mut().unwrap();
    for (number, field) in fields.iter_mut().enumerate().skip(4) {
        field["id"] = json!(format!("made{number}"));
    }
    fields.push(json!({ "id": "type", "type": "MENU", "label": "type" }));
    made
}

fn listed(item: &Value) -> Answer {
    answer(
        200,
        &json!([{ "id": item["id"], "title": item["title"], "category": "API_CREDENTIAL" }]),
    )
}

#[test]
fn an_item_is_made_and_read_back() {
    let ((address, token, vault), item) = (connect(), item());
    let start = || StoreItem::new(&address, &token, &vault, &item, false);
    let mut exchange = start();
    let request = until_made(&mut exchange);
    assert_eq!(
        (request.method, request.url.as_str()),
        (Method::Post, ITEMS)
    );
    assert_eq!(body(&request)["category"], "API_CREDENTIAL");
    let stored = made(&request);
    let read = sent(exchange.answered(answer(200, &stored)).unwrap());
    assert_eq!(read.url, format!("{ITEMS}/{ITEM_ID}"));
    assert_eq!(
        done(exchange.answered(answer(200, &stored)).unwrap()),
        "Personalization API key acme.us-4 0F8FAD5B in Platform"
    );
    for number in 0..7 {
        let mut other = stored.clone();
        other["fields"][number]["value"] = json!("something else");
        let mut exchange = start();
        until_made(&mut exchange);
        exchange.answered(answer(200, &stored)).unwrap();
        for _ in 0..5 {
            later(exchange.answered(answer(200, &other)).unwrap());
        }
        assert_eq!(
            code(&exchange.answered(answer(200, &other))),
            "service-differs",
            "{number}"
        );
        // Another key of the same account does not keep this one from being made.
        let mut exchange = start();
        exchange.begin().unwrap();
        sent(exchange.answered(listed(&stored)).unwrap());
        assert_eq!(
            sent(exchange.answered(answer(200, &other)).unwrap()).method,
            Method::Post
        );
    }
    let mut exchange = start();
    until_made(&mut exchange);
    exchange.answered(answer(200, &stored)).unwrap();
    assert_eq!(
        code(&exchange.answered(answer(403, &json!({})))),
        "service-not-read-back"
    );
}

#[test]
fn a_late_connect_is_asked_again_and_never_makes_a_second_item() {
    let ((address, token, vault), item) = (connect(), item());
    let start = |again| StoreItem::new(&address, &token, &vault, &item, again);
    let failed = |status| answer(status, &json!({}));
    let stored = made(&until_made(&mut start(false)));
    let already = "Personalization API key acme.us-4 0F8FAD5B in Platform, already there";
    // 404, 404, 200.
    for late in 0..5 {
        let mut exchange = start(false);
        until_made(&mut exchange);
        sent(exchange.answered(answer(200, &stored)).unwrap());
        for _ in 0..late {
            let asked = later(exchange.answered(failed(404)).unwrap());
            assert_eq!(asked.url, format!("{ITEMS}/{ITEM_ID}"));
        }
        assert!(done(exchange.answered(answer(200, &stored)).unwrap()).ends_with("Platform"));
    }
    // It stores and answers with a fault, or not at all.
    for uncertain in [504, 500, 0] {
        for late in 0..5 {
            let mut exchange = start(false);
            until_made(&mut exchange);
            let mut next = match uncertain {
                0 => exchange.unanswered(),
                status => exchange.answered(failed(status)),
            };
            for _ in 0..late {
                assert!(later(next.unwrap()).body.is_none());
                next = exchange.answered(answer(200, &json!([])));
            }
            later(next.unwrap());
            sent(exchange.answered(listed(&stored)).unwrap());
            assert_eq!(
                done(exchange.answered(answer(200, &stored)).unwrap()),
                already
            );
        }
        let mut exchange = start(false);
        until_made(&mut exchange);
        let mut next = exchange.unanswered();
        for _ in 0..5 {
            later(next.unwrap());
            next = exchange.answered(answer(200, &json!([])));
        }
        assert_eq!(next.err(), Some(ServiceError::Unclear));
    }
    // Pressed again: it is recognised; and it looks for a while before it makes one.
    for again in [false, true] {
        let mut exchange = start(again);
        exchange.begin().unwrap();
        sent(exchange.answered(listed(&stored)).unwrap());
        assert_eq!(
            done(exchange.answered(answer(200, &stored)).unwrap()),
            already
        );
    }
    let mut exchange = start(true);
    exchange.begin().unwrap();
    for _ in 0..5 {
        later(exchange.answered(answer(200, &json!([]))).unwrap());
    }
    assert_eq!(
        sent(exchange.answered(answer(200, &json!([]))).unwrap()).method,
        Method::Post
    );
    // One that is listed and cannot be read may be it.
    let mut exchange = start(false);
    exchange.begin().unwrap();
    sent(exchange.answered(listed(&stored)).unwrap());
    assert!(
        later(exchange.answered(failed(404)).unwrap())
            .url
            .contains("filter")
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
        let mut made = StoreItem::new(&address, &token, &vault, &item, false);
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
