//! Names, as assistive technology computes them and, where the markup does not say, as a person reads them.
//!
//! After "Accessible Name and Description Computation 1.2" (W3C), in the parts that matter for a form: `aria-labelledby`, then
//! `aria-label`, then the native label, then the content, then `title` and `placeholder`. Where all that is empty, the text
//! that stands beside the control is its name. One step is left out: what stands in a field inside of a label is no part of a
//! name here, for it may be a secret.

use super::kind::{is_box, is_twin};
use super::node::{Node, any_in};
use trivet_checklist::label::fold;

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
    let mut name = of_control(control);
    if says_nothing(&name) {
        name = attribute(control, "title");
    }
    if says_nothing(&name) {
        return beside(control);
    }
    let mut names = vec![name];
    // What follows in the label is help.
    for label in control.labels() {
        names.extend(lines(&label).into_iter().next().map(|line| line.text));
    }
    names
}

/// What a switch shows on itself is its state, and a tick may be drawn as a character: neither is a name.
fn says_nothing(name: &str) -> bool {
    fold(name).split(' ').all(|word| {
        !word.contains(char::is_alphanumeric)
            || matches!(word, "on" | "off" | "yes" | "no" | "onoff" | "yesno")
    })
}

fn labelled_by<N: Node>(control: &N) -> String {
    let ids = attribute(control, "aria-labelledby");
    join(
        ids.split_ascii_whitespace()
            .filter_map(|id| control.by_id(id))
            .map(|element| {
                let stated = first_of(&element, &["aria-label", "alt"]);
                if stated.trim().is_empty() {
                    // It may name itself, by what stands in it.
                    let without = (element != *control).then_some(control);
                    content_without(&element, without)
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
    let children = node.first_children(limit + 1);
    if children.len() > limit {
        // No caption is made of that many pieces; this is longer than any.
        text.push_str(&" ".repeat(limit));
    }
    for child in children {
        if text.len() > limit {
            return;
        }
        if child.is_text() {
            text.push_str(&child.text());
            continue;
        }
        // In an element that is hidden itself, and asked for all the same, everything counts.
        let is_hidden = attribute(&child, "aria-hidden") == "true"
            || (!child.is_rendered() && node.is_rendered());
        if is_silent(&child) || is_hidden {
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

/// A line of text as it is drawn: what stands together without a break or a control between.
#[derive(Debug)]
pub struct Line<N> {
    /// Its characters.
    pub text: String,
    /// The element in which it begins.
    pub element: N,
    /// The element in which it ends.
    pub end: N,
}

/// What an element is made of, in the order in which it is drawn.
#[derive(Debug)]
pub enum Piece<N> {
    /// A line of text.
    Line(Line<N>),
    /// A control: a check box, a field, a button.
    Control(N),
    /// The end of a line, or of a row.
    Break,
}

/// The lines and the controls in an element.
pub fn pieces<N: Node>(element: &N) -> Vec<Piece<N>> {
    let mut pieces = Vec::new();
    add_pieces(element, &mut pieces, &mut { MOST_ELEMENTS }, false);
    pieces
}

/// The beginning of the first line of text that is drawn in an element.
pub fn first_line<N: Node>(element: &N) -> Option<String> {
    let mut pieces = Vec::new();
    add_pieces(element, &mut pieces, &mut { MOST_ELEMENTS }, true);
    match pieces.pop() {
        Some(Piece::Line(line)) => Some(line.text),
        _ => None,
    }
}

/// More elements than belong to any name or value; the rest of a page in one piece is not read.
const MOST_ELEMENTS: usize = 1_000;

/// The lines in an element.
pub fn lines<N: Node>(element: &N) -> Vec<Line<N>> {
    pieces(element)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Line(line) => Some(line),
            Piece::Control(_) | Piece::Break => None,
        })
        .collect()
}

/// With `is_first`, up to the first line of text.
fn add_pieces<N: Node>(element: &N, pieces: &mut Vec<Piece<N>>, left: &mut usize, is_first: bool) {
    if *left == 0 {
        return;
    }
    *left -= 1;
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
        if is_box(element) || (element.is_rendered() && !is_twin(element)) {
            pieces.push(Piece::Control(element.clone()));
        }
        return;
    }
    if is_silent(element) || !element.is_rendered() {
        return;
    }
    let block = element.is_block();
    if block {
        pieces.push(Piece::Break);
    }
    for child in element.children() {
        if is_first && matches!(pieces.last(), Some(Piece::Line(_))) {
            return;
        }
        if !child.is_text() {
            add_pieces(&child, pieces, left, is_first);
            continue;
        }
        let text = child.text();
        match pieces.last_mut() {
            Some(Piece::Line(line)) => {
                line.text.push_str(&text);
                if !text.trim().is_empty() {
                    line.end = element.clone();
                }
            }
            _ if text.trim().is_empty() => {}
            _ => pieces.push(Piece::Line(Line {
                text,
                element: element.clone(),
                end: element.clone(),
            })),
        }
    }
    if block && !(is_first && matches!(pieces.last(), Some(Piece::Line(_)))) {
        pieces.push(Piece::Break);
    }
}

/// How many elements around a check box are asked for what stands beside it.
pub(crate) const BESIDE: usize = 6;

/// The texts that stand beside a check box which the markup leaves without a name: in its own line, else in the nearest
/// element around it that shows text.
fn beside<N: Node>(control: &N) -> Vec<String> {
    for around in control.ancestry().skip(1).take(BESIDE) {
        let mut pieces = pieces(&around);
        let line = pieces
            .split(|piece| matches!(piece, Piece::Break))
            .find(|line| place_in(line, control).is_some());
        if let Some(names) = line.and_then(|line| names_in(line, control)) {
            return names;
        }
        pieces.retain(|piece| !matches!(piece, Piece::Break));
        if let Some(names) = names_in(&pieces, control) {
            return names;
        }
    }
    Vec::new()
}

fn place_in<N: Node>(pieces: &[Piece<N>], control: &N) -> Option<usize> {
    pieces
        .iter()
        .position(|piece| matches!(piece, Piece::Control(c) if c.holds(control)))
}

/// What may name a box among pieces; nothing where there is no text. The only box goes by all the text, or by the nearest;
/// one of several by the text behind it where each has one, or before it, and by none where both could be meant.
fn names_in<N: Node>(pieces: &[Piece<N>], control: &N) -> Option<Vec<String>> {
    let place = place_in(pieces, control)?;
    let text_at = |place: usize| match pieces.get(place) {
        Some(Piece::Line(line)) => Some(line.text.clone()),
        _ => None,
    };
    let (mut texts, mut boxes, mut fields) = (Vec::new(), 0, 0);
    let (mut is_before, mut is_after) = (true, true);
    for (place, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Line(line) => texts.push(line.text.clone()),
            Piece::Control(c) if is_box(c) || has_field(c) => {
                fields += 1;
                is_before &= text_at(place.wrapping_sub(1)).is_some();
                if is_box(c) {
                    boxes += 1;
                    is_after &= text_at(place + 1).is_some();
                }
            }
            Piece::Control(_) | Piece::Break => {}
        }
    }
    if texts.is_empty() {
        return None;
    }
    let (before, after) = (text_at(place.wrapping_sub(1)), text_at(place + 1));
    let is_paired = texts.len() == fields;
    let near = if boxes == 1 {
        texts = vec![texts.join(" ")];
        [before, after]
    } else {
        texts.clear();
        match (is_before, is_after) {
            (true, false) => [before, None],
            (true, true) if is_paired => [before, None],
            (false, true) => [None, after],
            _ => [None, None],
        }
    };
    texts.extend(near.into_iter().flatten());
    Some(texts)
}

/// Whether an element is drawn but says nothing and holds no field: an icon, such as a cross that is only painted.
pub fn is_icon<N: Node>(element: &N) -> bool {
    !element.is_text()
        && !matches!(element.tag().as_str(), "td" | "th")
        && element.is_rendered()
        && !is_box(element)
        && !has_field(element)
        && caption(element).is_some_and(|text| text.trim().is_empty())
        && of_control(element).trim().is_empty()
}

/// Whether an element is drawn and shows no word, whatever is said of it, and holds no field.
pub fn is_wordless<N: Node>(element: &N) -> bool {
    !matches!(element.tag().as_str(), "td" | "th")
        && element.is_rendered()
        && !is_box(element)
        && !has_field(element)
        && !shows_word(element, &mut { MOST_ELEMENTS })
}

fn shows_word<N: Node>(node: &N, left: &mut usize) -> bool {
    let Some(rest) = left.checked_sub(1) else {
        return true;
    };
    *left = rest;
    if node.is_text() {
        return node.text().contains(char::is_alphanumeric);
    }
    let mut inner = node.children().into_iter();
    inner.any(|child| {
        (child.is_text() || !is_silent(&child) && child.is_rendered()) && shows_word(&child, left)
    })
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
