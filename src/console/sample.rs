//! Pages as text, for native tests: HTML parsed by a library, answering as a browser would before any script ran.

use super::node::{BOXES, NAMED, Node, Scan};
use crate::checklist::BoxState;
use ego_tree::{NodeId, NodeRef};
use scraper::{ElementRef, Html, Selector, node::Node as HtmlNode};
use std::rc::Rc;

/// A node of a parsed page.
#[derive(Debug, Clone)]
pub struct SampleNode {
    page: Rc<Html>,
    id: NodeId,
}

impl PartialEq for SampleNode {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl SampleNode {
    /// The body of a page.
    pub fn page(html: &str) -> Self {
        let page = Rc::new(Html::parse_document(html));
        let body = Selector::parse("body").expect("a selector");
        let id = page.select(&body).next().expect("a body").id();
        Self { page, id }
    }

    /// The one element that a selector finds.
    pub fn find(&self, selector: &str) -> Self {
        let found = self.select(selector);
        assert_eq!(found.len(), 1, "{selector} finds {} elements", found.len());
        found[0].clone()
    }

    fn select(&self, selector: &str) -> Vec<Self> {
        let selector = Selector::parse(selector).expect("a selector");
        let own = self.element().filter(|element| selector.matches(element));
        own.into_iter()
            .chain(self.element().into_iter().flat_map(|e| e.select(&selector)))
            .map(|element| self.at(element.id()))
            .collect()
    }

    fn node(&self) -> NodeRef<'_, HtmlNode> {
        self.page.tree.get(self.id).expect("a node of this page")
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
    fn is_text(&self) -> bool {
        self.node().value().is_text()
    }

    fn text(&self) -> String {
        let text = self.node().value().as_text();
        text.map(|text| text.to_string()).unwrap_or_default()
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

    fn children(&self) -> Vec<Self> {
        self.node()
            .children()
            .filter(|child| child.value().is_element() || child.value().is_text())
            .map(|child| self.at(child.id()))
            .collect()
    }

    fn labels(&self) -> Vec<Self> {
        if !matches!(
            self.tag().as_str(),
            "input" | "select" | "textarea" | "button"
        ) {
            return Vec::new();
        }
        let tied = self.attribute("id").map(|id| format!("label[for='{id}']"));
        let root = self.ancestry().last().expect("itself at least");
        let mut labels = tied
            .map(|selector| root.select(&selector))
            .unwrap_or_default();
        labels.extend(
            self.ancestry()
                .find(|around| around.tag() == "label" && !around.has("for")),
        );
        labels
    }

    fn by_id(&self, id: &str) -> Option<Self> {
        let root = self.ancestry().last()?;
        root.select(&format!("[id='{id}']")).into_iter().next()
    }

    fn is_connected(&self) -> bool {
        true
    }

    fn is_rendered(&self) -> bool {
        self.ancestry().all(|around| {
            let style = around.attribute("style").unwrap_or_default();
            !around.has("hidden")
                && !style.contains("display:none")
                && !style.contains("visibility:hidden")
                && around.attribute("type").as_deref() != Some("hidden")
                && (around.tag() != "dialog" || around.has("open"))
        })
    }

    fn is_block(&self) -> bool {
        !matches!(
            self.tag().as_str(),
            "span"
                | "b"
                | "i"
                | "em"
                | "strong"
                | "font"
                | "code"
                | "a"
                | "label"
                | "input"
                | "u"
                | "mark"
                | "abbr"
                | "button"
                | "small"
        ) || self
            .attribute("style")
            .is_some_and(|s| s.contains("display:block"))
    }

    fn native_state(&self) -> Option<BoxState> {
        let is_box = self.tag() == "input" && self.attribute("type").as_deref() == Some("checkbox");
        is_box.then(|| {
            if self.has("checked") {
                BoxState::On
            } else {
                BoxState::Off
            }
        })
    }

    fn value(&self) -> Option<String> {
        match self.tag().as_str() {
            "input"
                if !matches!(
                    self.attribute("type").as_deref(),
                    Some("checkbox" | "radio")
                ) =>
            {
                Some(self.attribute("value").unwrap_or_default())
            }
            "textarea" => Some(self.children().iter().map(Node::text).collect()),
            _ => None,
        }
    }

    fn selected_options(&self) -> Option<Vec<String>> {
        (self.tag() == "select").then(|| {
            self.select("option[selected]")
                .iter()
                .filter(|option| option.attribute("value").as_deref() != Some(""))
                .map(|option| super::name::content_without(option, None))
                .collect()
        })
    }

    fn is_disabled(&self) -> bool {
        self.has("disabled") || self.attribute("aria-disabled").as_deref() == Some("true")
    }

    fn scan(&self) -> Scan<Self> {
        let texts = self
            .node()
            .descendants()
            .filter(|node| node.value().is_text())
            .map(|node| self.at(node.id()))
            .collect();
        Scan {
            boxes: self.select(BOXES),
            named: self.select(NAMED),
            texts,
            roots: Vec::new(),
        }
    }
}
