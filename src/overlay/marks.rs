//! The marks on the page: a ring around a control, and words beside it.

use wasm_bindgen::JsValue;
use web_sys::{Document, DomRect, Element, HtmlElement, Node};

use super::dom::{add, add_button, pixels, shift};
use super::place::{Area, Size, beside};
use crate::checklist::{ControlId, Mark};

/// Where a control is now.
pub(super) type Locate<'a> = &'a dyn Fn(ControlId) -> Option<DomRect>;

/// How far a ring stands off its control.
const RING: f64 = 4.0;
/// What a page's element is that must stay free to be used.
const USED: &str = "a,button,input,select,textarea,label,[role]";

#[derive(Default)]
pub(super) struct Marks {
    drawn: Vec<Drawn>,
}

struct Drawn {
    mark: Mark,
    ring: HtmlElement,
    words: Option<HtmlElement>,
    /// Where the words were put, and for which control's box and window.
    put: Option<(Area, Size, f64, f64)>,
}

impl Marks {
    /// Makes the marks that are new and takes away those that are gone.
    pub fn draw(&mut self, root: &Element, marks: &[Mark]) -> Result<(), JsValue> {
        let mut before = std::mem::take(&mut self.drawn);
        for mark in marks {
            let known = before.iter().position(|drawn| drawn.mark == *mark);
            self.drawn.push(match known {
                Some(index) => before.swap_remove(index),
                None => Drawn::new(root, mark)?,
            });
        }
        for gone in before {
            gone.ring.remove();
        }
        Ok(())
    }

    /// Moves every mark to its control and gives the boxes of the controls that are on screen.
    pub fn place(
        &mut self,
        host: &Element,
        viewport: Size,
        locate: Locate,
    ) -> Result<Vec<Area>, JsValue> {
        let mut areas = Vec::new();
        for drawn in &mut self.drawn {
            let area = locate(drawn.mark.control).map(|rect| Area {
                left: rect.left(),
                top: rect.top(),
                width: rect.width(),
                height: rect.height(),
            });
            drawn.ring.set_hidden(area.is_none());
            if let Some(area) = area {
                drawn.place(host, area, viewport)?;
                areas.push(area);
            }
        }
        Ok(areas)
    }
}

impl Drawn {
    fn new(root: &Element, mark: &Mark) -> Result<Self, JsValue> {
        let ring = add(root, "div", "mark")?;
        ring.set_attribute("data-kind", mark.kind.name())?;
        ring.set_attribute("lang", "en")?;
        let words = if mark.text.is_empty() && mark.action.is_none() {
            None
        } else {
            let words = add(&ring, "div", "words")?;
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
            put: None,
        })
    }

    fn place(&mut self, host: &Element, area: Area, viewport: Size) -> Result<(), JsValue> {
        shift(&self.ring, area.left - RING, area.top - RING)?;
        let style = self.ring.style();
        style.set_property("width", &pixels(area.width + 2.0 * RING))?;
        style.set_property("height", &pixels(area.height + 2.0 * RING))?;
        let Some(words) = &self.words else {
            return Ok(());
        };
        let size = (
            f64::from(words.offset_width()),
            f64::from(words.offset_height()),
        );
        if let Some((was, window, x, y)) = self.put {
            let stays = Area {
                left: area.left + x,
                top: area.top + y,
                width: size.0,
                height: size.1,
            };
            let is_same =
                (was.width, was.height) == (area.width, area.height) && window == viewport;
            if is_same && stays.is_within(viewport) {
                return Ok(());
            }
        }
        // Out of the way, so that the hit tests see the page and not these words.
        words.set_hidden(true);
        let document = host.owner_document().ok_or(JsValue::NULL)?;
        let (x, y) = beside(area, size, viewport, |x, y| cost(&document, host, x, y));
        words.set_hidden(false);
        shift(words, x + RING, y + RING)?;
        self.put = Some((area, viewport, x, y));
        Ok(())
    }
}

/// How bad it is to cover what is at a point of the page.
#[allow(clippy::cast_possible_truncation)] // a window is not that large
fn cost(document: &Document, host: &Element, x: f64, y: f64) -> u32 {
    let Some(hit) = document.element_from_point(x as f32, y as f32) else {
        return 0;
    };
    if hit == *host {
        return 4;
    }
    let mut child = hit.first_child();
    while let Some(node) = child {
        if node.node_type() == Node::TEXT_NODE && is_at(document, &node, x, y) {
            return 2;
        }
        child = node.next_sibling();
    }
    let is_used = hit.matches(USED).unwrap_or(false);
    u32::from(is_used && hit.client_height() < 80)
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
