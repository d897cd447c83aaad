//! Two lists side by side: the list of what can be chosen and that of what is chosen, and which of them is which.

use super::clearing::{self, TwoLists};
use super::evidence::What;
use super::lists::ITEM_ROLES;
use super::read::Read;
use super::words::{self, ListIs, Says};
use crate::name;
use crate::node::Node;

impl<N: Node> Read<'_, N> {
    /// Two lists and the buttons that move an item from one to the other: what is in the list of the chosen is chosen, and no
    /// mark in either says anything.
    pub(super) fn read_two_lists(&mut self) {
        let mut lists: Vec<usize> = self
            .tree
            .places()
            .filter(|place| {
                let item = self.tree.item(*place);
                let is_native = item.tag == "select" && item.node.attribute("multiple").is_some();
                let is_drawn = self.is_list(*place) && item.role != "menu";
                let is_seen = item.is_seen
                    || (item.node.is_rendered() && !item.is_floating && item.role == "listbox");
                (is_native || is_drawn)
                    && is_seen
                    && !item.is_floating
                    && !self.is_explained(*place)
            })
            .collect();
        let all = lists.clone();
        lists.retain(|place| {
            !all.iter()
                .any(|other| other != place && self.tree.holds(*other, *place))
        });
        lists.retain(|place| {
            !self
                .inputs()
                .iter()
                .any(|input| self.tree.holds(*place, *input))
        });
        if lists.is_empty() {
            lists = self.groups_of_boxes();
        }
        if let [only] = lists[..] {
            self.read_one_of_two(only);
        }
        if lists.len() != 2 {
            return;
        }
        let (first, second) = (lists[0], lists[1]);
        let [is_native, is_other_native] =
            [first, second].map(|place| self.tree.item(place).tag == "select");
        if is_native != is_other_native || !self.has_moves(&lists) {
            return;
        }
        let columns = [self.column(first, second), self.column(second, first)];
        let says = [
            self.named_column(first, columns[0]),
            self.named_column(second, columns[1]),
        ];
        let chosen = match says {
            [Some(ListIs::Chosen), other] if other != Some(ListIs::Chosen) => 0,
            [None, Some(ListIs::Available)] => 0,
            // It is the second one everywhere, where no caption says otherwise.
            _ => 1,
        };
        self.two_lists = Some(TwoLists {
            list: lists[chosen],
            column: columns[chosen],
            items: self.items_of(lists[chosen]),
            is_second: chosen == 1,
        });
        let items = self.items_of(lists[chosen]);
        for item in &items {
            self.push(What::ChosenItem, *item);
        }
        if let (true, Some(count)) = (is_native, self.options_in(lists[chosen])) {
            let what = if count == 0 {
                What::EmptyChosenList
            } else {
                What::Selected(count)
            };
            self.push(what, lists[chosen]);
        } else if items.is_empty() {
            self.push(What::EmptyChosenList, lists[chosen]);
        }
        for column in columns {
            self.explain(column);
        }
        // The buttons that move items are no removers of chips.
        for place in self.tree.places() {
            if self.tree.item(place).is_pressable {
                self.explain(place);
            }
        }
    }

    /// Groups of check boxes, beside one another in columns of which one says what it is: what is ticked there is to be moved.
    fn groups_of_boxes(&self) -> Vec<usize> {
        let groups: Vec<usize> = self
            .tree
            .places()
            .filter(|place| {
                let item = self.tree.item(*place);
                item.role == "group"
                    && item.is_seen
                    && self
                        .tree
                        .within(*place)
                        .any(|inner| self.tree.item(inner).is_box)
            })
            .collect();
        let says = |place: &usize| words::list_named(&self.tree.item(*place).text).is_some();
        let is_named = self.tree.places().any(|place| says(&place));
        if is_named { groups } else { Vec::new() }
    }

    /// A label around a check box, in a group of them.
    fn is_box_in_group(&self, place: usize) -> bool {
        self.tree.item(place).tag == "label"
            && self
                .tree
                .within(place)
                .any(|inner| self.tree.item(inner).is_box)
    }

    /// Of two lists the one without items may not be drawn: in its place stands a column that says so, on the other side of the
    /// buttons that move items.
    fn read_one_of_two(&mut self, list: usize) {
        let sides = self.tree.ancestry(list).skip(1).find_map(|around| {
            let columns: Vec<usize> = self
                .tree
                .children(around)
                .filter(|child| self.tree.item(*child).is_seen)
                .collect();
            let [before, between, after] = columns[..] else {
                return None;
            };
            let is_between = self.is_row_of_moves(between);
            let other = if self.tree.holds(before, list) {
                after
            } else {
                before
            };
            (is_between && self.says_empty(other)).then_some((before, between, after))
        });
        let Some((before, between, after)) = sides else {
            return;
        };
        if self.tree.holds(before, list) {
            self.push(What::EmptyChosenList, after);
        } else {
            let items = self.items_of(list);
            for item in &items {
                self.push(What::ChosenItem, *item);
            }
            self.two_lists = Some(TwoLists {
                list,
                column: after,
                items,
                is_second: true,
            });
        }
        for column in [before, between, after] {
            self.explain(column);
        }
    }

    /// Whether an element holds two buttons or more, and nothing else that could be read.
    fn is_row_of_moves(&self, place: usize) -> bool {
        let buttons = self.tree.within(place).filter(|inner| {
            self.tree.item(*inner).tag == "button" || self.tree.item(*inner).role == "button"
        });
        let words = self.tree.words_in(place);
        buttons.count() > 1 && (!words.contains(char::is_alphanumeric) || words::is_command(&words))
    }

    /// Whether every text in an element is a caption, or says that nothing is there.
    fn says_empty(&self, place: usize) -> bool {
        self.tree
            .within(place)
            .filter(|inner| self.is_text(*inner) && self.tree.item(*inner).is_seen)
            .all(|inner| {
                let text = &self.tree.item(inner).text;
                !matches!(
                    self.says(text),
                    Says::Name | Says::Prompt | Says::Selected(_) | Says::More
                ) || words::list_named(text).is_some()
            })
    }

    /// Whether there are controls outside both lists, or in each item, that move items.
    fn has_moves(&self, lists: &[usize]) -> bool {
        let moves = self.tree.places().filter(|place| {
            let item = self.tree.item(*place);
            item.is_pressable
                && item.is_seen
                && !matches!(item.tag.as_str(), "input")
                && !item.is_entry
                && !ITEM_ROLES.contains(&item.role.as_str())
                && !lists.iter().any(|list| self.tree.holds(*list, *place))
        });
        let inputs = self.tree.places().filter(|place| {
            let item = self.tree.item(*place);
            item.tag == "input"
                && matches!(
                    item.attribute("type").as_str(),
                    "button" | "submit" | "image"
                )
        });
        moves.count() + inputs.count() > 1
    }

    /// What belongs to one of two lists: the largest element around it that does not hold the other.
    fn column(&self, place: usize, other: usize) -> usize {
        self.tree
            .ancestry(place)
            .take_while(|around| !self.tree.holds(*around, other))
            .last()
            .unwrap_or(place)
    }

    fn named_column(&self, list: usize, column: usize) -> Option<ListIs> {
        let own = self.list_named(list).or_else(|| {
            words::list_named(&name::of_control(&self.tree.item(list).node))
                .filter(|_| self.tree.item(list).tag == "select")
        });
        if own.is_some() {
            return own;
        }
        let mut said = self
            .tree
            .within(column)
            .filter(|place| !self.tree.holds(list, *place))
            .filter_map(|place| {
                let item = self.tree.item(place);
                let group = name::of_group(&item.node);
                words::list_named(&item.text).or_else(|| words::list_named(&group))
            });
        let first = said.next()?;
        said.all(|other| other == first).then_some(first)
    }

    /// The items of a drawn list that name something.
    fn items_of(&self, list: usize) -> Vec<usize> {
        let named = |place: &usize| {
            self.tree.item(*place).is_seen
                && clearing::is_named(self.says(&self.tree.words_in(*place)))
        };
        self.tree
            .within(list)
            .skip(1)
            .filter(|place| {
                (self.is_item(*place) || self.is_box_in_group(*place))
                    && !self
                        .tree
                        .within(*place)
                        .skip(1)
                        .any(|inner| self.is_item(inner))
            })
            .filter(named)
            .collect()
    }

    /// How many options with a name stand in a native list.
    fn options_in(&self, list: usize) -> Option<usize> {
        let item = self.tree.item(list);
        (item.tag == "select").then(|| {
            options(&item.node)
                .iter()
                .filter(|text| !matches!(self.says(text), Says::Nothing | Says::Remark))
                .count()
        })
    }
}

/// The texts of the options in a native list.
fn options<N: Node>(list: &N) -> Vec<String> {
    list.children()
        .into_iter()
        .filter(|child| !child.is_text())
        .flat_map(|child| match child.tag().as_str() {
            "option" => vec![name::content_without(&child, None)],
            _ => options(&child),
        })
        .collect()
}
