//! Reads the field: every element in it becomes a piece of evidence, or is explained by one.

use super::clearing::TwoLists;
use super::evidence::{Piece, Weight, What};
use super::tree::Tree;
use super::words::{self, ListIs, Removes, Says};
use crate::checklist::label::{Labels, Term, fold};
use crate::checklist::{BoxState, FieldTexts};
use crate::console::kind::state_of;
use crate::console::name;
use crate::console::node::Node;

/// How many elements may stand between a chip's text and what takes it out.
const CHIP_DEPTH: usize = 5;

/// What was read of the field.
#[derive(Debug)]
pub struct Read<'a, N> {
    pub(super) tree: Tree<N>,
    labels: &'a Labels,
    pub pieces: Vec<Piece<N>>,
    /// What is typed in or opened, if it can be seen.
    pub entry: Option<N>,
    /// What takes entries out, in the page's order.
    pub removers: Vec<N>,
    /// The drop-downs that show what is selected.
    pub(super) openers: Vec<usize>,
    /// Two lists, if the field is made of them.
    pub(super) two_lists: Option<TwoLists>,
    /// Whether anything is ticked in the lists that the field opens, while one is there that says so.
    pub(super) ticks: Option<bool>,
    /// What takes all of them out.
    pub clearers: Vec<N>,
    /// For each element, whether a rule has explained its text.
    explained: Vec<bool>,
    removal: Vec<Option<Removes>>,
    /// The places to type and the drop-downs.
    inputs: Vec<usize>,
    described: Vec<bool>,
}

impl<'a, N: Node> Read<'a, N> {
    /// Reads the parts of the field. `anchors` are the elements that name it.
    pub fn of(parts: &[N], anchors: &[N], labels: &'a Labels) -> Self {
        let tree = Tree::of(parts);
        let mut read = Self {
            explained: vec![false; tree.len()],
            described: vec![false; tree.len()],
            removal: Vec::new(),
            inputs: Vec::new(),
            labels,
            pieces: Vec::new(),
            entry: None,
            removers: Vec::new(),
            openers: Vec::new(),
            ticks: None,
            two_lists: None,
            clearers: Vec::new(),
            tree,
        };
        if read.tree.is_cut {
            let first = read.tree.item(0).node.clone();
            read.pieces.push(Piece {
                what: What::TooLarge,
                at: first,
            });
        }
        read.removal = read
            .tree
            .places()
            .map(|place| read.removal_of(place))
            .collect();
        read.inputs = read
            .tree
            .places()
            .filter(|place| read.is_input(*place) || read.is_trigger(*place))
            .collect();
        read.entry = read
            .inputs
            .iter()
            .map(|place| read.tree.item(*place))
            .find(|item| item.is_seen)
            .map(|item| item.node.clone());
        read.note_labels(anchors);
        read.note_descriptions();
        read.read_two_lists();
        read.read_items();
        read.read_native_lists();
        read.read_boxes();
        read.read_inputs();
        read.read_triggers();
        read.read_texts();
        read.match_values();
        read.read_lone_removers();
        read
    }

    pub(super) fn push(&mut self, what: What, place: usize) {
        let at = self.tree.item(place).node.clone();
        self.pieces.push(Piece { what, at });
    }

    pub(super) fn explain(&mut self, place: usize) {
        for inner in self.tree.within(place) {
            self.explained[inner] = true;
        }
    }

    pub(super) fn is_explained(&self, place: usize) -> bool {
        self.explained[place]
    }

    pub(super) fn says(&self, text: &str) -> Says {
        words::says(text, self.labels)
    }

    /// Whether text is typed in it, as far as its markup says.
    pub(super) fn is_input(&self, place: usize) -> bool {
        let item = self.tree.item(place);
        match item.tag.as_str() {
            "input" => matches!(
                item.attribute("type").to_ascii_lowercase().as_str(),
                "" | "text" | "search" | "email" | "tel" | "url"
            ),
            "textarea" => true,
            _ => matches!(item.role.as_str(), "textbox" | "searchbox"),
        }
    }

