//! The field "Restrict to Specific Datasets": where it is, whether anything stands in it, what takes it out.
//!
//! It may be a native `select`, chips with removers, tags, a list box, a text field. What counts is evidence that something
//! *is* selected; a placeholder is none.

use super::index::Index;
use super::kind::{is_box, is_entry, is_pressable, state_of};
use super::name;
use super::node::{Node, any_in};
use crate::checklist::BoxState;
use crate::checklist::label::{Labels, Term, fold};

/// The dataset field as it stands on the page.
#[derive(Debug)]
pub struct Field<N> {
    /// The elements that make it up: its row, or its label and what follows.
    region: Vec<N>,
    /// Where a mark belongs: the control that is typed in or opened, else the label.
    pub control: N,
    /// How many entries stand in it.
    pub entries: usize,
    /// How to take an entry out.
    pub clearing: Vec<Clearing<N>>,
}

/// A way to take an entry out of the field.
#[derive(Debug, Clone)]
pub enum Clearing<N> {
    /// A click on it takes one entry, or all of them.
    Click(N),
    /// Nothing is to be selected in this native `select`.
    Deselect(N),
    /// The text in it is to be emptied.
    Empty(N),
}

impl<N: Node> Field<N> {
    /// Whether an element is part of the field.
    pub fn holds(&self, element: &N) -> bool {
        self.region.iter().any(|part| part.holds(element))
    }
}

/// Words that a field shows while nothing is selected, besides its own name; folded.
const NOTHING_SELECTED: &[&str] = &[
    "none",
    "none selected",
    "nothing selected",
    "no datasets",
    "no datasets selected",
    "0 selected",
    "select",
    "choose",
    "search",
    "type to search",
    "all",
    "all datasets",
    "any",
    "-",
    "--",
    "no restriction",
    "unrestricted",
    "optional",
];

/// More levels than any field has.
const DEEPEST: usize = 24;
/// How far a field may reach around its label.
const REGION_DEPTH: usize = 8;
/// How many elements may stand between a chip's text and the box in which is typed.
const BOX_DEPTH: usize = 6;

/// Looks for the field inside the form. `others` are the form's other controls, which the field does not reach across.
pub fn find<N: Node>(
    index: &Index<N>,
    labels: &Labels,
    boundary: &N,
    others: &[N],
) -> Option<Field<N>> {
    let anchors: Vec<N> = index
        .captions(Term::Datasets)
        .into_iter()
        .filter(|anchor| boundary.holds(anchor))
        .collect();
    let first = anchors.first()?;
    let mut others = others.to_vec();
    for term in [Term::Notes, Term::IpAcceptList] {
        others.extend(
            index
                .captions(term)
                .into_iter()
                .filter(|o| boundary.holds(o)),
        );
    }
    let mut region: Vec<N> = Vec::new();
    for anchor in &anchors {
        for part in region_of(anchor, boundary, &others, labels) {
            if !region.iter().any(|known| known.holds(&part)) {
                region.retain(|known| !part.holds(known));
                region.push(part);
            }
        }
    }
    let mut evidence = Evidence {
        // Their words are split over elements at times, and no part of them is a dataset.
        labels: anchors
            .iter()
            .filter(|anchor| !has_entry(*anchor) && anchor.scan().boxes.is_empty())
            .cloned()
            .collect(),
        ..Evidence::default()
    };
    for part in &region {
        evidence.read(part, labels, 0);
    }
    // A widget in which nothing is known to hold datasets may hold some: what cannot be read is not called empty.
    if !evidence.is_readable && evidence.entries() == 0 {
        return None;
    }
    let control = evidence.entry.clone().unwrap_or_else(|| first.clone());
    Some(Field {
        region,
        control,
        entries: evidence.entries(),
        clearing: evidence.clearing(),
    })
}

/// The largest element around the label that holds none of the form's other controls; where that is the label alone, what
/// follows it up to the next of them.
fn region_of<N: Node>(anchor: &N, boundary: &N, others: &[N], labels: &Labels) -> Vec<N> {
    let holds_other = |element: &N| others.iter().any(|other| element.holds(other));
    let mut top = anchor.clone();
    for around in anchor.ancestry().take(REGION_DEPTH) {
        if around == *boundary || holds_other(&around) {
            break;
        }
        top = around;
    }
    if holds_other(&top) && !is_entry(&top) {
        return after_text(&top, labels, &holds_other);
    }
    let mut region = vec![top.clone()];
    // A list of check boxes is the field itself; a single one may only open it.
    if !has_entry(&top)
        && top.scan().boxes.len() < 2
        && let Some(parent) = top.parent()
    {
        let following = parent
            .children()
            .into_iter()
            .skip_while(|child| *child != top)
            .skip(1)
            .take_while(|child| child.is_text() || !holds_other(child))
            .filter(|child| !child.is_text());
        region.extend(following);
    }
    region
}

