//! A page's nodes in a real browser.

mod roots;
mod style;

pub use roots::{is_left_out, late_hosts, leave_out, shadow_root};

use super::kind::BOXES;
use super::labels;
use super::node::{NAMED, Node, NodeSet, Scan};
use roots::{CUSTOM_HOSTS, PLAIN_HOSTS, expect_root};
use style::{display, is_unseen, property, style_of};
use trivet_checklist::BoxState;

use wasm_bindgen::prelude::*;
use web_sys::{
    Element, HtmlFormElement, HtmlInputElement, HtmlLabelElement, HtmlOptionElement,
    HtmlSelectElement, HtmlSlotElement, HtmlTextAreaElement, ShadowRoot,
};

/// A node of a page.
///
/// What kind of node it is, is told by its own word and never by `instanceof`: a node that was moved here from a frame's
/// document is an instance of that frame's classes.
#[derive(Debug, Clone, PartialEq)]
pub struct WebNode(pub web_sys::Node);

#[wasm_bindgen]
extern "C" {
    /// What `web_sys` does not have: visibility by one call, and refusals.
    #[wasm_bindgen(extends = Element)]
    type ElementExt;

    #[wasm_bindgen(method, structural, js_name = checkVisibility)]
    fn check_visibility(this: &ElementExt, options: &JsValue) -> bool;

    /// Refused for a node of a frame that is gone, in Firefox: every other question to it would be, too.
    #[wasm_bindgen(method, structural, getter, js_name = isConnected, catch)]
    fn is_still_connected(this: &ElementExt) -> Result<bool, JsValue>;

    /// Refused for a frame of another origin.
    #[wasm_bindgen(method, structural, getter, js_name = contentDocument, catch)]
    fn content_document(this: &ElementExt) -> Result<Option<web_sys::Document>, JsValue>;

}

thread_local! {
    static VISIBILITY: JsValue = visibility_options();
    static OUTERMOST: Option<web_sys::Document> = web_sys::window().and_then(|window| window.document());
}

/// Whether a node that was kept is still part of a page.
fn is_still_connected(node: &web_sys::Node) -> bool {
    node.unchecked_ref::<ElementExt>()
        .is_still_connected()
        .unwrap_or_default()
}

fn visibility_options() -> JsValue {
    let options = js_sys::Object::new();
    let is_set = js_sys::Reflect::set(&options, &"visibilityProperty".into(), &JsValue::TRUE);
    debug_assert!(is_set.is_ok());
    options.into()
}

/// The innermost element under the pointer.
pub fn hovered(document: &web_sys::Document) -> Option<WebNode> {
    let last = |list: Result<web_sys::NodeList, JsValue>| {
        let list = list.ok()?;
        list.get(list.length().checked_sub(1)?).map(WebNode)
    };
    let mut node = last(document.query_selector_all(":hover"))?;
    loop {
        let inner = match (node.framed_document(), node.element().and_then(shadow_root)) {
            (Some(page), _) => last(page.query_selector_all(":hover")),
            (_, Some(root)) => last(root.query_selector_all(":hover")),
            _ => None,
        };
        match inner {
            Some(inner) => node = inner,
            None => return Some(node),
        }
    }
}

/// Whether a document is the one in which the guard runs.
fn is_outermost(page: &web_sys::Document) -> bool {
    OUTERMOST.with(|outermost| outermost.as_ref() == Some(page))
}

/// The frame that a document is in, up to the document in which the guard runs.
fn frame_of(page: &web_sys::Document) -> Option<WebNode> {
    if is_outermost(page) {
        return None;
    }
    let frame = page.default_view()?.frame_element().ok().flatten()?;
    Some(WebNode(frame.into()))
}

/// `NodeFilter.SHOW_TEXT` of the DOM standard.
const SHOW_TEXT: u32 = 4;

/// Elements that CSS draws in the line unless told otherwise, and that hardly anyone tells.
pub(crate) const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "img", "input",
    "kbd", "mark", "q", "s", "samp", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

impl WebNode {
    /// The element, if it is one.
    pub fn element(&self) -> Option<&Element> {
        (self.0.node_type() == web_sys::Node::ELEMENT_NODE).then(|| self.0.unchecked_ref())
    }

    /// The document in a frame, where it is of the page's own origin.
    fn framed_document(&self) -> Option<web_sys::Document> {
        let element = self.element()?;
        if !matches!(element.local_name().as_str(), "iframe" | "frame") {
            return None;
        }
        element
            .unchecked_ref::<ElementExt>()
            .content_document()
            .ok()
            .flatten()
    }

    /// Where it is in the outermost window, in pixels: the frames around it have their own beginnings.
    pub fn area(&self) -> Option<web_sys::DomRect> {
        Some(self.in_outermost(self.element()?.get_bounding_client_rect()))
    }

