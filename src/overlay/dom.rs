//! Making elements: by nodes alone, never from a string of markup.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

const SVG: &str = "http://www.w3.org/2000/svg";

// Shapes for `add_icon`, drawn with a line.
pub(crate) const CHECK: &str = "M3.5 8.6l3 3 6-7";
pub(crate) const HAND: &str = "M4.5 8.2l2.6 2.6 4.8-5.4M3 13.2h10";
pub(crate) const BANG: &str = "M8 3.4v5.4M8 12.4v.1";
pub(crate) const QUESTION: &str = "M5.7 6.1a2.3 2.3 0 1 1 3.5 2c-.8.5-1.2.9-1.2 1.8M8 12.5v.1";
pub(crate) const TRIANGLE: &str = "M8 2L14.8 13.8H1.2zM8 6.4v3.4M8 11.8v.1";
pub(crate) const OCTAGON: &str =
    "M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3zM8 4.6v4M8 11.3v.1";
pub(crate) const CIRCLE_I: &str = "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M8 7.4v4M8 4.7v.1";
pub(crate) const CIRCLE_CHECK: &str =
    "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M5 8.3l2.2 2.2 3.8-4.6";
pub(crate) const LOCK: &str = "M4.8 7V5a3.2 3.2 0 0 1 6.4 0v2M3 7h10v7H3z";

/// An element with the part it plays.
pub(crate) fn make(document: &Document, tag: &str, part: &str) -> Result<HtmlElement, JsValue> {
    let element = document.create_element(tag)?;
    element.set_attribute("data-part", part)?;
    Ok(element.unchecked_into())
}

/// An element with the part it plays, at the end of `parent`.
pub(crate) fn add(parent: &Element, tag: &str, part: &str) -> Result<HtmlElement, JsValue> {
    let document = parent.owner_document().ok_or(JsValue::NULL)?;
    let element = make(&document, tag, part)?;
    parent.append_child(&element)?;
    Ok(element)
}

/// A button that says `caption`.
pub(crate) fn add_button(
    parent: &Element,
    part: &str,
    caption: &str,
) -> Result<HtmlElement, JsValue> {
    let button = add(parent, "button", part)?;
    // Inside a page's form, too, it must never submit.
    button.set_attribute("type", "button")?;
    button.set_text_content(Some(caption));
    Ok(button)
}

/// A picture of one path, 16 by 16, in the colour of the text; gives the path.
pub(crate) fn add_icon(parent: &Element, shape: &str) -> Result<Element, JsValue> {
    let document = parent.owner_document().ok_or(JsValue::NULL)?;
    let svg = document.create_element_ns(Some(SVG), "svg")?;
    svg.set_attribute("viewBox", "0 0 16 16")?;
    svg.set_attribute("aria-hidden", "true")?;
    let path = document.create_element_ns(Some(SVG), "path")?;
    path.set_attribute("d", shape)?;
    svg.append_child(&path)?;
    parent.append_child(&svg)?;
    Ok(path)
}

/// Where an element is in the window: left, top, width and height.
pub(crate) fn place(element: &Element) -> [f64; 4] {
    let area = element.get_bounding_client_rect();
    [area.left(), area.top(), area.width(), area.height()]
}

/// Milliseconds since the page began.
pub(crate) fn now() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now())
}

/// Whole pixels, as style sheets write them.
#[allow(clippy::cast_possible_truncation)] // saturates: far beyond any screen
pub(crate) fn pixels(value: f64) -> String {
    let whole = value.round() as i32;
    let mut text = String::new();
    if whole < 0 {
        text.push('-');
    }
    let mut rest = whole.unsigned_abs();
    let mut divisor = 1;
    while rest / divisor >= 10 {
        divisor *= 10;
    }
    while divisor > 0 {
        text.push(char::from_digit(rest / divisor, 10).unwrap_or('0'));
        rest %= divisor;
        divisor /= 10;
    }
    text.push_str("px");
    text
}

/// Moves an element by whole pixels.
pub(crate) fn shift(element: &HtmlElement, x: f64, y: f64) -> Result<(), JsValue> {
    let text = ["translate(", &pixels(x), ",", &pixels(y), ")"].concat();
    element.style().set_property("transform", &text)
}

#[cfg(test)]
mod tests {
    use super::pixels;

    #[test]
    fn pixels_are_written_whole() {
        for (value, text) in [
            (0.0, "0px"),
            (9.6, "10px"),
            (-12.3, "-12px"),
            (1280.0, "1280px"),
            (f64::NAN, "0px"),
            (1e300, "2147483647px"),
        ] {
            assert_eq!(pixels(value), text);
        }
    }
}
