//! What CSS says of an element.

use trivet_checklist::label::has;
use web_sys::{CssStyleDeclaration, Element};

/// How CSS draws an element: `block`, `inline`, `contents` and so on.
pub(super) fn display(element: &Element) -> String {
    style_of(element)
        .map(|style| property(&style, "display"))
        .unwrap_or_default()
}

pub(super) fn style_of(element: &Element) -> Option<CssStyleDeclaration> {
    web_sys::window()?
        .get_computed_style(element)
        .ok()
        .flatten()
}

pub(super) fn property(style: &CssStyleDeclaration, name: &str) -> String {
    style.get_property_value(name).unwrap_or_default()
}

/// Whether an element is drawn, and nobody sees it or anything in it: it is transparent, clipped to nothing, or off the page.
pub(super) fn is_unseen(element: &Element, style: &CssStyleDeclaration) -> bool {
    let says = |name: &str| property(style, name);
    if says("opacity") == "0" {
        return true;
    }
    // The browser reads numbers: what reads them in Rust is a table of ten kilobytes.
    let number = js_sys::parse_float;
    let clip = says("clip");
    let is_cut = clip.starts_with("rect(") && !has(&clip, "auto");
    let path = says("clip-path");
    let inset = path
        .strip_prefix("inset(")
        .and_then(|path| path.split_once('%'));
    if is_cut || inset.is_some_and(|(inset, _)| number(inset) >= 50.0) {
        return true;
    }
    let area = element.get_bounding_client_rect();
    let is_tiny = area.width() < 2.0 || area.height() < 2.0;
    if is_tiny
        && says("overflow") != "visible"
        && says("display") != "contents"
        && says("display") != "inline"
    {
        return true;
    }
    // What is scrolled away is seen again; what is moved this far off is not.
    let is_far = |side: &&str| {
        let moved = says(side);
        moved.starts_with('-') && number(&moved) <= -999.0
    };
    let is_in_reach = area.right() > 0.0 && area.bottom() > 0.0;
    let sides = ["left", "top", "right", "margin-left"];
    is_far(&"text-indent") || (!is_in_reach && sides.iter().any(is_far))
}
