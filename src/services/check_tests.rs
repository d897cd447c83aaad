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
    for (status, code) in [
        (None, "no-answer"),
        (Some(0), "unknown"),
        (Some(199), "unknown"),
        (Some(200), "works"),
        (Some(204), "works"),
        (Some(299), "works"),
        (Some(300), "redirected"),
        (Some(302), "redirected"),
        (Some(304), "redirected"),
        (Some(400), "unknown"),
        (Some(401), "refused"),
        (Some(403), "refused"),
        (Some(404), "unknown"),
        (Some(407), "unknown"),
        (Some(429), "unknown"),
        (Some(500), "unknown"),
        (Some(503), "unknown"),
    ] {
        assert_eq!(KeyStatus::of(status).code(), code, "{status:?}");
    }
}

#[test]
fn only_a_success_is_called_one_and_doubt_is_said_with_the_status() {
    for status in 0..=999 {
        let verdict = KeyStatus::of(Some(status));
        assert_eq!(verdict == KeyStatus::Works, (200..300).contains(&status));
        match verdict {
            KeyStatus::Works => {}
            KeyStatus::Redirected => assert!((300..400).contains(&status)),
            KeyStatus::Refused { status: said } | KeyStatus::Unknown { status: said } => {
                assert_eq!(said, status);
            }
            KeyStatus::NoAnswer => panic!("{status} is an answer"),
        }
    }
}
