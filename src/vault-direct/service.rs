//! To a service, over HTTPS.

use super::fetch::hold;
use super::{Failure, Outcome, Progress, crossing, item, text};
use std::cell::Cell;
use trivet_credential::Item;
use trivet_credential::wipe;
use trivet_services::service::{
    AccessToken, Engine, Kind, ListVaults, Place, ServerAddress, ServiceError, StoreItem,
    StoreSecret,
};
use wasm_bindgen::prelude::*;

thread_local! {
    /// Whether an attempt ended without anybody knowing if the key was stored.
    static UNCLEAR: Cell<bool> = const { Cell::new(false) };
}

/// Stores the key at a service and reads it back. `asked` has the `handover`, the service's `kind` by name, `address` and
/// `token`, and either `mount`, `path` and `namespace`, or the identifier of a `vault`, which may be empty; and `told`, a
/// function that is called with a [`Progress`] whenever the service is late.
///
/// # Errors
/// A [`Failure`].
pub async fn store_at_service(asked: JsValue) -> Result<JsValue, JsValue> {
    let outcome = store(&asked).await;
    UNCLEAR.set(matches!(outcome, Err(ServiceError::Unclear)) || UNCLEAR.get() && outcome.is_err());
    // Everything that held a value is dropped by now, and the heap is wiped as it is freed.
    wipe::stack();
    let outcome = outcome.map_err(|error| crossing::coded(&Failure::Service(error)))?;
    outcome.into_js()
}

async fn store(asked: &JsValue) -> Result<Outcome, ServiceError> {
    let address = ServerAddress::parse(&text(asked, "address"))?;
    let token = AccessToken::new(&text(asked, "token"))?;
    let item = item(asked).ok_or(ServiceError::NotUnderstood)?;
    let told = js_sys::Reflect::get(asked, &"told".into()).unwrap_or(JsValue::NULL);
    let waits = || {
        if let Some(told) = told.dyn_ref::<js_sys::Function>() {
            // What is only shown does not matter.
            let _ = told.call1(&JsValue::NULL, &crossing::coded(&Progress::Late));
        }
    };
    match Kind::named(&text(asked, "kind")).ok_or(ServiceError::UnknownKind)? {
        Kind::KeyValue => {
            let place = Place::new(
                &text(asked, "namespace"),
                &text(asked, "mount"),
                &text(asked, "path"),
            )?;
            let engine = Engine { address, token };
            let stored = hold(StoreSecret::new(&engine, &place, &item), waits).await?;
            Ok(Outcome::Stored {
                place: stored.place,
            })
        }
        Kind::Connect => {
            let chosen = text(asked, "vault");
            store_in_vault(&address, &token, &chosen, &item, waits).await
        }
    }
}

/// Makes an item in the vault that was chosen, or in the only one there is.
async fn store_in_vault(
    address: &ServerAddress,
    token: &AccessToken,
    chosen: &str,
    item: &Item,
    waits: impl Fn(),
) -> Result<Outcome, ServiceError> {
    // Listed anew each time: the token may be another one.
    let vaults = hold(ListVaults::new(address, token), &waits).await?;
    let vault = match &vaults[..] {
        [only] => Some(only),
        several => several.iter().find(|vault| vault.id.as_str() == chosen),
    };
    let Some(vault) = vault else {
        let names = vaults.into_iter();
        return Ok(Outcome::ChooseVault {
            vaults: names
                .map(|vault| (vault.id.as_str().to_owned(), vault.name))
                .collect(),
        });
    };
    let exchange = StoreItem::new(address, token, vault, item, UNCLEAR.get());
    let stored = hold(exchange, waits).await?;
    Ok(Outcome::Stored {
        place: stored.place,
    })
}
