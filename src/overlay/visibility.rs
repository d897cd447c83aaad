//! The visibility check: whether a button, its words and everything around them look as they were drawn.
//!
//! A page cannot restyle what is inside the closed root, but for the few things that are the whole document's, and in Firefox
//! it can get at the elements themselves. So in the click itself the browser is asked what it makes of each of them.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::dom;

/// Smaller than this a button takes no press: in CSS pixels, as large as it really is.
const SMALLEST_BUTTON: f64 = 20.0;
/// Smaller than this nobody reads, in CSS pixels.
const SMALLEST_TYPE: f64 = 9.0;
/// WCAG's for large type; all of ours have more.
const LEAST_CONTRAST: f64 = 3.0;

/// What a property must be; nothing is said where a browser does not know it.
const PLAIN: [(&str, &[&str]); 22] = [
    ("visibility", &["visible"]),
    ("opacity", &["1"]),
    ("filter", &["none"]),
    ("backdrop-filter", &["none"]),
    ("clip", &["auto"]),
    ("clip-path", &["none"]),
    ("mask-image", &["none"]),
    ("mix-blend-mode", &["normal"]),
    ("content-visibility", &["visible"]),
    ("zoom", &["1", "normal"]),
    ("translate", &["none"]),
    ("rotate", &["none"]),
    ("scale", &["none", "1"]),
    ("offset-path", &["none"]),
    ("perspective", &["none"]),
    ("background-image", &["none"]),
    ("direction", &["ltr", "rtl"]),
    ("writing-mode", &["horizontal-tb"]),
    ("text-indent", &["0px"]),
    ("text-transform", &["none"]),
    ("letter-spacing", &["normal", "0px"]),
    ("-webkit-text-security", &["none"]),
];

/// The fonts that are used: the browser's own, which no page can define.
const FONTS: [&str; 2] = ["system-ui, sans-serif", "ui-monospace, monospace"];

/// What there is to read beside a button.
const WORDS: &str =
    "[data-part=text],[data-part=title],[data-part=headline],[data-part=sheet-title]";
/// The nearest of these around a button has what there is to read beside it.
const GROUP: &str = "[data-part=notice],[data-part=mark],[data-part=step],[data-part=finding],[data-part=sheet],[data-part=header],[data-part=footer]";

/// How the browser draws one element.
pub(crate) trait Look {
    /// A computed property; empty for one that the browser does not know.
    fn style(&self, property: &str) -> String;
}

struct Styled(web_sys::CssStyleDeclaration);

impl Look for Styled {
    fn style(&self, property: &str) -> String {
        self.0.get_property_value(property).unwrap_or_default()
    }
}

/// Whether a button in the host's root looks as it was drawn. `is_alone`: nothing that applies to the whole document reaches
/// what is in the top layer; in Firefox a filter does.
pub(crate) fn is_as_drawn(button: &Element, host: &HtmlElement, is_alone: bool) -> bool {
    let [_, _, width, height] = dom::place(button);
    if width < SMALLEST_BUTTON || height < SMALLEST_BUTTON {
        return false;
    }
    let document = host.owner_document();
    let top = document.and_then(|document| document.document_element());
    let is_root_plain =
        || top.is_some_and(|top| styled(&top).is_some_and(|look| look.style("filter") == "none"));
    (is_alone || is_root_plain())
        && is_legible(button)
        && words(button).iter().all(is_legible)
        && !is_in_transition(host)
}

/// What there is to read beside a button.
fn words(button: &Element) -> Vec<Element> {
    let group = button.closest(GROUP).ok().flatten();
    let Some(list) = group.and_then(|group| group.query_selector_all(WORDS).ok()) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.get(index))
        .map(JsCast::unchecked_into)
        .filter(|words: &Element| words.text_content().is_some_and(|text| !text.is_empty()))
        // What is not shown at the moment is not there to be read: a folded part of the panel, the words of a mark that has
        // room for its button only.
        .filter(|words| {
            words
                .closest("[hidden],[data-short]")
                .is_ok_and(|hidden| hidden.is_none())
        })
        .collect()
}

/// While a page plays a view transition, what is seen is a picture of what was there before.
fn is_in_transition(host: &HtmlElement) -> bool {
    let document = host.owner_document();
    document.is_some_and(|document| {
        // A browser that does not know it has none.
        let found = document.query_selector(":active-view-transition");
        found.is_ok_and(|found| found.is_some())
    })
}

