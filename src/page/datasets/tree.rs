//! The field's elements in one list, in the page's order, with what every rule asks of them.

use crate::kind::{is_box, is_entry, is_pressable};
use crate::name::attribute;
use crate::node::Node;

/// More elements than any field has; a larger one is not read.
const MOST: usize = 20_000;
/// More levels than any field has.
const DEEPEST: usize = 64;

/// The elements of the field. An element is known by its place in the list; what is in it follows it.
#[derive(Debug)]
pub struct Tree<N> {
    items: Vec<Item<N>>,
    /// Whether the field has more elements than are read.
    pub is_cut: bool,
}

/// One element of the field.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // independent facts
pub struct Item<N> {
    pub node: N,
    pub tag: String,
    pub role: String,
    /// The text that stands directly in it.
    pub text: String,
    parent: Option<usize>,
    /// The place behind the last element in it.
    end: usize,
    /// Whether it, or what is around it, is clipped to nothing, transparent, or off the screen.
    is_covered: bool,
    /// Whether a person can see it: drawn, and not covered.
    pub is_seen: bool,
    /// Whether it, or what is around it, is hidden from assistive technology.
    pub is_aria_hidden: bool,
    /// Whether it, or what is around it, lies over the rest of the page.
    pub is_floating: bool,
    /// Whether text or a choice can be put in it.
    pub is_entry: bool,
    /// Whether it is a check box.
    pub is_box: bool,
    /// Whether it is something to press.
    pub is_pressable: bool,
}

impl<N: Node> Tree<N> {
    /// Lists the elements of the field's parts.
    pub fn of(parts: &[N]) -> Self {
        let mut tree = Self {
            items: Vec::new(),
            is_cut: false,
        };
        for part in parts {
            tree.add(part, None, 0);
        }
        tree
    }

    fn add(&mut self, node: &N, parent: Option<usize>, depth: usize) {
        if self.items.len() >= MOST || depth > DEEPEST {
            self.is_cut = true;
            return;
        }
        let tag = node.tag();
        if matches!(tag.as_str(), "script" | "style" | "template" | "noscript") {
            return;
        }
        let place = self.items.len();
        let around = parent.map(|parent| &self.items[parent]);
        let is_covered = around.is_some_and(|around| around.is_covered) || node.is_unseen();
        let is_aria_hidden = around.is_some_and(|around| around.is_aria_hidden)
            || attribute(node, "aria-hidden") == "true";
        let is_floating = around.is_some_and(|around| around.is_floating) || node.is_floating();
        let item = Item {
            role: node.role(),
            text: String::new(),
            parent,
            end: place + 1,
            is_covered,
            is_seen: !is_covered && node.is_rendered(),
            is_aria_hidden,
            is_floating,
            is_entry: is_entry(node),
            is_box: is_box(node),
            is_pressable: is_pressable(node),
            node: node.clone(),
            tag,
        };
        // The options of a native list are asked of the list, and a drawing has no words.
        let is_leaf = matches!(
            item.tag.as_str(),
            "select" | "svg" | "textarea" | "datalist"
        );
        self.items.push(item);
        if is_leaf {
            return;
        }
        for child in node.children() {
            if child.is_text() {
                let text = &mut self.items[place].text;
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(child.text().trim());
            } else {
                self.add(&child, Some(place), depth + 1);
            }
        }
        self.items[place].end = self.items.len();
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn item(&self, place: usize) -> &Item<N> {
        &self.items[place]
    }

    /// The places of an element and all that is in it.
    pub fn within(&self, place: usize) -> std::ops::Range<usize> {
        place..self.items[place].end
    }

    /// Whether an element is, or is in, another one.
    pub fn holds(&self, around: usize, place: usize) -> bool {
        self.within(around).contains(&place)
    }

    /// The element itself and everything around it, from the inside out, as far as the field reaches.
    pub fn ancestry(&self, place: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(place), |place| self.items[*place].parent)
    }

    /// The elements directly in one.
    pub fn children(&self, place: usize) -> impl Iterator<Item = usize> {
        let end = self.items[place].end;
        let first = Some(place + 1).filter(|first| *first < end);
        std::iter::successors(first, move |child| {
            Some(self.items[*child].end).filter(|next| *next < end)
        })
    }

    /// The place of a node.
    pub fn place_of(&self, node: &N) -> Option<usize> {
        self.items.iter().position(|item| item.node == *node)
    }

    /// The words that a person can see in an element, without what stands in its fields.
    pub fn words_in(&self, place: usize) -> String {
        let mut words = String::new();
        for item in self.within(place).map(|place| self.item(place)) {
            if item.is_seen && !item.text.is_empty() {
                if !words.is_empty() {
                    words.push(' ');
                }
                words.push_str(&item.text);
            }
        }
        words
    }

    /// Every place, in the page's order.
    pub fn places(&self) -> std::ops::Range<usize> {
        0..self.items.len()
    }
}

impl<N: Node> Item<N> {
    /// Whether it shows a letter or a digit of its own.
    pub fn has_words(&self) -> bool {
        self.text.contains(char::is_alphanumeric)
    }

    pub fn attribute(&self, name: &str) -> String {
        attribute(&self.node, name)
    }

    pub fn says(&self, name: &str, value: &str) -> bool {
        self.attribute(name).eq_ignore_ascii_case(value)
    }
}
