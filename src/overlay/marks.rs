//! The marks on the page: a ring around a control, and words beside it.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, DomRect, Element, HtmlElement, Node, ShadowRoot};

use super::dom::{LOCK, OCTAGON, TRIANGLE, add, add_button, add_icon, pixels, shift};
use super::place::{Area, Ground, Side, Size, TAKEN, beside};
use crate::checklist::{ControlId, Mark, MarkKind};

/// Where a control is now.
pub(super) type Locate<'a> = &'a dyn Fn(ControlId) -> Option<DomRect>;

/// How far a ring stands off its control.
const RING: f64 = 3.0;
/// What on a page must stay free to be used.
const USED: &str = "a,button,input,select,textarea,[role]";
/// Higher than this it is a dialog or a region, and no control.
const TALL: i32 = 80;

#[derive(Default)]
pub(super) struct Marks {
    drawn: Vec<Drawn>,
}

/// The ring around what is under the pointer while the admin points at something.
#[derive(Default)]
pub(super) struct Pointer {
    ring: Option<HtmlElement>,
}

impl Pointer {
    /// Puts the ring around a place, or takes it away.
    pub fn put(&mut self, layer: &Element, area: Option<DomRect>) -> Result<(), JsValue> {
        let Some(area) = area else {
            if let Some(ring) = self.ring.take() {
                ring.remove();
            }
            return Ok(());
        };
        if self.ring.is_none() {
            self.ring = Some(add(layer, "div", "pointer")?);
        }
        if let Some(ring) = &self.ring {
            shift(ring, area.left(), area.top())?;
            ring.style().set_property("width", &pixels(area.width()))?;
            ring.style()
                .set_property("height", &pixels(area.height()))?;
        }
        Ok(())
    }
}

/// Opens the shadow root of an element, a closed one too.
pub(crate) type OpenRoot = fn(&Element) -> Option<ShadowRoot>;

/// The page on which the marks stand.
pub(super) struct Page {
    pub document: Document,
    pub shadow_root: OpenRoot,
}

struct Drawn {
    mark: Mark,
    ring: HtmlElement,
    words: Option<HtmlElement>,
    /// Where the control is; none while it is not on screen.
    area: Option<Area>,
    put: Option<Put>,
}

/// Where the words were put, and for what.
struct Put {
    words: Area,
    side: Side,
    cost: u32,
    is_shown: bool,
    control: Area,
    viewport: Size,
}

impl Put {
    fn is_over(&self, taken: &[Area]) -> bool {
        taken.iter().any(|area| self.words.overlap(area) > 0.0)
    }
}

impl Marks {
    /// Makes the marks that are new and takes away those that are gone.
    pub fn draw(&mut self, layer: &Element, marks: &[Mark]) -> Result<(), JsValue> {
        let mut before = std::mem::take(&mut self.drawn);
        for mark in marks {
            let known = before.iter().position(|drawn| drawn.mark == *mark);
            self.drawn.push(match known {
                Some(index) => before.swap_remove(index),
                None => Drawn::new(layer, mark)?,
            });
        }
        for gone in before {
            gone.ring.remove();
        }
        Ok(())
    }

    /// Asks where every control is, and finds a place for the words beside it; gives the boxes of the controls.
    pub fn locate(&mut self, page: &Page, viewport: Size, locate: Locate) -> Vec<Area> {
        for drawn in &mut self.drawn {
            drawn.area = locate(drawn.mark.control).map(|rect| Area {
                left: rect.left(),
                top: rect.top(),
                width: rect.width(),
                height: rect.height(),
            });
        }
        // Shown before the words are measured, all at once: so that the page is laid out but once.
        for drawn in &self.drawn {
            drawn.ring.set_hidden(drawn.area.is_none());
        }
        let controls: Vec<Area> = self.drawn.iter().filter_map(|drawn| drawn.area).collect();
        let mut taken = controls.clone();
        for drawn in &mut self.drawn {
            drawn.follow(viewport);
            if drawn.put.as_ref().is_none_or(|put| put.is_over(&taken)) {
                drawn.put = drawn.find(page, viewport, &taken);
            }
            taken.extend(drawn.put.as_ref().map(|put| put.words));
        }
        controls
    }

    /// Finds another place for words that the panel would cover. False: some have none.
    pub fn avoid(&mut self, page: &Page, viewport: Size, panel: Area) -> bool {
        let mut taken = vec![panel];
        taken.extend(self.drawn.iter().filter_map(|drawn| drawn.area));
        let mut is_clear = true;
        for drawn in &mut self.drawn {
            if drawn.put.as_ref().is_some_and(|put| put.is_over(&[panel])) {
                match drawn.find(page, viewport, &taken) {
                    Some(put) if put.cost < TAKEN => drawn.put = Some(put),
                    _ => is_clear = false,
                }
            }
            taken.extend(drawn.put.as_ref().map(|put| put.words));
        }
        is_clear
    }

    /// The boxes of all words.
    pub fn words(&self) -> impl Iterator<Item = Area> {
        self.drawn
            .iter()
            .filter_map(|drawn| Some(drawn.put.as_ref()?.words))
    }

    /// Moves every mark to its control.
    pub fn show(&mut self) -> Result<(), JsValue> {
        self.drawn.iter_mut().try_for_each(Drawn::show)
    }
}

