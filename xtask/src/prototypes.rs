//! Has a program's glue ask a page's nodes by the functions of their prototypes.
//!
//! A form and a document answer with what is named so in them to whatever is asked of themselves, in the world of an extension,
//! too: after `<input name="getAttribute">` a form has no such function. What is asked of its prototype is the DOM's own.

/// Functions that one kind of node has, by that kind. They are looked up once.
const METHODS: &[(&str, &[&str])] = &[
    (
        "Element",
        &["checkVisibility", "closest", "getAttribute", "matches"],
    ),
    ("Node", &["getRootNode"]),
];
/// Functions that several kinds have, or that are called seldom.
const SHARED_METHODS: &[&str] = &[
    "addEventListener",
    "appendChild",
    "blur",
    "click",
    "createElement",
    "createElementNS",
    "createRange",
    "createTreeWalker",
    "dispatchEvent",
    "elementFromPoint",
    "elementsFromPoint",
    "focus",
    "getBoundingClientRect",
    "getElementById",
    "hidePopover",
    "insertBefore",
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
/// What one kind of node tells of itself, by that kind. Who tells it is looked up once.
const GETTERS: &[(&str, &[&str])] = &[
    (
        "Element",
        &[
            "clientHeight",
            "clientLeft",
            "clientTop",
            "clientWidth",
            "localName",
            "namespaceURI",
            "shadowRoot",
        ],
    ),
    (
        "Node",
        &[
            "childNodes",
            "firstChild",
            "isConnected",
            "nextSibling",
            "nodeType",
            "nodeValue",
            "ownerDocument",
            "parentElement",
            "parentNode",
            "textContent",
        ],
    ),
];
/// What several kinds tell, or one browser only, or seldom anyone is asked.
const SHARED_GETTERS: &[&str] = &[
    "activeElement",
    "assignedSlot",
    "defaultView",
    "documentElement",
    "elements",
    "firstElementChild",
    "offsetHeight",
    "offsetWidth",
    "openOrClosedShadowRoot",
    "style",
];
/// What rewritten glue calls for what several kinds have. What has no such thing in its prototype is no node, and is asked
/// itself: a window, a frame of another site.
const SHARED: &str = r"
const above = (thing, name) => Object.getPrototypeOf(thing)?.[name] ?? thing[name];
const own = (thing, name) => {
    const prototype = Object.getPrototypeOf(thing);
    const found = prototype ? Reflect.get(prototype, name, thing) : undefined;
    return found === undefined ? thing[name] : found;
};
const getter = (kind, name) => Object.getOwnPropertyDescriptor(kind.prototype, name).get;
";

/// What this rewritten glue calls. Each getter is a function of its own: a browser compiles such a call to a few instructions, and
/// one that looks for a name in a prototype takes four times as long.
pub(crate) fn helpers(glue: &str) -> String {
    let is_called = |name: &str| {
        let mut calls = ["(", ".call("].iter();
        calls.any(|call| glue.contains(&format!("${name}{call}")))
    };
    let methods = all(METHODS).filter(|(_, name)| is_called(name));
    let methods = methods.map(|(kind, name)| format!("const ${name} = {kind}.prototype.{name};\n"));
    let getters = all(GETTERS).filter(|(_, name)| is_called(name));
    let getters = getters.map(|(kind, name)| {
        format!(
            "const get${name} = getter({kind}, {name:?});\n\
             const ${name} = (thing) => {{ try {{ return get${name}.call(thing); }} catch {{ return thing.{name}; }} }};\n"
        )
    });
    std::iter::once(SHARED.to_owned())
        .chain(methods)
        .chain(getters)
        .collect()
}

fn all(table: &'static [(&str, &[&str])]) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .iter()
        .flat_map(|(kind, names)| names.iter().map(|name| (*kind, *name)))
}

fn has(table: &'static [(&str, &[&str])], wanted: &str) -> bool {
    all(table).any(|(_, name)| name == wanted)
}

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
    if let Some(given) = rest.strip_prefix('(') {
        return if has(METHODS, name) {
            Some(format!("{before}${name}.call({object}, {given}"))
        } else if SHARED_METHODS.contains(&name) {
            Some(format!(
                "{before}above({object}, {name:?}).call({object}, {given}"
            ))
        } else {
            None
        };
    }
    if !rest.starts_with(';') {
        None
    } else if has(GETTERS, name) {
        Some(format!("{before}${name}({object}){rest}"))
    } else if SHARED_GETTERS.contains(&name) {
        Some(format!("{before}own({object}, {name:?}){rest}"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_asked_by_their_prototypes_and_nothing_else_is() {
        for (line, asked) in [
            (
                "const ret = getObject(arg1).getAttribute(getStringFromWasm0(arg2, arg3));",
                "const ret = $getAttribute.call(getObject(arg1), getStringFromWasm0(arg2, arg3));",
            ),
            (
                "getObject(arg0).remove();",
                "above(getObject(arg0), \"remove\").call(getObject(arg0), );",
            ),
            (
                "const ret = getObject(arg0).isConnected;",
                "const ret = $isConnected(getObject(arg0));",
            ),
            (
                "const ret = getObject(arg0).assignedSlot;",
                "const ret = own(getObject(arg0), \"assignedSlot\");",
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

    #[test]
    fn only_what_is_called_is_looked_up() {
        let helpers = helpers("const ret = $nodeType(getObject(arg0));");
        assert!(helpers.contains("const $nodeType ="));
        assert!(!helpers.contains("$parentNode") && !helpers.contains("Element"));
    }
}
