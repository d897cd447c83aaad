//! The field "Restrict to Specific Datasets": where it is, whether anything stands in it, what takes it out.
//!
//! It may be a native `select`, chips, two lists, a drop-down that shows a text, a text field: widgets are told by what they
//! *are*, and not by whose they are. [`read`] makes evidence of what stands in the field, [`rules`] says what the evidence proves. An
//! empty field has to be proven, and so has a filled one; neither is the rule when nothing else applies.

mod chips;
mod clearing;
mod controls;
mod evidence;
mod lists;
mod read;
mod region;
mod rules;
mod texts;
mod tree;
mod two_lists;
mod words;

pub use clearing::{Clearing, Steps};
pub use rules::Reading;

use super::index::Index;
use super::node::Node;
use read::Read;
use trivet_checklist::FieldTexts;
use trivet_checklist::label::{Labels, Term};

/// The dataset field as it stands on the page.
#[derive(Debug)]
pub struct Field<N> {
    /// The elements that make it up: its row, or its label and what follows; and the lists that it opens elsewhere.
    pub(crate) region: Vec<N>,
    /// Where a mark belongs: the control that is typed in or opened, else the label.
    pub control: N,
    /// What is proven of it.
    pub reading: Reading,
    /// What stands in it, to be compared with what stood there before.
    pub texts: FieldTexts,
    /// Everything that can be seen in it, as a number: a step of clearing that leaves it as it is did nothing.
    state: u64,
    /// How to take an entry out, the best way first.
    pub clearing: Vec<Clearing<N>>,
}

impl<N: Node> Field<N> {
    /// Whether an element is part of the field.
    pub fn holds(&self, element: &N) -> bool {
        self.region.iter().any(|part| part.holds(element))
    }
}

/// Looks for the field inside the form. `others` are the form's other controls, which the field does not reach across.
pub fn find<N: Node>(
    index: &Index<N>,
    labels: &Labels,
    boundary: &N,
    others: &[N],
) -> Option<Field<N>> {
    let within = |term: Term| {
        let captions = index.captions(term).into_iter();
        captions.filter(|caption| boundary.holds(caption))
    };
    let anchors: Vec<N> = within(Term::Datasets).collect();
    let first = anchors.first()?;
    let mut others = others.to_vec();
    others.extend(within(Term::Notes));
    others.extend(within(Term::IpAcceptList));
    let mut region = region::of(&anchors, boundary, &others, labels);
    let lists = region::lists_of(&region);
    region.extend(lists);
    let read = Read::of(&region, &anchors, labels);
    if !read.has_widget() {
        return None;
    }
    Some(Field {
        control: read.entry.clone().unwrap_or_else(|| first.clone()),
        reading: rules::combine(&read.pieces),
        texts: read.texts(),
        state: read.state(),
        clearing: clearing::ways(&read),
        region,
    })
}