    /// Where all that is written in it is.
    pub fn text_area(&self) -> Option<web_sys::DomRect> {
        let range = self.0.owner_document()?.create_range().ok()?;
        range.select_node_contents(&self.0).ok()?;
        Some(self.in_outermost(range.get_bounding_client_rect()))
    }

    fn in_outermost(&self, area: web_sys::DomRect) -> web_sys::DomRect {
        let frame_around = |page: Option<web_sys::Document>| page.and_then(|page| frame_of(&page));
        let mut around = frame_around(self.0.owner_document());
        while let Some(frame) = around {
            let Some(element) = frame.element() else {
                break;
            };
            let outer = element.get_bounding_client_rect();
            area.set_x(area.x() + outer.x() + f64::from(element.client_left()));
            area.set_y(area.y() + outer.y() + f64::from(element.client_top()));
            around = frame_around(element.owner_document());
        }
        area
    }

    /// The window of a root that is a document.
    pub fn view(&self) -> Option<web_sys::Window> {
        self.as_document()?.default_view()
    }

    fn as_document(&self) -> Option<&web_sys::Document> {
        let is_document = self.0.node_type() == web_sys::Node::DOCUMENT_NODE;
        is_document.then(|| self.0.unchecked_ref())
    }

    /// The shadow root, if it is one: no other fragment is part of a page.
    fn as_shadow_root(&self) -> Option<&ShadowRoot> {
        let is_fragment = self.0.node_type() == web_sys::Node::DOCUMENT_FRAGMENT_NODE;
        is_fragment.then(|| self.0.unchecked_ref())
    }

    /// The element as one of HTML's own, if it goes by that name.
    pub fn html<T: JsCast>(&self, name: &str) -> Option<&T> {
        self.element()
            .filter(|element| element.local_name().eq_ignore_ascii_case(name))
            .map(JsCast::unchecked_ref)
    }

    /// Whether it is a dialog that makes everything outside it inert.
    pub fn is_modal(&self) -> bool {
        self.element()
            .is_some_and(|element| element.matches("dialog:modal").unwrap_or(false))
    }

    /// The slot in which a child of a host with an open root is drawn.
    fn open_slot(&self) -> Option<Self> {
        let slot = match self.element() {
            Some(element) => element.assigned_slot(),
            None => self.0.unchecked_ref::<web_sys::Text>().assigned_slot(),
        };
        slot.map(|slot| WebNode(slot.into()))
    }

    /// The slot in which a child of a host with a closed root is drawn; the node itself does not tell. Asked of custom
    /// elements alone: to ask every element around every node would cost more than all the rest.
    fn closed_slot_in(&self, host: &Element) -> Option<Self> {
        if !host.local_name().contains('-') {
            return None;
        }
        let wanted = self.attribute("slot").unwrap_or_default();
        let slots = shadow_root(host)?.query_selector_all("slot").ok()?;
        (0..slots.length())
            .filter_map(|index| slots.get(index))
            .find(|slot| slot.unchecked_ref::<HtmlSlotElement>().name() == wanted)
            .map(WebNode)
    }

    /// What a selector selects in its own document or shadow root, itself included.
    fn select(&self, selector: &str, found: &mut Vec<Self>) {
        let list = match (self.element(), self.as_shadow_root()) {
            (Some(element), _) => {
                if element.matches(selector).unwrap_or(false) {
                    found.push(self.clone());
                }
                element.query_selector_all(selector)
            }
            (_, Some(shadow)) => shadow.query_selector_all(selector),
            _ => return,
        };
        let Ok(list) = list else { return };
        found.extend((0..list.length()).filter_map(|i| list.get(i)).map(WebNode));
    }

    /// The documents and shadow roots right inside: each that is to be watched, and where to read on.
    fn inner_roots(&self) -> Vec<(Self, Self)> {
        let mut hosts = vec![self.clone()];
        self.select(CUSTOM_HOSTS, &mut hosts);
        self.select(PLAIN_HOSTS, &mut hosts);
        let mut roots = Vec::new();
        for host in hosts {
            let Some(element) = host.element() else {
                continue;
            };
            if let Some(page) = host.framed_document() {
                let page = WebNode(page.into());
                let inside = page
                    .as_document()
                    .and_then(web_sys::Document::document_element);
                let inside = inside.map_or_else(|| page.clone(), |root| WebNode(root.into()));
                roots.push((page, inside));
            } else if let Some(shadow) = shadow_root(element) {
                let shadow = WebNode(shadow.into());
                roots.push((shadow.clone(), shadow));
            } else if !is_left_out(&host.0) {
                expect_root(element);
            }
        }
        roots
    }

