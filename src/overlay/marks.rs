//! The marks on the page: a ring around a control, and words beside it.

use wasm_bindgen::JsValue;
use web_sys::{Document, DomRect, Element, HtmlElement, Node};

use super::dom::{BANG, LOCK, TRIANGLE, add, add_button, add_icon, pixels, shift};
use super::place::{Area, Size, beside};
use crate::checklist::{ControlId, Mark, MarkKind};

/// Where a control is now.
pub(super) type Locate<'a> = &'a dyn Fn(ControlId) -> Option<DomRect>;

/// How far a ring stands off its control.
const RING: f64 = 3.0;
/// What on a page must stay free to be used.
const USED: &str = "a,button,input,select,textarea,label,[role]";
/// Higher than this it is a dialog or a region, and no control.
const TALL: i32 = 80;

#[derive(Default)]
pub(super) struct Marks {
    drawn: Vec<Drawn>,
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
#[derive(Clone, Copy)]
struct Put {
    words: Area,
    control: Area,
    viewport: Size,
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

    /// Asks where every control is, and gives the boxes of those that are on screen.
    pub fn locate(&mut self, locate: Locate) -> Vec<Area> {
        for drawn in &mut self.drawn {
            drawn.area = locate(drawn.mark.control).map(|rect| Area {
                left: rect.left(),
                top: rect.top(),
                width: rect.width(),
                height: rect.height(),
            });
        }
        self.drawn.iter().filter_map(|drawn| drawn.area).collect()
    }

    /// Moves every mark to its control. The words keep clear of the panel, of each other, of what is marked and, as far
    /// as there is room, of what is written on the page.
    ///
    /// All is read before anything is written, so that the page is laid out once.
    pub fn place(
        &mut self,
        document: &Document,
        viewport: Size,
        panel: Area,
    ) -> Result<(), JsValue> {
        let mut taken: Vec<Area> = self.drawn.iter().filter_map(|drawn| drawn.area).collect();
        taken.push(panel);
        let mut sides = Vec::new();
        for drawn in &mut self.drawn {
            let side = drawn.choose(document, viewport, &taken);
            taken.extend(drawn.put.map(|put| put.words));
            sides.push(side);
        }
        for (drawn, side) in self.drawn.iter().zip(sides) {
            drawn.show(side)?;
        }
        Ok(())
    }
}

impl Drawn {
    fn new(layer: &Element, mark: &Mark) -> Result<Self, JsValue> {
        let ring = add(layer, "div", "mark")?;
        ring.set_attribute("data-kind", mark.kind.name())?;
        ring.set_attribute("lang", "en")?;
        ring.set_hidden(true);
        let words = if mark.text.is_empty() && mark.action.is_none() {
            None
        } else {
            let words = add(&ring, "div", "words")?;
            match mark.kind {
                MarkKind::Wrong => add_icon(&words, BANG).map(drop)?,
                MarkKind::Dataset => add_icon(&words, TRIANGLE).map(drop)?,
                MarkKind::Held => add_icon(&words, LOCK).map(drop)?,
                MarkKind::Point | MarkKind::Right => {}
            }
            add(&words, "span", "text")?.set_text_content(Some(&mark.text));
            if let Some(action) = mark.action {
                add_button(&words, "button", action.caption())?
                    .set_attribute("data-action", action.name())?;
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

    /// Chooses the place for the words, unless the one they have is still good; gives the side where it is a new one.
    fn choose(
        &mut self,
        document: &Document,
        viewport: Size,
        taken: &[Area],
    ) -> Option<&'static str> {
        let (Some(words), Some(control)) = (&self.words, self.area) else {
            self.put = None;
            return None;
        };
        if let Some(put) = &mut self.put {
            put.words.left += control.left - put.control.left;
            put.words.top += control.top - put.control.top;
            let is_same =
                (put.control.width, put.control.height) == (control.width, control.height);
            if is_same && put.viewport == viewport && put.words.is_within(viewport) {
                put.control = control;
                return None;
            }
        }
        let size = (
            f64::from(words.offset_width()),
            f64::from(words.offset_height()),
        );
        let (at, words) = beside(control, size, viewport, |x, y| {
            if taken.iter().any(|area| area.holds(x, y)) {
                4
            } else {
                cost(document, x, y)
            }
        });
        self.put = Some(Put {
            words,
            control,
            viewport,
        });
        Some(at.name())
    }

    fn show(&self, side: Option<&str>) -> Result<(), JsValue> {
        self.ring.set_hidden(self.area.is_none());
        let Some(area) = self.area else {
            return Ok(());
        };
        shift(&self.ring, area.left - RING, area.top - RING)?;
        let style = self.ring.style();
        style.set_property("width", &pixels(area.width + 2.0 * RING))?;
        style.set_property("height", &pixels(area.height + 2.0 * RING))?;
        if let (Some(side), Some(words), Some(put)) = (side, &self.words, self.put) {
            words.set_attribute("data-side", side)?;
            let (x, y) = (put.words.left - area.left, put.words.top - area.top);
            shift(words, x + RING, y + RING)?;
        }
        Ok(())
    }
}

/// How bad it is to cover what is at a point of the page.
#[allow(clippy::cast_possible_truncation)] // a window is not that large
fn cost(document: &Document, x: f64, y: f64) -> u32 {
    let Some(hit) = document.element_from_point(x as f32, y as f32) else {
        return 0;
    };
    let mut child = hit.first_child();
    while let Some(node) = child {
        if node.node_type() == Node::TEXT_NODE && is_at(document, &node, x, y) {
            return 2;
        }
        child = node.next_sibling();
    }
    u32::from(hit.matches(USED).unwrap_or(false) && hit.client_height() < TALL)
}

/// Whether a text is drawn at a point.
fn is_at(document: &Document, text: &Node, x: f64, y: f64) -> bool {
    const AIR: f64 = 4.0;
    let Ok(range) = document.create_range() else {
        return false;
    };
    if range.select_node_contents(text).is_err() {
        return false;
    }
    let rect = range.get_bounding_client_rect();
    x > rect.left() - AIR && x < rect.right() + AIR && y > rect.top() && y < rect.bottom()
}
