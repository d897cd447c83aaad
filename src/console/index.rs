//! What was ever seen on the page that could be one of the things looked for.
//!
//! The index is fed with what the page adds, so that the work is proportional to that and not to the page. Each look at the
//! page then asks the few candidates again; nothing is believed because it was so before.

use super::credentials;
use super::name;
use super::node::Node;
use crate::checklist::Permission;
use crate::checklist::label::{Labels, Term, fold};

/// Candidates, by what they could be.
#[derive(Debug)]
pub struct Index<N> {
    boxes: Vec<N>,
    captions: Vec<Caption<N>>,
    /// What boxes were recognised as. On a page that was translated since, they still are.
    recognised: Vec<(N, Permission)>,
    is_translated: bool,
}

/// A place on the page that says one of the words looked for.
#[derive(Debug, Clone)]
pub struct Caption<N> {
    /// What it names.
    pub term: Term,
    /// The element that says it and nothing else; for a field named by an attribute, the field.
    pub element: N,
}

impl<N> Default for Index<N> {
    fn default() -> Self {
        Self {
            boxes: Vec::new(),
            captions: Vec::new(),
            recognised: Vec::new(),
            is_translated: false,
        }
    }
}

/// How many elements around a text may belong to the same caption.
const CAPTION_DEPTH: usize = 5;

impl<N: Node> Index<N> {
    /// Takes in a subtree that the page added or changed. Returns the shadow roots in it.
    pub fn add(&mut self, node: &N, labels: &Labels) -> Vec<N> {
        let scan = node.scan();
        for found in scan.boxes {
            if !self.boxes.contains(&found) {
                self.boxes.push(found);
            }
        }
        for element in scan.named {
            let name = name::of_control(&element);
            self.add_captions(&element, &name, labels);
            self.add_title(&element, &name, labels);
            for attribute in ["placeholder", "data-placeholder", "title"] {
                let value = name::attribute(&element, attribute);
                if !value.is_empty() {
                    self.add_captions(&element, &value, labels);
                }
            }
        }
        for text in scan.texts {
            self.add_text(&text, labels);
        }
        scan.roots
    }

    /// Forgets what is no longer part of the page.
    pub fn prune(&mut self) {
        self.boxes.retain(Node::is_connected);
        self.recognised
            .retain(|(element, _)| element.is_connected());
        self.captions
            .retain(|caption| caption.element.is_connected());
    }

    /// Whether the browser has translated the page: then a box keeps the name by which it was recognised before.
    pub fn set_translated(&mut self, is_translated: bool) {
        self.is_translated = is_translated;
    }

    /// Whether it has.
    pub fn is_translated(&self) -> bool {
        self.is_translated
    }

    /// A box was recognised by its name.
    pub fn recognise(&mut self, element: &N, permission: &Permission) {
        match self
            .recognised
            .iter_mut()
            .find(|(known, _)| known == element)
        {
            Some((_, known)) => known.clone_from(permission),
            None => self.recognised.push((element.clone(), permission.clone())),
        }
    }

    /// What a box was recognised as before the page was translated.
    pub fn recognised(&self, element: &N) -> Option<Permission> {
        let known = self.recognised.iter().find(|(known, _)| known == element);
        known
            .filter(|_| self.is_translated)
            .map(|(_, permission)| permission.clone())
    }

    /// Everything that could be a check box, in the order in which it was seen.
    pub fn boxes(&self) -> &[N] {
        &self.boxes
    }

    /// The places that name `term` and are drawn.
    pub fn captions(&self, term: Term) -> Vec<N> {
        let mut found: Vec<N> = Vec::new();
        for caption in self.captions.iter().filter(|c| c.term == term) {
            if caption.element.is_rendered() && !found.contains(&caption.element) {
                found.push(caption.element.clone());
            }
        }
        found
    }

    /// Whether anything at all was found.
    pub fn is_empty(&self) -> bool {
        self.boxes.is_empty() && self.captions.is_empty()
    }

    fn add_captions(&mut self, element: &N, text: &str, labels: &Labels) {
        for term in terms_of(text, labels) {
            self.add_caption(term, element);
        }
    }

    /// A title goes on with the name of the thing.
    fn add_title(&mut self, element: &N, text: &str, labels: &Labels) -> bool {
        let is_title = labels.begins_with(Term::EditingToken, text);
        if is_title {
            self.add_caption(Term::EditingToken, element);
        }
        is_title
    }

    fn add_caption(&mut self, term: Term, element: &N) {
        let is_known = self
            .captions
            .iter()
            .any(|c| c.term == term && c.element == *element);
        if !is_known {
            self.captions.push(Caption {
                term,
                element: element.clone(),
            });
        }
    }

    /// A text may be a whole caption, the beginning of one that goes on in the next element, or a label with its value
    /// behind a colon.
    fn add_text(&mut self, text: &N, labels: &Labels) {
        let own = text.text();
        let folded = fold(&own);
        if folded.is_empty() {
            return;
        }
        if !could_begin(&folded, labels) {
            self.add_labelled(text, &own, labels);
            return;
        }
        let mut found = false;
        for around in text.ancestry().skip(1).take(CAPTION_DEPTH) {
            let Some(content) = name::caption(&around) else {
                break;
            };
            let is_caption = !terms_of(&content, labels).is_empty();
            if is_caption {
                self.add_captions(&around, &content, labels);
            } else if found || self.add_title(&around, &content, labels) {
                break;
            }
            found |= is_caption;
        }
        if found {
            return;
        }
        self.add_lines(text, labels);
        // A label around its own control shows more than the caption; the text by itself is one all the same.
        if let Some(parent) = text.parent() {
            self.add_captions(&parent, &own, labels);
        }
        self.add_labelled(text, &own, labels);
    }

    /// A key's label that is split over elements, in a line among others or with its value behind it.
    fn add_lines(&mut self, text: &N, labels: &Labels) {
        let Some(block) = text.ancestry().skip(1).find(Node::is_block) else {
            return;
        };
        let lines = name::lines(&block);
        for term in [Term::KeyId, Term::KeySecret] {
            let names = |line: &name::Line<N>| {
                labels.is(term, &line.text)
                    || credentials::labelled(&line.text, labels)
                        .iter()
                        .any(|(named, _)| *named == term)
            };
            if lines.iter().any(names) {
                self.add_caption(term, &block);
            }
        }
    }

    /// A text in which a label stands together with what it names.
    fn add_labelled(&mut self, text: &N, own: &str, labels: &Labels) {
        let Some(parent) = text.parent() else {
            return;
        };
        for (term, _) in credentials::labelled(own, labels) {
            self.add_caption(term, &parent);
            self.add_lines(text, labels);
        }
    }
}

/// Whether a folded text is a form of a label or the beginning of one.
fn could_begin(folded: &str, labels: &Labels) -> bool {
    labels
        .all()
        .any(|(_, form)| form.starts_with(folded) || folded.starts_with(form))
}

fn terms_of(text: &str, labels: &Labels) -> Vec<Term> {
    let folded = fold(text);
    let mut terms: Vec<Term> = labels
        .all()
        .filter(|(_, form)| *form == folded)
        .map(|(term, _)| term)
        .collect();
    terms.dedup();
    terms
}