/// Whether the words of an element can be read.
fn is_legible(element: &Element) -> bool {
    let [_, _, width, height] = dom::place(element);
    let mut around = Vec::new();
    let mut next = Some(element.clone());
    while let Some(element) = next {
        let Some(look) = styled(&element) else {
            return false;
        };
        around.push(look);
        next = element.parent_element();
    }
    // As large as it really is, whatever the page's own zoom.
    let unscaled: &HtmlElement = element.unchecked_ref();
    let scale = match f64::from(unscaled.offset_height()) {
        whole if whole > 0.0 => height / whole,
        _ => 1.0,
    };
    width > 0.0 && height > 0.0 && are_legible(&around, scale)
}

fn styled(element: &Element) -> Option<Styled> {
    let style = web_sys::window()?.get_computed_style(element).ok()??;
    Some(Styled(style))
}

/// Whether words can be read, by how they are drawn and what is around them, from the inside out.
fn are_legible(around: &[impl Look], scale: f64) -> bool {
    let Some(words) = around.first() else {
        return false;
    };
    let size = pixels(&words.style("font-size"));
    let line = pixels(&words.style("line-height"));
    let color = words.style("color");
    let fill = words.style("-webkit-text-fill-color");
    let fonts = words.style("font-family").replace('"', "");
    around.iter().all(is_plain)
        && size.is_some_and(|size| size * scale >= SMALLEST_TYPE)
        && line.is_none_or(|line| size.is_some_and(|size| line >= size * 0.99))
        && FONTS.contains(&fonts.as_str())
        && (fill.is_empty() || fill == color)
        && Color::parse(&color)
            .zip(ground(around))
            .is_some_and(|(color, ground)| color.over(ground).contrast(ground) >= LEAST_CONTRAST)
}

fn is_plain(look: &impl Look) -> bool {
    PLAIN.iter().all(|(property, allowed)| {
        let computed = look.style(property);
        computed.is_empty() || allowed.contains(&computed.as_str())
    }) && is_moved_at_most(&look.style("transform"))
}

/// Marks are moved to their controls, and nothing else is done to them.
fn is_moved_at_most(transform: &str) -> bool {
    matches!(transform, "" | "none") || transform.starts_with("matrix(1, 0, 0, 1, ")
}

/// The color behind words: of what is around them, down to the first that lets nothing through.
fn ground(around: &[impl Look]) -> Option<Color> {
    let mut layers = Vec::new();
    for look in around {
        let color = Color::parse(&look.style("background-color"))?;
        layers.push(color);
        if color.alpha >= 1.0 {
            let below = layers.pop()?;
            return Some(
                layers
                    .iter()
                    .rev()
                    .fold(below, |below, color| color.over(below)),
            );
        }
    }
    None
}

/// A color, each part from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Color {
    parts: [f64; 3],
    alpha: f64,
}

impl Color {
    /// As computed styles say it: `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.4)`, `color(srgb 0.1 0.2 0.3 / 0.4)`.
    fn parse(text: &str) -> Option<Self> {
        let (list, whole) = if let Some(list) = text.strip_prefix("color(srgb ") {
            (list, 1.0)
        } else {
            let list = text.strip_prefix("rgb")?;
            (
                list.strip_prefix('a').unwrap_or(list).strip_prefix('(')?,
                255.0,
            )
        };
        let mut numbers = list
            .strip_suffix(')')?
            .split([',', ' ', '/'])
            .filter(|part| !part.is_empty())
            .map(number);
        let mut next = || numbers.next().flatten();
        let parts = [next()? / whole, next()? / whole, next()? / whole];
        let alpha = match numbers.next() {
            Some(alpha) => alpha?,
            None => 1.0,
        };
        Some(Self { parts, alpha })
    }

    /// Painted over another one that lets nothing through.
    fn over(self, below: Self) -> Self {
        let mut parts = below.parts;
        for (part, own) in parts.iter_mut().zip(self.parts) {
            *part += (own - *part) * self.alpha;
        }
        Self { parts, alpha: 1.0 }
    }

    /// WCAG's contrast, where the weight of a channel's brightness is near enough squared.
    fn contrast(self, other: Self) -> f64 {
        let light = |color: Self| {
            let [red, green, blue] = color.parts.map(|part| part * part);
            0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
        };
        let (one, other) = (light(self), light(other));
        if one > other {
            one / other
        } else {
            other / one
        }
    }
}

/// A length in pixels; nothing for a word.
fn pixels(text: &str) -> Option<f64> {
    number(text.strip_suffix("px")?)
}