    fn scan_root(&self, scan: &mut Scan<Self>) {
        self.select(NAMED, &mut scan.named);
        self.select(BOXES, &mut scan.boxes);
        self.scan_texts(&mut scan.texts);
        for (root, inside) in self.inner_roots() {
            inside.scan_root(scan);
            scan.roots.push(root);
        }
    }

    /// What a selector selects in all that is drawn in it: in shadow roots and frames, and in what slots show.
    fn select_drawn(&self, selector: &str, seen: &[WebSet; 2], found: &mut Vec<Self>) {
        let mut here = Vec::new();
        self.select(selector, &mut here);
        found.extend(here.into_iter().filter(|one| seen[0].insert(one)));
        for (_, inside) in self.inner_roots() {
            inside.select_drawn(selector, seen, found);
        }
        let mut slots = Vec::new();
        self.select("slot", &mut slots);
        for slot in slots {
            let slot: &HtmlSlotElement = slot.0.unchecked_ref();
            for node in slot.assigned_nodes().iter() {
                let node = WebNode(node.unchecked_into());
                if seen[1].insert(&node) {
                    node.select_drawn(selector, seen, found);
                }
            }
        }
    }

    fn scan_texts(&self, texts: &mut Vec<Self>) {
        if self.is_text() {
            texts.push(self.clone());
            return;
        }
        let Some(document) = self.0.owner_document() else {
            return;
        };
        let Ok(walker) = document.create_tree_walker_with_what_to_show(&self.0, SHOW_TEXT) else {
            return;
        };
        while let Ok(Some(text)) = walker.next_node() {
            texts.push(WebNode(text));
        }
    }
}

/// Nodes of a page.
#[derive(Default)]
pub struct WebSet(js_sys::Set);

impl NodeSet<WebNode> for WebSet {
    fn insert(&self, node: &WebNode) -> bool {
        let size = self.0.size();
        self.0.add(&node.0);
        self.0.size() > size
    }

    fn contains(&self, node: &WebNode) -> bool {
        self.0.has(&node.0)
    }

    fn remove(&self, node: &WebNode) {
        self.0.delete(&node.0);
    }
}

impl Node for WebNode {
    type Set = WebSet;

    fn is_text(&self) -> bool {
        self.0.node_type() == web_sys::Node::TEXT_NODE
    }

    fn text(&self) -> String {
        if self.is_text() {
            self.0.node_value().unwrap_or_default()
        } else {
            String::new()
        }
    }

    fn tag(&self) -> String {
        self.element()
            .map(|element| element.local_name().to_ascii_lowercase())
            .unwrap_or_default()
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.element()?.get_attribute(name)
    }

    fn parent(&self) -> Option<Self> {
        let parent = self.0.parent_node()?;
        match parent.node_type() {
            web_sys::Node::ELEMENT_NODE => {
                let around: &Element = parent.unchecked_ref();
                let slot = if around.shadow_root().is_some() {
                    self.open_slot()
                } else {
                    self.closed_slot_in(around)
                };
                Some(slot.unwrap_or(WebNode(parent)))
            }
            web_sys::Node::DOCUMENT_FRAGMENT_NODE => {
                let shadow: &ShadowRoot = parent.unchecked_ref();
                Some(WebNode(shadow.host().into()))
            }
            web_sys::Node::DOCUMENT_NODE => frame_of(parent.unchecked_ref()),
            _ => None,
        }
    }

    fn first_children(&self, most: usize) -> Vec<Self> {
        if let Some(page) = self.framed_document() {
            return page
                .document_element()
                .map(|root| WebNode(root.into()))
                .into_iter()
                .collect();
        }
        let list = match self.element() {
            Some(element) => {
                if let Some(slot) = self.html::<HtmlSlotElement>("slot") {
                    let assigned = slot.assigned_nodes();
                    if assigned.length() > 0 {
                        return assigned
                            .iter()
                            .map(|node| WebNode(node.unchecked_into()))
                            .collect();
                    }
                }
                match shadow_root(element) {
                    Some(shadow) => shadow.child_nodes(),
                    None => self.0.child_nodes(),
                }
            }
            None => self.0.child_nodes(),
        };
        (0..list.length())
            .filter_map(|index| list.get(index))
            .filter(|node| {
                matches!(
                    node.node_type(),
                    web_sys::Node::ELEMENT_NODE | web_sys::Node::TEXT_NODE
                ) && !is_left_out(node)
            })
            .map(WebNode)
            .take(most)
            .collect()
    }

    fn is_checked(&self) -> bool {
        self.html("input").is_some_and(HtmlInputElement::checked)
    }

    fn tied(&self) -> Vec<Self> {
        let Some(form) = self.html::<HtmlFormElement>("form") else {
            return Vec::new();
        };
        let elements = form.elements();
        let elements = (0..elements.length()).filter_map(|index| elements.item(index));
        elements
            .map(|element| WebNode(element.into()))
            .filter(|element| element.attribute("form").is_some() || element.tag().contains('-'))
            .collect()
    }

