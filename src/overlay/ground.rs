//! What is written and used on the page, asked point by point.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node, ShadowRoot};

use super::place::{Area, Ground};

/// What on a page must stay free to be used.
const USED: &str = "a,button,input,select,textarea,[role]";
/// What holds choices, all of which must stay free.
const CHOICES: &str = "select,option,[role=listbox],[role=option],[role=menu]";
/// Higher than this it is a dialog or a region, and no control.
const TALL: i32 = 80;
/// So far around its characters a text is not written over.
const AIR: f64 = 4.0;
/// So many elements are remembered; most points are in the one that the point before was in.
const MOST_KNOWN: usize = 8;

/// Opens the shadow root of an element, a closed one too.
pub(crate) type OpenRoot = fn(&Element) -> Option<ShadowRoot>;

/// The page on which the marks stand.
pub(crate) struct Page {
    pub document: Document,
    pub shadow_root: OpenRoot,
    /// Our own, which is no part of the page.
    pub host: HtmlElement,
}

impl Page {
    /// What is at a point of a document, below what is ours.
    #[allow(clippy::cast_possible_truncation)] // a window is not that large
    fn hit(&self, document: &Document, x: f64, y: f64) -> Option<Element> {
        let hit = document.element_from_point(x as f32, y as f32)?;
        if hit != *self.host.as_ref() {
            return Some(hit);
        }
        let all = document.elements_from_point(x as f32, y as f32);
        let mut others = all.iter().map(JsCast::unchecked_into::<Element>);
        others.find(|other| *other != *self.host.as_ref())
    }
}

/// What is at the same point inside the shadow root of an element.
#[allow(clippy::cast_possible_truncation)] // a window is not that large
fn inner(root: &ShadowRoot, hit: &Element, x: f64, y: f64) -> Option<Element> {
    root.element_from_point(x as f32, y as f32)
        .filter(|inner| inner != hit)
}

/// One look at the page, while it does not change.
pub(crate) struct Survey<'a> {
    page: &'a Page,
    known: RefCell<Vec<Known>>,
}

/// An element that was hit, and in it no other.
struct Known {
    element: Element,
    /// Where its own texts are, in the outermost window.
    texts: Vec<Area>,
    is_used: bool,
}

impl Known {
    fn of(element: Element, document: &Document, (left, top): (f64, f64)) -> Self {
        let mut texts = Vec::new();
        let mut child = element.first_child();
        while let Some(node) = child {
            if node.node_type() == Node::TEXT_NODE
                && let Ok(range) = document.create_range()
                && range.select_node_contents(&node).is_ok()
            {
                let mut area = Area::of(&range.get_bounding_client_rect());
                area.left += left;
                area.top += top;
                texts.push(area);
            }
            child = node.next_sibling();
        }
        let is_used = element.client_height() < TALL && element.matches(USED).unwrap_or(false)
            || element.closest(CHOICES).is_ok_and(|list| list.is_some());
        Self {
            element,
            texts,
            is_used,
        }
    }

    fn at(&self, x: f64, y: f64) -> Ground {
        let mut texts = self.texts.iter();
        let text = texts.find(|area| {
            x > area.left - AIR && x < area.right() + AIR && y > area.top && y < area.bottom()
        });
        Ground {
            is_taken: text.is_some() || self.is_used,
            end: text.map_or(x, Area::right),
        }
    }
}

impl<'a> Survey<'a> {
    pub fn new(page: &'a Page) -> Self {
        Self {
            page,
            known: RefCell::default(),
        }
    }

    /// What is at a point of the window, inside shadow roots and frames of the page's own origin too.
    pub fn at(&self, x: f64, y: f64) -> Ground {
        let mut document = self.page.document.clone();
        let (mut left, mut top) = (0.0, 0.0);
        let mut known = self.known.borrow_mut();
        loop {
            let Some(mut hit) = self.page.hit(&document, x - left, y - top) else {
                return Ground::default();
            };
            let is_host = loop {
                if let Some(known) = known.iter().rev().find(|known| known.element == hit) {
                    return known.at(x, y);
                }
                let root = (self.page.shadow_root)(&hit);
                let inner = root
                    .as_ref()
                    .map(|root| inner(root, &hit, x - left, y - top));
                match inner.flatten() {
                    Some(inner) => hit = inner,
                    None => break root.is_some(),
                }
            };
            let Some(inner) = framed(&hit) else {
                let new = Known::of(hit, &document, (left, top));
                let ground = new.at(x, y);
                // At another point of a host there may be something in its shadow root.
                if !is_host {
                    if known.len() == MOST_KNOWN {
                        known.remove(0);
                    }
                    known.push(new);
                }
                return ground;
            };
            let frame = hit.get_bounding_client_rect();
            left += frame.left() + f64::from(hit.client_left());
            top += frame.top() + f64::from(hit.client_top());
            document = inner;
        }
    }
}

/// The document in a frame; none where it is of another origin, or where this is no frame.
fn framed(element: &Element) -> Option<Document> {
    if !matches!(element.local_name().as_str(), "iframe" | "frame") {
        return None;
    }
    let page = js_sys::Reflect::get(element, &"contentDocument".into()).ok()?;
    page.is_object().then(|| page.unchecked_into())
}
