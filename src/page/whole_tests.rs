//! What a form sends beside its three boxes is read, or said to be unknown; ordinary fields are neither.

use super::Reader;
use super::sample::SampleNode;
use trivet_checklist::label::Labels;
use trivet_checklist::{Checklist, Fault, Observation, Verdict};

const THREE: &str = "<div><input type=checkbox id=p1 checked><label for=p1>Can access API</label></div>
    <div><input type=checkbox id=p2 checked><label for=p2>Can send events</label></div>
    <div><input type=checkbox id=p3 checked><label for=p3>Is enabled</label></div>
    <div><label for=d>Restrict to Specific Datasets</label><input id=d></div>
    <div><label>Notes</label><textarea>typed</textarea></div><div><label>IP Accept List <input></label></div>";

fn observe(html: &str) -> Observation {
    let mut reader = Reader::new(Labels::default());
    reader.add(&SampleNode::page(html));
    reader.observe()
}

/// What is said of a form: the extra permissions, and how many controls are not known.
fn said(html: &str) -> (Vec<String>, usize) {
    let observation = observe(html);
    let form = observation
        .form
        .seen()
        .unwrap_or_else(|| panic!("no form in {html}"));
    let verdict = Verdict::of(form, &Checklist::package());
    let extras = verdict.faults.iter().map(|fault| match fault {
        Fault::Extra { permission, .. } => permission.label().to_owned(),
        other => panic!("{other:?} in {html}"),
    });
    (extras.collect(), verdict.doubts.len())
}

/// A form with the three and OK in a container of their own, and more before and behind it.
fn with(inside: &str, behind: &str) -> Vec<String> {
    vec![
        format!("<form id=f><div>{THREE}<button>OK</button></div>{inside}</form>{behind}"),
        format!("<form id=f>{inside}<div>{THREE}<button>OK</button></div></form>{behind}"),
        format!(
            "<div role=dialog><h2>Create Token</h2><form id=f><div>{THREE}<button>OK</button></div></form>{inside}</div>{behind}"
        ),
    ]
}

#[test]
fn a_ticked_box_is_an_extra_permission_wherever_the_form_has_it() {
    for (inside, behind) in [
        (
            "<div><input type=checkbox id=x checked><label for=x>Can delete</label></div>",
            "",
        ),
        (
            "",
            "<div><input type=checkbox form=f id=x checked><label for=x>Can delete</label></div>",
        ),
        (
            "<div><input type=checkbox aria-hidden=true id=x checked><label for=x>Can delete</label></div>",
            "",
        ),
        (
            "<details><summary>More</summary><div><input type=checkbox id=x checked><label for=x>Can delete</label></div></details>",
            "",
        ),
        (
            "<section><section><p><span role=switch aria-checked=true aria-label='Can delete'></span></p></section></section>",
            "",
        ),
    ] {
        for html in with(inside, behind) {
            assert_eq!(said(&html), (vec!["Can delete".to_owned()], 0), "{html}");
            let off = html
                .replace("checked>", ">")
                .replace("checked><label for=x", "><label for=x")
                .replace("aria-checked=true", "aria-checked=false");
            let off = off.replace(
                "<input type=checkbox id=p",
                "<input type=checkbox checked id=p",
            );
            assert_eq!(said(&off), (Vec::new(), 0), "{off}");
        }
    }
}

#[test]
fn what_is_set_and_not_known_is_a_doubt() {
    for control in [
        "<div><input type=checkbox checked></div>",
        "<fieldset><legend>Access</legend><label><input type=radio name=r>None</label><label><input type=radio name=r checked>Everything</label></fieldset>",
        "<div role=radiogroup><div role=radio aria-checked=true>Everything</div></div>",
        "<label>Access <select><option value=''>None</option><option value=all selected>Everything</option></select></label>",
        "<div role=combobox tabindex=0 aria-label=Access>Everything</div>",
        "<label>Access <input role=combobox value=Everything></label>",
        "<div role=listbox aria-label=Access><div role=option aria-selected=true>Everything</div></div>",
        "<label>Level <input type=range value=3></label>",
        "<div role=slider aria-label=Level aria-valuenow=3></div>",
        "<button type=button aria-pressed=true>Everything</button>",
        "<div hidden><label><input type=checkbox checked>Can delete</label></div>",
        "<table><tr><th>Right</th><th>Granted</th></tr><tr><td>Can delete</td><td><input type=checkbox checked></td></tr></table>",
    ] {
        for html in with(control, "") {
            assert_eq!(said(&html), (Vec::new(), 1), "{html}");
        }
    }
}

