//! The lists in the field: an option that is listed, active or selected; an item that is a chip.

use super::evidence::What;
use super::read::Read;
use super::words::{ListIs, Removes, Says};
use crate::kind::state_of;
use crate::name;
use crate::node::Node;
use trivet_checklist::BoxState;

const LIST_ROLES: &[&str] = &["listbox", "list", "menu", "tree", "grid", "treegrid"];
pub(super) const ITEM_ROLES: &[&str] = &[
    "option",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "treeitem",
    "row",
    "listitem",
];

/// A list and what it holds.
#[derive(Debug)]
struct List {
    place: usize,
    items: Vec<usize>,
    /// Whether it chooses many, as far as it says.
    is_multiple: bool,
    /// Whether it belongs to something that opens it, or nobody sees it, or it lies over the page.
    is_popup: bool,
    /// How many of its items say that they are selected.
    marked: usize,
}

impl<N: Node> Read<'_, N> {
    pub(super) fn is_list(&self, place: usize) -> bool {
        let item = self.tree.item(place);
        LIST_ROLES.contains(&item.role.as_str())
            || matches!(item.tag.as_str(), "ul" | "ol" | "menu")
                && matches!(item.role.as_str(), "" | "presentation" | "none" | "group")
    }

    pub(super) fn is_item(&self, place: usize) -> bool {
        let item = self.tree.item(place);
        ITEM_ROLES.contains(&item.role.as_str())
            || item.tag == "li" && matches!(item.role.as_str(), "" | "presentation" | "none")
    }

    /// The list that an item belongs to; for an option without a list, what is around it.
    fn list_of(&self, place: usize) -> Option<usize> {
        let is_option = self.tree.item(place).role == "option";
        let around = || self.tree.ancestry(place).skip(1);
        around()
            .find(|around| {
                let role = &self.tree.item(*around).role;
                self.is_list(*around) && (!is_option || LIST_ROLES.contains(&role.as_str()))
            })
            .or_else(|| around().find(|around| self.is_list(*around)))
            .or_else(|| around().next())
    }

    /// The lists of the field that have items, and the empty ones that say they are lists.
    fn lists(&self) -> Vec<List> {
        let mut lists: Vec<List> = self
            .tree
            .places()
            .filter(|place| self.is_list(*place) && !self.is_explained(*place))
            .map(|place| self.list(place))
            .collect();
        let controlled = self.controlled();
        for place in self.tree.places() {
            // An item that holds items is a group of them, and none itself.
            let is_leaf = self.is_item(place)
                && !self.is_explained(place)
                && !self
                    .tree
                    .within(place)
                    .skip(1)
                    .any(|inner| self.is_item(inner));
            let Some(around) = self.list_of(place).filter(|_| is_leaf) else {
                continue;
            };
            let index = lists.iter().position(|list| list.place == around);
            let index = index.unwrap_or_else(|| {
                lists.push(self.list(around));
                lists.len() - 1
            });
            lists[index].marked += usize::from(self.mark(place) == Some(true));
            lists[index].items.push(place);
        }
        for list in &mut lists {
            let item = self.tree.item(list.place);
            list.is_popup = !item.is_seen
                || item.is_floating
                || matches!(item.role.as_str(), "menu")
                || self
                    .tree
                    .ancestry(list.place)
                    .any(|around| controlled.contains(&around));
        }
        lists
    }

    fn list(&self, place: usize) -> List {
        List {
            place,
            items: Vec::new(),
            is_multiple: self.tree.item(place).says("aria-multiselectable", "true"),
            is_popup: false,
            marked: 0,
        }
    }

    /// What the field's controls say they open.
    fn controlled(&self) -> Vec<usize> {
        let mut found = Vec::new();
        for place in self.tree.places() {
            let item = self.tree.item(place);
            if !item.is_entry && !item.is_pressable {
                continue;
            }
            for name in ["aria-controls", "aria-owns"] {
                for id in item.attribute(name).split_ascii_whitespace() {
                    let target = item.node.by_id(id);
                    found.extend(target.and_then(|target| self.tree.place_of(&target)));
                }
            }
        }
        found
    }

    /// The options that their lists say are the active ones.
    fn active(&self) -> Vec<N> {
        self.tree
            .places()
            .filter_map(|place| {
                let item = self.tree.item(place);
                let id = item.node.attribute("aria-activedescendant")?;
                item.node.by_id(&id)
            })
            .collect()
    }

    /// Whether an item says that it is selected or ticked, or holds a ticked box.
    fn mark(&self, place: usize) -> Option<bool> {
        let item = self.tree.item(place);
        // Where both are stated, the keyboard is at what is selected, and what is checked is chosen.
        let stated = item
            .node
            .attribute("aria-checked")
            .or_else(|| item.node.attribute("aria-selected"));
        let has_box = || {
            self.tree
                .within(place)
                .filter(|inner| self.tree.item(*inner).is_box)
                .find_map(|inner| state_of(&self.tree.item(inner).node))
                .map(|state| state == BoxState::On)
        };
        match stated.as_deref() {
            Some("true") => Some(true),
            Some(_) => Some(has_box().unwrap_or(false)),
            None => has_box(),
        }
    }

    /// Whether an item is ticked, and not merely selected or active.
    fn is_ticked(&self, place: usize) -> bool {
        self.tree.item(place).says("aria-checked", "true")
            || self.tree.within(place).any(|inner| {
                let item = self.tree.item(inner);
                item.is_box && state_of(&item.node) == Some(BoxState::On)
            })
    }

    /// Reads the items of every list that two-list fields have not explained.
    pub(super) fn read_items(&mut self) {
        let lists = self.lists();
        let active = self.active();
        let first_input = self.first_input();
        for list in &lists {
            self.read_list(list, &active, first_input);
        }
    }

    fn read_list(&mut self, list: &List, active: &[N], first_input: Option<usize>) {
        let is_input_inside = self
            .inputs()
            .iter()
            .any(|input| self.tree.holds(list.place, *input));
        let is_before = first_input.is_some_and(|input| list.place < input);
        let named = self.list_named(list.place);
        let mut is_any_chosen = false;
        let mut plain = Vec::new();
        for place in &list.items {
            let what = self.item(
                list,
                *place,
                active,
                is_input_inside,
                is_before,
                first_input,
                named,
            );
            let is_options = self.tree.item(*place).role != "row" || named.is_some();
            if let Some(what) = what {
                is_any_chosen |= matches!(
                    what,
                    What::Chip | What::Ticked | What::ChosenItem | What::ItemBeforeInput
                );
                match what {
                    What::Chip => {}
                    What::PlainItem => plain.push(*place),
                    _ => self.push(what, *place),
                }
                if is_options {
                    self.explain(*place);
                }
            }
        }
        // Where one item of a list is a chip, the others are no choices.
        let what = if is_any_chosen && !list.is_popup {
            What::ItemBeforeInput
        } else {
            What::PlainItem
        };
        for place in plain {
            self.push(what, place);
        }
        let has_marks = list.items.iter().any(|place| self.mark(*place).is_some());
        if list.is_popup && has_marks {
            let is_ticked = is_any_chosen || list.items.iter().any(|place| self.is_ticked(*place));
            self.ticks = Some(self.ticks == Some(true) || is_ticked);
        }
        if is_any_chosen {
            return;
        }
        let role = self.tree.item(list.place).role.clone();
        let is_chosen_list = named == Some(ListIs::Chosen)
            || (role == "listbox"
                && list.is_multiple
                && self.labels_say(&name::of_group(&self.tree.item(list.place).node)));
        if list.items.is_empty() && is_chosen_list && !list.is_popup && !is_input_inside {
            self.push(What::EmptyChosenList, list.place);
        }
        if has_marks
            && list.marked == 0
            && !list.is_popup
            && first_input.is_none()
            && role != "menu"
        {
            self.push(What::NoneTicked, list.place);
        }
    }

    /// What an item of a list is.
    #[allow(clippy::too_many_arguments)]
    fn item(
        &mut self,
        list: &List,
        place: usize,
        active: &[N],
        is_input_inside: bool,
        is_before: bool,
        first_input: Option<usize>,
        named: Option<ListIs>,
    ) -> Option<What> {
        let is_seen = self.tree.item(place).is_seen;
        let words = self.tree.words_in(place);
        let text = self
            .tree
            .within(place)
            .find(|inner| self.tree.item(*inner).is_seen && self.is_text(*inner));
        let says = self.says(text.map_or("", |text| &self.tree.item(text).text));
        let is_name = matches!(says, Says::Name | Says::Prompt | Says::Remark);
        if is_seen
            && is_name
            && let Some(text) = text
        {
            let inside = self.tree.within(place).find(|inner| {
                let removes = self.removal(*inner);
                *inner != place && matches!(removes, Some(Removes::One | Removes::Cross))
                    || *inner == place && removes == Some(Removes::One)
            });
            let remover = inside
                .and_then(|_| self.remover_of(text))
                .or_else(|| {
                    self.remover_of(text)
                        .filter(|(_, removes)| removes.is_some() && !list.is_popup)
                })
                .or_else(|| {
                    self.remover_of(text).filter(|(remover, _)| {
                        !list.is_popup
                            && (is_before || is_input_inside)
                            && self.tree.holds(place, *remover)
                            && self.mark(place) != Some(false)
                    })
                });
            if let Some((remover, _)) = remover {
                self.push_chip(text, remover);
                return Some(What::Chip);
            }
        }
        if self.mark(place) == Some(true) {
            let is_active = active.contains(&self.tree.item(place).node);
            // In a list that is always in sight and that no place to type searches, being active selects nothing.
            let is_in_sight_alone = !list.is_popup && !self.has_input();
            let is_certain = list.marked > 1
                || self.is_ticked(place)
                || list.is_multiple && is_seen && (!is_active || is_in_sight_alone);
            let is_of_input = is_active || list.is_popup || first_input.is_some();
            return Some(if is_certain {
                What::Ticked
            } else if !list.is_multiple && is_of_input {
                What::Listed
            } else {
                What::MaybeActive
            });
        }
        if !words.contains(char::is_alphanumeric)
            || self
                .inputs()
                .iter()
                .any(|input| self.tree.holds(place, *input))
        {
            return None;
        }
        if !is_seen {
            return Some(What::Unseen);
        }
        match says {
            Says::Nothing | Says::Remark => return Some(What::Remark),
            Says::NoneSelected => return Some(What::SaysNone),
            Says::Selected(count) => return Some(What::Count(count)),
            Says::More => return Some(What::More),
            Says::Name | Says::Prompt => {}
        }
        let is_option = self.tree.item(place).role != "row"
            && ITEM_ROLES.contains(&self.tree.item(place).role.as_str())
            && self.tree.item(place).role != "listitem";
        let is_before_input = first_input.is_some_and(|input| place < input);
        Some(if named == Some(ListIs::Chosen) {
            What::ChosenItem
        } else if list.is_popup || named == Some(ListIs::Available) {
            What::Listed
        } else if is_input_inside && is_before_input {
            What::ItemBeforeInput
        } else if is_option && (self.mark(place) == Some(false) || !is_before) {
            What::ListedInSight
        } else {
            What::PlainItem
        })
    }
}