    /// Whether it opens a list and shows by its own text what is selected.
    fn is_trigger(&self, place: usize) -> bool {
        let item = self.tree.item(place);
        if matches!(item.tag.as_str(), "input" | "textarea" | "select") {
            return false;
        }
        let opens = item.role == "combobox"
            || !matches!(item.attribute("aria-haspopup").as_str(), "" | "false")
            || item.node.attribute("aria-expanded").is_some() && item.is_pressable;
        // An input that nobody sees and that says nothing of itself keeps the value.
        let is_used = |inner: usize| {
            let item = self.tree.item(inner);
            self.is_input(inner) && (item.is_seen || !item.role.is_empty()) && !item.is_aria_hidden
        };
        opens && !self.tree.within(place).skip(1).any(is_used)
    }

    /// What an element does to an entry, by its name: a control, an icon with a name, a cross.
    fn removal_of(&self, place: usize) -> Option<Removes> {
        let item = self.tree.item(place);
        if !item.is_seen || item.is_box || item.is_entry {
            return None;
        }
        let is_sign = item.text.chars().count() <= 2 && !item.text.is_empty();
        let is_named = ["aria-label", "title", "alt", "aria-labelledby"]
            .iter()
            .any(|name| item.node.attribute(name).is_some());
        let is_icon = item.is_aria_hidden && words::is_icon_word(&item.text);
        if !(item.is_pressable || is_sign || is_named || is_icon) {
            return None;
        }
        let stated = [
            name::of_group(&item.node),
            item.attribute("alt"),
            item.attribute("title"),
        ];
        let mut found: Vec<Removes> = stated
            .iter()
            .filter_map(|name| words::removes(name))
            .collect();
        // What it shows names it only where it holds no control of its own.
        let content = name::of_control(&item.node);
        let has_inner = self
            .tree
            .within(place)
            .skip(1)
            .any(|inner| self.tree.item(inner).is_pressable);
        if content.len() <= 60 && !has_inner {
            found.extend(words::shows_removal(&content));
        }
        [Removes::All, Removes::One, Removes::Cross]
            .into_iter()
            .find(|removes| found.contains(removes))
    }

    fn note_labels(&mut self, anchors: &[N]) {
        let labels = self.labels;
        let mut texts: Vec<usize> = Vec::new();
        for anchor in anchors {
            let Some(place) = self.tree.place_of(anchor) else {
                continue;
            };
            let says_label = |text: &str| labels.is(Term::Datasets, text);
            let content = name::caption(anchor).unwrap_or_default();
            if self
                .tree
                .ancestry(place)
                .any(|around| self.is_trigger(around))
            {
                // A drop-down that shows the field's name shows nothing; it is read as one.
            } else if says_label(&content) && !self.holds_control(place) {
                self.explain(place);
                if !texts
                    .iter()
                    .any(|text| self.tree.holds(*text, place) || self.tree.holds(place, *text))
                {
                    texts.push(place);
                }
            } else if says_label(&self.tree.item(place).text) {
                self.explained[place] = true;
            } else {
                // A label around its control, whose words are split over elements.
                for inner in self.tree.within(place) {
                    let text = fold(&self.tree.item(inner).text);
                    let is_part = text.contains(' ')
                        && labels
                            .forms(Term::Datasets)
                            .any(|form| form.len() > text.len() && form.contains(&text));
                    self.explained[inner] |= is_part;
                }
            }
        }
        // The label, and behind it the prompt.
        if let (true, Some(last)) = (texts.len() > 1, texts.into_iter().max()) {
            self.push(What::ShownPrompt, last);
        }
    }

    fn holds_control(&self, place: usize) -> bool {
        self.tree.within(place).any(|inner| {
            let item = self.tree.item(inner);
            item.is_entry || item.is_box || self.is_trigger(inner)
        })
    }

