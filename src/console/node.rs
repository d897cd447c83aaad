//! What the reader needs to know of a page's node: a handful of questions that a browser answers, and a test can.
//!
//! Recognition is written against this trait and not against a browser, so that thousands of pages can be read natively in
//! a test. [`super::web`] answers for a real page.

use crate::checklist::BoxState;

/// A node of the page as it is drawn: shadow roots are opened, and what is slotted stands where it is shown.
pub trait Node: Clone + PartialEq {
    /// Whether it is text; otherwise it is an element.
    fn is_text(&self) -> bool;
    /// The characters of a text; empty for an element.
    fn text(&self) -> String;
    /// The element's local name in lower case; empty for a text.
    fn tag(&self) -> String;
    /// An attribute's value.
    fn attribute(&self, name: &str) -> Option<String>;
    /// The element that it is drawn in.
    fn parent(&self) -> Option<Self>;
    /// What is drawn in it, in order.
    fn children(&self) -> Vec<Self>;
    /// The `label` elements that the browser ties to a form control.
    fn labels(&self) -> Vec<Self>;
    /// The element of that id in the same document or shadow root.
    fn by_id(&self, id: &str) -> Option<Self>;
    /// Whether it is still part of the page.
    fn is_connected(&self) -> bool;
    /// Whether it takes part in what is drawn: no `display: none` and no `visibility: hidden`, on itself or around it.
    fn is_rendered(&self) -> bool;
    /// Whether it is drawn where nobody sees it, with all that is in it: clipped to nothing, transparent, off the screen.
    fn is_unseen(&self) -> bool;
    /// Whether it lies over the rest of the page, as an open list does, and takes no room in it.
    fn is_floating(&self) -> bool;
    /// Whether a line of text ends where it begins and where it ends.
    fn is_block(&self) -> bool;
    /// What a native check box shows; nothing for any other element.
    fn native_state(&self) -> Option<BoxState>;
    /// What stands in an input or a text area now; nothing for any other element.
    fn value(&self) -> Option<String>;
    /// The texts of the options selected in a native `select`; nothing for any other element.
    fn selected_options(&self) -> Option<Vec<String>>;
    /// Whether the page says that it cannot be changed.
    fn is_disabled(&self) -> bool;
    /// Everything of interest in it, itself included.
    fn scan(&self) -> Scan<Self>;

    /// Whether `other` is this node or is drawn somewhere in it.
    fn holds(&self, other: &Self) -> bool {
        let mut node = Some(other.clone());
        while let Some(current) = node {
            if current == *self {
                return true;
            }
            node = current.parent();
        }
        false
    }

    /// The role that the page states, in lower case.
    fn role(&self) -> String {
        self.attribute("role")
            .and_then(|roles| {
                roles
                    .split_ascii_whitespace()
                    .next()
                    .map(str::to_ascii_lowercase)
            })
            .unwrap_or_default()
    }

    /// The node itself and everything around it, from the inside out.
    fn ancestry(&self) -> Ancestry<Self> {
        Ancestry(Some(self.clone()))
    }
}

/// A node and everything around it, from the inside out.
pub struct Ancestry<N>(Option<N>);

impl<N: Node> Iterator for Ancestry<N> {
    type Item = N;

    fn next(&mut self) -> Option<N> {
        let node = self.0.take()?;
        self.0 = node.parent();
        Some(node)
    }
}

/// What a subtree holds that the reader may want.
#[derive(Debug)]
pub struct Scan<N> {
    /// Check boxes, switches and the like: what [`super::kind::BOXES`] selects.
    pub boxes: Vec<N>,
    /// Elements that carry a name in an attribute: what [`NAMED`] selects.
    pub named: Vec<N>,
    /// Texts that are not blank.
    pub texts: Vec<N>,
    /// Shadow roots: documents of their own, in which changes have to be watched for by themselves.
    pub roots: Vec<N>,
}

/// Selects elements whose name stands in an attribute and not in a text.
pub const NAMED: &str = "[aria-label],[aria-labelledby],[title],[placeholder],[data-placeholder],[alt],input[type=submit],input[type=button]";

/// The nearest node that holds all of `nodes`.
pub fn common<N: Node>(nodes: &[&N]) -> Option<N> {
    let (first, rest) = nodes.split_first()?;
    first
        .ancestry()
        .find(|around| rest.iter().all(|node| around.holds(node)))
}

/// Whether an element is of a kind, or holds one that is.
pub fn any_in<N: Node>(element: &N, is_one: fn(&N) -> bool) -> bool {
    is_one(element)
        || element
            .children()
            .iter()
            .any(|child| !child.is_text() && any_in(child, is_one))
}
