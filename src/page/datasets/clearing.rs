//! How an entry is taken out of the field: what a person would press, the best first.

use super::evidence::What;
use super::read::Read;
use super::tree::Tree;
use super::words::{self, ListIs, Removes, Says};
use super::{Field, Reading};
use crate::name;
use crate::node::Node;
use trivet_checklist::label::{fold, has};

/// A way to take an entry out of the field.
#[derive(Debug, Clone, PartialEq)]
pub enum Clearing<N> {
    /// A click on it takes one entry or all of them, or leads to where that can be done.
    Click(N),
    /// Nothing is to be selected in this native `select`.
    Deselect(N),
    /// Every option of this native `select` is to be selected, to be moved.
    SelectAll(N),
    /// The text in it is to be emptied.
    Empty(N),
    /// The Backspace key in it takes the last entry out.
    Backspace(N),
}

impl<N> Clearing<N> {
    /// What it acts on.
    pub fn target(&self) -> &N {
        match self {
            Self::Click(node)
            | Self::Deselect(node)
            | Self::SelectAll(node)
            | Self::Empty(node)
            | Self::Backspace(node) => node,
        }
    }
}

/// The steps that were taken to clear the field of one form, and which of them changed nothing.
#[derive(Debug)]
pub struct Steps<N> {
    boundary: Option<N>,
    last: Option<(Clearing<N>, u64)>,
    failed: Vec<Clearing<N>>,
}

impl<N> Default for Steps<N> {
    fn default() -> Self {
        Self {
            boundary: None,
            last: None,
            failed: Vec::new(),
        }
    }
}

impl<N: Node> Steps<N> {
    /// The next step to take.
    pub fn next(&mut self, field: &Field<N>) -> Option<Clearing<N>> {
        if let Some((step, print)) = self.last.take()
            && print == field.state
        {
            self.failed.push(step);
        }
        let next = field.clearing.iter().find(|way| !self.failed.contains(way));
        self.last = next.map(|way| (way.clone(), field.state));
        next.cloned()
    }

    /// Whether a step is left that was not seen to change nothing. Another form begins anew, and so does a field that was
    /// cleared: what is selected in it next may look the same as before.
    pub fn has_left(&mut self, field: &Field<N>, boundary: &N) -> bool {
        let is_cleared = matches!(field.reading, Reading::Empty);
        if is_cleared || self.boundary.as_ref() != Some(boundary) {
            *self = Self {
                boundary: Some(boundary.clone()),
                ..Self::default()
            };
        }
        field.clearing.iter().any(|way| !self.failed.contains(way))
    }
}

/// Two lists, as far as moving back concerns them.
#[derive(Debug)]
pub(super) struct TwoLists {
    /// The list of the chosen.
    pub list: usize,
    /// It, its caption and its buttons.
    pub column: usize,
    /// Its items.
    pub items: Vec<usize>,
    /// Whether it is the second of the two.
    pub is_second: bool,
}

/// The ways in which the field can be cleared, the best first.
pub fn ways<N: Node>(read: &Read<'_, N>) -> Vec<Clearing<N>> {
    if let Some(lists) = &read.two_lists {
        return move_back(read, lists);
    }
    let of = |wanted: fn(What) -> bool| {
        read.pieces
            .iter()
            .filter(move |piece| wanted(piece.what))
            .map(|piece| piece.at.clone())
    };
    let natives = of(|what| matches!(what, What::Selected(_)));
    let (drawn, twins): (Vec<N>, Vec<N>) = natives.partition(Node::is_rendered);
    let mut ways: Vec<Clearing<N>> = drawn.into_iter().map(Clearing::Deselect).collect();
    // The last one first: a click changes the list behind it.
    ways.extend(read.removers.iter().rev().cloned().map(Clearing::Click));
    ways.extend(of(|what| what == What::Ticked).map(Clearing::Click));
    ways.extend(read.clearers.last().cloned().map(Clearing::Click));
    let typed = of(|what| matches!(what, What::Typed | What::Query));
    ways.extend(
        typed
            .filter(|field| field.value().is_some() && field.attribute("readonly").is_none())
            .map(Clearing::Empty),
    );

    let has_entries = read.pieces.iter().any(|piece| {
        matches!(
            piece.what,
            What::Chip | What::ItemBeforeInput | What::Text | What::PlainItem | What::Count(_)
        )
    });
    if has_entries {
        let input = read
            .tree
            .places()
            .find(|place| read.tree.item(*place).node.is_rendered() && read.is_input(*place));
        ways.extend(input.map(|input| Clearing::Backspace(node(&read.tree, input))));
    }
    ways.extend(listed_by_name(read).map(Clearing::Click));
    ways.extend(
        read.openers
            .iter()
            .map(|place| Clearing::Click(node(&read.tree, *place))),
    );
    ways.extend(twins.into_iter().map(Clearing::Deselect));
    ways
}

/// The option of an open list that goes by a name which the drop-down shows, where no option says that it is selected.
fn listed_by_name<N: Node>(read: &Read<'_, N>) -> Option<N> {
    let shown: Vec<String> = read
        .openers
        .iter()
        .flat_map(|place| {
            let words = read.tree.words_in(*place);
            let names: Vec<String> = words.split([',', ';']).map(fold).collect();
            names
        })
        .filter(|name| !name.is_empty())
        .collect();
    let option = read.tree.places().find(|place| {
        let item = read.tree.item(*place);
        item.role == "option" && item.is_seen && shown.contains(&fold(&read.tree.words_in(*place)))
    });
    option.map(|option| node(&read.tree, option))
}

