use super::*;
use trivet_credential::{ConsoleAccount, ItemDetails, KeyId, KeySecret, Timestamp};

const ID: &str = "0F8FAD5B-D9CB-469F-A165-70867728950E";
const SECRET: &str = "-made_up_secret_of_43_characters_0123456789";

fn item(host: &str, id: &str, secret: &str) -> Item {
    let account = ConsoleAccount::from_host(host).unwrap();
    Item {
        credential: Credential {
            key_id: KeyId::new(id.to_owned()).unwrap(),
            secret: KeySecret::new(secret.to_owned()).unwrap(),
        },
        details: ItemDetails {
            notes: String::new(),
            account,
            created: Timestamp::from_iso_8601("2026-11-23T20:35:00Z").unwrap(),
            permissions: Vec::new(),
        },
    }
}

/// What the one header says, decoded.
fn sent(request: &Request) -> String {
    let [(name, value)] = &request.headers[..] else {
        panic!("not one header");
    };
    assert_eq!(*name, "Authorization");
    let coded = value.strip_prefix("Basic ").unwrap();
    String::from_utf8(BASE64.decode(coded).unwrap()).unwrap()
}

#[test]
fn one_request_reads_and_carries_the_key_in_its_header_only() {
    let request = request(&item("acme.us-4.evergage.com", ID, SECRET)).unwrap();
    assert_eq!(request.method, Method::Get);
    assert_eq!(request.url, "https://acme.us-4.evergage.com/api/principals");
    assert!(request.body.is_none());
    assert_eq!(sent(&request), format!("{ID}:{SECRET}"));
}

#[test]
fn the_secret_may_have_a_colon_and_any_letter() {
    for secret in ["a:b", "Grüße 木", "=", "x"] {
        let request = request(&item("acme.evergage.com", ID, secret)).unwrap();
        assert_eq!(request.url, "https://acme.evergage.com/api/principals");
        assert_eq!(sent(&request), format!("{ID}:{secret}"));
    }
}

#[test]
fn what_http_cannot_carry_is_not_sent() {
    for (id, secret) in [("a:b", "c"), ("a\u{1}b", "c"), ("a", "b\nc"), ("a", "b\0c")] {
        let refused = request(&item("acme.evergage.com", id, secret)).err();
        assert_eq!(refused, Some(CheckError::CannotExpress));
    }
}

#[test]
fn the_key_of_the_sample_screen_is_not_sent() {
    let refused = request(&item(SAMPLE_HOST, ID, SECRET)).err();
    assert_eq!(refused, Some(CheckError::Sample));
    let screen = include_str!("../../extension/guard-stub.js");
    assert!(screen.contains(&format!("\"{SAMPLE_HOST}\"")));
}

#[test]
fn every_status_has_one_meaning() {
    for (status, code, hints) in [
        (None, "no-answer", 3),
        (Some(0), "unknown", 0),
        (Some(199), "unknown", 0),
        (Some(200), "works", 0),
        (Some(204), "works", 0),
        (Some(299), "works", 0),
        (Some(300), "unknown", 0),
        (Some(302), "unknown", 0),
        (Some(304), "unknown", 0),
        (Some(400), "unknown", 0),
        (Some(401), "refused", 4),
        (Some(403), "refused", 4),
        (Some(404), "unknown", 0),
        (Some(407), "unknown", 0),
        (Some(429), "unknown", 0),
        (Some(500), "unknown", 0),
        (Some(503), "unknown", 0),
    ] {
        let verdict = KeyStatus::of(status);
        assert_eq!(verdict.code(), code, "{status:?}");
        assert_eq!(verdict.hints().len(), hints, "{status:?}");
        // A list follows a colon, and nothing else does.
        assert_eq!(verdict.words().ends_with(':'), hints > 0, "{status:?}");
    }
}

#[test]
fn only_a_success_is_called_one_and_doubt_is_said_with_the_status() {
    for status in 0..=999 {
        let words = KeyStatus::of(Some(status)).words();
        assert_eq!(
            words == "The key works.",
            (200..300).contains(&status),
            "{status}: {words}"
        );
        match status {
            200..=299 => {}
            300..=399 => assert!(words.contains("(status 3xx)"), "{words}"),
            _ => assert!(words.contains(&format!("status {status}")), "{words}"),
        }
        assert!(words.split_whitespace().count() <= 25, "{words}");
    }
}
