//! Reads the field: every element in it becomes a piece of evidence, or is explained by one.

use super::clearing::TwoLists;
use super::evidence::{Piece, What};
use super::tree::Tree;
use super::words::{self, ListIs, Removes, Says};
use crate::name;
use crate::node::Node;
use trivet_checklist::label::{Labels, Term, fold, has};

/// What was read of the field.
#[derive(Debug)]
pub struct Read<'a, N> {
    pub(super) tree: Tree<N>,
    pub(super) labels: &'a Labels,
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
    pub(super) explained: Vec<bool>,
    pub(super) removal: Vec<Option<Removes>>,
    /// The places to type and the drop-downs.
    pub(super) inputs: Vec<usize>,
    pub(super) described: Vec<bool>,
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

    pub(super) fn note_labels(&mut self, anchors: &[N]) {
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
                            .any(|form| form.len() > text.len() && has(form, &text));
                    self.explained[inner] |= is_part;
                }
            }
        }
        // The label, and behind it the prompt.
        if let (true, Some(last)) = (texts.len() > 1, texts.into_iter().max()) {
            self.push(What::ShownPrompt, last);
        }
    }

    pub(super) fn holds_control(&self, place: usize) -> bool {
        self.tree.within(place).any(|inner| {
            let item = self.tree.item(inner);
            item.is_entry || item.is_box || self.is_trigger(inner)
        })
    }

    /// What the field's controls name as their description is a remark, where no rule finds a dataset in it.
    pub(super) fn note_descriptions(&mut self) {
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

    /// Whether there is a place to type that a person can use.
    pub(super) fn has_input(&self) -> bool {
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
    pub(super) fn is_in_list(&self, place: usize) -> bool {
        self.tree.ancestry(place).skip(1).any(|around| {
            matches!(
                self.tree.item(around).role.as_str(),
                "menu" | "option" | "menuitem"
            )
        })
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