/// All back at once; else the control in an item; else a marked item, by the button that moves it back.
fn move_back<N: Node>(read: &Read<'_, N>, lists: &TwoLists) -> Vec<Clearing<N>> {
    let tree = &read.tree;
    let is_native = tree.item(lists.list).tag == "select";
    if lists.items.is_empty() && !is_native {
        return Vec::new();
    }
    let buttons: Vec<usize> = tree
        .places()
        .filter(|place| {
            let item = tree.item(*place);
            item.is_seen
                && is_button(&item.tag, &item.role, &item.attribute("type"))
                && !tree.holds(lists.list, *place)
        })
        .collect();
    let named = |place: &usize| name::of_control(&tree.item(*place).node);
    let titled = |place: &usize| [named(place), tree.item(*place).attribute("title")];
    let is_all = |text: &String| {
        words::removes(text) == Some(Removes::All)
            || is_sign(text, lists.is_second, 2)
            || goes_back(text) && fold(text).split(' ').any(|word| word == "all")
    };
    let is_back = |text: &String| {
        goes_back(text)
            || words::removes(text) == Some(Removes::One)
            || is_sign(text, lists.is_second, 1)
    };
    let find = |wanted: &dyn Fn(&String) -> bool| {
        buttons
            .iter()
            .copied()
            .find(|place| titled(place).iter().any(wanted))
    };
    let mut ways = Vec::new();
    if let Some(all) = find(&is_all) {
        ways.push(Clearing::Click(node(tree, all)));
    }
    let in_items = lists.items.iter().rev().filter_map(|item| {
        let inner = tree.within(*item).skip(1).find(|inner| {
            let inner = tree.item(*inner);
            inner.is_pressable
                && inner.is_seen
                && inner.role != "option"
                && !inner.is_box
                && inner.tag != "input"
        });
        inner.map(|inner| Clearing::Click(node(tree, inner)))
    });
    ways.extend(in_items);
    let between = || {
        let outside: Vec<usize> = buttons
            .iter()
            .copied()
            .filter(|place| !tree.holds(lists.column, *place))
            .collect();
        match (lists.is_second, &outside[..]) {
            (true, [.., last]) => Some(*last),
            (false, [first, ..]) => Some(*first),
            _ => None,
        }
    };
    let back = find(&is_back).or_else(between);
    let is_marked = |item: &usize| {
        let item = *item;
        tree.item(item).says("aria-selected", "true")
            || tree.within(item).any(|inner| {
                let inner = tree.item(inner);
                inner.is_box
                    && crate::kind::state_of(&inner.node) == Some(trivet_checklist::BoxState::On)
            })
    };
    if is_native {
        let has_marked = tree
            .item(lists.list)
            .node
            .selected_options()
            .is_some_and(|marked| !marked.is_empty());
        if !has_marked {
            ways.push(Clearing::SelectAll(node(tree, lists.list)));
        }
    } else if !lists.items.iter().any(is_marked)
        && let Some(item) = lists.items.first()
    {
        let box_in = tree.within(*item).find(|inner| tree.item(*inner).is_box);
        ways.push(Clearing::Click(node(tree, box_in.unwrap_or(*item))));
    }
    if let Some(back) = back {
        ways.push(Clearing::Click(node(tree, back)));
    }
    ways
}

fn is_button(tag: &str, role: &str, kind: &str) -> bool {
    matches!(tag, "button" | "a")
        || role == "button"
        || tag == "input" && matches!(kind, "button" | "submit" | "image")
}

/// Whether a name says that something moves to the list of the available.
fn goes_back(text: &str) -> bool {
    let folded = fold(text);
    let is_to = folded
        .split(' ')
        .any(|word| matches!(word, "to" | "move" | "back"));
    is_to
        && (words::list_named(&folded) == Some(ListIs::Available)
            || folded.ends_with(" back")
            || has(&folded, "left"))
}

/// Whether a text is an arrow that points from the list of the chosen to the other one; a double one moves all.
fn is_sign(text: &str, points_left: bool, count: usize) -> bool {
    let single: &[char] = if points_left {
        &['<', '‹', '←', '◂', '◀', '◄', '⟨', '⇐']
    } else {
        &['>', '›', '→', '▸', '▶', '►', '⟩', '⇒']
    };
    let double: &[char] = if points_left {
        &['«', '⇇', '⏪']
    } else {
        &['»', '⇉', '⏩']
    };
    let sign: Vec<char> = fold(text).chars().filter(|c| !c.is_whitespace()).collect();
    match count {
        1 => sign.len() == 1 && single.contains(&sign[0]),
        _ => {
            sign.len() == 2 && sign.iter().all(|c| single.contains(c))
                || sign.len() == 1 && double.contains(&sign[0])
        }
    }
}

fn node<N: Node>(tree: &Tree<N>, place: usize) -> N {
    tree.item(place).node.clone()
}

/// Whether a text in a list of the chosen names something.
pub(super) fn is_named(says: Says) -> bool {
    matches!(says, Says::Name | Says::Prompt)
}
