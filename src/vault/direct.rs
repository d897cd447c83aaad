//! The second program, from this side: loaded when it is first needed, and handed the key as this window was.

use super::platform;
use super::problem::Problem;
use crate::credential::Item;
use crate::direct::{Failure, Outcome};
use crate::handover;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    /// The functions of the second program.
    pub(super) type Program;

    #[wasm_bindgen(catch, js_name = loadDirect)]
    async fn load() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = storeAtService)]
    async fn store_at_service(this: &Program, asked: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = openDatabase)]
    pub(super) fn open_database(this: &Program, asked: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = addToDatabase)]
    pub(super) fn add_to_database(this: &Program, asked: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = databaseIsStillThere)]
    pub(super) fn database_is_still_there(
        this: &Program,
        bytes: &js_sys::Uint8Array,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = proveDatabase)]
    pub(super) fn prove_database(this: &Program, asked: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, js_name = closeDatabase)]
    pub(super) fn close_database(this: &Program);
}

/// Loads the second program, or takes the one that is there.
pub(super) async fn program() -> Result<Program, Problem> {
    let program = load().await.map_err(|_| Problem::ProgramMissing)?;
    Ok(program.unchecked_into())
}

/// What is asked of it besides the key: names and texts.
pub(super) type Asked<'a> = &'a [(&'static str, &'a Zeroizing<String>)];

/// Has a service keep the key.
pub(super) async fn to_service(
    item: &Item,
    kind: &'static str,
    asked: Asked<'_>,
) -> Result<Outcome, Problem> {
    let program = program().await?;
    let asked = message(item, kind, asked).map_err(|_| Problem::ProgramMissing)?;
    let outcome = program.store_at_service(&asked).await;
    understood(outcome)
}

fn message(item: &Item, kind: &'static str, asked: Asked<'_>) -> Result<JsValue, JsValue> {
    let mut fields = vec![
        (
            "handover",
            serde_wasm_bindgen::to_value(&handover::message_of(item))?,
        ),
        ("kind", kind.into()),
    ];
    fields.extend(
        asked
            .iter()
            .map(|(name, text)| (*name, text.as_str().into())),
    );
    platform::object(&fields)
}

fn understood(outcome: Result<JsValue, JsValue>) -> Result<Outcome, Problem> {
    let not_understood = |_| Problem::ProgramMissing;
    match outcome {
        Ok(outcome) => serde_wasm_bindgen::from_value(outcome).map_err(not_understood),
        Err(failure) => Err(failed(failure)),
    }
}

/// What the second program says went wrong.
pub(super) fn failed(failure: JsValue) -> Problem {
    serde_wasm_bindgen::from_value::<Failure>(failure)
        .map_or(Problem::ProgramMissing, Problem::Direct)
}
