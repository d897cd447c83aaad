//! Drawing: the panel with the eight steps, marks beside the page's controls, messages.
//!
//! Everything hangs in a closed shadow root of one host element that takes no room on the page and lets every press
//! through but those on the panel and on the buttons of the marks. The host is a `div`: an element of a name of our own is one
//! that a page can define, and get the root of. A closed root is no wall all the same: nothing secret is ever drawn here, and
//! nothing is typed here.
//!
//! Tests and style sheets know the parts by name: `data-part` is `panel`, `headline`, `notice`, `mark`, `collapse`; a
//! step is `li[data-step]` with its `data-state`; notices and marks carry `data-kind`, buttons `data-action`.
#![deny(unsafe_code)]

mod buttons;
mod colors;
mod dom;
mod drag;
mod error;
mod files;
mod ground;
mod marks;
mod panel;
mod place;
mod press;
mod seat;
mod sheet;
mod tampering;
mod visibility;

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CssStyleSheet, Document, Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode,
};

pub use error::OverlayError;
pub use place::{Area, face};
pub use press::Presses;

use buttons::Buttons;
use ground::{OpenRoot, Page};
pub use marks::Located;
use marks::{Locate, Marks, Pointer};
use panel::Panel;
use place::{Extent, Size, Sizes, Stand, Wishes};
use press::Listener;
use seat::{Seat, focus};
use tampering::Watch;
use trivet_checklist::message::Texts;
use trivet_checklist::{Action, Message, NoticeKind, View};

/// The host element has this attribute, by which the next start finds what an earlier one left behind.
const HOST: &str = "data-trivet";

const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/style.css"));

/// The checklist as it is drawn on one page. Dropped, it is gone from the page.
pub struct Overlay {
    seat: Seat,
    panel: Panel,
    page: Page,
    marks: Marks,
    pointer: Pointer,
    all: HtmlElement,
    /// When the last beat was.
    beat_at: Cell<f64>,
    layer: HtmlElement,
    buttons: Buttons,
    watch: Rc<Watch>,
    presses: Presses,
    _listener: Listener,
    last: Option<View>,
    /// Where the panel stands; none where it is to go back to its home.
    stand: Option<Stand>,
    /// For what it was put there.
    docked: Option<(Wishes, Vec<Area>)>,
    /// The window for which the panel's sizes were measured.
    measured: Option<(Size, Sizes)>,
    /// What had the focus before a notice took it.
    came_from: Option<Element>,
}