/// What a custom element sends, nobody can see.
#[test]
fn a_form_control_of_the_pages_own_is_a_doubt() {
    for inside in [
        "<x-scope form-associated>Everything</x-scope>",
        "<div><x-scope form-associated></x-scope></div>",
        "<x-scope form-associated role=group>Everything</x-scope>",
        "<x-scope form-associated><span role=img aria-label=lock></span>Everything</x-scope>",
        "<x-scope form-associated><input type=hidden value=all>Everything</x-scope>",
        "<x-scope form-associated><button type=button>None</button><button type=button>Everything</button></x-scope>",
    ] {
        for html in &with(inside, "")[..2] {
            assert_eq!(said(html), (Vec::new(), 1), "{html}");
        }
    }
}

#[test]
fn ordinary_fields_are_neither() {
    for control in [
        "<input type=hidden name=csrf value=0123456789abcdef>",
        "<label>Description <input value=typed></label>",
        "<label>Search <input type=search value=typed></label>",
        "<label>Access <select><option value=''>None</option><option>Everything</option></select></label>",
        "<label><input type=radio name=r>None</label><label><input type=radio name=r>Everything</label>",
        "<button type=button aria-pressed=false>Everything</button><button type=button>Cancel</button>",
        "<div role=combobox tabindex=0 aria-label=Access></div>",
        "<x-field form-associated><label>Description <input value=typed></label></x-field>",
        "<x-field form-associated aria-label=Notes>typed</x-field>",
        "<x-button form-associated><button type=button>Cancel</button></x-button>",
        "<x-button form-associated role=button>Cancel</x-button>",
        "<x-field form-associated><div role=textbox contenteditable>typed</div></x-field>",
        "<x-scope>Everything</x-scope>",
        // The box that a library keeps for the form beside the one that is drawn.
        "<div><span role=checkbox aria-checked=false aria-label='Can delete'></span><input type=checkbox aria-hidden=true style='opacity:0'></div>",
        "<table><tr><th>Right</th><th>Granted</th></tr><tr><td>Can delete</td><td><input type=checkbox></td></tr></table>",
    ] {
        for html in with(control, "") {
            assert_eq!(said(&html), (Vec::new(), 0), "{html}");
        }
    }
    for twin in [
        "aria-hidden=true style='opacity:0'",
        "style='display:none'",
        "aria-hidden=true style='clip-path:inset(50%)'",
    ] {
        let box_ = format!(
            "<div><span role=checkbox aria-checked=true aria-label='Can delete'></span><input type=checkbox {twin} checked></div>"
        );
        for html in with(&box_, "") {
            assert_eq!(said(&html), (vec!["Can delete".to_owned()], 0), "{html}");
        }
    }
    let list = "<table><tr><th></th><th>Name</th></tr><tr><td><input type=checkbox checked aria-label='Select row'></td><td>sales</td></tr></table>";
    for html in with("", list) {
        assert_eq!(said(&html), (Vec::new(), 0), "{html}");
    }
}

/// However many boxes there are, a ticked one is never passed over.
#[test]
fn a_ticked_box_among_very_many_is_not_passed_over() {
    let off = "<div><label><input type=checkbox>Right</label></div>".repeat(400);
    for html in with(
        &format!("{off}<label><input type=checkbox checked>Can delete</label>"),
        "",
    ) {
        let (extras, doubts) = said(&html);
        assert_eq!(extras.len() + doubts, 1, "{extras:?}");
    }
}
