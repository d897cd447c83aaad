//! The texts that no control has explained, and all that the field shows, to be compared with what it showed before.

use super::evidence::{Weight, What};
use super::read::Read;
use super::words::{self, Removes, Says};
use crate::kind::state_of;
use crate::name;
use crate::node::Node;
use trivet_checklist::label::fold;
use trivet_checklist::{BoxState, FieldTexts};

impl<N: Node> Read<'_, N> {
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

    pub(super) fn read_texts(&mut self) {
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

    pub(super) fn text_in_words(&self, place: usize, says: Says) -> Option<What> {
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
    pub(super) fn is_plain_item(&self, place: usize) -> bool {
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
    pub(super) fn match_values(&mut self) {
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
