//! Names, as assistive technology computes them and, where the markup does not say, as a person reads them.
//!
//! After "Accessible Name and Description Computation 1.2" (W3C), in the parts that matter for a form: `aria-labelledby`, then
//! `aria-label`, then the native label, then the content, then `title` and `placeholder`. Where all that is empty, the text
//! that stands beside the control is its name.

use super::node::{BOXES, Node, any_in};
use crate::checklist::label::fold;

/// The name that the markup gives a control; empty where it gives none.
pub fn of_control<N: Node>(control: &N) -> String {
    let sources: [&dyn Fn(&N) -> String; 5] = [
        &labelled_by,
        &|c| attribute(c, "aria-label"),
        &|c| {
            join(
                c.labels()
                    .iter()
                    .map(|label| content_without(label, Some(c))),
            )
        },
        &own_caption,
        &|c| first_of(c, &["title", "placeholder"]),
    ];
    sources
        .iter()
        .map(|source| source(control))
        .find(|name| !name.trim().is_empty())
        .unwrap_or_default()
}

/// The name that the markup gives a group; empty where it gives none. What stands in it is no name of it.
pub fn of_group<N: Node>(group: &N) -> String {
    let named = labelled_by(group);
    if named.trim().is_empty() {
        first_of(group, &["aria-label", "title"])
    } else {
        named
    }
}

/// Everything by which a check box may go, the best evidence first: its name in the markup, the lines of its label, then
/// what stands beside it.
pub fn of_box<N: Node>(control: &N) -> Vec<String> {
    let name = of_control(control);
    // A tick that is drawn as a character is no name.
    if !name.contains(char::is_alphanumeric) {
        return beside(control);
    }
    let mut names = vec![name];
    for label in control.labels() {
        names.extend(lines(&label).into_iter().map(|line| line.text));
    }
    names
}

fn labelled_by<N: Node>(control: &N) -> String {
    let ids = attribute(control, "aria-labelledby");
    join(
        ids.split_ascii_whitespace()
            .filter_map(|id| control.by_id(id))
            .map(|element| {
                let stated = attribute(&element, "aria-label");
                if stated.trim().is_empty() {
                    content_without(&element, Some(control))
                } else {
                    stated
                }
            }),
    )
}

/// What a button shows on itself.
fn own_caption<N: Node>(control: &N) -> String {
    match control.tag().as_str() {
        "input" => match attribute(control, "type").to_ascii_lowercase().as_str() {
            "submit" | "button" | "reset" => control.value().unwrap_or_default(),
            "image" => attribute(control, "alt"),
            _ => String::new(),
        },
        "img" => attribute(control, "alt"),
        "textarea" | "select" => String::new(),
        _ => content_without(control, None),
    }
}

/// The text that an element shows, without that of one control in it. Longer texts than any name are cut short.
pub fn content_without<N: Node>(element: &N, control: Option<&N>) -> String {
    let mut text = String::new();
    add_content(element, control, &mut text);
    text
}

/// More bytes than any name or value has; reading on would cost time and change nothing.
const LONGEST_CONTENT: usize = 10_000;
/// More bytes than any caption has.
const LONGEST_CAPTION: usize = 200;

/// The text that an element shows if it is short enough to be a caption, spaces between words included.
pub fn caption<N: Node>(element: &N) -> Option<String> {
    let mut text = String::new();
    add_content_up_to(LONGEST_CAPTION, element, None, &mut text);
    (text.len() <= LONGEST_CAPTION).then_some(text)
}

fn add_content<N: Node>(node: &N, without: Option<&N>, text: &mut String) {
    add_content_up_to(LONGEST_CONTENT, node, without, text);
}

fn add_content_up_to<N: Node>(limit: usize, node: &N, without: Option<&N>, text: &mut String) {
    if node.is_text() {
        text.push_str(&node.text());
        return;
    }
    if Some(node) == without {
        return;
    }
    let block = node.is_block();
    if block {
        text.push(' ');
    }
    for child in node.children() {
        if text.len() > limit {
            return;
        }
        if child.is_text() {
            text.push_str(&child.text());
            continue;
        }
        if is_silent(&child) || attribute(&child, "aria-hidden") == "true" || !child.is_rendered() {
            continue;
        }
        let stated = first_of(&child, &["aria-label", "alt"]);
        if stated.trim().is_empty() || is_box(&child) {
            add_content_up_to(limit, &child, without, text);
        } else {
            text.push(' ');
            text.push_str(&stated);
            text.push(' ');
        }
    }
    if block {
        text.push(' ');
    }
}

/// Elements whose characters are no text of the page around them.
fn is_silent<N: Node>(element: &N) -> bool {
    matches!(
        element.tag().as_str(),
        "script" | "style" | "template" | "noscript" | "textarea" | "select" | "datalist" | "head"
    )
}