/// Of an element that holds more than the field, what stands between the label's text and the next text or control: some forms
/// are nothing but texts and fields in a row.
fn after_text<N: Node>(around: &N, labels: &Labels, holds_other: &impl Fn(&N) -> bool) -> Vec<N> {
    let is_label = |child: &N| child.is_text() && labels.is(Term::Datasets, &child.text());
    let mut region = Vec::new();
    let mut has_found = false;
    for child in around
        .children()
        .into_iter()
        .skip_while(|child| !is_label(child))
        .skip(1)
    {
        if child.is_text() {
            // Words of help may stand before the field.
            let is_next = has_found && !child.text().trim().is_empty();
            if is_next || labels.all().any(|(_, form)| form == fold(&child.text())) {
                break;
            }
        } else if holds_other(&child) {
            break;
        } else {
            has_found |= has_entry(&child);
            region.push(child);
        }
    }
    region
}

/// Whether there is anything in an element that a dataset could be put in.
fn has_entry<N: Node>(element: &N) -> bool {
    any_in(element, |one| {
        is_entry(one) || one.attribute("aria-haspopup").is_some()
    })
}

/// What was found in the field.
#[derive(Debug)]
struct Evidence<N> {
    /// Whether there is anything in which datasets would be seen.
    is_readable: bool,
    labels: Vec<N>,
    entry: Option<N>,
    chips: usize,
    removers: Vec<N>,
    icons: Vec<N>,
    clearer: Option<N>,
    native: Vec<(N, usize)>,
    typed: Vec<N>,
    hidden_values: usize,
    ticked: Vec<N>,
    selected: Vec<N>,
    shown: usize,
}

impl<N> Default for Evidence<N> {
    fn default() -> Self {
        Self {
            is_readable: false,
            labels: Vec::new(),
            entry: None,
            chips: 0,
            removers: Vec::new(),
            icons: Vec::new(),
            clearer: None,
            native: Vec::new(),
            typed: Vec::new(),
            hidden_values: 0,
            ticked: Vec::new(),
            selected: Vec::new(),
            shown: 0,
        }
    }
}

impl<N: Node> Evidence<N> {
    fn entries(&self) -> usize {
        let native: usize = self.native.iter().map(|(_, count)| count).sum();
        let listed = self
            .chips
            .max(self.removers.len())
            .max(self.ticked.len())
            .max(self.selected.len())
            .max(native)
            .max(self.hidden_values)
            .max(self.shown);
        // A drop-down repeats in its input what it lists.
        if listed == 0 {
            self.typed.len()
        } else {
            listed
        }
    }

    /// All ways at once where each stands by itself; one chip at a time where a click changes the list under the others.
    fn clearing(&self) -> Vec<Clearing<N>> {
        let mut ways: Vec<Clearing<N>> = Vec::new();
        let named = self.removers.last().or(self.clearer.as_ref());
        let one_by_one = named.or(self.icons.last());
        for (element, count) in &self.native {
            // The undrawn twin of a drop-down is the page's own, and follows what is clicked.
            if *count > 0 && (element.is_rendered() || one_by_one.is_none()) {
                ways.push(Clearing::Deselect(element.clone()));
            }
        }
        let lists = self.chips + self.shown + self.hidden_values + self.removers.len();
        if lists == 0 && self.native.is_empty() {
            let editable = self
                .typed
                .iter()
                .filter(|field| field.attribute("readonly").is_none());
            ways.extend(editable.cloned().map(Clearing::Empty));
        }
        if ways.is_empty() || lists > 0 {
            if let Some(element) = one_by_one {
                ways.push(Clearing::Click(element.clone()));
            } else {
                let next = self.ticked.first().or(self.selected.first());
                ways.extend(next.cloned().map(Clearing::Click));
            }
        }
        ways
    }

