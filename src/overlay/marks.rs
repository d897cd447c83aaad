//! The marks on the page: a ring around a control, and words beside it.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, DomRect, Element, HtmlElement, Node, ShadowRoot};

use super::buttons::Buttons;
use super::dom::{LOCK, OCTAGON, TRIANGLE, add, add_icon, pixels, shift};
use super::place::{Area, Ground, Side, Size, beside, is_free, with_shadow};
use crate::checklist::{ControlId, Mark, MarkKind};

/// Where a control is now.
pub(super) type Locate<'a> = &'a dyn Fn(ControlId) -> Option<DomRect>;

/// How far a ring stands off its control.
const RING: f64 = 2.0;
/// How far a ring reaches, and the pulse around it.
const REACH: f64 = 8.0;
/// What on a page must stay free to be used.
const USED: &str = "a,button,input,select,textarea,[role]";
/// What holds choices, all of which must stay free.
const CHOICES: &str = "select,option,[role=listbox],[role=option],[role=menu]";
/// Higher than this it is a dialog or a region, and no control.
const TALL: i32 = 80;

#[derive(Default)]
pub(super) struct Marks {
    drawn: Vec<Drawn>,
    /// The page changed since the words were put.
    is_stale: bool,
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
    /// Our own, which is no part of the page.
    pub host: HtmlElement,
}

impl Page {
    fn ground(&self, x: f64, y: f64) -> Ground {
        ground(self, &self.document, x, y)
    }

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

struct Drawn {
    mark: Mark,
    ring: HtmlElement,
    words: Option<HtmlElement>,
    /// Where the control is; none while it is not on screen.
    area: Option<Area>,
    put: Option<Put>,
    /// Where no place was found for the words: the control and the window.
    in_vain: Option<(Area, Size)>,
}

/// Where the words were put, and for what.
struct Put {
    words: Area,
    side: Side,
    is_shown: bool,
    control: Area,
    viewport: Size,
}

impl Marks {
    /// Makes the marks that are new and takes away those that are gone.
    pub fn draw(
        &mut self,
        layer: &Element,
        marks: &[Mark],
        buttons: &Buttons,
    ) -> Result<(), JsValue> {
        let mut before = std::mem::take(&mut self.drawn);
        for mark in marks {
            let known = before.iter().position(|drawn| drawn.mark == *mark);
            self.drawn.push(match known {
                Some(index) => before.swap_remove(index),
                None => Drawn::new(layer, mark, buttons)?,
            });
        }
        for gone in before {
            gone.ring.remove();
        }
        Ok(())
    }

    /// The page changed: what is free may not be any more, and the other way round.
    pub fn look_again(&mut self) {
        self.is_stale = true;
    }

    /// Asks where every control is, and finds a place for the words beside it. No words are put over `clear` either.
    pub fn locate(&mut self, page: &Page, viewport: Size, clear: &[Area], locate: Locate) {
        for drawn in &mut self.drawn {
            drawn.area = locate(drawn.mark.control).map(|rect| Area::of(&rect));
        }
        // Shown before the words are measured, all at once: so that the page is laid out but once.
        for drawn in &self.drawn {
            drawn.ring.set_hidden(drawn.area.is_none());
        }
        let is_stale = std::mem::take(&mut self.is_stale);
        let mut taken = self.rings();
        taken.extend_from_slice(clear);
        for drawn in &mut self.drawn {
            drawn.follow(viewport);
            drawn.settle(page, viewport, &taken, is_stale);
            taken.extend(drawn.put.as_ref().map(|put| with_shadow(&put.words)));
        }
    }

    /// Finds another place for words in the reach of the panel. False: some have none.
    pub fn avoid(&mut self, page: &Page, viewport: Size, clear: &[Area], panel: Area) -> bool {
        let panel = with_shadow(&panel);
        let mut taken = self.rings();
        taken.extend_from_slice(clear);
        taken.push(panel);
        let mut is_clear = true;
        for drawn in &mut self.drawn {
            if drawn
                .put
                .as_ref()
                .is_some_and(|put| put.words.is_over(&[panel]))
            {
                drawn.put = drawn.find(page, viewport, &taken);
                is_clear &= drawn.put.is_some();
            }
            taken.extend(drawn.put.as_ref().map(|put| with_shadow(&put.words)));
        }
        is_clear
    }

