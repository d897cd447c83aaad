//! Pages as text, for native tests: HTML parsed by a library, answering as a browser would before any script ran.
#![allow(clippy::expect_used, clippy::missing_panics_doc)] // a test fails by them

use super::kind::BOXES;
use super::node::{NAMED, Node, NodeSet, Scan};
use super::web::INLINE;
use ego_tree::{NodeId, NodeRef};
use scraper::{ElementRef, Html, Selector, node::Node as HtmlNode};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use trivet_checklist::BoxState;

/// A parsed page.
#[derive(Debug)]
struct Page {
    html: Html,
    /// What a script of the page wrote into a field or a text since.
    written: RefCell<HashMap<NodeId, String>>,
    ids: HashMap<String, NodeId>,
    labels: HashMap<NodeId, Vec<NodeId>>,
    labelled: HashMap<NodeId, NodeId>,
    /// Elements that are hidden, with all that is in them.
    hidden: HashSet<NodeId>,
}

impl Page {
    /// Notes what would otherwise be looked for again and again.
    fn indexed(mut self) -> Self {
        // A browser keeps what is in a template out of the page.
        let elements = || {
            let all = self.html.tree.nodes().filter_map(ElementRef::wrap);
            all.filter(|element| !is_in_template(*element))
        };
        let mut ids = HashMap::new();
        for element in elements() {
            if let Some(id) = element.attr("id") {
                ids.entry(id.to_owned()).or_insert(element.id());
            }
        }
        let mut labels: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
        let mut labelled = HashMap::new();
        for label in elements().filter(|element| element.value().name() == "label") {
            let control = match label.attr("for") {
                Some(id) => ids.get(id).copied(),
                None => label
                    .descendants()
                    .filter_map(ElementRef::wrap)
                    .find(|inner| is_labelable(*inner))
                    .map(|inner| inner.id()),
            };
            if let Some(control) = control {
                labels.entry(control).or_default().push(label.id());
                labelled.insert(label.id(), control);
            }
        }
        let all = self.html.tree.nodes().filter_map(ElementRef::wrap);
        let hidden = all.filter(|element| is_hidden(*element) || is_in_template(*element));
        let hidden = hidden.map(|element| element.id()).collect();
        (self.ids, self.labels, self.labelled, self.hidden) = (ids, labels, labelled, hidden);
        self
    }
}

/// Whether HTML lets a `label` name an element.
fn is_labelable(element: ElementRef<'_>) -> bool {
    match element.value().name() {
        "input" => element.attr("type") != Some("hidden"),
        tag => matches!(
            tag,
            "button" | "meter" | "output" | "progress" | "select" | "textarea"
        ),
    }
}

fn is_in_template(element: ElementRef<'_>) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|around| around.value().name() == "template")
}

fn is_hidden(element: ElementRef<'_>) -> bool {
    let style = element.attr("style").unwrap_or_default().replace(' ', "");
    element.attr("hidden").is_some()
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || element.attr("type") == Some("hidden")
        || (element.value().name() == "dialog" && element.attr("open").is_none())
        || (element.value().name() != "summary"
            && element
                .parent()
                .and_then(ElementRef::wrap)
                .is_some_and(|around| {
                    around.value().name() == "details" && around.attr("open").is_none()
                }))
}

/// A node of a parsed page.
#[derive(Clone)]
pub struct SampleNode {
    page: Rc<Page>,
    id: NodeId,
}

impl std::fmt::Debug for SampleNode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.element() {
            Some(element) => formatter.write_str(&element.html()),
            None => formatter.write_str(&self.text()),
        }
    }
}

impl PartialEq for SampleNode {
    fn eq(&self, other: &Self) -> bool {
        ask(1);
        self.id == other.id
    }
}

impl SampleNode {
    /// The body of a page.
    pub fn page(html: &str) -> Self {
        Self::of(Html::parse_document(html))
    }

    /// The body of a tree.
    pub fn of(html: Html) -> Self {
        let body = Selector::parse("body").expect("a selector");
        let id = html.select(&body).next().expect("a body").id();
        let page = Page {
            html,
            written: RefCell::default(),
            ids: HashMap::new(),
            labels: HashMap::new(),
            labelled: HashMap::new(),
            hidden: HashSet::new(),
        };
        Self {
            page: Rc::new(page.indexed()),
            id,
        }
    }

