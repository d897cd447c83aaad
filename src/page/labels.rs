//! Which labels a control has. The browser would look through all of its document for each control that is asked.

use std::cell::RefCell;

use js_sys::{Array, Map};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlLabelElement, NodeList, ShadowRoot};

use super::web::WebNode;

thread_local! {
    /// The labels of each control, in the documents and shadow roots that were asked since the page changed.
    static KNOWN: RefCell<Option<Known>> = const { RefCell::new(None) };
}

#[derive(Default)]
struct Known {
    roots: js_sys::Set,
    /// From a control to the list of its labels.
    labels: Map,
}

/// While the page stands still, what was found out is kept. False: it may change from now on.
pub fn keep(keeps: bool) {
    KNOWN.with_borrow_mut(|kept| {
        if keeps {
            kept.get_or_insert_default();
        } else {
            *kept = None;
        }
    });
}

/// The labels of a control.
pub fn of(control: &WebNode) -> Vec<WebNode> {
    let root = control.0.get_root_node();
    KNOWN.with_borrow_mut(|kept| {
        let mut passing = None;
        let known = match kept {
            Some(known) => known,
            None => passing.get_or_insert_with(Known::default),
        };
        if !known.roots.has(&root) {
            known.roots.add(&root);
            known.take_in(&root);
        }
        let labels: Option<Array> = known.labels.get(&control.0).dyn_into().ok();
        let labels = labels.iter().flat_map(Array::iter);
        labels
            .map(|label| WebNode(label.unchecked_into()))
            .collect()
    })
}

impl Known {
    fn take_in(&self, root: &web_sys::Node) {
        let Some(list) = labels_in(root) else {
            return;
        };
        for label in (0..list.length()).filter_map(|index| list.get(index)) {
            let Some(control) = label.unchecked_ref::<HtmlLabelElement>().control() else {
                continue;
            };
            let known = self.labels.get(&control);
            let of_control = known.dyn_into().unwrap_or_else(|_: JsValue| {
                let empty = Array::new();
                self.labels.set(&control, &empty);
                empty
            });
            of_control.push(&label);
        }
    }
}

fn labels_in(root: &web_sys::Node) -> Option<NodeList> {
    match root.node_type() {
        web_sys::Node::DOCUMENT_NODE => {
            root.unchecked_ref::<Document>().query_selector_all("label")
        }
        web_sys::Node::DOCUMENT_FRAGMENT_NODE => root
            .unchecked_ref::<ShadowRoot>()
            .query_selector_all("label"),
        web_sys::Node::ELEMENT_NODE => root.unchecked_ref::<Element>().query_selector_all("label"),
        _ => return None,
    }
    .ok()
}
