//! The controls of the field: native lists, boxes, places to type, and drop-downs that show a text.

use super::evidence::What;
use super::read::Read;
use super::tree::Tree;
use super::words::{self, Removes, Says};
use crate::kind::state_of;
use crate::name;
use crate::node::Node;
use trivet_checklist::BoxState;
use trivet_checklist::label::{Term, fold};

impl<N: Node> Read<'_, N> {
    /// Whether it opens a list and shows by its own text what is selected.
    pub(super) fn is_trigger(&self, place: usize) -> bool {
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

    pub(super) fn read_native_lists(&mut self) {
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

    pub(super) fn read_boxes(&mut self) {
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
    pub(super) fn explain_choices(&mut self, boxes: &[usize]) {
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

    pub(super) fn read_inputs(&mut self) {
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
    pub(super) fn is_painted(&self, place: usize, value: &str) -> bool {
        let item = self.tree.item(place);
        let roles = item.attribute("role");
        let mut roles = roles.split_ascii_whitespace();
        value.trim().chars().count() <= 2
            && (item.is_aria_hidden
                || roles.any(|role| matches!(role, "presentation" | "none" | "button")))
    }

    pub(super) fn read_triggers(&mut self) {
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
            // One beside a place to type that the Tab key skips opens its list. A word for that is its caption; a single letter
            // may be one.
            let is_skipped = item.is_pressable
                && item.role != "combobox"
                && item.says("tabindex", "-1")
                && self.has_input();
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
            let is_letter = shown.trim().chars().count() == 1;
            let what = match says {
                Says::Nothing if !removable.is_empty() || is_button_of_input => None,
                _ if is_skipped && words::is_opener(&shown) => None,
                _ if is_skipped && is_letter => Some(What::Prompt),
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
    pub(super) fn after_name(&self, own: &str) -> String {
        let folded = fold(own);
        self.labels
            .forms(Term::Datasets)
            .filter_map(|form| folded.strip_prefix(form))
            .map(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
            .next()
            .unwrap_or_default()
    }
}

/// Whether it is a place to type that is no native one: what stands in it is typed.
fn item_is_textbox<N: Node>(tree: &Tree<N>, place: usize) -> bool {
    tree.item(place).tag != "input"
}
