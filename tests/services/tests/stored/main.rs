//! The exchanges over a real connection, with services that hold every request against the published descriptions.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod client;
mod foreign;

use client::hold;
use trivet::credential::{
    ConsoleAccount, Credential, Item, ItemDetails, KeyId, KeySecret, Timestamp,
};
use trivet::service::{
    AccessToken, Engine, ListVaults, Place, ServerAddress, ServiceError, StoreItem, StoreSecret,
};
use trivet_services::{ConnectServer, Fault, KeyValueServer, MOUNT, VAULT_NAME};

const TOKEN: &str = "hvs.made-up";
const PATH: &str = "personalization/acme.us-4";

fn item() -> Item {
    let account = ConsoleAccount::from_host("acme.us-4.evergage.com").unwrap();
    Item {
        credential: Credential {
            key_id: KeyId::new("0F8FAD5B-D9CB-469F-A165-70867728950E".to_owned()).unwrap(),
            secret: KeySecret::new("-=+@ \"q\";\\ü€漢\u{202e}x".to_owned()).unwrap(),
        },
        details: ItemDetails {
            notes: ItemDetails::standard_notes(&account, "-by hand\r\n<b>&amp;</b>"),
            account,
            created: Timestamp::from_iso_8601("2026-11-23T20:35:00Z").unwrap(),
            permissions: vec!["Can access API".to_owned(), "Is enabled".to_owned()],
        },
    }
}

fn address(port: u16) -> ServerAddress {
    ServerAddress::parse(&format!("https://localhost:{port}")).unwrap()
}

async fn store(server: &KeyValueServer, token: &str) -> Result<String, ServiceError> {
    let engine = Engine {
        address: address(server.service().port()),
        token: AccessToken::new(token)?,
    };
    let place = Place::new("", MOUNT, PATH)?;
    let item = item();
    let stored = hold(StoreSecret::new(&engine, &place, &item)).await?;
    Ok(stored.place)
}

// The reader waits in this thread while the server answers in another.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_secret_is_stored_once_and_nothing_is_written_over() {
    let server = KeyValueServer::start(TOKEN, Fault::None).await.unwrap();
    let place = store(&server, TOKEN).await.unwrap();
    assert_eq!(place, format!("{MOUNT}/{PATH}, version 1"));
    let [secret] = &server.versions(PATH)[..] else {
        panic!("not one version");
    };
    assert_eq!(secret["api_key_secret"], item().credential.secret.expose());
    foreign::reads_the_secret(&server, TOKEN, PATH, &item());
    assert_eq!(store(&server, TOKEN).await, Err(ServiceError::AlreadyThere));
    assert_eq!(server.versions(PATH).len(), 1);
    assert_eq!(server.service().objections(), Vec::<String>::new());
}

#[tokio::test]
async fn each_fault_of_a_server_is_said() {
    for (fault, token, expected, versions) in [
        (Fault::None, "another", ServiceError::NotAllowed, 0),
        (
            Fault::Sealed,
            TOKEN,
            ServiceError::ServerFailed { status: 503 },
            0,
        ),
        (Fault::Redirecting, TOKEN, ServiceError::Redirected, 0),
        (Fault::Version1, TOKEN, ServiceError::NotVersion2, 0),
        (
            Fault::WriteOnly,
            TOKEN,
            ServiceError::NotReadBack { status: 403 },
            1,
        ),
        (Fault::Forgetful, TOKEN, ServiceError::Differs, 1),
    ] {
        let server = KeyValueServer::start(TOKEN, fault).await.unwrap();
        assert_eq!(store(&server, token).await, Err(expected), "{fault:?}");
        assert_eq!(server.versions(PATH).len(), versions, "{fault:?}");
        assert_eq!(server.service().objections(), Vec::<String>::new());
    }
}

// The reader waits in this thread while the server answers in another.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_item_is_made_in_the_vault() {
    let server = ConnectServer::start(TOKEN, 2).await.unwrap();
    let (address, token) = (
        address(server.service().port()),
        AccessToken::new(TOKEN).unwrap(),
    );
    let vaults = hold(ListVaults::new(&address, &token)).await.unwrap();
    assert_eq!(vaults.len(), 2);
    let item = item();
    let stored = hold(StoreItem::new(&address, &token, &vaults[0], &item))
        .await
        .unwrap();
    assert_eq!(
        stored.place,
        format!("{} in {VAULT_NAME}", item.details.title())
    );
    let items = server.items();
    let kept = items.values().next().unwrap();
    assert_eq!(kept["category"], "API_CREDENTIAL");
    assert_eq!(kept["fields"][1]["value"], item.credential.secret.expose());
    assert_eq!(items.len(), 1);
    foreign::reads_the_item(&server, TOKEN, &item);
    assert_eq!(server.service().objections(), Vec::<String>::new());

    let wrong = AccessToken::new("another").unwrap();
    let refused = hold(ListVaults::new(&address, &wrong)).await;
    assert_eq!(refused, Err(ServiceError::NotAllowed));
}
