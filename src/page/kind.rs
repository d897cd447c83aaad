//! What kind of thing an element is, by its markup: a check box and what it shows, something to press, something to choose or
//! type in, a dialog. A further kind of control is added here and nowhere else.

use super::name::attribute;
use super::node::Node;
use trivet_checklist::BoxState;

/// Selects everything that a person would call a check box.
pub const BOXES: &str =
    "input[type=checkbox],[role=checkbox],[role=switch],[role=menuitemcheckbox],[aria-pressed]";

/// Whether an element is a check box by itself: see [`BOXES`].
pub fn is_box<N: Node>(element: &N) -> bool {
    debug_assert!(BOXES.contains("menuitemcheckbox"));
    !is_twin(element) && is_box_by_markup(element)
}

/// Whether an element is there for the form's sake and for no person: the native box beside one that is drawn.
pub fn is_twin<N: Node>(element: &N) -> bool {
    element.tag() == "input" && attribute(element, "aria-hidden") == "true"
}

/// Whether an element is a check box, whoever it is there for.
pub fn is_box_by_markup<N: Node>(element: &N) -> bool {
    (element.tag() == "input" && attribute(element, "type").eq_ignore_ascii_case("checkbox"))
        || matches!(
            element.role().as_str(),
            "checkbox" | "switch" | "menuitemcheckbox"
        )
        || element.attribute("aria-pressed").is_some()
}

/// What a check box shows, native or stated.
pub fn state_of<N: Node>(element: &N) -> Option<BoxState> {
    if let Some(state) = element.native_state() {
        return Some(state);
    }
    let stated = element
        .attribute("aria-checked")
        .or_else(|| element.attribute("aria-pressed"));
    match stated.as_deref() {
        Some("true") => Some(BoxState::On),
        Some("mixed") => Some(BoxState::Mixed),
        // A role without a state is a box that was never ticked.
        Some(_) | None => Some(BoxState::Off),
    }
}

/// Whether a check box is a button that stays pressed.
pub fn is_toggle<N: Node>(element: &N) -> bool {
    element.attribute("aria-pressed").is_some()
}

/// Whether an element is something to press, by its markup.
pub fn is_pressable<N: Node>(element: &N) -> bool {
    matches!(element.tag().as_str(), "button" | "a" | "input")
        || matches!(
            element.role().as_str(),
            "button" | "link" | "menuitem" | "tab" | "treeitem" | "option"
        )
        || element.attribute("onclick").is_some()
        || element.attribute("tabindex").is_some()
}

/// Whether an element is something that text or a choice can be put in.
pub fn is_entry<N: Node>(element: &N) -> bool {
    match element.tag().as_str() {
        "input" => !matches!(
            attribute(element, "type").to_ascii_lowercase().as_str(),
            "hidden" | "submit" | "button" | "reset" | "checkbox" | "radio"
        ),
        "select" | "textarea" => true,
        _ => matches!(
            element.role().as_str(),
            "combobox" | "listbox" | "textbox" | "searchbox"
        ),
    }
}

/// Whether an element is a dialog by its markup.
pub fn is_dialog<N: Node>(element: &N) -> bool {
    element.tag() == "dialog" || matches!(element.role().as_str(), "dialog" | "alertdialog")
}