    /// The boxes of all words, with their shadows.
    pub fn words(&self) -> impl Iterator<Item = Area> {
        self.drawn
            .iter()
            .filter_map(|drawn| Some(with_shadow(&drawn.put.as_ref()?.words)))
    }

    /// The boxes of all rings.
    fn rings(&self) -> Vec<Area> {
        let areas = self.drawn.iter().filter_map(|drawn| drawn.area);
        areas.map(|area| area.grown(REACH)).collect()
    }

    /// Moves every mark to its control.
    pub fn show(&mut self) -> Result<(), JsValue> {
        self.drawn.iter_mut().try_for_each(Drawn::show)
    }
}

impl Drawn {
    fn new(layer: &Element, mark: &Mark, buttons: &Buttons) -> Result<Self, JsValue> {
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
                buttons.add(&words, "button", action)?;
                buttons.know(&words, None);
            }
            Some(words)
        };
        Ok(Self {
            mark: mark.clone(),
            ring,
            words,
            area: None,
            put: None,
            in_vain: None,
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

    /// Keeps the place of the words where it is still free, and finds another where it is not.
    fn settle(&mut self, page: &Page, viewport: Size, taken: &[Area], is_stale: bool) {
        let is_good = self.put.as_ref().is_some_and(|put| {
            !put.words.is_over(taken)
                && (!is_stale || is_free(&put.words, viewport, &[], &|x, y| page.ground(x, y)))
        });
        let place = self.area.map(|area| (area, viewport));
        if !is_good && (is_stale || self.put.is_some() || self.in_vain != place) {
            self.put = self.find(page, viewport, taken);
            self.in_vain = place.filter(|_| self.put.is_none());
        }
    }

    /// A place for the words, or for their button alone.
    fn find(&self, page: &Page, viewport: Size, taken: &[Area]) -> Option<Put> {
        let (words, control) = self.words.as_ref().zip(self.area)?;
        let length = |whole: i32| f64::from(whole);
        for is_short in [false, true] {
            if is_short && self.mark.action.is_none() {
                return None;
            }
            // Fails for no valid name.
            let _ = words.toggle_attribute_with_force("data-short", is_short);
            let size = (length(words.offset_width()), length(words.offset_height()));
            let ground = |x, y| page.ground(x, y);
            if let Some(spot) = beside(control, size, viewport, taken, &ground) {
                return Some(Put {
                    words: spot.area,
                    side: spot.side,
                    is_shown: false,
                    control,
                    viewport,
                });
            }
        }
        None
    }

    fn show(&mut self) -> Result<(), JsValue> {
        let Some(area) = self.area else {
            return Ok(());
        };
        shift(&self.ring, area.left - RING, area.top - RING)?;
        let style = self.ring.style();
        style.set_property("width", &pixels(area.width + 2.0 * RING))?;
        style.set_property("height", &pixels(area.height + 2.0 * RING))?;
        let Some(words) = &self.words else {
            return Ok(());
        };
        // Without a place they are laid out, so that they can be measured, and not seen.
        words.toggle_attribute_with_force("data-away", self.put.is_none())?;
        if let Some(put) = &mut self.put
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
fn ground(page: &Page, document: &Document, x: f64, y: f64) -> Ground {
    let Some(mut hit) = page.hit(document, x, y) else {
        return Ground::default();
    };
    while let Some(inner) = (page.shadow_root)(&hit)
        .and_then(|root| root.element_from_point(x as f32, y as f32))
        .filter(|inner| *inner != hit)
    {
        hit = inner;
    }
    if let Some(inner) = framed(&hit) {
        let frame = hit.get_bounding_client_rect();
        let left = frame.left() + f64::from(hit.client_left());
        let top = frame.top() + f64::from(hit.client_top());
        let inside = ground(page, &inner, x - left, y - top);
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
            return Ground {
                is_taken: true,
                end,
            };
        }
        child = node.next_sibling();
    }
    let is_used = hit.client_height() < TALL && hit.matches(USED).unwrap_or(false)
        || hit.closest(CHOICES).is_ok_and(|list| list.is_some());
    Ground {
        is_taken: is_used,
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
