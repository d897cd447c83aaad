//! The marks on the page: a ring around a control, and words beside it.

use wasm_bindgen::JsValue;
use web_sys::{DomRect, Element, HtmlElement};

use super::buttons::Buttons;
use super::dom::{LOCK, OCTAGON, TRIANGLE, add, add_icon, pixels, shift};
use super::ground::{Page, Survey};
use super::place::{Area, Side, Size, beside, is_free, with_shadow};
use trivet_checklist::{ControlId, Mark, MarkKind};

/// Where a control is now; none for one that is not on screen.
pub(crate) type Locate<'a> = &'a dyn Fn(ControlId) -> Option<Located>;

/// Where a control is, in viewport pixels.
pub struct Located {
    /// What is seen of it.
    pub face: DomRect,
    /// The words that name it, where they stand beside it.
    pub words: Option<DomRect>,
}

/// How far a ring stands off its control.
const RING: f64 = 2.0;
/// How far a ring reaches, and the pulse around it.
const REACH: f64 = 8.0;
#[derive(Default)]
pub(crate) struct Marks {
    drawn: Vec<Drawn>,
    /// The page changed since the words were put.
    is_stale: bool,
}

/// The ring around what is under the pointer while the admin points at something.
#[derive(Default)]
pub(crate) struct Pointer {
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

struct Drawn {
    mark: Mark,
    ring: HtmlElement,
    words: Option<HtmlElement>,
    /// Where the control is; none while it is not on screen.
    area: Option<Area>,
    put: Option<Put>,
    /// Where no place was found for the words: the control and the window.
    in_vain: Option<(Area, Size)>,
    /// Where the panel stands over the words, and no other place was found for them.
    behind: Option<Area>,
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
    /// Makes the marks that are new and takes away those that are gone. A page that draws its form anew has other controls, and
    /// the marks go over to them: a button that somebody is about to press stays.
    pub fn draw(
        &mut self,
        layer: &Element,
        marks: &[Mark],
        buttons: &Buttons,
    ) -> Result<(), JsValue> {
        let mut before = std::mem::take(&mut self.drawn);
        let mut take = |is_it: &dyn Fn(&Mark) -> bool| {
            let place = before.iter().position(|drawn| is_it(&drawn.mark))?;
            Some(before.swap_remove(place))
        };
        let kept: Vec<Option<Drawn>> = marks
            .iter()
            .map(|mark| take(&|known| known == mark))
            .collect();
        for (mark, kept) in marks.iter().zip(kept) {
            let looks_so = |known: &Mark| {
                (known.kind, &known.text, known.action) == (mark.kind, &mark.text, mark.action)
            };
            let mut drawn = match kept.or_else(|| take(&looks_so)) {
                Some(drawn) => drawn,
                None => Drawn::new(layer, mark, buttons)?,
            };
            drawn.mark = mark.clone();
            self.drawn.push(drawn);
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
            drawn.area = locate(drawn.mark.control).map(|one| Area::of(&one.face));
        }
        // Shown before the words are measured, all at once: so that the page is laid out but once.
        for drawn in &self.drawn {
            drawn.ring.set_hidden(drawn.area.is_none());
        }
        let is_stale = std::mem::take(&mut self.is_stale);
        let survey = Survey::new(page);
        let mut taken = self.rings();
        taken.extend_from_slice(clear);
        for drawn in &mut self.drawn {
            drawn.follow(viewport);
            drawn.settle(&survey, viewport, &taken, is_stale);
            taken.extend(drawn.put.as_ref().map(|put| with_shadow(&put.words)));
        }
    }

    /// Finds another place for words in the reach of the panel. False: some have none, and are not shown.
    pub fn avoid(&mut self, page: &Page, viewport: Size, clear: &[Area], panel: Area) -> bool {
        let panel = with_shadow(&panel);
        let survey = Survey::new(page);
        let mut taken = self.rings();
        taken.extend_from_slice(clear);
        taken.push(panel);
        let mut is_clear = true;
        for drawn in &mut self.drawn {
            drawn.avoid(&survey, viewport, &taken, panel);
            is_clear &= drawn.behind.is_none();
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
        let words = if mark.text.is_none() && mark.action.is_none() {
            None
        } else {
            let words = add(&ring, "div", "words")?;
            match mark.kind {
                MarkKind::Wrong => add_icon(&words, OCTAGON).map(drop)?,
                MarkKind::Dataset => add_icon(&words, TRIANGLE).map(drop)?,
                MarkKind::Held => add_icon(&words, LOCK).map(drop)?,
                MarkKind::Point | MarkKind::Right => {}
            }
            let text = mark.text.as_ref().map(|text| buttons.texts().words(text));
            add(&words, "span", "text")?.set_text_content(text.as_deref());
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
            behind: None,
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

    /// Finds another place for words that the panel would cover, once for each place of the panel.
    fn avoid(&mut self, survey: &Survey, viewport: Size, taken: &[Area], panel: Area) {
        let is_over = |put: &Put| put.words.is_over(&[panel]);
        if !self.put.as_ref().is_some_and(is_over) {
            self.behind = None;
        } else if self.behind != Some(panel) {
            let other = self.find(survey, viewport, taken);
            self.behind = other.is_none().then_some(panel);
            self.put = other.or(self.put.take());
        }
    }

    /// Keeps the place of the words where it is still free, and finds another where it is not.
    fn settle(&mut self, survey: &Survey, viewport: Size, taken: &[Area], is_stale: bool) {
        let is_good = self.put.as_ref().is_some_and(|put| {
            !put.words.is_over(taken)
                && (!is_stale || is_free(&put.words, viewport, &[], &|x, y| survey.at(x, y)))
        });
        let place = self.area.map(|area| (area, viewport));
        if !is_good && (is_stale || self.put.is_some() || self.in_vain != place) {
            self.put = self.find(survey, viewport, taken);
            self.in_vain = place.filter(|_| self.put.is_none());
        }
        if is_stale || !is_good {
            self.behind = None;
        }
    }

    /// A place for the words, or for their button alone.
    fn find(&self, survey: &Survey, viewport: Size, taken: &[Area]) -> Option<Put> {
        let (words, control) = self.words.as_ref().zip(self.area)?;
        let length = |whole: i32| f64::from(whole);
        for is_short in [false, true] {
            if is_short && self.mark.action.is_none() {
                return None;
            }
            // Fails for no valid name.
            let _ = words.toggle_attribute_with_force("data-short", is_short);
            let size = (length(words.offset_width()), length(words.offset_height()));
            let ground = |x, y| survey.at(x, y);
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
        let is_away = self.put.is_none() || self.behind.is_some();
        words.toggle_attribute_with_force("data-away", is_away)?;
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
