//! Shadow roots, open and closed: the ways into them, and the hosts that may still get one.

use super::{WebNode, is_still_connected};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ShadowRoot};

#[wasm_bindgen]
extern "C" {
    /// What `web_sys` does not have: both browsers' ways into closed roots.
    #[wasm_bindgen(extends = Element)]
    type Host;

    #[wasm_bindgen(method, structural, getter, js_name = openOrClosedShadowRoot)]
    fn firefox_shadow_root(this: &Host) -> Option<ShadowRoot>;

    /// A method of what is there, and not a path of names, so that no store takes it for something that Firefox lacks.
    type ChromiumDom;

    #[wasm_bindgen(method, structural, js_name = openOrClosedShadowRoot, catch)]
    fn chromium_shadow_root(
        this: &ChromiumDom,
        element: &Element,
    ) -> Result<Option<ShadowRoot>, JsValue>;

    #[wasm_bindgen(js_namespace = chrome, js_name = dom, thread_local_v2)]
    static CHROMIUM_DOM: ChromiumDom;
}

thread_local! {
    static OWN: RefCell<Option<Element>> = const { RefCell::new(None) };
    static IS_CHROMIUM: bool = CHROMIUM_DOM.with(|dom| !dom.is_undefined());
    static HOSTS: js_sys::Set = js_sys::Set::default();
}

/// Custom elements and the like: whatever is none of the elements that hold no shadow root, or hardly ever one.
pub(super) const CUSTOM_HOSTS: &str = ":not(td,span,div,a,li,tr,p,button,input,label,svg,path,svg *,option,th,ul,abbr,article,aside,b,blockquote,body,br,caption,code,col,colgroup,dd,dl,dt,em,fieldset,font,footer,form,h1,h2,h3,h4,h5,h6,head,header,hr,html,i,img,legend,link,main,meta,nav,ol,optgroup,pre,script,section,select,small,strong,style,table,tbody,textarea,tfoot,thead,title,u)";
/// Plain elements that hold nothing else: an application may be mounted in the shadow root of one.
pub(super) const PLAIN_HOSTS: &str =
    ":is(div,p,article,aside,body,footer,header,main,nav,section):empty";
/// How many elements without a shadow root are remembered, because they may still get one.
const MOST_HOSTS: u32 = 100;

/// The hosts that got a shadow root since they were read: nothing reports that.
pub fn late_hosts() -> Vec<WebNode> {
    let mut ready = Vec::new();
    HOSTS.with(|hosts| {
        for host in js_sys::Array::from(hosts).iter() {
            let host: Element = host.unchecked_into();
            let is_there = is_still_connected(&host);
            if is_there && shadow_root(&host).is_none() {
                continue;
            }
            hosts.delete(&host);
            if is_there {
                ready.push(WebNode(host.into()));
            }
        }
    });
    ready
}

pub(super) fn expect_root(host: &Element) {
    HOSTS.with(|hosts| {
        hosts.add(host);
        if hosts.size() > MOST_HOSTS
            && let Ok(oldest) = hosts.values().next()
        {
            hosts.delete(&oldest.value());
        }
    });
}

/// Leaves an element out of every page that is read from now on: the overlay's own, which may hang inside a dialog of the
/// page. By identity and not by name, so that a page cannot hide anything behind that name.
pub fn leave_out(own: Option<Element>) {
    OWN.with(|slot| *slot.borrow_mut() = own);
}

/// Whether a node is the overlay's own.
pub fn is_left_out(node: &web_sys::Node) -> bool {
    OWN.with(|slot| {
        let own = slot.borrow();
        own.as_ref().is_some_and(|own| {
            let own: &web_sys::Node = own;
            own == node
        })
    })
}

/// Whether an element of this name may have a shadow root, by the DOM standard.
fn can_host(name: &str) -> bool {
    name.contains('-')
        || matches!(
            name,
            "article"
                | "aside"
                | "blockquote"
                | "body"
                | "div"
                | "footer"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "header"
                | "main"
                | "nav"
                | "p"
                | "section"
                | "span"
        )
}

/// The shadow root of an element, open or closed.
pub fn shadow_root(element: &Element) -> Option<ShadowRoot> {
    if is_left_out(element) {
        None
    } else if IS_CHROMIUM.with(|is| *is) {
        // The way into a closed root costs fifty times as much.
        let closed = || CHROMIUM_DOM.with(|dom| dom.chromium_shadow_root(element).ok().flatten());
        let root = element.shadow_root();
        root.or_else(|| can_host(&element.local_name()).then(closed).flatten())
    } else {
        element.unchecked_ref::<Host>().firefox_shadow_root()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stub_looks_for_the_same_hosts() {
        let stub = include_str!("../../../extension/guard-stub.js");
        for selector in [CUSTOM_HOSTS, PLAIN_HOSTS] {
            assert!(stub.contains(selector), "{selector}");
        }
    }
}
