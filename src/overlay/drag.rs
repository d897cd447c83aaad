//! Moving the panel, by its header with the mouse, or with the arrow keys from its handle.

use std::cell::Cell;

use web_sys::{Element, KeyboardEvent, PointerEvent};

use super::place::{Area, Home, Size, Stand};

/// How far an arrow key moves the panel, and with Shift.
const STEP: f64 = 16.0;
const LEAP: f64 = 96.0;

/// Where the panel is, where it belongs, and whether a hand is on it.
#[derive(Default)]
pub(crate) struct Drag {
    stand: Cell<Option<(Stand, Size)>>,
    home: Cell<Home>,
    /// Where on the panel the pointer took it.
    grip: Cell<Option<(f64, f64)>>,
}

impl Drag {
    /// The panel stands there, in such a window.
    pub fn stands(&self, stand: Stand, viewport: Size) {
        self.stand.set(Some((stand, viewport)));
    }

    pub fn home(&self) -> Home {
        self.home.get()
    }

    pub fn set_home(&self, home: Home) {
        self.home.set(home);
    }

    /// Where the panel is while a hand moves it.
    pub fn dragged(&self) -> Option<Area> {
        self.grip.get()?;
        self.stand.get().map(|(stand, _)| stand.area)
    }

    /// The pointer went down on the header: from now on the panel goes along with it.
    pub fn take(&self, header: &Element, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let Some((stand, _)) = self.stand.get() else {
            return;
        };
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.grip
            .set(Some((at.0 - stand.area.left, at.1 - stand.area.top)));
        // Without it the panel stops at the window's edge, and no harm is done.
        let _ = header.set_pointer_capture(event.pointer_id());
    }

    /// The pointer moved. Where the panel is now, if a hand is on it.
    pub fn follow(&self, event: &PointerEvent) -> Option<Area> {
        let (x, y) = self.grip.get()?;
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.put(at.0 - x, at.1 - y)
    }

    /// The pointer went up. True: the panel was moved.
    pub fn let_go(&self) -> bool {
        self.grip.take().is_some() && self.settle()
    }

    /// A key was pressed on the handle. Where the panel is now, if it moves it.
    pub fn key(&self, event: &KeyboardEvent) -> Option<Area> {
        let far = if event.shift_key() { LEAP } else { STEP };
        let (x, y) = match event.key().as_str() {
            "ArrowLeft" => (-far, 0.0),
            "ArrowRight" => (far, 0.0),
            "ArrowUp" => (0.0, -far),
            "ArrowDown" => (0.0, far),
            _ => return None,
        };
        let (stand, _) = self.stand.get()?;
        let area = self.put(stand.area.left + x, stand.area.top + y);
        self.settle();
        area
    }

    /// Moves the panel, and keeps it in the window.
    fn put(&self, left: f64, top: f64) -> Option<Area> {
        let (stand, viewport) = self.stand.get()?;
        let within = |at: f64, window: f64, length: f64| at.clamp(0.0, (window - length).max(0.0));
        let area = Area {
            left: within(left, viewport.0, stand.area.width),
            top: within(top, viewport.1, stand.area.height),
            ..stand.area
        };
        self.stand.set(Some((Stand { area, ..stand }, viewport)));
        Some(area)
    }

    /// Where the panel is now is its home. False: it was before.
    fn settle(&self) -> bool {
        let Some((stand, viewport)) = self.stand.get() else {
            return false;
        };
        let home = Home::of(&stand.area, viewport);
        self.home.replace(home) != home
    }
}
