//! What a program can do over the boundary to JavaScript, for the tests that hold its JavaScript twin to it.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

thread_local! {
    static KEPT: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

/// Takes more memory and keeps it, so that the memory must grow. Answers with all bytes kept.
#[wasm_bindgen]
pub fn keep(bytes: usize) -> usize {
    KEPT.with_borrow_mut(|kept| {
        kept.push(vec![7; bytes]);
        kept.iter().map(Vec::len).sum()
    })
}

/// Strings in both directions.
#[wasm_bindgen]
pub fn shout(text: &str) -> String {
    text.to_uppercase()
}

/// A call out and back, with memory taken on the way.
///
/// # Errors
///
/// What the answerer throws.
#[wasm_bindgen]
pub fn ask(question: &str, answerer: &js_sys::Function) -> Result<String, JsValue> {
    let answer = answerer.call1(&JsValue::NULL, &JsValue::from_str(question))?;
    Ok(answer.as_string().unwrap_or_default())
}

/// A closure that lives on the other side.
#[wasm_bindgen]
pub fn counter() -> JsValue {
    let mut count = 0_u32;
    Closure::<dyn FnMut(u32) -> u32>::new(move |more| {
        count += more;
        count
    })
    .into_js_value()
}

/// 64-bit integers, in and (as a `BigInt`) out by way of an import.
#[wasm_bindgen]
pub fn next(number: i64) -> JsValue {
    JsValue::from(number.wrapping_add(1))
}

/// Arrays, and numbers with fractions to whole ones, as newer WebAssembly does it: saturating.
#[wasm_bindgen]
pub fn whole(numbers: &[f64]) -> Vec<i32> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "saturating is what is tried"
    )]
    let whole = numbers.iter().map(|number| *number as i32);
    whole.collect()
}

/// Signed bytes, extended as newer WebAssembly does it.
#[wasm_bindgen]
pub fn sum(bytes: &[u8]) -> i32 {
    bytes.iter().map(|byte| i32::from(byte.cast_signed())).sum()
}

fn main() {}
