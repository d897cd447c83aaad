//! What is seen of a control, and so outlined: libraries draw check boxes beside the real one, which they make invisible and
//! often larger.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{CssStyleDeclaration, DomRect, Element};

use trivet_checklist::ControlId;
use trivet_overlay::{Area, Located, face};
use trivet_page::Reader;
use trivet_page::node::Node;
use trivet_page::web::WebNode;

/// No smaller thing is seen.
const LEAST: f64 = 4.0;
/// How far around a box its drawing may be, and how much is looked through there.
const REACH: usize = 2;
const MOST: u32 = 24;

/// The elements that are outlined, until the page is read again.
#[derive(Default)]
pub struct Faces(RefCell<Vec<Known>>);

struct Known {
    control: ControlId,
    face: WebNode,
    /// What names it, beside it.
    words: Option<WebNode>,
}

impl Known {
    fn located(&self) -> Option<Located> {
        Some(Located {
            face: seen_area(&self.face)?,
            words: self
                .words
                .as_ref()
                .and_then(WebNode::text_area)
                .filter(|area| area.width() > 0.0),
        })
    }
}

impl Faces {
    /// The page changed.
    pub fn forget(&self) {
        self.0.borrow_mut().clear();
    }

    /// What is outlined of a control that was located.
    pub fn of(&self, control: ControlId) -> Option<Element> {
        let known = self.0.borrow();
        let known = known.iter().find(|one| one.control == control)?;
        known.face.element().cloned()
    }

    /// Where a control is in the viewport: what is drawn of it, or where that is nothing, its label or what is around it.
    pub fn locate(&self, reader: &Reader<WebNode>, control: ControlId) -> Option<Located> {
        let mut known = self.0.borrow_mut();
        if let Some(known) = known.iter().find(|one| one.control == control) {
            return known.located();
        }
        let node = reader.node(control)?;
        let painted = painted_face(node);
        let labels = node.labels();
        let words = labels.first().cloned();
        let mut faces = painted
            .into_iter()
            .chain(std::iter::once(node.clone()))
            .chain(labels)
            .chain(node.parent());
        let face = faces.find(|face| seen_area(face).is_some())?;
        let new = Known {
            control,
            face,
            words,
        };
        let located = new.located();
        known.push(new);
        located
    }
}

fn seen_area(node: &WebNode) -> Option<DomRect> {
    let area = node.area()?;
    (area.width() > LEAST && area.height() > LEAST).then_some(area)
}

/// What a library draws in place of a native box that is not seen itself.
fn painted_face(node: &WebNode) -> Option<WebNode> {
    let element = node.element()?;
    let is_unseen = || {
        let style = style_of(element)?;
        let is = |name: &str, value: &str| {
            style
                .get_property_value(name)
                .is_ok_and(|found| found == value)
        };
        let area = element.get_bounding_client_rect();
        let is_small = area.width() <= LEAST || area.height() <= LEAST;
        Some(is_small || is("opacity", "0") || is("visibility", "hidden"))
    };
    if node.tag() != "input" || node.native_state().is_none() || is_unseen() != Some(true) {
        return None;
    }
    let own = Area::of(&element.get_bounding_client_rect());
    for around in node.ancestry().skip(1).take(REACH) {
        let beside = around.element()?.query_selector_all("*").ok()?;
        let mut painted: Vec<Element> = Vec::new();
        for index in 0..beside.length().min(MOST) {
            let one: Element = beside.get(index)?.unchecked_into();
            if one != *element && is_painted(&one) {
                painted.push(one);
            }
        }
        let areas: Vec<Area> = painted
            .iter()
            .map(|one| Area::of(&one.get_bounding_client_rect()))
            .collect();
        if let Some(found) = face(own, &areas) {
            return Some(WebNode(painted.swap_remove(found).into()));
        }
    }
    None
}

/// Whether an element without words draws anything: a picture, a border or a ground.
fn is_painted(element: &Element) -> bool {
    if matches!(element.local_name().as_str(), "svg" | "img" | "canvas") {
        return true;
    }
    let has_words = element
        .text_content()
        .is_some_and(|text| text.trim().chars().count() > 1);
    let Some(style) = style_of(element).filter(|_| !has_words) else {
        return false;
    };
    let value = |name: &str| style.get_property_value(name).unwrap_or_default();
    let is_clear = |color: &str| color == "transparent" || color.ends_with(", 0)");
    let has_border = value("border-top-style") != "none"
        && value("border-top-width") != "0px"
        && !is_clear(&value("border-top-color"));
    has_border || !is_clear(&value("background-color")) || value("background-image") != "none"
}

fn style_of(element: &Element) -> Option<CssStyleDeclaration> {
    web_sys::window()?.get_computed_style(element).ok()?
}
