//! The second program, from this side: loaded when it is first needed, and handed the key as this window was.

use super::problem::Problem;
use super::words_of::check::Answer;
use std::rc::Rc;
use trivet_credential::handover;
use trivet_credential::{Item, Purpose};
use trivet_services::check::{CheckError, KeyStatus};
use trivet_vault_direct::{Outcome, crossing};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    /// The functions of the second program.
    pub(crate) type Program;

    #[wasm_bindgen(catch, js_name = loadDirect)]
    async fn load() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = storeAtService)]
    async fn store_at_service(this: &Program, asked: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = checkKey)]
    fn check_key(this: &Program, asked: JsValue) -> Result<js_sys::Promise, JsValue>;

    #[wasm_bindgen(method, structural, js_name = nextSteps)]
    pub(crate) fn next_steps(this: &Program, event: &web_sys::Event);

    #[wasm_bindgen(catch, method, structural, js_name = openDatabase)]
    pub(crate) fn open_database(this: &Program, asked: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, js_name = firstGroup)]
    pub(crate) fn first_group(this: &Program) -> usize;

    #[wasm_bindgen(catch, method, structural, js_name = addToDatabase)]
    pub(crate) fn add_to_database(this: &Program, asked: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = databaseIsStillThere)]
    pub(crate) fn database_is_still_there(
        this: &Program,
        bytes: &js_sys::Uint8Array,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = proveDatabase)]
    pub(crate) fn prove_database(this: &Program, asked: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, js_name = closeDatabase)]
    pub(crate) fn close_database(this: &Program);

    #[wasm_bindgen(catch, method, structural, js_name = chooseDatabase)]
    pub(crate) async fn choose_database(this: &Program) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = permitDatabase)]
    pub(crate) async fn permit_database(
        this: &Program,
        handle: &JsValue,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = keptDatabase)]
    pub(crate) async fn kept_database(this: &Program) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = forgetDatabase)]
    pub(crate) async fn forget_database(this: &Program) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = keepReceipt)]
    pub(crate) async fn keep_receipt(
        this: &Program,
        receipt: &str,
        limit: u32,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, js_name = databaseBefore)]
    pub(crate) fn database_before(this: &Program) -> JsValue;

    #[wasm_bindgen(catch, method, structural, js_name = replaceDatabase)]
    pub(crate) async fn replace_database(
        this: &Program,
        asked: &JsValue,
    ) -> Result<JsValue, JsValue>;

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
pub(crate) async fn program() -> Result<Program, Problem> {
    let program = load().await.map_err(|_| Problem::ProgramMissing)?;
    Ok(program.unchecked_into())
}

/// Has a service keep the key. `told` is called as for `KeePassXC`.
pub(crate) async fn to_service(
    item: &Item,
    purpose: &Purpose,
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
    let asked = asked(item, purpose, &also)?;
    understood(program.store_at_service(&asked).await)
}

/// Has `KeePassXC` keep the key. `told` is called with the progress.
pub(crate) async fn to_keepassxc(
    item: &Item,
    purpose: &Purpose,
    told: &JsValue,
) -> Result<Outcome, Problem> {
    let program = program().await?;
    let asked = asked(item, purpose, &[("told", told.clone())])?;
    understood(program.save_in_keepassxc(&asked).await)
}

/// Has the key tried once. This window keeps nothing of it while it waits: what is wiped meanwhile is wiped.
pub(crate) async fn check_key(program: Program, item: Rc<Item>) -> Result<Answer, Problem> {
    let answer = asked(&item, &Purpose::default(), &[]).map(|asked| program.check_key(asked))?;
    drop(item);
    let missing = |_| Problem::ProgramMissing;
    let answer = match JsFuture::from(answer.map_err(missing)?).await {
        Ok(status) => crossing::read::<KeyStatus>(&status).map(Answer::from),
        Err(error) => crossing::read::<CheckError>(&error).map(Answer::from),
    };
    answer.ok_or(Problem::ProgramBroke)
}

/// Ends the waiting for `KeePassXC`.
pub(crate) async fn stop_waiting() {
    if let Ok(program) = program().await {
        program.stop_waiting();
    }
}

/// In which program to run which command so that this browser reaches `KeePassXC`, and which command takes that back.
pub(crate) async fn keepassxc_setup(
    system: &str,
    brands: Vec<String>,
    extension: &str,
) -> Option<[String; 3]> {
    let program = program().await.ok()?;
    let setup = program.keepassxc_setup(system, brands, extension)?;
    setup.try_into().ok()
}

/// The key, as this window was given it, and what else is asked.
pub(crate) fn asked(
    item: &Item,
    purpose: &Purpose,
    also: &[(&str, JsValue)],
) -> Result<JsValue, Problem> {
    crossing::message(&handover::message_of(item, purpose))
        .and_then(|handover| trivet_webext::object(&[&[("handover", handover)], also].concat()))
        .map_err(|_| Problem::ProgramMissing)
}

fn understood(outcome: Result<JsValue, JsValue>) -> Result<Outcome, Problem> {
    match outcome {
        Ok(outcome) => Ok(Outcome::from_js(&outcome)),
        Err(failure) => Err(failed(&failure)),
    }
}

/// What the second program says went wrong where it stores nothing.
pub(crate) fn failed_before(failure: &JsValue) -> Problem {
    crossing::read(failure).map_or(Problem::ProgramBroke, Problem::Direct)
}

/// What the second program says went wrong. What is no failure that is known, as an exception, says nothing of what was done.
pub(crate) fn failed(failure: &JsValue) -> Problem {
    crossing::read(failure).map_or(Problem::ProgramFailed, Problem::Direct)
}
