//! The exchanges over a real connection, with services that hold every request against the published descriptions.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod client;
mod foreign;
mod openbao;

use client::hold;
use trivet::credential::{
    ConsoleAccount, Credential, Item, ItemDetails, KeyId, KeySecret, Timestamp,
};
use trivet::service::{
    AccessToken, Engine, ListVaults, Place, ServerAddress, ServiceError, StoreItem, StoreSecret,
};
use trivet_stand_ins::{ConnectFault, ConnectServer, Fault, KeyValueServer, MOUNT, VAULT_NAME};

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
    // A second press: it is recognised, and nothing is stored.
    assert_eq!(
        store(&server, TOKEN).await,
        Ok(format!("{MOUNT}/{PATH}, version 1, already there"))
    );
    assert_eq!(server.versions(PATH).len(), 1);
    assert_eq!(server.service().objections(), Vec::<String>::new());
}

#[tokio::test]
async fn each_fault_of_a_server_is_said() {
    for (fault, token, expected, versions) in [
        (Fault::None, "another", ServiceError::NotAllowed, 0),
        (Fault::Sealed, TOKEN, ServiceError::Sealed, 0),
        (Fault::Redirecting, TOKEN, ServiceError::Redirected, 0),
        (Fault::Version1, TOKEN, ServiceError::NotVersion2, 0),
        (Fault::WriteOnly, TOKEN, ServiceError::NotAllowedThere, 0),
        (Fault::Forgetful, TOKEN, ServiceError::Differs, 1),
        (Fault::Late(404, 9), TOKEN, ServiceError::NotReadBack, 1),
        (Fault::Fails(504), TOKEN, ServiceError::Unclear, 0),
        (Fault::Fails(403), TOKEN, ServiceError::NotAllowedThere, 0),
    ] {
        let server = KeyValueServer::start(TOKEN, fault).await.unwrap();
        assert_eq!(store(&server, token).await, Err(expected), "{fault:?}");
        assert_eq!(server.versions(PATH).len(), versions, "{fault:?}");
        assert_eq!(server.service().objections(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_server_that_is_late_is_asked_again_and_holds_one_secret() {
    for fault in [
        Fault::Late(404, 1),
        Fault::Late(412, 1),
        Fault::Late(404, 5),
        Fault::StoresAndFails(504),
        Fault::StoresAndFails(412),
        Fault::StoresAndFails(500),
    ] {
        let server = KeyValueServer::start(TOKEN, fault).await.unwrap();
        let place = store(&server, TOKEN).await;
        assert!(place.is_ok(), "{fault:?} {place:?}");
        assert!(
            store(&server, TOKEN)
                .await
                .unwrap()
                .ends_with("already there")
        );
        assert_eq!(server.versions(PATH).len(), 1, "{fault:?}");
    }
    let server = KeyValueServer::start(TOKEN, Fault::None).await.unwrap();
    server.put(PATH, serde_json::Map::new());
    assert_eq!(store(&server, TOKEN).await, Err(ServiceError::AlreadyThere));
    assert_eq!(server.versions(PATH).len(), 1);
}

#[tokio::test]
async fn a_connect_that_is_late_is_asked_again_and_holds_one_item() {
    for fault in [
        ConnectFault::Late(2),
        ConnectFault::Partly(2),
        ConnectFault::StoresAndFails(504),
    ] {
        let server = ConnectServer::with_fault(TOKEN, 1, fault).await.unwrap();
        let (address, token) = (
            address(server.service().port()),
            AccessToken::new(TOKEN).unwrap(),
        );
        let vaults = hold(ListVaults::new(&address, &token)).await.unwrap();
        let item = item();
        for press in 0..3 {
            let exchange = StoreItem::new(&address, &token, &vaults[0], &item, false);
            let stored = hold(exchange).await;
            assert!(stored.is_ok(), "{fault:?}, press {press}: {stored:?}");
        }
        assert_eq!(server.items().len(), 1, "{fault:?}");
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
    let stored = hold(StoreItem::new(&address, &token, &vaults[0], &item, false))
        .await
        .unwrap();
    assert_eq!(stored.place, format!("{} in {VAULT_NAME}", item.title()));
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
