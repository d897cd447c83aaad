//! Everything that the form of a token sends, and all that its dialog shows: what is not among its boxes is unknown, and what
//! is unknown and set may grant something.

use super::form::{Grids, drawn};
use super::kind::{BOXES, is_box_by_markup, is_dialog, is_twin, state_of};
use super::name::{self, attribute};
use super::node::{Node, NodeSet, set_of};
use trivet_checklist::BoxState;
use trivet_checklist::label::{Labels, Term};

/// Selects what a person sets, or a form sends.
const CONTROLS: &str = "input,select,[role=checkbox],[role=switch],[role=menuitemcheckbox],[aria-pressed],[role=radio],[role=menuitemradio],[role=combobox],[role=listbox],[role=slider],[role=spinbutton]";
/// By one of these inside it a custom element is read.
const PARTS: &str = "input:not([type=hidden]),select,textarea,[role=checkbox],[role=switch],[role=radio],[role=combobox],[role=listbox],[role=slider],[role=spinbutton],[role=textbox],[role=searchbox]";
/// So many boxes of a form are read; no token has more permissions.
const MOST_BOXES: usize = 200;
/// So many unknown controls are told of.
const MOST_UNKNOWN: usize = 9;
/// So far around the box of a form the one may be that is drawn in its place.
const TWIN_DEPTH: usize = 4;

/// What there is in a form and its dialog, without the dataset field.
pub struct Whole<N> {
    /// The check boxes that a person sees or can open.
    pub boxes: Vec<N>,
    /// What is set, and is nothing that is known.
    pub unknown: Vec<N>,
}

/// Collects it. `boxes` are those of the three permissions, which stand in `boundary`.
pub fn read<N: Node>(
    boundary: &N,
    boxes: &[N],
    grids: &Grids<N>,
    labels: &Labels,
    is_left_out: &dyn Fn(&N) -> bool,
) -> Whole<N> {
    let form = boxes.iter().find_map(form_of);
    let dialog = boundary.ancestry().find(is_dialog);
    // What stands in another one of them is read with it.
    let mut scopes: Vec<(N, bool)> = Vec::new();
    for (scope, sends) in [
        (dialog, true),
        (form.clone(), true),
        (Some(boundary.clone()), false),
    ] {
        let scope = scope.filter(|scope| !scopes.iter().any(|(around, _)| around.holds(scope)));
        scopes.extend(scope.map(|scope| (scope, sends)));
    }
    let mut inside = Vec::new();
    for (scope, sends) in scopes {
        let controls = scope.select_all(CONTROLS).into_iter();
        inside.extend(controls.map(|control| (control, sends)));
    }
    let tied = form.map(|form| form.tied()).unwrap_or_default();
    inside.extend(tied.into_iter().map(|control| (control, true)));

    let seen = N::Set::default();
    let three = set_of(boxes);
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for (control, sends) in inside {
        if !seen.insert(&control) || is_left_out(&control) {
            continue;
        }
        if grids.hold(&control) {
            // A list of tokens may be drawn in one element with the form. What is sent with it is another matter.
            if sends && is_set(&control, labels) {
                unknown.push(control);
            }
        } else if !is_box_by_markup(&control) {
            if is_set(&control, labels) {
                unknown.push(control);
            }
        } else if found.len() < MOST_BOXES || three.contains(&control) {
            found.push(control);
        } else if is_on(&control) {
            unknown.push(control);
        }
    }
    let mut shown = drawn(found.clone());
    let read = set_of(&shown);
    for element in found {
        if read.contains(&element) || !is_on(&element) {
            continue;
        }
        if is_twin(&element) && is_in_plain_sight(&element) || is_folded_away(&element) {
            shown.push(element);
        } else if !stands_for(&element, &read) {
            unknown.push(element);
        }
    }
    unknown.truncate(MOST_UNKNOWN);
    Whole {
        boxes: shown,
        unknown,
    }
}

/// The form that sends a control: the one that it names, or the one around it.
fn form_of<N: Node>(control: &N) -> Option<N> {
    match control.attribute("form") {
        Some(id) => control.by_id(&id),
        None => control.ancestry().find(|around| around.tag() == "form"),
    }
}

/// Whether a check box is ticked, or half ticked.
pub fn is_on<N: Node>(element: &N) -> bool {
    state_of(element).is_some_and(|state| state != BoxState::Off)
}

/// Whether the one box that is read near a box says the same: libraries keep one for the form beside the one that is drawn.
pub fn stands_for<N: Node>(element: &N, read: &N::Set) -> bool {
    for around in element.ancestry().take(TWIN_DEPTH) {
        let mut near = around.select_all(BOXES);
        near.retain(|one| read.contains(one));
        match &near[..] {
            [] => {}
            [only] => return is_on(only),
            _ => return false,
        }
    }
    false
}

/// Whether a box is drawn, whatever is said of it to assistive technology.
pub fn is_in_plain_sight<N: Node>(element: &N) -> bool {
    element.is_rendered() && !element.is_unseen()
}

/// Whether a person can open what hides an element.
fn is_folded_away<N: Node>(element: &N) -> bool {
    element
        .ancestry()
        .any(|around| around.tag() == "details" && around.attribute("open").is_none())
}

/// Whether a control that is no check box holds a choice, or may hold one. What is typed is a text, and grants nothing.
fn is_set<N: Node>(control: &N, labels: &Labels) -> bool {
    let is_filled = |text: String| !text.trim().is_empty();
    let is_set = match (control.tag().as_str(), control.role().as_str()) {
        ("input", role) => match attribute(control, "type").to_ascii_lowercase().as_str() {
            "hidden" | "submit" | "button" | "reset" | "image" => false,
            "checkbox" => is_on(control),
            "radio" => control.is_checked(),
            "" | "text" | "search" | "email" | "url" | "tel" | "password" => {
                role == "combobox" && control.value().is_some_and(is_filled)
            }
            _ => control.value().is_some_and(is_filled),
        },
        ("select", _) => control
            .selected_options()
            .is_some_and(|all| !all.is_empty()),
        (_, "radio" | "menuitemradio") => attribute(control, "aria-checked") == "true",
        (_, "slider" | "spinbutton") => is_filled(attribute(control, "aria-valuenow")),
        (_, "combobox") => is_filled(name::content_without(control, None)),
        (_, "listbox") => {
            let chosen = control.select_all("[aria-selected=true],[aria-checked=true]");
            !chosen.is_empty()
        }
        (_, "button" | "link" | "textbox" | "searchbox") => is_on(control),
        // A form control by itself. With nothing in it that can be read, nobody sees what it sends; one button is just that.
        (tag, _) if tag.contains('-') && control.attribute("aria-pressed").is_none() => {
            control.select_all(PARTS).is_empty()
                && control.select_all("button,[role=button]").len() != 1
        }
        _ => is_on(control),
    };
    is_set && {
        let name = name::of_control(control);
        !labels.is(Term::Notes, &name) && !labels.is(Term::IpAcceptList, &name)
    }
}
