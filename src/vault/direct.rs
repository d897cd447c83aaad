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

    #[wasm_bindgen(catch, method, structural, js_name = saveInKeePassXc)]
    async fn save_in_keepassxc(this: &Program, asked: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, js_name = stopWaiting)]
    fn stop_waiting(this: &Program);

    #[wasm_bindgen(method, structural, js_name = keePassXcSetup)]
    fn keepassxc_setup(
        this: &Program,
        system: &str,
        brands: Vec<String>,
        extension: &str,
    ) -> Option<Vec<String>>;
}

/// Loads the second program, or takes the one that is there.
pub(super) async fn program() -> Result<Program, Problem> {
    let program = load().await.map_err(|_| Problem::ProgramMissing)?;
    Ok(program.unchecked_into())
}

/// Has a service keep the key. `told` is called as for `KeePassXC`.
pub(super) async fn to_service(
    item: &Item,
    kind: &'static str,
    texts: &[(&'static str, &Zeroizing<String>)],
    told: &JsValue,
) -> Result<Outcome, Problem> {
    let program = program().await?;
    let mut also = vec![("kind", kind.into()), ("told", told.clone())];
    also.extend(
        texts
            .iter()
            .map(|(name, text)| (*name, text.as_str().into())),
    );
    let asked = asked(item, &also)?;
    understood(program.store_at_service(&asked).await)
}

/// Has `KeePassXC` keep the key. `told` is called with the name of each stage and what the admin is to do in it.
pub(super) async fn to_keepassxc(item: &Item, told: &JsValue) -> Result<Outcome, Problem> {
    let program = program().await?;
    let asked = asked(item, &[("told", told.clone())])?;
    understood(program.save_in_keepassxc(&asked).await)
}

/// Ends the waiting for `KeePassXC`.
pub(super) async fn stop_waiting() {
    if let Ok(program) = program().await {
        program.stop_waiting();
    }
}

/// In which program to run which command so that this browser reaches `KeePassXC`, and which command takes that back.
pub(super) async fn keepassxc_setup(
    system: &str,
    brands: Vec<String>,
    extension: &str,
) -> Option<[String; 3]> {
    let program = program().await.ok()?;
    let setup = program.keepassxc_setup(system, brands, extension)?;
    setup.try_into().ok()
}

/// The key, as this window was given it, and what else is asked.
pub(super) fn asked(item: &Item, also: &[(&str, JsValue)]) -> Result<JsValue, Problem> {
    let handover = serde_wasm_bindgen::to_value(&handover::message_of(item));
    handover
        .map_err(JsValue::from)
        .and_then(|handover| platform::object(&[&[("handover", handover)], also].concat()))
        .map_err(|_| Problem::ProgramMissing)
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
