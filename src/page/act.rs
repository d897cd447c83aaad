//! Acting on the page, as a person acts: real clicks on the real control.

use super::datasets::{Clearing, Field};
use super::node::Node;
use super::web::WebNode;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement,
    HtmlTextAreaElement, KeyboardEvent, KeyboardEventInit, MouseEvent, MouseEventInit,
    PointerEvent, PointerEventInit,
};

const HTML: &str = "http://www.w3.org/1999/xhtml";

/// Presses a control: pointer and mouse down and up, then one click. Widgets that listen to the pointer, to the mouse or to
/// the click alone all take it, and none takes it twice.
pub fn press(control: &WebNode) {
    let target = face(control);
    let Some(element) = target.element() else {
        return;
    };
    for (pointer, mouse) in [("pointerdown", "mousedown"), ("pointerup", "mouseup")] {
        let buttons = u16::from(mouse == "mousedown");
        let init = PointerEventInit::new();
        set_common(&init, buttons);
        init.set_pointer_type("mouse");
        init.set_is_primary(true);
        dispatch(
            element,
            PointerEvent::new_with_event_init_dict(pointer, &init).ok(),
        );
        let init = MouseEventInit::new();
        set_common(&init, buttons);
        dispatch(
            element,
            MouseEvent::new_with_mouse_event_init_dict(mouse, &init).ok(),
        );
    }
    if element.namespace_uri().as_deref() == Some(HTML) {
        element.unchecked_ref::<HtmlElement>().click();
    } else {
        // An element of SVG has no method for it.
        let init = MouseEventInit::new();
        set_common(&init, 0);
        dispatch(
            element,
            MouseEvent::new_with_mouse_event_init_dict("click", &init).ok(),
        );
    }
}

/// Puts the focus on a control.
pub fn focus(control: &WebNode) {
    if let Some(element) = control.element() {
        // What takes no focus leaves it where it is.
        let _ = element.unchecked_ref::<HtmlElement>().focus();
    }
}

/// The element that a person would hit: for a native control that is not drawn itself, its label.
fn face(control: &WebNode) -> WebNode {
    if control.is_rendered() {
        return control.clone();
    }
    // A click on an undrawn native input still changes it and fires its events; a drawn label is the better way.
    control
        .labels()
        .into_iter()
        .find(Node::is_rendered)
        .unwrap_or_else(|| control.clone())
}

fn set_common(init: &impl AsRef<wasm_bindgen::JsValue>, buttons: u16) {
    let init: &MouseEventInit = init.as_ref().unchecked_ref();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_composed(true);
    init.set_detail(1);
    init.set_buttons(buttons);
}

fn dispatch(element: &Element, event: Option<impl AsRef<Event>>) {
    if let Some(event) = event {
        // The answer says whether the page prevented the default; the click that follows is what counts.
        let _ = element.dispatch_event(event.as_ref());
    }
}

/// Takes one step of clearing the dataset field; what the page shows afterwards has to be read again.
pub fn clear(step: &Clearing<WebNode>) {
    match step {
        Clearing::Click(node) => press(node),
        Clearing::Deselect(node) => {
            if let Some(select) = node.html::<HtmlSelectElement>("select") {
                select.set_selected_index(if select.multiple() { -1 } else { 0 });
                announce(node);
            }
        }
        Clearing::SelectAll(node) => {
            if let Some(select) = node.html::<HtmlSelectElement>("select")
                && let Ok(options) = select.query_selector_all("option")
            {
                for option in (0..options.length()).filter_map(|index| options.get(index)) {
                    let option: &HtmlOptionElement = option.unchecked_ref();
                    option.set_selected(true);
                }
                announce(node);
            }
        }
        Clearing::Empty(node) => fill(node, ""),
        Clearing::Backspace(node) => backspace(node),
    }
}

/// Writes a text into a field.
pub fn fill(field: &WebNode, text: &str) {
    if let Some(input) = field.html::<HtmlInputElement>("input") {
        input.set_value(text);
    } else if let Some(area) = field.html::<HtmlTextAreaElement>("textarea") {
        area.set_value(text);
    }
    announce(field);
}

/// Presses the Backspace key in a field: twice, for there are fields in which the first one only marks what the next takes out.
fn backspace(node: &WebNode) {
    let Some(element) = node.element() else {
        return;
    };
    // An element that takes no focus is told of the keys all the same.
    let _ = element.unchecked_ref::<HtmlElement>().focus();
    for _ in 0..2 {
        for name in ["keydown", "keyup"] {
            let init = KeyboardEventInit::new();
            init.set_bubbles(true);
            init.set_cancelable(true);
            init.set_composed(true);
            init.set_key("Backspace");
            init.set_code("Backspace");
            init.set_key_code(8);
            dispatch(
                element,
                KeyboardEvent::new_with_keyboard_event_init_dict(name, &init).ok(),
            );
        }
    }
}

/// Takes the focus out of the field, if the clicks brought it there: a list that opened would lie over the rest of the form.
pub fn leave(field: &Field<WebNode>) {
    let page = field.control.0.owner_document();
    let Some(focused) = page.and_then(|page| page.active_element()) else {
        return;
    };
    if field.holds(&WebNode(focused.clone().into())) {
        // An element that takes no focus has none to lose.
        let _ = focused.unchecked_ref::<HtmlElement>().blur();
    }
}

/// Tells the page that a value changed, as the browser does after a person's change.
fn announce(node: &WebNode) {
    for name in ["input", "change"] {
        let init = EventInit::new();
        init.set_bubbles(true);
        init.set_composed(name == "input");
        if let Ok(event) = Event::new_with_event_init_dict(name, &init) {
            let _ = node.0.dispatch_event(&event);
        }
    }
}