    /// What the field's controls name as their description is a remark, where no rule finds a dataset in it.
    fn note_descriptions(&mut self) {
        for place in self.tree.places() {
            for name in ["aria-describedby", "aria-errormessage", "aria-details"] {
                let ids = self.tree.item(place).attribute(name);
                for id in ids.split_ascii_whitespace() {
                    let node = self.tree.item(place).node.by_id(id);
                    let target = node.and_then(|node| self.tree.place_of(&node));
                    if let Some(target) = target.filter(|target| !self.tree.holds(place, *target)) {
                        for inner in self.tree.within(target) {
                            self.described[inner] = true;
                        }
                    }
                }
            }
        }
    }

    /// Whether a person can read words in it that no rule has explained, and that are not those of a remover.
    pub(super) fn is_text(&self, place: usize) -> bool {
        let item = self.tree.item(place);
        let is_icon = item.is_aria_hidden && words::is_icon_word(&item.text);
        let mut around = self.tree.ancestry(place);
        item.has_words()
            && !self.explained[place]
            && !is_icon
            && !around.any(|around| self.is_only_remover(around))
    }

    /// Whether an element takes something out and shows no name besides.
    fn is_only_remover(&self, place: usize) -> bool {
        self.removal[place].is_some() && {
            let words = self.tree.words_in(place);
            words::shows_removal(&words).is_some() || !words.contains(char::is_alphanumeric)
        }
    }

    /// Whether there is a place to type that a person can use.
    fn has_input(&self) -> bool {
        self.inputs.iter().any(|input| {
            let item = self.tree.item(*input);
            self.is_input(*input)
                && !item.is_aria_hidden
                && (item.is_seen || item.role == "combobox")
        })
    }

    pub(super) fn first_input(&self) -> Option<usize> {
        self.inputs.iter().copied().find(|place| {
            let item = self.tree.item(*place);
            item.is_seen || item.role == "combobox" && item.node.is_rendered()
        })
    }

    /// Whether it stands in an item of a list, as a menu's entry does that opens another one.
    fn is_in_list(&self, place: usize) -> bool {
        self.tree.ancestry(place).skip(1).any(|around| {
            matches!(
                self.tree.item(around).role.as_str(),
                "menu" | "option" | "menuitem"
            )
        })
    }

    /// What takes the entry out whose text stands at a place: the one control with such a name near it, or the one icon.
    pub(super) fn remover_of(&self, place: usize) -> Option<(usize, Option<Removes>)> {
        let mut inner = None;
        for around in self.tree.ancestry(place).take(CHIP_DEPTH) {
            if self
                .inputs
                .iter()
                .any(|input| self.tree.holds(around, *input))
            {
                return None;
            }
            if self.tree.within(around).len() > 60 {
                return None;
            }
            if self.removal[around].is_some() {
                return Some((self.innermost(around), self.removal[around]));
            }
            let outside = |other: &usize| {
                *other != around && inner.is_none_or(|inner| !self.tree.holds(inner, *other))
            };
            let named: Vec<usize> = self
                .tree
                .within(around)
                .filter(|other| {
                    outside(other) && self.removal[*other].is_some() && !self.explained[*other]
                })
                .collect();
            let has_others = self.tree.within(around).any(|other| {
                outside(&other)
                    && other != place
                    && self.tree.item(other).is_seen
                    && self.is_text(other)
            });
            if has_others {
                // Texts and their removers in one line: the one that names this text, or that follows it at once.
                let words = fold(&self.tree.item(place).text);
                let follows = inner.and_then(|inner| {
                    let mut children = self
                        .tree
                        .children(around)
                        .skip_while(|child| *child != inner);
                    children.nth(1)
                });
                let found = named.iter().copied().find(|other| {
                    let name = fold(&name::of_control(&self.tree.item(*other).node));
                    !words.is_empty() && name.len() > words.len() && name.contains(&words)
                        || Some(*other) == follows
                });
                return found.map(|found| (self.innermost(found), self.removal[found]));
            }
            if let Some(found) = named.first() {
                return Some((self.innermost(*found), self.removal[*found]));
            }
            let mut icons = self.tree.children(around).filter(|child| {
                outside(child)
                    && !self.explained[*child]
                    && self.tree.item(*child).is_seen
                    && name::is_icon(&self.tree.item(*child).node)
            });
            let has_words = inner.is_some() || !self.tree.item(around).text.is_empty();
            if has_words && let (Some(icon), None) = (icons.next(), icons.next()) {
                return Some((self.innermost(icon), None));
            }
            inner = Some(around);
        }
        None
    }