    fn labels(&self) -> Vec<Self> {
        let is_labelable = matches!(
            self.tag().as_str(),
            "input" | "button" | "select" | "textarea" | "meter" | "output" | "progress"
        ) || self.tag().contains('-');
        if is_labelable {
            labels::of(self)
        } else {
            Vec::new()
        }
    }

    fn labelled(&self) -> Option<Self> {
        let control = self.html::<HtmlLabelElement>("label")?.control()?;
        Some(WebNode(control.into()))
    }

    fn by_id(&self, id: &str) -> Option<Self> {
        let root = WebNode(self.0.get_root_node());
        let found = match root.as_shadow_root() {
            Some(shadow) => shadow.get_element_by_id(id),
            None => self.0.owner_document()?.get_element_by_id(id),
        };
        found.map(|element| WebNode(element.into()))
    }

    fn is_connected(&self) -> bool {
        if !is_still_connected(&self.0) {
            return false;
        }
        // A document has none that it belongs to but itself.
        let page = self.0.owner_document();
        let page = page.as_ref().unwrap_or_else(|| self.0.unchecked_ref());
        is_outermost(page) || frame_of(page).is_some_and(|frame| frame.is_connected())
    }

    fn is_rendered(&self) -> bool {
        match self.element() {
            Some(element) => {
                let is_visible = VISIBILITY.with(|options| {
                    element
                        .unchecked_ref::<ElementExt>()
                        .check_visibility(options)
                });
                if !is_visible && display(element) == "contents" {
                    // It has no box of its own, as no slot has; what is in it is drawn in the box around it.
                    return self.parent().is_some_and(|around| around.is_rendered());
                }
                // A frame that is not drawn draws nothing of what is in it; its own document does not know.
                is_visible
                    && element.owner_document().is_none_or(|page| {
                        is_outermost(&page)
                            || frame_of(&page).is_some_and(|frame| frame.is_rendered())
                    })
            }
            None => self.parent().is_some_and(|around| around.is_rendered()),
        }
    }

    fn is_unseen(&self) -> bool {
        self.element().is_some_and(|element| {
            style_of(element).is_some_and(|style| is_unseen(element, &style))
        })
    }

    fn is_floating(&self) -> bool {
        let position = self
            .element()
            .and_then(style_of)
            .map(|style| property(&style, "position"));
        matches!(position.as_deref(), Some("absolute" | "fixed"))
    }

    fn is_block(&self) -> bool {
        let tag = self.tag();
        if INLINE.contains(&tag.as_str()) {
            return false;
        }
        if !matches!(tag.as_str(), "span" | "label" | "small") && !tag.contains('-') {
            return true;
        }
        let display = self.element().map(display).unwrap_or_default();
        !display.starts_with("inline") && display != "contents"
    }

    fn native_state(&self) -> Option<BoxState> {
        let input: &HtmlInputElement = self.html("input")?;
        if input.type_() != "checkbox" {
            return None;
        }
        Some(match (input.indeterminate(), input.checked()) {
            (true, _) => BoxState::Mixed,
            (false, true) => BoxState::On,
            (false, false) => BoxState::Off,
        })
    }

    fn value(&self) -> Option<String> {
        if let Some(input) = self.html::<HtmlInputElement>("input") {
            let is_choice = matches!(input.type_().as_str(), "checkbox" | "radio");
            return (!is_choice).then(|| input.value());
        }
        self.html("textarea").map(HtmlTextAreaElement::value)
    }

    fn selected_options(&self) -> Option<Vec<String>> {
        let select: &HtmlSelectElement = self.html("select")?;
        let options = select.selected_options();
        let texts = (0..options.length())
            .filter_map(|index| options.item(index))
            .map(JsCast::unchecked_into::<HtmlOptionElement>)
            .filter(|option| !option.value().trim().is_empty())
            .map(|option| option.text())
            .collect();
        Some(texts)
    }

    fn is_disabled(&self) -> bool {
        let Some(element) = self.element() else {
            return false;
        };
        element.matches(":disabled").unwrap_or(false)
            || ["aria-disabled", "aria-readonly"]
                .iter()
                .any(|name| element.get_attribute(name).as_deref() == Some("true"))
    }

    fn scan(&self) -> Scan<Self> {
        let mut scan = Scan {
            named: Vec::new(),
            boxes: Vec::new(),
            texts: Vec::new(),
            roots: Vec::new(),
        };
        self.scan_root(&mut scan);
        scan
    }

    fn select_all(&self, selector: &str) -> Vec<Self> {
        let mut found = Vec::new();
        self.select_drawn(selector, &Default::default(), &mut found);
        found
    }
}