    fn read(&mut self, element: &N, labels: &Labels, depth: usize) {
        if depth > DEEPEST || self.labels.contains(element) {
            return;
        }
        let tag = element.tag();
        let role = element.role();
        let kind = name::attribute(element, "type").to_ascii_lowercase();
        if tag == "input" && kind == "hidden" {
            let is_set = element.value().is_some_and(|v| !v.trim().is_empty());
            // The hidden twin of a drop-down holds the value that is sent; one with a key of its own name is no entry.
            if is_set && element.parent().is_some_and(|around| has_entry(&around)) {
                self.hidden_values += 1;
            }
            return;
        }
        if is_box(element) {
            if element.is_rendered() {
                self.note_box(element);
            } else {
                self.read_undrawn(element);
            }
            return;
        }
        if let Some(selected) = element.selected_options() {
            let count = selected
                .iter()
                .filter(|text| !is_nothing(text, labels))
                .count();
            self.note_entry(element);
            self.native.push((element.clone(), count));
            return;
        }
        if !element.is_rendered() {
            for child in element.children() {
                self.read_undrawn(&child);
            }
            return;
        }
        if is_entry(element) {
            self.note_entry(element);
            if let Some(value) = element.value() {
                if !is_nothing(&value, labels) {
                    self.typed.push(element.clone());
                }
                return;
            }
        }
        if self.read_remover(element) {
            return;
        }
        let is_selected = name::attribute(element, "aria-selected") == "true";
        if is_selected {
            self.selected.push(element.clone());
        }
        let is_list_item = role == "listitem" || (tag == "li" && role.is_empty());
        if is_list_item && !is_nothing(&name::content_without(element, None), labels) {
            self.chips += 1;
        }
        if role == "option" {
            // What can be taken out is in the field, and is no mere choice, whatever it says of being selected; so is what
            // stands before the place to type.
            let removers = self.removers.len();
            self.read_removers(element, depth);
            if removers == self.removers.len()
                && !is_selected
                && place_in_box(element, labels) == Some(Place::Before)
            {
                self.shown += 1;
                self.icons.extend(cross_of_chip(element));
            }
            return;
        }
        if matches!(
            role.as_str(),
            "menu" | "tooltip" | "status" | "alert" | "log"
        ) {
            return;
        }
        self.read_text(element, labels);
        for child in element.children() {
            if !child.is_text() {
                self.read(&child, labels, depth + 1);
            }
        }
    }

    /// The text that an element shows as its own: what a drop-down shows, or a chip.
    fn read_text(&mut self, element: &N, labels: &Labels) {
        let is_drop_down =
            element.role() == "combobox" || element.attribute("aria-haspopup").is_some();
        self.is_readable |= is_drop_down;
        let has_own_text = element
            .children()
            .iter()
            .filter(|child| child.is_text())
            .map(Node::text)
            .any(|text| text.contains(char::is_alphanumeric) && !is_nothing(&text, labels));
        if is_drop_down && !name::has_field(element) {
            let text = name::content_without(element, None);
            if !is_nothing(&text, labels) && !labels.begins_with(Term::Datasets, &text) {
                self.shown = self.shown.max(1);
            }
        } else if has_own_text && let Some(place) = place_in_box(element, labels) {
            let cross = cross_of_chip(element);
            if place != Place::Behind || cross.is_some() {
                self.shown += 1;
                self.icons.extend(cross);
            }
        }
    }

    fn read_removers(&mut self, element: &N, depth: usize) {
        for child in element.children() {
            if depth < DEEPEST
                && !child.is_text()
                && child.is_rendered()
                && !self.read_remover(&child)
            {
                self.read_removers(&child, depth + 1);
            }
        }
    }

    fn note_box(&mut self, element: &N) {
        self.is_readable = true;
        if state_of(element) == Some(BoxState::On) {
            self.ticked.push(element.clone());
        }
    }

    /// A closed drop-down draws none of its boxes; the native ones among them are ticked or not all the same.
    fn read_undrawn(&mut self, element: &N) {
        if element.native_state().is_some() {
            self.note_box(element);
        }
        for child in element.children() {
            self.read_undrawn(&child);
        }
    }

    fn note_entry(&mut self, element: &N) {
        self.is_readable = true;
        if self.entry.is_none() && element.is_rendered() {
            self.entry = Some(element.clone());
        }
    }