    /// The innermost element of a control that has one thing in it: what a pointer hits.
    fn innermost(&self, place: usize) -> usize {
        let mut place = place;
        loop {
            let mut children = self
                .tree
                .children(place)
                .filter(|child| self.tree.item(*child).is_seen);
            match (children.next(), children.next()) {
                (Some(only), None) if self.tree.item(place).text.is_empty() => place = only,
                _ => return place,
            }
        }
    }

    /// Notes an entry that a control takes out.
    pub(super) fn push_chip(&mut self, place: usize, remover: usize) {
        let text = self.tree.item(place).text.trim().to_owned();
        let what = match text.parse() {
            Ok(count) => What::Count(count),
            Err(_) => What::Chip,
        };
        self.push(what, place);
        let node = self.tree.item(remover).node.clone();
        if !self.removers.contains(&node) {
            self.removers.push(node);
        }
    }

    fn read_native_lists(&mut self) {
        for place in self.tree.places() {
            let item = self.tree.item(place);
            if self.explained[place] || item.tag != "select" {
                continue;
            }
            let Some(selected) = item.node.selected_options() else {
                continue;
            };
            let names: Vec<Says> = selected
                .iter()
                .map(|text| {
                    if text.trim().is_empty() {
                        Says::Name
                    } else {
                        self.says(text)
                    }
                })
                .filter(|says| !matches!(says, Says::Nothing | Says::NoneSelected))
                .collect();
            let is_multiple = item.node.attribute("multiple").is_some();
            let is_seen = item.is_seen && !item.is_aria_hidden;
            let has_options = item.node.children().iter().any(|child| !child.is_text());
            let what = match (is_multiple, is_seen, &names[..]) {
                (true, false, []) if has_options => What::EmptyTwin,
                (true, false, []) => continue,
                (_, _, []) => What::NoneSelected,
                (true, _, names) => What::Selected(names.len()),
                (false, true, [Says::Prompt]) => What::Prompt,
                (false, true, _) => What::Selected(1),
                // It may only be the first, which a browser selects by itself.
                (false, false, _) => What::HiddenValue,
            };
            self.push(what, place);
        }
    }

    fn read_boxes(&mut self) {
        let boxes: Vec<usize> = self
            .tree
            .places()
            .filter(|place| self.tree.item(*place).is_box && !self.explained[*place])
            .collect();
        let mut is_any_on = false;
        for place in &boxes {
            let item = self.tree.item(*place);
            if item.tag != "input" && !item.is_seen {
                continue;
            }
            match state_of(&item.node) {
                Some(BoxState::On) => {
                    is_any_on = true;
                    self.push(What::Ticked, *place);
                }
                Some(BoxState::Off) => {}
                Some(BoxState::Mixed) | None => self.push(What::UnclearMark, *place),
            }
        }
        if let (false, Some(first)) = (is_any_on, boxes.first()) {
            self.push(What::NoneTicked, *first);
        }
        self.explain_choices(&boxes);
    }