impl Drawn {
    fn new(layer: &Element, mark: &Mark) -> Result<Self, JsValue> {
        let ring = add(layer, "div", "mark")?;
        ring.set_attribute("data-kind", mark.kind.name())?;
        ring.set_attribute("lang", "en")?;
        let words = if mark.text.is_empty() && mark.action.is_none() {
            None
        } else {
            let words = add(&ring, "div", "words")?;
            match mark.kind {
                MarkKind::Wrong => add_icon(&words, OCTAGON).map(drop)?,
                MarkKind::Dataset => add_icon(&words, TRIANGLE).map(drop)?,
                MarkKind::Held => add_icon(&words, LOCK).map(drop)?,
                MarkKind::Point | MarkKind::Right => {}
            }
            add(&words, "span", "text")?.set_text_content(Some(&mark.text));
            if let Some(action) = mark.action {
                add_button(&words, "button", action.caption())?
                    .set_attribute("data-action", &action.name())?;
            }
            Some(words)
        };
        Ok(Self {
            mark: mark.clone(),
            ring,
            words,
            area: None,
            put: None,
        })
    }

    /// Moves the words along with the control; forgets their place where it is good no more.
    fn follow(&mut self, viewport: Size) {
        self.put = self
            .put
            .take()
            .zip(self.area)
            .and_then(|(mut put, control)| {
                put.words.left += control.left - put.control.left;
                put.words.top += control.top - put.control.top;
                let is_same =
                    (put.control.width, put.control.height) == (control.width, control.height);
                put.control = control;
                (is_same && put.viewport == viewport && put.words.is_within(viewport))
                    .then_some(put)
            });
    }

    /// A place for the words.
    fn find(&self, page: &Page, viewport: Size, taken: &[Area]) -> Option<Put> {
        let (words, control) = self.words.as_ref().zip(self.area)?;
        let length = |whole: i32| f64::from(whole);
        let size = (length(words.offset_width()), length(words.offset_height()));
        let spot = beside(control, size, viewport, taken, |x, y| {
            ground(&page.document, page.shadow_root, x, y)
        });
        Some(Put {
            words: spot.area,
            side: spot.side,
            cost: spot.cost,
            is_shown: false,
            control,
            viewport,
        })
    }

    fn show(&mut self) -> Result<(), JsValue> {
        let Some(area) = self.area else {
            return Ok(());
        };
        shift(&self.ring, area.left - RING, area.top - RING)?;
        let style = self.ring.style();
        style.set_property("width", &pixels(area.width + 2.0 * RING))?;
        style.set_property("height", &pixels(area.height + 2.0 * RING))?;
        if let (Some(words), Some(put)) = (&self.words, &mut self.put)
            && !put.is_shown
        {
            words.set_attribute("data-side", put.side.name())?;
            let (x, y) = (put.words.left - area.left, put.words.top - area.top);
            shift(words, x + RING, y + RING)?;
            put.is_shown = true;
        }
        Ok(())
    }
}

/// What is at a point of a document, inside shadow roots and frames of its own origin too.
#[allow(clippy::cast_possible_truncation)] // a window is not that large
fn ground(document: &Document, shadow_root: OpenRoot, x: f64, y: f64) -> Ground {
    let Some(mut hit) = document.element_from_point(x as f32, y as f32) else {
        return Ground::default();
    };
    while let Some(inner) = shadow_root(&hit)
        .and_then(|root| root.element_from_point(x as f32, y as f32))
        .filter(|inner| *inner != hit)
    {
        hit = inner;
    }
    if let Some(page) = framed(&hit) {
        let frame = hit.get_bounding_client_rect();
        let left = frame.left() + f64::from(hit.client_left());
        let top = frame.top() + f64::from(hit.client_top());
        let inside = ground(&page, shadow_root, x - left, y - top);
        return Ground {
            end: inside.end + left,
            ..inside
        };
    }
    let mut child = hit.first_child();
    while let Some(node) = child {
        if node.node_type() == Node::TEXT_NODE
            && let Some(end) = end_of(document, &node, x, y)
        {
            return Ground { cost: 2, end };
        }
        child = node.next_sibling();
    }
    let is_used = hit.client_height() < TALL && hit.matches(USED).unwrap_or(false);
    Ground {
        cost: u32::from(is_used),
        end: x,
    }
}

/// Where a text ends that is drawn at a point.
fn end_of(document: &Document, text: &Node, x: f64, y: f64) -> Option<f64> {
    const AIR: f64 = 4.0;
    let range = document.create_range().ok()?;
    range.select_node_contents(text).ok()?;
    let rect = range.get_bounding_client_rect();
    let is_there =
        x > rect.left() - AIR && x < rect.right() + AIR && y > rect.top() && y < rect.bottom();
    is_there.then(|| rect.right())
}

/// The document in a frame; none where it is of another origin, or where this is no frame.
fn framed(element: &Element) -> Option<Document> {
    if !matches!(element.local_name().as_str(), "iframe" | "frame") {
        return None;
    }
    let page = js_sys::Reflect::get(element, &"contentDocument".into()).ok()?;
    page.is_object().then(|| page.unchecked_into())
}
