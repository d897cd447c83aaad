//! What was ever seen on the page that could be one of the things looked for.
//!
//! The index is fed with what the page adds, so that the work is proportional to that and not to the page. Each look at the
//! page then asks the few candidates again; nothing is believed because it was so before.

use super::credentials;
use super::kind::{BOXES, is_box};
use super::name;
use super::node::{Node, NodeSet};
use trivet_checklist::Permission;
use trivet_checklist::label::{Labels, Term, fold};

/// Candidates, by what they could be.
pub struct Index<N: Node> {
    /// The places that say one of the words looked for, by what they name: the elements that say it and nothing else; for a
    /// field named by an attribute, the field.
    captions: Vec<(Term, Known<N>)>,
    /// Every check box.
    boxes: Known<N>,
    /// Boxes that say which elements name them.
    referring: Known<N>,
    /// What boxes were recognised as. On a page that was translated since, they still are.
    recognised: Vec<(N, Permission)>,
    is_translated: bool,
}

/// Elements in the order in which they were seen, each once.
struct Known<N: Node> {
    elements: Vec<N>,
    set: N::Set,
}

impl<N: Node> Default for Known<N> {
    fn default() -> Self {
        Self {
            elements: Vec::new(),
            set: N::Set::default(),
        }
    }
}

impl<N: Node> Known<N> {
    fn add(&mut self, element: &N) {
        if self.set.insert(element) {
            self.elements.push(element.clone());
        }
    }

    fn prune(&mut self) {
        self.elements.retain(|element| {
            let is_there = element.is_connected();
            if !is_there {
                self.set.remove(element);
            }
            is_there
        });
    }
}

impl<N: Node> Default for Index<N> {
    fn default() -> Self {
        Self {
            captions: Vec::new(),
            boxes: Known::default(),
            referring: Known::default(),
            recognised: Vec::new(),
            is_translated: false,
        }
    }
}

/// How many elements around a text may belong to the same caption.
const CAPTION_DEPTH: usize = 5;
/// More boxes without a word among them are named by none that stands beside all of them.
const MOST_UNNAMED: usize = 20;

impl<N: Node> Index<N> {
    /// Takes in a subtree that the page added or changed. Returns the shadow roots in it.
    pub fn add(&mut self, node: &N, labels: &Labels) -> Vec<N> {
        let scan = node.scan();
        for element in scan.named {
            if element.attribute("aria-labelledby").is_some() && is_box(&element) {
                self.referring.add(&element);
            }
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
        for element in scan.boxes {
            self.boxes.add(&element);
        }
        for text in scan.texts {
            self.add_text(&text, labels);
        }
        scan.roots
    }

    /// Forgets what is no longer part of the page.
    pub fn prune(&mut self) {
        self.recognised
            .retain(|(element, _)| element.is_connected());
        self.boxes.prune();
        self.referring.prune();
        for (_, captions) in &mut self.captions {
            captions.prune();
        }
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

    /// Every box that may go by the name of a permission: by words in it, around it, tied to it or beside it. All others need
    /// not be asked, however many there are.
    pub fn boxes(&self) -> Vec<N> {
        let captions = self.captions.iter().filter(|(term, _)| term.is_box());
        let mut words: Vec<N> = captions
            .flat_map(|(_, known)| known.elements.iter().cloned())
            .collect();
        let naming = N::Set::default();
        for around in words
            .iter()
            .flat_map(|word| word.ancestry().take(CAPTION_DEPTH))
        {
            naming.insert(&around);
        }
        let is_named_so = |element: &&N| {
            let ids = name::attribute(*element, "aria-labelledby");
            let mut names = ids
                .split_ascii_whitespace()
                .filter_map(|id| element.by_id(id));
            names.any(|name| naming.contains(&name))
        };
        let referring = self.referring.elements.iter();
        words.extend(referring.filter(is_named_so).cloned());
        if self.is_translated {
            words.extend(self.recognised.iter().map(|(element, _)| element.clone()));
        }
        let found = N::Set::default();
        let mut boxes: Vec<N> = Vec::new();
        // A line of words in pieces may be the label around the box itself.
        for word in &words {
            let inner = word.select_all(BOXES);
            if inner.len() <= MOST_UNNAMED {
                boxes.extend(inner.into_iter().filter(|one| found.insert(one)));
            }
        }
        let around = N::Set::default();
        while let Some(word) = words.pop() {
            for holder in word.ancestry().take_while(|holder| around.insert(holder)) {
                words.extend(holder.labelled());
                if is_box(&holder) && found.insert(&holder) {
                    boxes.push(holder);
                }
            }
        }
        let asked = N::Set::default();
        for one in &self.boxes.elements {
            let mut path = one.ancestry().skip(1).take(name::BESIDE);
            let mut child = one.clone();
            while let Some(holder) = path.next().filter(|_| !around.contains(&child)) {
                if !around.contains(&holder) {
                    child = holder;
                    continue;
                }
                if asked.insert(&child) {
                    // Where other words stand beside a box, these are its name.
                    let inner = child.select_all(BOXES);
                    let may_be_named = inner.len() <= MOST_UNNAMED;
                    if may_be_named && (is_box(&child) || name::first_line(&child).is_none()) {
                        boxes.extend(inner.into_iter().filter(|one| found.insert(one)));
                    }
                }
                break;
            }
        }
        boxes
    }

    /// The places that name `term` and are drawn.
    pub fn captions(&self, term: Term) -> Vec<N> {
        let known = self.captions.iter().find(|(named, _)| *named == term);
        let elements = known
            .into_iter()
            .flat_map(|(_, known)| known.elements.iter());
        elements
            .filter(|element| element.is_rendered())
            .cloned()
            .collect()
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
        let place = self.captions.iter().position(|(named, _)| *named == term);
        let place = place.unwrap_or_else(|| {
            self.captions.push((term, Known::default()));
            self.captions.len() - 1
        });
        self.captions[place].1.add(element);
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

    /// A label of a key or a permission that is split over elements, in a line among others or with its value behind it.
    fn add_lines(&mut self, text: &N, labels: &Labels) {
        let Some(block) = text.ancestry().skip(1).find(Node::is_block) else {
            return;
        };
        let lines = name::lines(&block);
        let in_lines = |term: &Term| term.is_box() || matches!(term, Term::KeyId | Term::KeySecret);
        for term in Term::ALL.into_iter().filter(in_lines) {
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
