//! Copy buttons, and the list of what comes next in Salesforce Setup: its link and its print button. Nothing of it is secret.
//! What is said stands in the document, in the person's language.

use super::fetch;
use trivet_services::setup;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, Event, HtmlInputElement, Window};

/// How long a button says that it has copied, in milliseconds.
const COPIED_MS: u32 = 2_000;

/// Does what a press, or what was typed in the list, asks for.
pub fn happened(event: &Event) {
    let (Some(window), Some(target)) = (web_sys::window(), event.target()) else {
        return;
    };
    let (Some(document), Ok(target)) = (window.document(), target.dyn_into::<Element>()) else {
        return;
    };
    if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
        // What is half typed is no mistake yet.
        link(&document, &field.value(), event.type_() == "change");
    } else if event.type_() == "click" {
        match target.get_attribute("data-copies") {
            Some(part) => spawn_local(copy(window, document, target, part)),
            None if target.id() == "print" => {
                // Fails only where printing is switched off.
                let _ = window.print();
            }
            None => {}
        }
    }
}

/// Leads to the Named Credentials of the org, once its address is understood.
fn link(document: &Document, given: &str, is_whole: bool) {
    let page = setup::named_credentials(given);
    set(document, "setup-link", "href", page.as_deref().ok());
    let is_wrong = is_whole && page.is_err() && !given.trim().is_empty();
    say(document, "setup-error", is_wrong);
    set(
        document,
        "setup-address",
        "aria-invalid",
        is_wrong.then_some("true"),
    );
}

async fn copy(window: Window, document: Document, button: Element, part: String) {
    let before = button.text_content();
    let copied_words = words(&document, "copied");
    // The button still says that it has.
    if before.as_deref() == Some(&copied_words) {
        return;
    }
    let text = document.query_selector(&["[data-part=", &part, "]"].concat());
    let text = text.ok().flatten().and_then(|place| place.text_content());
    let clipboard = window.navigator().clipboard();
    let copied = JsFuture::from(clipboard.write_text(&text.unwrap_or_default())).await;
    say(&document, "not-copied", copied.is_err());
    if copied.is_ok() {
        say(&document, "copied", true);
        button.set_text_content(Some(&copied_words));
        fetch::pause(COPIED_MS).await;
        button.set_text_content(before.as_deref());
        say(&document, "copied", false);
    }
}

/// The words that belong to a place.
fn words(document: &Document, id: &str) -> String {
    let words = document.get_element_by_id(&[id, "-words"].concat());
    words
        .and_then(|words| words.text_content())
        .unwrap_or_default()
}

/// Says the words of a place there, or nothing.
fn say(document: &Document, id: &str, is_said: bool) {
    if let Some(place) = document.get_element_by_id(id) {
        let words = is_said.then(|| words(document, id));
        place.set_text_content(words.as_deref());
    }
}

fn set(document: &Document, id: &str, name: &str, value: Option<&str>) {
    if let Some(place) = document.get_element_by_id(id) {
        // Each fails only for a name that is none.
        let _ = match value {
            Some(value) => place.set_attribute(name, value),
            None => place.remove_attribute(name),
        };
    }
}