    /// A chip's cross, or the cross that empties the field.
    fn read_remover(&mut self, element: &N) -> bool {
        let name = fold(&name::of_control(element));
        let title = fold(&name::attribute(element, "title"));
        let is_pressable = is_pressable(element);
        let is_cross = matches!(name.as_str(), "×" | "x" | "✕" | "✖" | "⨯");
        let begins = |words: &[&str]| {
            words
                .iter()
                .any(|word| name.starts_with(word) || title.starts_with(word))
        };
        if (is_pressable || is_cross) && begins(&["clear", "remove all", "deselect all"]) {
            self.clearer = Some(element.clone());
            return true;
        }
        let has_children = element.children().iter().any(|child| !child.is_text());
        if (is_cross && !has_children)
            || (is_pressable && (is_cross || begins(&["remove", "delete", "deselect", "unselect"])))
        {
            self.removers.push(element.clone());
            return true;
        }
        false
    }
}

/// Where a text stands in the box in which is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the place to type, as chips do.
    Before,
    /// Close behind it.
    Beside,
    /// Farther behind it: a chip, or a remark.
    Behind,
}

/// The cross of a chip, by what is around its text: the one thing that is named so, or else the one icon.
fn cross_of_chip<N: Node>(text: &N) -> Option<N> {
    let mut inner = text.clone();
    for around in text.ancestry().take(4) {
        if name::has_field(&around) {
            return None;
        }
        let children = around.children();
        let mut beside = children
            .iter()
            .filter(|child| !child.is_text() && **child != inner && child.is_rendered());
        if let Some(named) = beside.clone().find(|child| is_cross_by_name(*child)) {
            return Some(named.clone());
        }
        let is_icon = |child: &&N| name::is_icon(*child);
        if let Some(only) = beside.find(is_icon) {
            return (!beside.any(|child| is_icon(&child))).then(|| only.clone());
        }
        inner = around;
    }
    None
}

/// Whether an element is, or holds nothing but, what is named as a cross is.
fn is_cross_by_name<N: Node>(element: &N) -> bool {
    let name = fold(&name::content_without(element, None));
    let name = if name.is_empty() {
        fold(&name::of_control(element))
    } else {
        name
    };
    ["close", "cancel", "clear", "dismiss"]
        .iter()
        .any(|word| name.starts_with(word))
}

/// Where an element's text is drawn inside the box in which is typed, if it is: a chip stands there, while a label and a
/// remark stand outside or are worded as such.
fn place_in_box<N: Node>(element: &N, labels: &Labels) -> Option<Place> {
    let is_label = |tag: &str| matches!(tag, "label" | "legend" | "th");
    let tag = element.tag();
    let is_help = matches!(tag.as_str(), "small" | "p")
        || element.attribute("aria-live").is_some()
        || element.role() == "note";
    if is_help || is_label(&tag) || is_sentence(&name::content_without(element, None)) {
        return None;
    }
    let mut inner = element.clone();
    for (level, around) in element.ancestry().skip(1).take(BOX_DEPTH).enumerate() {
        let children = around.children();
        let names_field = |child: &N| {
            is_label(&child.tag())
                || (!child.is_text()
                    && !has_entry(child)
                    && name::caption(child).is_some_and(|text| labels.is(Term::Datasets, &text)))
        };
        if children.iter().any(names_field) {
            return None;
        }
        let place = children.iter().position(|child| *child == inner)?;
        if children[place + 1..].iter().any(has_place_to_type) {
            return Some(Place::Before);
        }
        if children[..place].iter().any(has_place_to_type) {
            return Some(if level < 2 {
                Place::Beside
            } else {
                Place::Behind
            });
        }
        inner = around;
    }
    None
}

fn has_place_to_type<N: Node>(element: &N) -> bool {
    any_in(element, |one| {
        one.role() == "combobox" || (one.value().is_some() && is_entry(one))
    })
}

/// Whether a text is a remark to the reader, and no name.
fn is_sentence(text: &str) -> bool {
    text.trim_end().ends_with('.') || text.split_whitespace().count() > 4
}

fn is_nothing(text: &str, labels: &Labels) -> bool {
    let folded = fold(text);
    let words = folded.trim_end_matches(['.', '…']);
    let bare = words.trim_matches(['-', '–', '—', '(', ')', '<', '>', ' ']);
    words.is_empty()
        || NOTHING_SELECTED.contains(&words)
        || NOTHING_SELECTED.contains(&bare)
        || labels.is(Term::Datasets, words)
}