impl Overlay {
    /// Draws an empty panel, in place of one that an earlier run of the extension may have left behind. `shadow_root` opens
    /// the page's own roots, so that no word in them is covered. `on_press` is called with what a button asks for, or with
    /// nothing for a press that does not count, because the button was not really seen; `on_change` when the browser tells that
    /// a button is seen or is not, and [`Self::place_marks`] is to be called.
    ///
    /// # Errors
    ///
    /// When the document has no root yet, or the browser does not let an element be made.
    pub fn new(
        document: &Document,
        shadow_root: OpenRoot,
        texts: Rc<Texts<Message>>,
        on_press: Rc<dyn Fn(Option<Action>)>,
        on_change: Rc<dyn Fn()>,
    ) -> Result<Self, OverlayError> {
        let left_behind = document.query_selector_all("div[data-trivet]")?;
        for index in 0..left_behind.length() {
            if let Some(node) = left_behind.get(index) {
                node.unchecked_into::<Element>().remove();
            }
        }
        let host: HtmlElement = document.create_element("div")?.unchecked_into();
        let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed))?;
        let style = dress(document, &root)?;
        host.set_attribute(HOST, "")?;
        host.set_attribute("popover", "manual")?;
        let layer = dom::make(document, "div", "layer")?;
        // Nobody else is to write in here, a browser's translation included.
        layer.set_attribute("translate", "no")?;
        layer.set_attribute("lang", &texts.say(&Message::Language))?;
        layer.set_attribute("dir", &texts.say(&Message::Direction))?;
        root.append_child(&layer)?;
        let marks_layer = dom::add(&layer, "div", "marks")?;
        let buttons = Buttons::new(host.clone(), root.clone(), texts, on_change);
        let panel = Panel::new(&layer, &buttons)?;
        let watch = Rc::new(Watch::new(&root, style)?);
        let presses = Presses::new(
            host.clone(),
            root.clone(),
            panel.element.clone(),
            buttons.clone(),
            Rc::clone(&watch),
            on_press,
        );
        let listener = presses.listen()?;
        let mut seat = Seat {
            document: document.clone(),
            host,
            root,
            named: None,
        };
        seat.take()?;
        let own_host = seat.host.clone();
        Ok(Self {
            seat,
            panel,
            page: Page {
                document: document.clone(),
                shadow_root,
                host: own_host,
            },
            marks: Marks::default(),
            pointer: Pointer::default(),
            all: layer,
            beat_at: Cell::default(),
            layer: marks_layer,
            buttons,
            watch,
            presses,
            _listener: listener,
            last: None,
            stand: None,
            docked: None,
            measured: None,
            came_from: None,
        })
    }

    /// Whether somebody else changed what is drawn here: then it is to be drawn anew, by another overlay.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.watch.is_touched()
    }

    /// What answers to the admin's presses, for the guard's own listeners to hand them over.
    #[must_use]
    pub fn presses(&self) -> Presses {
        self.presses.clone()
    }

    /// The host element, which the guard's observer of the page leaves out.
    #[must_use]
    pub fn host(&self) -> &HtmlElement {
        &self.seat.host
    }

    /// Names the modal dialog that is open, where it cannot be found from the document: in a closed shadow root. It is
    /// forgotten as soon as it is modal no more. Every other one is found without help.
    pub fn host_in(&mut self, dialog: &Element) {
        self.seat.named = Some(dialog.clone());
        // Refused: the next drawing tries again.
        let _ = self.take_seat();
    }

    /// The page can take the host away, or out of the top layer: then its buttons have to be seen anew.
    fn take_seat(&mut self) -> bool {
        let is_new = self.seat.take();
        if is_new.as_ref().is_ok_and(|is_new| *is_new) {
            self.buttons.begin_anew();
        }
        is_new.is_ok()
    }

    /// Draws the view; `locate` says where a control is.
    /// Only what differs from the view before is drawn.
    pub fn draw(&mut self, view: &View, locate: Locate) {
        self.marks.look_again();
        // Before anything is written: it asks where things are, which lays the page out.
        let is_seated = self.take_seat();
        let is_new = self.last.as_ref() != Some(view);
        if is_new {
            // What could not be drawn is drawn the next time.
            let had_focus = self.seat.root.active_element();
            self.last = self.redraw(view).is_ok().then(|| view.clone());
            // A button that did its work and is gone gives the focus back to where the admin was.
            if had_focus.is_some_and(|element| !element.is_connected()) {
                let back = self.came_from.take();
                let back = back.filter(|element| element.is_connected());
                focus(&back.unwrap_or_else(|| self.panel.element.clone().into()));
            }
        }
        // What is as it was follows the page in the next frame.
        if is_seated && is_new {
            let _ = self.place(locate);
        }
    }

    /// Moves the marks, and the panel where it would cover them: for scrolling, resizing and a page that moves. True: to be
    /// called again in the next frame, because there is a button that takes no presses yet.
    pub fn place_marks(&mut self, locate: Locate) -> bool {
        // What cannot be placed now is placed the next time.
        self.take_seat() && self.place(locate).unwrap_or_default()
    }

    /// Another window or tab was in front: what is here has to be seen anew. Not where the window comes to the front by the
    /// very press that a pointer, seen over the panel, is about to make.
    pub fn comes_to_front(&self, is_by_focus: bool) {
        if !(is_by_focus && self.presses.is_pointed_at()) {
            self.buttons.begin_anew();
        }
    }

    /// Says that there is somebody behind what is drawn, at the time `now` in milliseconds. When nothing is said for three
    /// seconds, what is drawn says so by itself.
    pub fn beat(&self, now: f64) {
        // Not by the clock's parity: after a pause it has to turn at once.
        if now - self.beat_at.get() >= 1_000.0 {
            self.beat_at.set(now);
            // Fails for no valid name.
            let _ = self.watch.write(|| self.all.toggle_attribute("data-beat"));
        }
    }

    /// Something else came into the top layer, or is about to: above it again, and seen anew.
    pub fn rise(&mut self) {
        self.seat.rise();
        self.buttons.begin_anew();
    }

    /// Whether the panel shows more than one line.
    #[must_use]
    pub fn is_unfolded(&self) -> bool {
        let extent = self.stand.map(|stand| stand.extent);
        extent.is_some_and(|extent| extent != Extent::Line)
    }

    /// Something must be read: a panel that was made one line shows it.
    pub fn unfold(&self) {
        self.presses.unfold();
    }

    /// Says a notice once more, and moves attention and focus to it: after a press that was held back.
    ///
    /// The events of a moving focus are dispatched from within, here and in [`Self::draw`].
    pub fn call_attention(&mut self, kind: NoticeKind) {
        let Some(notice) = self.panel.notice(kind).cloned() else {
            return;
        };
        self.leave_page();
        self.unfold();
        self.panel.body.set_scroll_top(0);
        let _ = self.watch.write(|| {
            // Taken off, laid out, put on: so the animation starts anew.
            let _ = notice.remove_attribute("data-called");
            let _ = notice.offset_width();
            notice.set_attribute("data-called", "")
        });
        focus(&notice);
    }

    /// Moves the focus to the next button, by the admin's own key, and unfolds a panel that does not show it. It is not pressed.
    pub fn turn_to_next(&mut self) {
        let action = self.last.as_ref().and_then(View::next_action);
        let Some(button) = action.and_then(|action| self.buttons.asking(action)) else {
            return;
        };
        self.leave_page();
        if !self.presses.turn_to(&button) {
            self.watch.write(|| self.presses.open());
            self.presses.turn_to(&button);
        }
    }

    /// The focus leaves the page for the panel, and comes back to where it is now.
    fn leave_page(&mut self) {
        let active = self.seat.document.active_element();
        if active.as_ref() != Some(self.seat.host.as_ref()) {
            self.came_from = active;
        }
    }

    /// Rings a place of the page, in viewport pixels: what the admin is about to point at.
    pub fn ring(&mut self, area: Option<web_sys::DomRect>) {
        // What could not be drawn is drawn in the next frame.
        let (pointer, layer) = (&mut self.pointer, &self.layer);
        let _ = self.watch.write(|| pointer.put(layer, area));
    }

    /// Saves a text as a file, by the admin's own click.
    pub fn save_file(&self, name: &str, text: &str) {
        // A page may forbid downloads: then the browser says so.
        let root = &self.seat.root;
        let _ = self.watch.write(|| files::save(root, name, text));
    }

    /// Lets the admin choose a file; `on_text` is called with its text.
    pub fn choose_file(&self, on_text: &js_sys::Function) {
        let root = &self.seat.root;
        let _ = self.watch.write(|| files::choose(root, on_text));
    }

    /// Takes everything off the page.
    pub fn remove(self) {
        drop(self);
    }

    fn redraw(&mut self, view: &View) -> Result<(), JsValue> {
        let (panel, marks) = (&mut self.panel, &mut self.marks);
        let (layer, buttons) = (&self.layer, &self.buttons);
        self.watch.write(|| {
            panel.draw(view)?;
            marks.draw(layer, &view.marks, buttons)
        })?;
        self.measured = None;
        let is_elsewhere =
            |last: &View| last.marks != view.marks || last.keep_clear != view.keep_clear;
        if self.last.as_ref().is_none_or(is_elsewhere) {
            // Something else is at hand: the panel goes where it belongs, if it can, and is no longer open at any price.
            self.stand = None;
            self.presses.forget_opened();
        }
        Ok(())
    }

    fn place(&mut self, locate: Locate) -> Result<bool, JsValue> {
        let watch = Rc::clone(&self.watch);
        watch.write(|| self.place_all(locate))?;
        Ok(watch.write(|| self.buttons.look()))
    }

    fn place_all(&mut self, locate: Locate) -> Result<(), JsValue> {
        let viewport = self.seat.viewport();
        let controls = self
            .last
            .iter()
            .flat_map(|view| &view.keep_clear)
            .filter_map(|control| locate(*control));
        let areas = controls.flat_map(|one| std::iter::once(one.face).chain(one.words));
        let clear: Vec<Area> = areas.map(|rect| Area::of(&rect)).collect();
        self.marks.locate(&self.page, viewport, &clear, locate);
        let sizes = match self.measured {
            Some((window, sizes)) if window == viewport => sizes,
            _ => self.panel.sizes(viewport),
        };
        self.measured = Some((viewport, sizes));
        if let Some(area) = self.presses.dragged() {
            // It goes where the hand goes.
            self.stand = self.stand.map(|stand| Stand { area, ..stand });
            self.marks.avoid(&self.page, viewport, &clear, area);
        } else {
            let wishes = Wishes {
                wish: self.presses.wish(),
                asks: self.last.as_ref().is_some_and(View::asks),
                home: self.presses.home(),
                viewport,
                sizes,
            };
            self.stand = Some(self.dock(wishes, clear));
        }
        self.marks.show()?;
        if let Some(stand) = &self.stand {
            self.panel.stand(stand)?;
            self.presses.stands(*stand, viewport);
        }
        Ok(())
    }

    /// Where the panel stands; asked anew only where something is not as it was.
    fn dock(&mut self, wishes: Wishes, mut clear: Vec<Area>) -> Stand {
        let is_same = self
            .docked
            .as_ref()
            .is_some_and(|(known, areas)| *known == wishes && *areas == clear);
        // A panel that was moved does not stay where it was.
        if self
            .docked
            .as_ref()
            .is_some_and(|(known, _)| known.home != wishes.home)
        {
            self.stand = None;
        }
        let viewport = wishes.viewport;
        let mut stand = match self.stand.filter(|_| is_same) {
            Some(stand) => stand,
            None => place::dock(self.stand, &wishes, &clear),
        };
        self.docked = Some((wishes, clear.clone()));
        if !self.marks.avoid(&self.page, viewport, &clear, stand.area) {
            // No other place for the words: then the panel gives way, if that costs nothing of it.
            clear.extend(self.marks.words());
            let other = place::dock(self.stand, &wishes, &clear);
            if other.extent == stand.extent && !other.area.is_over(&clear) {
                stand = other;
            }
        }
        stand
    }

    /// Where the panel belongs: what [`Self::home`] gave on an earlier page, `x y`.
    pub fn set_home(&mut self, home: &str) {
        if let Some(home) = place::Home::from_text(home) {
            self.presses.set_home(home);
            self.stand = None;
        }
    }

    /// Where the admin put the panel, to be kept for the next page.
    #[must_use]
    pub fn home(&self) -> String {
        self.presses.home().to_text()
    }
}

impl Drop for Overlay {
    fn drop(&mut self) {
        self.seat.host.remove();
    }
}

/// Puts the style sheet on, and answers with it. A constructed one is the page's business least of all; a browser that keeps
/// content scripts from it takes an element whose text an extension sets, whatever the page's policy says.
fn dress(document: &Document, root: &ShadowRoot) -> Result<Option<CssStyleSheet>, JsValue> {
    let text = colors::colored(STYLE);
    let sheet = CssStyleSheet::new()?;
    let constructed = sheet.replace_sync(&text).and_then(|()| {
        let sheets = js_sys::Array::of1(&sheet);
        js_sys::Reflect::set(root, &JsValue::from_str("adoptedStyleSheets"), &sheets)
    });
    if constructed.is_ok() {
        return Ok(Some(sheet));
    }
    let style = document.create_element("style")?;
    style.set_text_content(Some(&text));
    root.append_child(&style)?;
    Ok(None)
}