    /// The texts beside boxes are choices: those in the smallest element that holds a box and a text, where there are not more
    /// texts than boxes.
    fn explain_choices(&mut self, boxes: &[usize]) {
        for place in boxes {
            let label: Vec<usize> = self
                .tree
                .item(*place)
                .node
                .labels()
                .iter()
                .filter_map(|label| self.tree.place_of(label))
                .collect();
            for label in label {
                self.explain(label);
            }
            for around in self.tree.ancestry(*place).take(4) {
                if self.tree.within(around).len() > 400 {
                    break;
                }
                let texts: Vec<usize> = self
                    .tree
                    .within(around)
                    .filter(|inner| self.is_text(*inner))
                    .collect();
                let count = self
                    .tree
                    .within(around)
                    .filter(|inner| self.tree.item(*inner).is_box)
                    .count();
                if texts.is_empty() {
                    continue;
                }
                if texts.len() <= count {
                    for text in texts {
                        if self
                            .remover_of(text)
                            .is_none_or(|(_, removes)| removes.is_none())
                        {
                            self.explained[text] = true;
                        }
                    }
                }
                break;
            }
        }
    }

    fn read_inputs(&mut self) {
        for place in self.tree.places() {
            if self.explained[place] {
                continue;
            }
            let item = self.tree.item(place);
            let is_hidden = item.tag == "input" && item.says("type", "hidden");
            if !is_hidden && !self.is_input(place) {
                continue;
            }
            let is_seen = item.is_seen && !item.is_aria_hidden;
            let value = match item.node.value() {
                Some(value) => value,
                None => self.tree.words_in(place),
            };
            let says = self.says(&value);
            let what = if says == Says::Nothing || self.is_painted(place, &value) {
                let is_used = is_seen || item.role == "combobox" && item.node.is_rendered();
                if !is_used {
                    continue;
                }
                What::EmptyInput
            } else if !is_seen {
                let is_of_no_use = matches!(
                    fold(&value).as_str(),
                    "0" | "-1" | "[]" | "{}" | "false" | "true" | "on"
                );
                if is_of_no_use {
                    continue;
                }
                What::HiddenValue
            } else {
                let is_search = item.says("type", "search") || item.role == "searchbox";
                let is_open = self
                    .tree
                    .ancestry(place)
                    .any(|around| self.tree.item(around).says("aria-expanded", "true"));
                match says {
                    Says::NoneSelected => What::SaysNone,
                    Says::Selected(count) => What::Count(count),
                    Says::Prompt => What::Prompt,
                    _ if is_search || is_open => What::Query,
                    _ => What::Typed,
                }
            };
            self.push(what, place);
            if item_is_textbox(&self.tree, place) {
                self.explain(place);
            }
        }
    }

    /// Whether an input is a sign that is painted by its value.
    fn is_painted(&self, place: usize, value: &str) -> bool {
        let item = self.tree.item(place);
        let roles = item.attribute("role");
        let mut roles = roles.split_ascii_whitespace();
        value.trim().chars().count() <= 2
            && (item.is_aria_hidden
                || roles.any(|role| matches!(role, "presentation" | "none" | "button")))
    }