/// A number without a sign, as computed styles say it. The standard library's own reader is large.
fn number(text: &str) -> Option<f64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| {
        text.bytes().try_fold(0.0, |sum, byte| {
            let digit = byte.is_ascii_digit().then(|| f64::from(byte - b'0'))?;
            Some(sum * 10.0 + digit)
        })
    };
    if text.is_empty() {
        return None;
    }
    let scale = part.bytes().fold(1.0, |scale, _| scale * 10.0);
    Some(digits(whole)? + digits(part)? / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Styles(Vec<(&'static str, &'static str)>);

    impl Look for Styles {
        fn style(&self, property: &str) -> String {
            let set = self.0.iter().rev().find(|(name, _)| *name == property);
            set.map_or_else(String::new, |(_, value)| (*value).to_owned())
        }
    }

    /// A button, the panel and the layer around it, as both browsers compute them, but for one thing.
    fn drawn(on: usize, property: &'static str, value: &'static str) -> bool {
        let mut around = vec![
            Styles(vec![
                ("color", "rgb(255, 255, 255)"),
                ("-webkit-text-fill-color", "rgb(255, 255, 255)"),
                ("background-color", "rgb(11, 90, 158)"),
                ("font-size", "13px"),
                ("line-height", "18.46px"),
                ("font-family", "system-ui, sans-serif"),
                ("transform", "none"),
                ("zoom", "1"),
            ]),
            Styles(vec![("background-color", "rgb(255, 255, 255)")]),
            Styles(vec![
                ("background-color", "rgba(0, 0, 0, 0)"),
                ("transform", "matrix(1, 0, 0, 1, 300, 20)"),
            ]),
        ];
        around[on].0.push((property, value));
        are_legible(&around, 1.0)
    }

    #[test]
    fn what_is_drawn_as_it_was_made_is_legible() {
        assert!(drawn(0, "opacity", "1"));
        assert!(drawn(1, "color", "rgb(255, 255, 255)"), "not its words");
        assert!(drawn(0, "font-family", "\"system-ui\", sans-serif"));
    }

    #[test]
    fn whatever_hides_fades_moves_or_disguises_it_is_seen() {
        for on in 0..3 {
            for (property, value) in [
                ("opacity", "0.99"),
                ("visibility", "hidden"),
                ("filter", "opacity(0)"),
                ("clip-path", "inset(50%)"),
                (
                    "mask-image",
                    "linear-gradient(rgb(0, 0, 0), rgba(0, 0, 0, 0))",
                ),
                ("mix-blend-mode", "difference"),
                ("content-visibility", "hidden"),
                ("zoom", "0.1"),
                ("scale", "0.1"),
                ("transform", "matrix(0.1, 0, 0, 0.1, 0, 0)"),
                (
                    "transform",
                    "matrix3d(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1)",
                ),
                ("writing-mode", "vertical-rl"),
                ("text-indent", "-9999px"),
                ("letter-spacing", "90px"),
                ("-webkit-text-security", "disc"),
                ("background-image", "url(\"x\")"),
            ] {
                assert!(!drawn(on, property, value), "{property}: {value} on {on}");
            }
        }
    }

    #[test]
    fn words_of_no_color_size_or_line_are_not_legible() {
        for (property, value) in [
            ("color", "rgba(255, 255, 255, 0)"),
            ("color", "rgb(40, 100, 160)"),
            ("color", "color(srgb 0.05 0.35 0.62)"),
            ("color", "lab(50 0 0)"),
            ("-webkit-text-fill-color", "rgba(0, 0, 0, 0)"),
            ("background-color", "rgb(250, 250, 250)"),
            ("font-size", "0px"),
            ("font-size", "2px"),
            ("line-height", "0px"),
            ("font-family", "Blank"),
        ] {
            assert!(!drawn(0, property, value), "{property}: {value}");
        }
        assert!(drawn(0, "background-color", "rgba(0, 0, 0, 0.9)"));
        assert!(
            !drawn(0, "background-color", "rgba(0, 0, 0, 0)"),
            "white on white"
        );
    }

    #[test]
    fn colors_are_read_as_browsers_write_them() {
        let white = Color {
            parts: [1.0; 3],
            alpha: 1.0,
        };
        assert_eq!(Color::parse("rgb(255, 255, 255)"), Some(white));
        assert_eq!(Color::parse("color(srgb 1 1 1)"), Some(white));
        let clear = Color {
            alpha: 0.25,
            ..white
        };
        assert_eq!(Color::parse("rgba(255, 255, 255, 0.25)"), Some(clear));
        assert_eq!(Color::parse("color(srgb 1 1 1 / 0.25)"), Some(clear));
        for text in [
            "",
            "red",
            "rgb(1, 2)",
            "rgb(a, b, c)",
            "rgb(1, 2, 3",
            "oklab(1 0 0)",
        ] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
    }
}
