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
    type Program;

    #[wasm_bindgen(catch, js_name = loadDirect)]
    async fn load() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = storeAtService)]
    async fn store_at_service(this: &Program, asked: &JsValue) -> Result<JsValue, JsValue>;
}

/// What is asked of it besides the key: names and texts.
pub(super) type Asked<'a> = &'a [(&'static str, &'a Zeroizing<String>)];

/// Has a service keep the key.
pub(super) async fn to_service(
    item: &Item,
    kind: &'static str,
    asked: Asked<'_>,
) -> Result<Outcome, Problem> {
    let program: Program = load()
        .await
        .map_err(|_| Problem::ProgramMissing)?
        .unchecked_into();
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
        Err(failure) => {
            let failure: Failure =
                serde_wasm_bindgen::from_value(failure).map_err(not_understood)?;
            Err(Problem::Direct(failure))
        }
    }
}