    fn read_triggers(&mut self) {
        let triggers: Vec<usize> = self
            .tree
            .places()
            .filter(|place| self.is_trigger(*place))
            .collect();
        for place in triggers {
            let item = self.tree.item(place);
            // One that is laid over what is drawn is transparent.
            if self.explained[place] || !item.node.is_rendered() || self.is_in_list(place) {
                continue;
            }
            let texts: Vec<usize> = self
                .tree
                .within(place)
                .filter(|inner| self.tree.item(*inner).is_seen && self.is_text(*inner))
                .collect();
            let has_icon_beside = |chip: usize| {
                self.tree.children(place).any(|child| {
                    !self.tree.holds(child, chip) && name::is_icon(&self.tree.item(child).node)
                })
            };
            let removable: Vec<(usize, usize)> = texts
                .iter()
                .filter_map(|text| {
                    let (control, kind) = self.remover_of(*text)?;
                    let is_chip = match kind {
                        Some(kind) => kind != Removes::All,
                        None => texts.len() > 1 || has_icon_beside(*text),
                    };
                    is_chip.then_some((*text, control))
                })
                .collect();
            let rest: Vec<&str> = texts
                .iter()
                .filter(|text| !removable.iter().any(|(chip, _)| chip == *text))
                .map(|text| self.tree.item(*text).text.as_str())
                .collect();
            let caption = rest.join(" ");
            let is_captioned = caption.contains(char::is_alphanumeric);
            let own_name = name::of_group(&item.node);
            let shown = if is_captioned || !removable.is_empty() {
                caption
            } else {
                self.after_name(&own_name)
            };
            for (text, remover) in &removable {
                self.push_chip(*text, *remover);
            }
            let shown = if self.labels.begins_with(Term::Datasets, &shown) {
                self.after_name(&shown)
            } else {
                shown
            };
            let says = self.says(&shown);
            let is_button_of_input = !is_captioned && self.has_input();
            let what = match says {
                Says::Nothing if !removable.is_empty() || is_button_of_input => None,
                Says::Nothing => Some(What::EmptyDropDown),
                Says::NoneSelected => Some(What::SaysNone),
                Says::Selected(count) => Some(What::Count(count)),
                Says::More => Some(What::More),
                Says::Prompt if words::is_command(&shown) && !is_captioned => None,
                Says::Prompt => Some(What::Prompt),
                Says::Remark | Says::Name
                    if is_captioned || self.labels.begins_with(Term::Datasets, &own_name) =>
                {
                    Some(match shown.trim().parse() {
                        Ok(0) => What::SaysNone,
                        Ok(count) => What::Count(count),
                        Err(_) => What::Caption,
                    })
                }
                Says::Remark | Says::Name => None,
            };
            if let Some(what) = what {
                self.push(what, place);
            }
            if matches!(what, Some(What::Caption | What::Count(_) | What::More))
                || !removable.is_empty()
            {
                self.openers.push(place);
            }
            self.explain(place);
        }
    }