    /// Writes what a script of the page would write: into a field, or in the place of an element's text.
    pub fn write(&self, text: &str) {
        let place = match self.children().into_iter().find(Node::is_text) {
            Some(inner) if self.tag() != "textarea" => inner.id,
            _ => self.id,
        };
        self.page
            .written
            .borrow_mut()
            .insert(place, text.to_owned());
    }

    fn written(&self) -> Option<String> {
        self.page.written.borrow().get(&self.id).cloned()
    }

    /// The one element that a selector finds.
    #[must_use]
    pub fn find(&self, selector: &str) -> Self {
        let found = self.select(selector);
        assert_eq!(found.len(), 1, "{selector} finds {} elements", found.len());
        found[0].clone()
    }

    /// The elements that a selector finds.
    pub fn select(&self, selector: &str) -> Vec<Self> {
        let selector = Selector::parse(selector).expect("a selector");
        ask(self.node().descendants().count() / 8);
        let own = self.element().filter(|element| selector.matches(element));
        own.into_iter()
            .chain(self.element().into_iter().flat_map(|e| e.select(&selector)))
            .map(|element| self.at(element.id()))
            .collect()
    }

    fn node(&self) -> NodeRef<'_, HtmlNode> {
        ask(1);
        self.page
            .html
            .tree
            .get(self.id)
            .expect("a node of this page")
    }

    fn element(&self) -> Option<ElementRef<'_>> {
        ElementRef::wrap(self.node())
    }

    fn at(&self, id: NodeId) -> Self {
        Self {
            page: Rc::clone(&self.page),
            id,
        }
    }

    fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some()
    }
}

impl Node for SampleNode {
    type Set = SampleSet;

    fn is_text(&self) -> bool {
        self.node().value().is_text()
    }

    fn text(&self) -> String {
        let Some(text) = self.node().value().as_text() else {
            return String::new();
        };
        self.written().unwrap_or_else(|| text.to_string())
    }

    fn tag(&self) -> String {
        self.element()
            .map(|element| element.value().name().to_owned())
            .unwrap_or_default()
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.element()?.value().attr(name).map(str::to_owned)
    }

    fn parent(&self) -> Option<Self> {
        let parent = self.node().parent()?;
        parent.value().is_element().then(|| self.at(parent.id()))
    }

    fn first_children(&self, most: usize) -> Vec<Self> {
        self.node()
            .children()
            .inspect(|_| ask(1))
            .filter(|child| child.value().is_element() || child.value().is_text())
            .map(|child| self.at(child.id()))
            .take(most)
            .collect()
    }

    fn is_checked(&self) -> bool {
        self.has("checked")
    }

    fn tied(&self) -> Vec<Self> {
        let root = self.ancestry().last().expect("a root");
        let mut tied = root.select("[form]");
        tied.retain(|control| control.attribute("form") == self.attribute("id"));
        // A custom element is one by its class, which no markup shows; the tests say it by this attribute.
        tied.extend(self.select("[form-associated]"));
        tied
    }

    fn labels(&self) -> Vec<Self> {
        let labels = self.page.labels.get(&self.id);
        let labels = labels.into_iter().flatten();
        labels.map(|label| self.at(*label)).collect()
    }

    fn labelled(&self) -> Option<Self> {
        self.page
            .labelled
            .get(&self.id)
            .map(|control| self.at(*control))
    }

    fn by_id(&self, id: &str) -> Option<Self> {
        self.page.ids.get(id).map(|element| self.at(*element))
    }

    fn is_connected(&self) -> bool {
        true
    }

    fn is_rendered(&self) -> bool {
        self.ancestry()
            .all(|around| !self.page.hidden.contains(&around.id))
    }