/// Whether an element is a check box by itself: see [`BOXES`].
pub fn is_box<N: Node>(element: &N) -> bool {
    debug_assert!(BOXES.contains("menuitemcheckbox"));
    (element.tag() == "input" && attribute(element, "type").eq_ignore_ascii_case("checkbox"))
        || matches!(
            element.role().as_str(),
            "checkbox" | "switch" | "menuitemcheckbox"
        )
        || element.attribute("aria-pressed").is_some()
}

/// A line of text as it is drawn: what stands together without a break or a control between.
#[derive(Debug)]
pub struct Line<N> {
    /// Its characters.
    pub text: String,
    /// The element in which it begins.
    pub element: N,
}

/// What an element is made of, in the order in which it is drawn.
#[derive(Debug)]
pub enum Piece<N> {
    /// A line of text.
    Line(Line<N>),
    /// A control: a check box, a field, a button.
    Control(N),
}

/// The lines and the controls in an element.
pub fn pieces<N: Node>(element: &N) -> Vec<Piece<N>> {
    let mut pieces = Vec::new();
    let mut broken = true;
    add_pieces(element, &mut pieces, &mut broken);
    pieces
}

/// The lines in an element.
pub fn lines<N: Node>(element: &N) -> Vec<Line<N>> {
    pieces(element)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Line(line) => Some(line),
            Piece::Control(_) => None,
        })
        .collect()
}

fn add_pieces<N: Node>(element: &N, pieces: &mut Vec<Piece<N>>, broken: &mut bool) {
    if is_box(element)
        || matches!(
            element.tag().as_str(),
            "input" | "textarea" | "select" | "button"
        )
        || matches!(
            element.role().as_str(),
            "button" | "textbox" | "combobox" | "link"
        )
        || element.tag() == "a"
    {
        if element.is_rendered() || is_box(element) {
            pieces.push(Piece::Control(element.clone()));
        }
        *broken = true;
        return;
    }
    if is_silent(element) || !element.is_rendered() {
        return;
    }
    if element.tag() == "br" || element.is_block() {
        *broken = true;
    }
    for child in element.children() {
        if !child.is_text() {
            add_pieces(&child, pieces, broken);
            continue;
        }
        let text = child.text();
        match pieces.last_mut() {
            Some(Piece::Line(line)) if !*broken => line.text.push_str(&text),
            _ if text.trim().is_empty() => {}
            _ => {
                pieces.push(Piece::Line(Line {
                    text,
                    element: element.clone(),
                }));
                *broken = false;
            }
        }
    }
    if element.is_block() {
        *broken = true;
    }
}

/// The texts that stand beside a check box which the markup leaves without a name: in the nearest element around it that
/// shows text, the line behind the box where boxes stand first, the line before it where labels do.
fn beside<N: Node>(control: &N) -> Vec<String> {
    for around in control.ancestry().skip(1).take(6) {
        let pieces = pieces(&around);
        let Some(place) = pieces
            .iter()
            .position(|piece| matches!(piece, Piece::Control(c) if c.holds(control)))
        else {
            continue;
        };
        let boxes = pieces
            .iter()
            .filter(|piece| matches!(piece, Piece::Control(c) if is_box(c)))
            .count();
        let line = |piece: Option<&Piece<N>>| match piece {
            Some(Piece::Line(line)) => Some(line.text.clone()),
            _ => None,
        };
        let after = line(pieces.get(place + 1));
        let before = place.checked_sub(1).and_then(|p| line(pieces.get(p)));
        if after.is_none() && before.is_none() {
            continue;
        }
        if boxes == 1 {
            let whole = content_without(&around, Some(control));
            let (first, second) = if place == 0 {
                (after, before)
            } else {
                (before, after)
            };
            return std::iter::once(whole)
                .chain(first)
                .chain(second)
                .filter(|name| !fold(name).is_empty())
                .collect();
        }
        let boxes_first = matches!(pieces.first(), Some(Piece::Control(_)));
        return if boxes_first { after } else { before }
            .into_iter()
            .collect();
    }
    Vec::new()
}

/// Whether an element is drawn but says nothing and holds no field: an icon, such as a cross that is only painted.
pub fn is_icon<N: Node>(element: &N) -> bool {
    !element.is_text()
        && element.is_rendered()
        && !is_box(element)
        && !has_field(element)
        && caption(element).is_some_and(|text| text.trim().is_empty())
        && of_control(element).trim().is_empty()
}

/// Whether an element is a field or holds one.
pub fn has_field<N: Node>(element: &N) -> bool {
    any_in(element, |one| {
        one.value().is_some() || one.selected_options().is_some()
    })
}

/// An attribute's value; empty where there is none.
pub fn attribute<N: Node>(element: &N, name: &str) -> String {
    element.attribute(name).unwrap_or_default()
}

fn first_of<N: Node>(element: &N, names: &[&str]) -> String {
    names
        .iter()
        .map(|name| attribute(element, name))
        .find(|value| !value.trim().is_empty())
        .unwrap_or_default()
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" ")
}