    /// What a name says behind the field's own name.
    fn after_name(&self, own: &str) -> String {
        let folded = fold(own);
        self.labels
            .forms(Term::Datasets)
            .filter_map(|form| folded.strip_prefix(form))
            .map(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
            .next()
            .unwrap_or_default()
    }

    fn read_texts(&mut self) {
        for place in self.tree.places() {
            if !self.is_text(place) {
                continue;
            }
            if !self.tree.item(place).is_seen {
                self.push(What::Unseen, place);
                continue;
            }
            let text = self.tree.item(place).text.clone();
            let says = self.says(&text);
            let remover = self.remover_of(place);
            if let Some((remover, removes)) = remover {
                if removes == Some(Removes::All)
                    && says == Says::Name
                    && text.parse::<usize>().is_err()
                {
                    self.push(What::Confirmed, place);
                    continue;
                }
                let is_entry = match (removes, says) {
                    (Some(Removes::One), says) => says != Says::Nothing,
                    (Some(_), Says::Name | Says::Selected(_)) => true,
                    // A name that begins like a prompt; a prompt has no cross before the place to type.
                    (Some(Removes::Cross), Says::Prompt) => {
                        self.first_input().is_some_and(|input| place < input)
                    }
                    (None, Says::Name) => self.is_icon_of_chip(place),
                    _ => false,
                };
                if is_entry {
                    self.push_chip(place, remover);
                    self.explain_chip(place, remover);
                    continue;
                }
            }
            let what = self.text_in_words(place, says);
            if let Some(what) = what {
                self.push(what, place);
            }
        }
    }

    /// A chip's text may be split over elements.
    fn explain_chip(&mut self, place: usize, remover: usize) {
        let chip = self
            .tree
            .ancestry(place)
            .find(|around| self.tree.holds(*around, remover));
        if let Some(chip) = chip.filter(|chip| {
            self.tree.within(*chip).len() <= 60
                && !self
                    .inputs
                    .iter()
                    .any(|input| self.tree.holds(*chip, *input))
        }) {
            // More than one remover is more than one chip.
            let removers = self.tree.within(chip).filter(|inner| {
                let outside = self.tree.ancestry(*inner).skip(1);
                self.removal[*inner].is_some()
                    && !outside
                        .take_while(|around| *around != chip)
                        .any(|around| self.removal[around].is_some())
            });
            if removers.count() <= 1 {
                self.explain(chip);
            }
        }
        let own: Vec<usize> = self
            .tree
            .ancestry(remover)
            .take_while(|around| *around == remover || self.removal[*around].is_some())
            .collect();
        for around in own {
            self.explain(around);
        }
        self.explained[place] = true;
    }

    /// An icon without a name takes the text out that it stands by, where both stand by a place to type.
    fn is_icon_of_chip(&self, place: usize) -> bool {
        let is_button = self.tree.ancestry(place).any(|around| {
            self.tree.item(around).is_pressable && words::is_command(&self.tree.words_in(around))
        });
        !is_button
            && self
                .inputs
                .iter()
                .any(|input| !self.tree.holds(*input, place))
            && !self.described[place]
    }

    fn text_in_words(&self, place: usize, says: Says) -> Option<What> {
        let pressed = self
            .tree
            .ancestry(place)
            .find(|around| self.tree.item(*around).is_pressable);
        if let Some(pressed) = pressed {
            let words = self.tree.words_in(pressed);
            if words::is_command(&words) {
                return Some(What::Remark);
            }
        }
        let is_label = self.tree.ancestry(place).any(|around| {
            matches!(self.tree.item(around).tag.as_str(), "label" | "legend")
                && !self.holds_control(around)
        });
        let is_help = self.described[place]
            || is_label
            || self.tree.ancestry(place).take(4).any(|around| {
                let item = self.tree.item(around);
                matches!(item.tag.as_str(), "small" | "p")
                    || matches!(item.role.as_str(), "note" | "tooltip")
            });
        Some(match says {
            Says::Nothing => return None,
            Says::NoneSelected => What::SaysNone,
            Says::Selected(count) => What::Count(count),
            Says::More => What::More,
            Says::Remark => What::Remark,
            Says::Prompt | Says::Name if is_help => What::Aside,
            Says::Prompt => What::Prompt,
            Says::Name if self.is_plain_item(place) => What::PlainItem,
            Says::Name => What::Text,
        })
    }

    /// Whether a text stands in a row of texts behind the place to type, as choices do.
    fn is_plain_item(&self, place: usize) -> bool {
        let is_behind = self.inputs.last().is_some_and(|last| *last < place)
            || self.tree.item(place).is_floating;
        is_behind
            && self.tree.ancestry(place).skip(1).take(2).any(|around| {
                self.tree
                    .children(around)
                    .filter(|child| self.tree.words_in(*child).contains(char::is_alphanumeric))
                    .count()
                    > 1
                    && !self
                        .inputs
                        .iter()
                        .any(|input| self.tree.holds(around, *input))
            })
    }

    /// A text that a value or a native list says, too, is what is selected.
    fn match_values(&mut self) {
        let values: Vec<String> = self
            .pieces
            .iter()
            .filter(|piece| {
                matches!(
                    piece.what,
                    What::HiddenValue | What::Typed | What::Selected(_)
                )
            })
            .flat_map(|piece| match piece.at.selected_options() {
                Some(names) => names,
                None => piece.at.value().into_iter().collect(),
            })
            .map(|value| fold(&value))
            .collect();
        let says = |text: &str| {
            let text = fold(text);
            let text = text.trim_matches(|c: char| !c.is_alphanumeric());
            values.iter().any(|value| {
                *value == text
                    || value
                        .split([',', ';'])
                        .any(|part| part.trim_matches(|c: char| !c.is_alphanumeric()) == text)
            })
        };
        for index in 0..self.pieces.len() {
            let piece = &self.pieces[index];
            if matches!(piece.what, What::Text | What::Prompt)
                && piece.at.value().is_none()
                && says(&name::content_without(&piece.at, None))
            {
                self.pieces[index].what = What::Confirmed;
            }
        }
    }

    fn read_lone_removers(&mut self) {
        for place in self.tree.places() {
            let item = self.tree.item(place);
            let Some(removes) = self.removal[place] else {
                continue;
            };
            if self.explained[place] || item.node.is_disabled() {
                continue;
            }
            let node = self.tree.item(self.innermost(place)).node.clone();
            if self.removers.contains(&node) {
                continue;
            }
            let is_sign = item.text.chars().count() <= 2 && !item.text.is_empty();
            match removes {
                Removes::All => self.clearers.push(node),
                Removes::Cross if !is_sign => self.clearers.push(node),
                Removes::Cross => {
                    self.clearers.push(node);
                    self.push(What::RemoverAlone, place);
                }
                Removes::One => self.push(What::RemoverAlone, place),
            }
        }
    }

    /// What stands in the field, to be compared with what stood there before.
    pub fn texts(&self) -> FieldTexts {
        let mut texts = FieldTexts {
            has_only_prompts: true,
            is_open: self.tree.places().any(|place| {
                let item = self.tree.item(place);
                (item.is_entry || item.is_pressable) && item.says("aria-expanded", "true")
            }),
            ticks: self.ticks,
            is_denied: self
                .pieces
                .iter()
                .any(|piece| piece.what.weight() == Weight::Denied),
            print: START,
            ..FieldTexts::default()
        };
        for piece in &self.pieces {
            let text = match piece.at.value() {
                Some(value) => value,
                None => name::content_without(&piece.at, None),
            };
            let number = hash(START, &text);
            match piece.what {
                What::Text | What::HiddenValue => texts.unexplained.push(number),
                What::Prompt => texts.prompts.push(number),
                What::PlainItem | What::ListedInSight => texts.items.push(number),
                What::Aside => texts.asides.push(number),
                _ => {}
            }
            let weight = piece.what.weight();
            texts.has_only_prompts &= weight != Weight::Doubt || piece.what == What::Prompt;
            if weight != Weight::Nothing {
                texts.print = hash(texts.print, &text);
            }
        }
        texts
    }

    /// Everything that can be seen in the field, and every state in it, as a number.
    pub fn state(&self) -> u64 {
        const STATES: [&str; 4] = [
            "aria-expanded",
            "aria-selected",
            "aria-checked",
            "aria-disabled",
        ];
        let mut number = START;
        for place in self.tree.places() {
            let item = self.tree.item(place);
            if item.is_seen {
                number = hash(number, &item.text);
            }
            for name in STATES {
                number = hash(number, &item.attribute(name));
            }
            number = hash(number, &item.node.value().unwrap_or_default());
            if item.is_box && state_of(&item.node) == Some(BoxState::On) {
                number = hash(number, "on");
            }
            for text in item.node.selected_options().unwrap_or_default() {
                number = hash(number, &text);
            }
        }
        number
    }

    /// Whether anything stands there besides the label: a control, or an element that shows nothing that can be read.
    pub fn has_widget(&self) -> bool {
        !self.pieces.is_empty()
            || self.tree.places().any(|place| {
                let item = self.tree.item(place);
                item.is_seen
                    && !self.explained[place]
                    && item.text.is_empty()
                    && self.tree.within(place).len() == 1
            })
    }

    pub(super) fn list_named(&self, place: usize) -> Option<ListIs> {
        words::list_named(&name::of_group(&self.tree.item(place).node))
    }

    pub(super) fn labels_say(&self, text: &str) -> bool {
        self.labels.is(Term::Datasets, text)
    }

    pub(super) fn removal(&self, place: usize) -> Option<Removes> {
        self.removal[place]
    }

    pub(super) fn inputs(&self) -> &[usize] {
        &self.inputs
    }
}

/// Whether it is a place to type that is no native one: what stands in it is typed.
fn item_is_textbox<N: Node>(tree: &Tree<N>, place: usize) -> bool {
    tree.item(place).tag != "input"
}

/// Where a number for a text begins: the basis of FNV-1a.
const START: u64 = 0xcbf2_9ce4_8422_2325;

/// A number for a text, after FNV-1a. It is compared and never shown.
fn hash(start: u64, text: &str) -> u64 {
    let bytes = text.trim().bytes().chain([0xff]);
    bytes.fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}
