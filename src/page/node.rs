//! What the reader needs to know of a page's node: a handful of questions that a browser answers, and a test can.
//!
//! Recognition is written against this trait and not against a browser, so that thousands of pages can be read natively in
//! a test. [`super::web`] answers for a real page.

use trivet_checklist::BoxState;

/// A node of the page as it is drawn: shadow roots are opened, and what is slotted stands where it is shown.
pub trait Node: Clone + PartialEq {
    /// A set of such nodes.
    type Set: NodeSet<Self>;

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
    /// What is drawn in it, in order, up to a number.
    fn first_children(&self, most: usize) -> Vec<Self>;
    /// Whether a native check box or radio button is on.
    fn is_checked(&self) -> bool;
    /// What the browser ties to a `form` from outside of it, by its identifier, and the custom elements in it that are form
    /// controls by themselves.
    fn tied(&self) -> Vec<Self>;
    /// The `label` elements that the browser ties to a form control.
    fn labels(&self) -> Vec<Self>;
    /// The control that it names, if it is a `label`.
    fn labelled(&self) -> Option<Self>;
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
    /// Every element in it that a selector selects, itself included.
    fn select_all(&self, selector: &str) -> Vec<Self>;

    /// What is drawn in it, in order.
    fn children(&self) -> Vec<Self> {
        self.first_children(usize::MAX)
    }

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

/// Nodes, known by what they are: to ask for one costs the same however many there are.
pub trait NodeSet<N>: Default {
    /// Takes a node in. False: it is known.
    fn insert(&self, node: &N) -> bool;
    /// Whether a node is known.
    fn contains(&self, node: &N) -> bool;
    /// Forgets a node.
    fn remove(&self, node: &N);
}

/// A set of some nodes.
pub fn set_of<'a, N: Node + 'a>(nodes: impl IntoIterator<Item = &'a N>) -> N::Set {
    let set = N::Set::default();
    for node in nodes {
        set.insert(node);
    }
    set
}

/// Some nodes and everything around them: what holds one of them.
pub fn holders<'a, N: Node + 'a>(inner: impl IntoIterator<Item = &'a N>) -> N::Set {
    let set = N::Set::default();
    for node in inner {
        // What is around a known one is known.
        let mut path = node.ancestry();
        while path.next().is_some_and(|around| set.insert(&around)) {}
    }
    set
}

/// A node and everything around it, to tell how far around it something else stands without asking each.
pub struct Path<N: Node> {
    /// From the inside out.
    pub nodes: Vec<N>,
    set: N::Set,
}

impl<N: Node> Path<N> {
    /// The path from a node outward.
    pub fn of(node: &N) -> Self {
        let nodes: Vec<N> = node.ancestry().collect();
        let set = set_of(&nodes);
        Self { nodes, set }
    }

    /// Which of the path's nodes is the first to hold another node.
    pub fn level(&self, other: &N) -> Option<usize> {
        let first = other.ancestry().find(|around| self.set.contains(around))?;
        self.nodes.iter().position(|node| *node == first)
    }

    /// Which of the path's nodes is the first to hold one of several.
    pub fn nearest(&self, others: &[N]) -> Option<usize> {
        others.iter().filter_map(|other| self.level(other)).min()
    }
}

/// What a subtree holds that the reader may want.
#[derive(Debug)]
pub struct Scan<N> {
    /// Elements that carry a name in an attribute: what [`NAMED`] selects.
    pub named: Vec<N>,
    /// Check boxes: what [`super::kind::BOXES`] selects.
    pub boxes: Vec<N>,
    /// Texts that are not blank.
    pub texts: Vec<N>,
    /// Shadow roots: documents of their own, in which changes have to be watched for by themselves.
    pub roots: Vec<N>,
}

/// Selects elements whose name stands in an attribute and not in a text.
pub const NAMED: &str = "[aria-label],[aria-labelledby],[title],[placeholder],[data-placeholder],[alt],input[type=submit],input[type=button]";

/// The nearest node that holds both.
pub fn common<N: Node>(one: &N, other: &N) -> Option<N> {
    let path = Path::of(one);
    let level = path.level(other)?;
    path.nodes.into_iter().nth(level)
}

/// Whether a node stands before another one in the page's order, or around it.
pub fn precedes<N: Node>(one: &N, other: &N) -> bool {
    let path = Path::of(other);
    let Some(level) = path.level(one) else {
        return false;
    };
    let around = &path.nodes[level];
    let Some(inner) = level.checked_sub(1).map(|level| &path.nodes[level]) else {
        return false;
    };
    let before = around.children().into_iter();
    around == one
        || before
            .take_while(|child| child != inner)
            .any(|child| child.holds(one))
}

/// So many elements are looked through for one of a kind.
const MOST_LOOKED_THROUGH: usize = 1_000;

/// Whether an element is of a kind, or holds one that is near its beginning.
pub fn any_in<N: Node>(element: &N, is_one: fn(&N) -> bool) -> bool {
    let mut left = MOST_LOOKED_THROUGH;
    any_among(element, is_one, &mut left)
}

fn any_among<N: Node>(element: &N, is_one: fn(&N) -> bool, left: &mut usize) -> bool {
    if is_one(element) {
        return true;
    }
    let Some(rest) = left.checked_sub(1) else {
        return false;
    };
    *left = rest;
    let children = element.children();
    let mut inner = children.iter().filter(|child| !child.is_text());
    inner.any(|child| any_among(child, is_one, left))
}
