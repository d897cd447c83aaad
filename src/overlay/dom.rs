//! Making elements: by nodes alone, never from a string of markup.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element with the part it plays.
pub(super) fn make(document: &Document, tag: &str, part: &str) -> Result<HtmlElement, JsValue> {
    let element = document.create_element(tag)?;
    element.set_attribute("data-part", part)?;
    Ok(element.unchecked_into())
}

/// An element with the part it plays, at the end of `parent`.
pub(super) fn add(parent: &Element, tag: &str, part: &str) -> Result<HtmlElement, JsValue> {
    let document = parent.owner_document().ok_or(JsValue::NULL)?;
    let element = make(&document, tag, part)?;
    parent.append_child(&element)?;
    Ok(element)
}

/// A button that says `caption`.
pub(super) fn add_button(
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
pub(super) fn add_icon(parent: &Element, shape: &str) -> Result<Element, JsValue> {
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

/// Whole pixels, as style sheets write them.
#[allow(clippy::cast_possible_truncation)] // saturates: far beyond any screen
pub(super) fn pixels(value: f64) -> String {
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
pub(super) fn shift(element: &HtmlElement, x: f64, y: f64) -> Result<(), JsValue> {
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
