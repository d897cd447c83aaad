//! Names as "Accessible Name and Description Computation 1.2" (W3C) gives them, in cases written from its text: each names
//! the step that it is for.

use super::super::name;
use super::super::sample::SampleNode;

/// Pages, and the name of the one element `#x` in each.
pub(super) type Cases = &'static [(&'static str, &'static str)];

/// All that the library has an answer to.
pub(super) const ALL: &[Cases] = &[
    LABELLED_BY_OTHER_ELEMENTS,
    HIDDEN_ELEMENTS,
    AN_ELEMENT_THAT_REFERENCES_ITSELF,
    THE_ORDER_OF_SOURCES,
    NATIVE_ALTERNATIVES,
    SPACES_BETWEEN,
];

/// Each page has one element `#x`; its name must be what stands beside the page.
fn hold(cases: Cases) {
    for (html, expected) in cases {
        let name = name::of_control(&SampleNode::page(html).find("#x"));
        let words: Vec<&str> = name.split_whitespace().collect();
        assert_eq!(words.join(" "), *expected, "{html}");
    }
}

/// Step 2B: the elements of `aria-labelledby`, in its own order and each as often as it is named there.
pub(super) const LABELLED_BY_OTHER_ELEMENTS: Cases = &[
    (
        "<i id=a>one</i><i id=b>two</i><input id=x aria-labelledby='b a'>",
        "two one",
    ),
    (
        "<i id=a>one</i><input id=x aria-labelledby='missing a' aria-label=stated>",
        "one",
    ),
    (
        "<input id=x aria-labelledby='missing' aria-label=stated>",
        "stated",
    ),
    (
        "<i id=a aria-label=stated>shown</i><input id=x aria-labelledby=a>",
        "stated",
    ),
    (
        "<img id=a alt=pictured><input id=x aria-labelledby=a>",
        "pictured",
    ),
    // What is referenced is not followed once more.
    (
        "<i id=a aria-labelledby=b>one</i><i id=b>two</i><input id=x aria-labelledby=a>",
        "one",
    ),
];

#[test]
fn labelled_by_other_elements() {
    hold(LABELLED_BY_OTHER_ELEMENTS);
}

/// Step 2A: what is hidden has no name, unless it is referenced itself; then what is in it counts, too.
pub(super) const HIDDEN_ELEMENTS: Cases = &[
    (
        "<i id=a hidden>hidden <b>whole</b></i><input id=x aria-labelledby=a>",
        "hidden whole",
    ),
    (
        "<div hidden><i id=a>in it <b>too</b></i></div><input id=x aria-labelledby=a>",
        "in it too",
    ),
    (
        "<i id=a aria-hidden=true>silent</i><input id=x aria-labelledby=a>",
        "silent",
    ),
    (
        "<i id=a>shown <b hidden>hidden</b><b style='display:none'>gone</b></i><input id=x aria-labelledby=a>",
        "shown",
    ),
    (
        "<label for=x hidden>hidden <b>label</b></label><input id=x>",
        "hidden label",
    ),
    (
        "<button id=x>own <span hidden>hidden</span><span aria-hidden=true>×</span></button>",
        "own",
    ),
];

#[test]
fn hidden_elements() {
    hold(HIDDEN_ELEMENTS);
}

/// Step 2B of an element that references itself: its other names count.
pub(super) const AN_ELEMENT_THAT_REFERENCES_ITSELF: Cases = &[
    (
        "<button id=x aria-label=Delete aria-labelledby='x a'>×</button><i id=a>token</i>",
        "Delete token",
    ),
    (
        "<button id=x aria-labelledby='x a'>Delete</button><i id=a>token</i>",
        "Delete token",
    ),
];

#[test]
fn an_element_that_references_itself() {
    hold(AN_ELEMENT_THAT_REFERENCES_ITSELF);
}

/// Steps 2C to 2E: `aria-label` before the label of the native language, that before what stands in it, `title` last.
pub(super) const THE_ORDER_OF_SOURCES: Cases = &[
    (
        "<label for=x>native</label><input id=x aria-label=stated title=t>",
        "stated",
    ),
    (
        "<label for=x>native</label><input id=x aria-label='  ' title=t>",
        "native",
    ),
    (
        "<label for=x>first</label><label>second <input id=x></label>",
        "first second",
    ),
    ("<input id=x title=titled placeholder=held>", "titled"),
    ("<input id=x placeholder=held>", "held"),
    ("<button id=x title=t>shown</button>", "shown"),
    ("<button id=x title=t></button>", "t"),
    (
        "<label for=x>named</label><button id=x role=checkbox><svg></svg></button>",
        "named",
    ),
];

#[test]
fn the_order_of_sources() {
    hold(THE_ORDER_OF_SOURCES);
}

/// Native text alternatives.
pub(super) const NATIVE_ALTERNATIVES: Cases = &[
    ("<input id=x type=submit value=Save>", "Save"),
    ("<input id=x type=image alt=Go src=g.png>", "Go"),
    ("<button id=x><img alt=Close></button>", "Close"),
    ("<button id=x><img alt=''>Close</button>", "Close"),
    ("<img id=x alt=pictured title=t>", "pictured"),
];

#[test]
fn native_alternatives() {
    hold(NATIVE_ALTERNATIVES);
}

/// Not as step 2C has it: a name never holds what stands in a field.
pub(super) const WHAT_STANDS_IN_FIELDS_IS_NO_NAME: Cases = &[
    (
        "<label><input type=checkbox id=x> Keep <input value=30> days</label>",
        "Keep days",
    ),
    (
        "<label><input type=checkbox id=x> Keep <select><option>1<option selected>7</select> days</label>",
        "Keep days",
    ),
    (
        "<label>Secret <textarea id=x>value</textarea></label>",
        "Secret",
    ),
    ("<label>Name <input id=x value=typed></label>", "Name"),
];

#[test]
fn what_stands_in_fields_is_no_name() {
    hold(WHAT_STANDS_IN_FIELDS_IS_NO_NAME);
}

/// Step 2F: words in the line run together, blocks and breaks stand apart.
pub(super) const SPACES_BETWEEN: Cases = &[
    (
        "<label>Can<b> access</b> A<i>P</i>I<input id=x></label>",
        "Can access API",
    ),
    (
        "<label><div>Can access</div><div>API</div><input id=x></label>",
        "Can access API",
    ),
    (
        "<label>Can access<br>API<input id=x></label>",
        "Can access API",
    ),
    (
        "<label>Can&nbsp;access\n   API<input id=x></label>",
        "Can access API",
    ),
];

#[test]
fn spaces_between() {
    hold(SPACES_BETWEEN);
}