    fn is_unseen(&self) -> bool {
        let style = self.attribute("style").unwrap_or_default().replace(' ', "");
        let clips = style.contains("overflow:hidden")
            && ["height:0", "width:0", "height:1px", "width:1px"]
                .iter()
                .any(|size| {
                    style
                        .split(';')
                        .any(|part| part.trim_end_matches("px") == size.trim_end_matches("px"))
                });
        let is_told = [
            "clip-path:inset(50%)",
            "clip-path:inset(100%)",
            "clip:rect(",
            "opacity:0;",
            "left:-9999px",
            "top:-9999px",
            "text-indent:-9999px",
            "transform:scale(0)",
        ];
        clips
            || is_told
                .iter()
                .any(|told| [&style, ";"].concat().contains(told))
    }

    fn is_floating(&self) -> bool {
        let style = self.attribute("style").unwrap_or_default().replace(' ', "");
        style.contains("position:absolute") || style.contains("position:fixed")
    }

    fn is_block(&self) -> bool {
        let tag = self.tag();
        let style = self.attribute("style").unwrap_or_default();
        let is_told = ["display:block", "display:flex", "display:grid"]
            .iter()
            .any(|told| style.replace(' ', "").contains(told));
        let is_told_inline = style.replace(' ', "").contains("display:inline");
        let is_inline = is_told_inline
            || INLINE.contains(&tag.as_str())
            || matches!(tag.as_str(), "span" | "label" | "small" | "button")
            || tag.contains('-');
        is_told || !is_inline
    }

    fn native_state(&self) -> Option<BoxState> {
        let is_box = self.tag() == "input" && self.attribute("type").as_deref() == Some("checkbox");
        is_box.then(|| {
            // No attribute of HTML says so; a script does, and a page that is text has to.
            if self.has("data-indeterminate") {
                BoxState::Mixed
            } else if self.has("checked") {
                BoxState::On
            } else {
                BoxState::Off
            }
        })
    }

    fn value(&self) -> Option<String> {
        let typed = match self.tag().as_str() {
            "input"
                if !matches!(
                    self.attribute("type").as_deref(),
                    Some("checkbox" | "radio")
                ) =>
            {
                self.attribute("value").unwrap_or_default()
            }
            "textarea" => self.children().iter().map(Node::text).collect(),
            _ => return None,
        };
        Some(self.written().unwrap_or(typed))
    }

    fn selected_options(&self) -> Option<Vec<String>> {
        (self.tag() == "select").then(|| {
            let mut selected = self.select("option[selected]");
            if selected.is_empty() && !self.has("multiple") {
                selected = self.select("option");
                selected.truncate(1);
            }
            selected
                .iter()
                .map(|option| {
                    let text = super::name::content_without(option, None);
                    (
                        option.attribute("value").unwrap_or_else(|| text.clone()),
                        text,
                    )
                })
                .filter(|(value, _)| !value.trim().is_empty())
                .map(|(_, text)| text)
                .collect()
        })
    }

    fn is_disabled(&self) -> bool {
        self.has("disabled") || self.attribute("aria-disabled").as_deref() == Some("true")
    }

    fn scan(&self) -> Scan<Self> {
        ask(self.node().descendants().count());
        let texts = self
            .node()
            .descendants()
            .filter(|node| node.value().is_text())
            .map(|node| self.at(node.id()))
            .collect();
        Scan {
            named: self.select(NAMED),
            boxes: self.select(BOXES),
            texts,
            roots: Vec::new(),
        }
    }

    fn select_all(&self, selector: &str) -> Vec<Self> {
        self.select(selector)
    }
}

/// Nodes of a page, by their number.
#[derive(Default)]
pub struct SampleSet(RefCell<HashSet<NodeId>>);

impl NodeSet<SampleNode> for SampleSet {
    fn insert(&self, node: &SampleNode) -> bool {
        ask(1);
        self.0.borrow_mut().insert(node.id)
    }

    fn contains(&self, node: &SampleNode) -> bool {
        ask(1);
        self.0.borrow().contains(&node.id)
    }

    fn remove(&self, node: &SampleNode) {
        self.0.borrow_mut().remove(&node.id);
    }
}

thread_local! {
    static ASKED: Cell<usize> = const { Cell::new(0) };
}

fn ask(times: usize) {
    ASKED.set(ASKED.get() + times);
}

/// How many questions nodes were asked so far in this thread; what the browser would look through for one counts, too.
pub fn asked() -> usize {
    ASKED.get()
}
