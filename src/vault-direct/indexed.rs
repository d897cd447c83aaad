//! What is kept in the browser's `IndexedDB`: out of reach of content scripts, unlike the extension's storage, and the only one
//! that takes a handle.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

const DATABASE: &str = "trivet";
const STORE: &str = "kept";

/// What is kept under a name; undefined where there is nothing.
///
/// # Errors
/// What the browser says.
pub async fn read(key: &str) -> Result<JsValue, JsValue> {
    let database = open().await?;
    let transaction = database.transaction_with_str(STORE)?;
    let kept = done(&transaction.object_store(STORE)?.get(&key.into())?).await;
    database.close();
    kept
}

/// Changes what is kept under a name, in one transaction: nobody else changes it meanwhile.
///
/// # Errors
/// What the browser says; then all is as it was.
pub async fn change(
    key: &str,
    change: impl FnOnce(JsValue) -> Result<JsValue, JsValue>,
) -> Result<(), JsValue> {
    write(async |store| {
        let key = JsValue::from(key);
        let changed = change(done(&store.get(&key)?).await?)?;
        store.put_with_key(&changed, &key).map(drop)
    })
    .await
}

/// Deletes what is kept under a name.
///
/// # Errors
/// What the browser says.
pub async fn remove(key: &str) -> Result<(), JsValue> {
    write(async |store| store.delete(&key.into()).map(drop)).await
}

/// A request that succeeds may still be taken back with its transaction: it counts once that is complete.
async fn write(
    work: impl AsyncFnOnce(&IdbObjectStore) -> Result<(), JsValue>,
) -> Result<(), JsValue> {
    let database = open().await?;
    let mode = IdbTransactionMode::Readwrite;
    let transaction = database.transaction_with_str_and_mode(STORE, mode)?;
    let complete = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    let asked = work(&transaction.object_store(STORE)?).await;
    let complete = JsFuture::from(complete).await.map(drop);
    database.close();
    asked.and(complete)
}

/// The database, which is made when it is first asked for.
async fn open() -> Result<IdbDatabase, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let factory = window.indexed_db()?.ok_or("no IndexedDB")?;
    let opening = factory.open_with_u32(DATABASE, 1)?;
    let request = opening.clone();
    let upgrades = Closure::once(move || {
        let database: IdbDatabase = request.result()?.unchecked_into();
        database.create_object_store(STORE).map(drop)
    });
    opening.set_onupgradeneeded(Some(upgrades.as_ref().unchecked_ref()));
    done(&opening).await.map(JsCast::unchecked_into)
}

/// What a request comes to.
async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(answered).await?;
    request.result()
}
