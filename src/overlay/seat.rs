//! Where the host element hangs in the page's tree.
//!
//! Normally at the document's root, in the top layer, so that no stacking of the page's covers it. While a modal dialog
//! is open everything outside of it is inert, the top layer too: then the host must hang inside that dialog.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, FocusOptions, HtmlElement, ShadowRoot};

use super::error::OverlayError;
use super::place::Size;

const MODAL: &str = "dialog:modal";
/// How many open shadow roots deep a dialog is looked for.
const DEPTH: usize = 8;

pub(crate) struct Seat {
    pub document: Document,
    pub host: HtmlElement,
    pub root: ShadowRoot,
    /// The modal dialog that was named from outside, for one that cannot be found from here (in a closed shadow root).
    pub named: Option<Element>,
}

impl Seat {
    /// Hangs the host where it can be seen and used. Cheap when it already does: one hit test. True: it did not.
    pub fn take(&mut self) -> Result<bool, OverlayError> {
        let home = match self.modal() {
            Some(dialog) => dialog,
            None => self
                .document
                .document_element()
                .ok_or(OverlayError::NoRoot)?,
        };
        let is_home =
            self.host.parent_element().as_ref() == Some(&home) && self.host.is_connected();
        // The page, too, can take it out of the top layer.
        let is_there = is_home && self.host.matches(":popover-open")?;
        if !is_there {
            self.show_in(&home)?;
        }
        Ok(!is_there)
    }

    /// Goes above whatever came into the top layer since.
    pub fn rise(&mut self) {
        let focused = self.root.active_element();
        // Refused where it is out of it already, or cannot be in it: then the next frame tries again.
        let _ = self.host.hide_popover();
        let _ = self.host.show_popover();
        if let Some(focused) = focused {
            focus(&focused);
        }
    }

    fn show_in(&self, home: &Element) -> Result<(), JsValue> {
        let focused = self.root.active_element();
        if self.host.parent_element().as_ref() != Some(home) {
            home.append_child(&self.host)?;
        }
        // Refused by a page's own document that is not shown; tried again with the next frame.
        let _ = self.host.show_popover();
        if let Some(focused) = focused {
            focus(&focused);
        }
        Ok(())
    }

    /// The window's size. A document without a window has none.
    pub fn viewport(&self) -> Size {
        let window = self.document.default_view();
        let length = |value: Option<Result<JsValue, JsValue>>| value?.ok()?.as_f64();
        (
            length(window.as_ref().map(web_sys::Window::inner_width)).unwrap_or_default(),
            length(window.as_ref().map(web_sys::Window::inner_height)).unwrap_or_default(),
        )
    }

    /// The modal dialog on top. It alone answers a hit test, with its backdrop: so the middle of the window tells.
    fn modal(&mut self) -> Option<Element> {
        self.named = self
            .named
            .take()
            .filter(|dialog| dialog.is_connected() && dialog.matches(MODAL).unwrap_or(false));
        if self.named.is_some() {
            return self.named.clone();
        }
        let (width, height) = self.viewport();
        #[allow(clippy::cast_possible_truncation)] // a window is not that large
        let (x, y) = (width as f32 / 2.0, height as f32 / 2.0);
        let mut hit = self.document.element_from_point(x, y);
        for _ in 0..DEPTH {
            let element = hit?;
            if let Ok(Some(dialog)) = element.closest(MODAL) {
                return Some(dialog);
            }
            hit = element
                .shadow_root()
                .and_then(|root| root.element_from_point(x, y))
                .filter(|inner| *inner != element);
        }
        None
    }
}

/// Moves the focus without moving the page.
pub(crate) fn focus(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // A page's element may be of a kind that takes no focus; then nothing happens.
    let element: &HtmlElement = element.unchecked_ref();
    let _: Result<(), JsValue> = element.focus_with_options(&options);
}
