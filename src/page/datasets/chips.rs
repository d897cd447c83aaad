//! Chips: a text with a control that takes it out, and what takes out all of them.

use super::evidence::{Piece, What};
use super::read::Read;
use super::words::{self, Removes};
use crate::name;
use crate::node::Node;
use trivet_checklist::label::{fold, has};

/// How many elements may stand between a chip's text and what takes it out.
const CHIP_DEPTH: usize = 5;

impl<N: Node> Read<'_, N> {
    /// What an element does to an entry, by its name: a control, an icon with a name, a cross.
    pub(super) fn removal_of(&self, place: usize) -> Option<Removes> {
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

    /// Whether an element takes something out and shows no name besides.
    pub(super) fn is_only_remover(&self, place: usize) -> bool {
        self.removal[place].is_some() && {
            let words = self.tree.words_in(place);
            words::shows_removal(&words).is_some() || !words.contains(char::is_alphanumeric)
        }
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
                    !words.is_empty() && name.len() > words.len() && has(&name, &words)
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
    pub(super) fn innermost(&self, place: usize) -> usize {
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
        // A row and the cell in it are one tag.
        let at = &self.tree.item(place).node;
        let is_known = |piece: &Piece<N>| piece.what == What::Chip && piece.at == *at;
        if !self.pieces.iter().any(is_known) {
            self.push(what, place);
        }
        let node = self.tree.item(remover).node.clone();
        if !self.removers.contains(&node) {
            self.removers.push(node);
        }
    }

    /// A chip's text may be split over elements.
    pub(super) fn explain_chip(&mut self, place: usize, remover: usize) {
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
    pub(super) fn is_icon_of_chip(&self, place: usize) -> bool {
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

    pub(super) fn read_lone_removers(&mut self) {
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
}
