//! Has a program's glue ask a page's nodes by the functions of their prototypes.
//!
//! A form and a document answer with what is named so in them to whatever is asked of themselves, in the world of an extension,
//! too: after `<input name="getAttribute">` a form has no such function. What is asked of its prototype is the DOM's own.

/// Functions of nodes.
const METHODS: &[&str] = &[
    "addEventListener",
    "appendChild",
    "blur",
    "checkVisibility",
    "click",
    "closest",
    "createElement",
    "createElementNS",
    "createRange",
    "createTreeWalker",
    "dispatchEvent",
    "elementFromPoint",
    "elementsFromPoint",
    "focus",
    "getAttribute",
    "getBoundingClientRect",
    "getElementById",
    "getRootNode",
    "hidePopover",
    "insertBefore",
    "matches",
    "querySelector",
    "querySelectorAll",
    "remove",
    "removeAttribute",
    "removeEventListener",
    "setAttribute",
    "setPointerCapture",
    "showPopover",
    "toggleAttribute",
];
/// What nodes tell of themselves.
const GETTERS: &[&str] = &[
    "activeElement",
    "assignedSlot",
    "childNodes",
    "clientHeight",
    "clientLeft",
    "clientTop",
    "clientWidth",
    "defaultView",
    "documentElement",
    "elements",
    "firstChild",
    "firstElementChild",
    "isConnected",
    "localName",
    "namespaceURI",
    "nextSibling",
    "nodeType",
    "nodeValue",
    "offsetHeight",
    "offsetWidth",
    "openOrClosedShadowRoot",
    "ownerDocument",
    "parentElement",
    "parentNode",
    "shadowRoot",
    "style",
    "textContent",
];
/// What rewritten glue calls. What has no such thing in its prototype is no node, and is asked itself: a window, a frame of
/// another site.
pub(crate) const HELPERS: &str = r"
const above = (thing, name) => Object.getPrototypeOf(thing)?.[name] ?? thing[name];
const own = (thing, name) => {
    const prototype = Object.getPrototypeOf(thing);
    const found = prototype ? Reflect.get(prototype, name, thing) : undefined;
    return found === undefined ? thing[name] : found;
};
";

/// Rewrites glue. That it found what it looked for is seen in browsers: `clobbered` in `tests/browser`.
pub(crate) fn ask(glue: &str) -> String {
    let lines = glue.lines();
    let asked = lines.map(|line| rewrite(line).unwrap_or_else(|| line.to_owned()));
    asked.collect::<Vec<_>>().join("\n")
}

/// A line that asks something of a node, as wasm-bindgen writes it.
fn rewrite(line: &str) -> Option<String> {
    let start = line.find("getObject(arg")?;
    let (before, asks) = line.split_at(start);
    let (object, rest) = asks.split_at(asks.find(')')? + 1);
    let rest = rest.strip_prefix('.')?;
    let (name, rest) = rest.split_at(rest.find(|sign: char| !sign.is_ascii_alphanumeric())?);
    if let Some(given) = rest.strip_prefix('(').filter(|_| METHODS.contains(&name)) {
        return Some(format!(
            "{before}above({object}, {name:?}).call({object}, {given}"
        ));
    }
    (rest.starts_with(';') && GETTERS.contains(&name))
        .then(|| format!("{before}own({object}, {name:?}){rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_asked_by_their_prototypes_and_nothing_else_is() {
        for (line, asked) in [
            (
                "const ret = getObject(arg1).getAttribute(getStringFromWasm0(arg2, arg3));",
                "const ret = above(getObject(arg1), \"getAttribute\").call(getObject(arg1), getStringFromWasm0(arg2, arg3));",
            ),
            (
                "getObject(arg0).remove();",
                "above(getObject(arg0), \"remove\").call(getObject(arg0), );",
            ),
            (
                "const ret = getObject(arg0).isConnected;",
                "const ret = own(getObject(arg0), \"isConnected\");",
            ),
        ] {
            assert_eq!(rewrite(line).as_deref(), Some(asked));
        }
        for line in [
            "const ret = getObject(arg0).length;",
            "getObject(arg0).textContent = getStringFromWasm0(arg1, arg2);",
            "const ret = getObject(arg0);",
            "const ret = getObject(arg0) in getObject(arg1);",
            "const ret = getObject(arg0).openOrClosedShadowRoot(getObject(arg1));",
        ] {
            assert_eq!(rewrite(line), None, "{line}");
        }
        assert_eq!(ask("const one = 1;"), "const one = 1;");
    }
}
