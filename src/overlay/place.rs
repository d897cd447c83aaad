//! Where the panel and the words beside a control stand: plain geometry, no browser.
//!
//! The panel covers nothing that the admin needs as long as there is any room for it: it moves, then gives up its list of
//! steps, then all but one line. Words beside a control cover nothing that is written or used, or are not drawn.

mod area;
mod dock;
mod face;
mod words;

pub use area::Area;
pub(crate) use area::Size;
pub(crate) use dock::{Extent, Home, Sizes, Stand, Wish, Wishes, dock};
pub use face::face;
pub(crate) use words::{Ground, Side, beside, is_free, with_shadow};

/// How large the panel is that is one line, at the least.
pub(crate) const LINE: Size = (240.0, 40.0);
/// How far the shadow of anything of ours reaches. A button in another one's shadow is not uncovered, as the browser sees
/// it, and would take no press: so nothing of ours stands nearer to a button than this.
pub(crate) const SHADOW: f64 = 16.0;
