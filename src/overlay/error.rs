//! What can go wrong when drawing.

use thiserror::Error;
use wasm_bindgen::JsValue;

/// Why the overlay could not be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OverlayError {
    /// The document has no root element.
    #[error("the page has no root element yet, so Trivet cannot draw the checklist")]
    NoRoot,
    /// The browser would not make or place an element.
    #[error("the browser did not let Trivet draw the checklist on this page")]
    Refused,
}

impl OverlayError {
    /// A short name for reports.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoRoot => "overlay-no-root",
            Self::Refused => "overlay-refused",
        }
    }
}

impl From<JsValue> for OverlayError {
    fn from(_: JsValue) -> Self {
        Self::Refused
    }
}
