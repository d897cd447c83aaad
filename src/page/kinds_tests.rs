//! The kinds of dataset fields, each with its opposite: nearly the same structure, where the other answer is right.

use super::Reader;
use super::datasets::Clearing;
use super::node::Node;
use super::sample::SampleNode;
use super::tests::draw::Draw;
use trivet_checklist::DatasetField;
use trivet_checklist::label::Labels;

/// What must be said of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Must {
    Empty,
    /// So many, or that there are some.
    Filled(Option<usize>),
    Unclear,
}
use Must::{Empty, Filled, Unclear};

/// A field and what must be said of it.
pub(crate) const KINDS: &[(&str, Must, &str)] = &[
    // 1. Two lists.
    ("two lists, one chosen", Filled(Some(1)), "<div role=group aria-labelledby=g><span id=g>Restrict to Specific Datasets</span>
      <div><span id=a>Available</span><ul role=listbox aria-labelledby=a><li role=presentation><div role=option aria-selected=false>staging</div></li></ul></div>
      <button type=button title='Move selection to Selected'>▸</button><button type=button title='Move selection to Available'>◂</button>
      <div><span id=b>Selected</span><ul role=listbox aria-labelledby=b><li role=presentation><div role=option aria-selected=false>dev</div></li></ul></div></div>"),
    ("two lists, one marked to be moved", Empty, "<div role=group aria-labelledby=g><span id=g>Restrict to Specific Datasets</span>
      <div><span id=a>Available</span><ul role=listbox aria-multiselectable=true aria-labelledby=a><li role=presentation><div role=option aria-selected=true>staging</div></li><li role=presentation><div role=option aria-selected=false>dev</div></li></ul></div>
      <button type=button title='Move selection to Selected'>▸</button><button type=button title='Move selection to Available'>◂</button>
      <div><span id=b>Selected</span><ul role=listbox aria-labelledby=b></ul></div></div>"),
    ("the list of the chosen first", Empty, "<div><span>Restrict to Specific Datasets</span>
      <div><b>0 items selected</b><a href='#'>Remove all</a><ul></ul></div>
      <div><input placeholder=Search><a href='#'>Add all</a><ul><li>staging<a href='#'><span>+</span></a></li><li>dev<a href='#'><span>+</span></a></li></ul></div></div>"),
    ("the list of the chosen first, with one", Filled(Some(1)), "<div><span>Restrict to Specific Datasets</span>
      <div><b>1 item selected</b><a href='#'>Remove all</a><ul><li>dev<a href='#'><span>-</span></a></li></ul></div>
      <div><input placeholder=Search><a href='#'>Add all</a><ul><li>staging<a href='#'><span>+</span></a></li></ul></div></div>"),
    ("two native lists, one marked to be moved", Empty, "<table><tr><td>Restrict to Specific Datasets</td><td><select multiple><option>staging<option selected>dev</select></td>
      <td><input type=button value='>'><input type=button value='<'></td><td><select multiple></select></td></tr></table>"),
    ("two native lists, two chosen and none marked", Filled(Some(2)), "<table><tr><td>Restrict to Specific Datasets</td><td><select multiple><option selected>staging</select></td>
      <td><input type=button value='>>'><input type=button value='>'><input type=button value='<'></td><td><select multiple><option>dev<option>test</select></td></tr></table>"),
    ("two native lists in rows", Filled(Some(1)), "<div><label>Restrict to Specific Datasets</label><div><label>Available <select multiple size=4><option>staging</select></label></div>
      <div><button type=button>Add</button><button type=button>Remove</button></div><div><label>Selected <select multiple size=4><option>dev</select></label></div></div>"),
    ("two lists of boxes, one marked to be moved", Empty, "<div><label>Restrict to Specific Datasets</label><div><div><div><label><input type=checkbox></label><span>1/2 items</span><span>Available</span></div><ul><li><label><input type=checkbox checked></label><span>staging</span></li><li><label><input type=checkbox></label><span>dev</span></li></ul></div>
      <div><button type=button><svg></svg></button><button type=button><svg></svg></button></div><div><div><label><input type=checkbox></label><span>0 items</span><span>Selected</span></div><ul></ul><div>No data</div></div></div></div>"),
    // 2. A box named by an attribute.
    ("an element named by an attribute holds the chips", Filled(Some(1)), "<div><label>Restrict to Specific Datasets</label>
      <div><span placeholder='Select datasets'><span tabindex=-1><span>&nbsp;×</span><span>staging</span></span></span><input role=combobox aria-label='Select datasets'></div></div>"),
    ("an element named by an attribute holds nothing", Empty, "<div><label>Restrict to Specific Datasets</label>
      <div><span placeholder='Select datasets'></span><input role=combobox aria-label='Select datasets'></div></div>"),
    // 3. Chips beside a native drop-down that only adds.
    ("a drop-down that only adds, with a chip", Filled(Some(1)), "<div><label for=d>Restrict to Specific Datasets</label>
      <div><span class=chip>staging<span aria-label=delete>×</span></span><select id=d><option value=''>Select datasets<option>production<option>staging</select></div></div>"),
    ("a drop-down that only adds", Empty, "<div><label for=d>Restrict to Specific Datasets</label>
      <div><select id=d><option value=''>Select datasets<option>production<option>staging</select></div></div>"),
    // 4. Choices that are merely listed.
    ("an undrawn list of choices", Empty, "<div><label>Restrict to Specific Datasets</label><div><ul><li><input value='Select datasets'></li></ul>
      <div style='position:absolute;clip-path:inset(100%)'><ul><li>production</li><li>staging</li></ul></div></div></div>"),
    ("an undrawn list of choices, and a chip", Filled(Some(1)), "<div><label>Restrict to Specific Datasets</label><div><ul><li><span>staging</span><a></a></li><li><input value=''></li></ul>
      <div style='position:absolute;clip-path:inset(100%)'><ul><li>production</li><li>staging</li></ul></div></div></div>"),
    ("an open list of choices", Empty, "<div><label>Restrict to Specific Datasets</label><div><ul><li><input value=''></li></ul>
      <div style='position:absolute'><ul><li>production</li><li>staging</li></ul></div></div></div>"),
    ("choices always shown", Empty, "<div><span id=l>Restrict to Specific Datasets</span><ul role=listbox aria-multiselectable=true aria-labelledby=l></ul>
      <div role=combobox tabindex=0 aria-labelledby=l>▾</div><div><div>production</div><div>staging</div></div></div>"),
    ("choices always shown, and one selected", Filled(Some(1)), "<div><span id=l>Restrict to Specific Datasets</span><ul role=listbox aria-multiselectable=true aria-labelledby=l><li role=option aria-selected=true>dev</li></ul>
      <div role=combobox tabindex=0 aria-labelledby=l>▾</div><div><div>production</div><div>staging</div></div></div>"),
    ("texts that may be choices or chips", Unclear, "<div><label>Restrict to Specific Datasets</label><div><input></div><div><div>production</div><div>staging</div></div></div>"),
    ("choices of an undrawn menu", Empty, "<div><label for=b>Restrict to Specific Datasets</label><div><button id=b type=button aria-haspopup=menu>Select datasets</button>
      <div role=menu style='height:0;overflow:hidden'><div role=menuitem>production</div><div role=menuitem>staging</div></div></div></div>"),
    ("ticked choices of an undrawn menu", Filled(Some(1)), "<div><label for=b>Restrict to Specific Datasets</label><div><button id=b type=button aria-haspopup=menu>Select datasets</button>
      <div role=menu style='height:0;overflow:hidden'><div role=menuitemcheckbox aria-checked=false>production</div><div role=menuitemcheckbox aria-checked=true>staging</div></div></div></div>"),
    // 5. The active option.
    ("the active option of an open list", Empty, "<div><label for=c>Restrict to Specific Datasets</label><input id=c role=combobox aria-expanded=true aria-controls=o aria-activedescendant=o1>
      <ul id=o role=listbox><li id=o1 role=option aria-selected=true>production</li><li role=option aria-selected=false>staging</li></ul></div>"),
    ("the only marked option of a list that chooses one", Empty, "<div><label for=c>Restrict to Specific Datasets</label><input id=c role=combobox aria-expanded=true aria-controls=o>
      <ul id=o role=listbox><li role=option aria-selected=true>production</li><li role=option>staging</li></ul></div>"),
    ("a selected option of a list that chooses many", Filled(Some(1)), "<div><label for=c>Restrict to Specific Datasets</label><input id=c role=combobox aria-expanded=true aria-controls=o aria-activedescendant=o2>
      <ul id=o role=listbox aria-multiselectable=true><li id=o1 role=option aria-selected=true>production</li><li id=o2 role=option aria-selected=false>staging</li></ul></div>"),
    ("the active option of a list that chooses many", Unclear, "<div><label for=c>Restrict to Specific Datasets</label><input id=c role=combobox aria-expanded=true aria-controls=o aria-activedescendant=o1>
      <ul id=o role=listbox aria-multiselectable=true><li id=o1 role=option aria-selected=true>production</li><li role=option aria-selected=false>staging</li></ul></div>"),
    // 6. What no reader is meant to read.
    ("an input painted as an icon", Empty, "<div><label for=c>Restrict to Specific Datasets</label><div><input value='▼ ' readonly aria-hidden=true role='button presentation'><input value='Χ ' readonly tabindex=-1 role=presentation><input id=c role=combobox></div></div>"),
    ("an input that shows a name", Filled(None), "<div><label for=c>Restrict to Specific Datasets</label><div><input value='▼ ' readonly aria-hidden=true role='button presentation'><input id=c role=combobox value='Χ '></div></div>"),
    ("a text clipped to one pixel", Empty, "<div><label for=c>Restrict to Specific Datasets</label><div><span style='position:absolute;width:1px;height:1px;overflow:hidden'>No Tokens</span><input id=c role=combobox></div></div>"),
    ("a chip, and a text clipped to one pixel", Filled(Some(1)), "<div><label for=c>Restrict to Specific Datasets</label><div><span style='position:absolute;width:1px;height:1px;overflow:hidden'>1 Token</span><span>staging<button type=button aria-label=Remove></button></span><input id=c role=combobox></div></div>"),
    ("a description", Empty, "<div><label for=c>Restrict to Specific Datasets</label><div><input id=c aria-describedby=h><div id=h>Account wide</div></div></div>"),
    ("a text in the place of a description", Unclear, "<div><label for=c>Restrict to Specific Datasets</label><div><input id=c><div id=h>Account wide</div></div></div>"),
    ("a live region that counts", Empty, "<div><label for=c>Restrict to Specific Datasets</label><div><input id=c role=combobox><div aria-live=polite>4 results available</div></div></div>"),
    ("a live region that names a dataset", Unclear, "<div><label for=c>Restrict to Specific Datasets</label><div><div role=alert aria-live=polite>staging</div><div><div>production</div></div></div></div>"),
    // 7. One item shown at two levels.
    ("a chip and the ticked option", Filled(Some(1)), "<div><label for=c>Restrict to Specific Datasets</label><div><span>staging<button type=button aria-label='Remove staging'>×</button></span><input id=c role=combobox aria-controls=o aria-expanded=true></div>
      <ul id=o role=listbox aria-multiselectable=true><li role=option aria-selected=false>production</li><li role=option aria-selected=true>staging</li></ul></div>"),
    ("two chips and one ticked option in sight", Filled(None), "<div><label for=c>Restrict to Specific Datasets</label><div><span>staging<button type=button aria-label='Remove staging'>×</button></span><span>dev<button type=button aria-label='Remove dev'>×</button></span><input id=c role=combobox aria-controls=o aria-expanded=true></div>
      <ul id=o role=listbox aria-multiselectable=true><li role=option aria-selected=true>staging</li></ul></div>"),
    ("chips, and more that are not shown", Filled(None), "<div><label for=c>Restrict to Specific Datasets</label><div><span>staging<button type=button aria-label='Remove staging'>×</button></span><span>+ 2 more</span><input id=c role=combobox></div></div>"),
    ("a hidden twin with a comma list", Filled(Some(2)), "<div><label for=c>Restrict to Specific Datasets</label><div><span>staging<span title=Remove><svg></svg></span></span><span>dev<span title=Remove><svg></svg></span></span><input id=c role=combobox><input type=hidden name=datasets value='staging,dev'></div></div>"),
    ("a hidden twin with nothing", Empty, "<div><label for=c>Restrict to Specific Datasets</label><div><input id=c role=combobox><input type=hidden name=datasets value=''></div></div>"),
    // 8. Removers of every kind.
    ("a remover that is no button", Filled(Some(1)), "<div><label for=c>Restrict to Specific Datasets</label><div><span><span>staging</span><span title=Remove><svg></svg></span></span><input id=c></div></div>"),
    ("a text that names all of them", Filled(None), "<div><span id=l>Restrict to Specific Datasets</span><div role=combobox tabindex=0 aria-haspopup=listbox aria-labelledby=l>staging, production</div></div>"),
    ("a drop-down that shows nothing", Empty, "<div><span id=l>Restrict to Specific Datasets</span><div role=combobox tabindex=0 aria-haspopup=listbox aria-labelledby=l>&#8203;</div></div>"),
    ("a drop-down with a prompt of other words", Unclear, "<div><span id=l>Restrict to Specific Datasets</span><div role=combobox tabindex=0 aria-haspopup=listbox aria-labelledby=l>Pick some</div></div>"),
    ("removers outside the chips", Filled(Some(2)), "<div><label for=c>Restrict to Specific Datasets</label><div><span>staging</span><button type=button title=Remove>×</button><span>dev</span><button type=button title=Remove>×</button></div><input id=c></div>"),
    ("chips in a drop-down", Filled(Some(2)), "<div><span id=l>Restrict to Specific Datasets</span><button type=button role=combobox aria-labelledby=l><div><div>staging<span><svg></svg></span></div><div>dev<span><svg></svg></span></div></div><svg></svg></button></div>"),
    // Two strong pieces that disagree.
    ("a chip, and a native twin with nothing selected", Unclear, "<div><label for=c>Restrict to Specific Datasets</label><select multiple style='display:none'><option>staging<option>dev</select><div><span>staging<span title=Remove>×</span></span><input id=c></div></div>"),
    ("a chip, and a native twin that says the same", Filled(Some(1)), "<div><label for=c>Restrict to Specific Datasets</label><select multiple style='display:none'><option selected>staging<option>dev</select><div><span>staging<span title=Remove>×</span></span><input id=c></div></div>"),
];

/// The form around a field.
pub(crate) fn with_field(field: &str) -> String {
    format!(
        "<div role=dialog><h2>Create Token</h2><div><input type=checkbox id=p1 checked><label for=p1>Can access API</label></div>
         <div><input type=checkbox id=p2 checked><label for=p2>Can send events</label></div>
         <div><input type=checkbox id=p3 checked><label for=p3>Is enabled</label></div>{field}
         <div><label>Notes</label><textarea></textarea></div><button type=button>OK</button></div>"
    )
}

/// What is said of the field of a page, and what would be pressed to clear it.
fn read(page: &str) -> (Option<Must>, Vec<Clearing<SampleNode>>) {
    let mut reader = Reader::new(Labels::default());
    reader.add(&SampleNode::page(page));
    let observation = reader.observe();
    let said = observation
        .form
        .seen()
        .and_then(|form| match form.datasets {
            DatasetField::Empty(_) => Some(Empty),
            DatasetField::Filled { entries, .. } => Some(Filled(entries)),
            DatasetField::Unclear { .. } => Some(Unclear),
            DatasetField::NotFound | DatasetField::Confirmed(_) => None,
        });
    let field = reader.form().and_then(|form| form.datasets.as_ref());
    let clearing = field.map(|field| field.clearing.clone());
    (said, clearing.unwrap_or_default())
}

#[test]
fn every_kind_and_its_opposite_is_told() {
    let wrong: Vec<String> = KINDS
        .iter()
        .filter_map(|(name, must, field)| {
            let (said, _) = read(&with_field(field));
            (said != Some(*must)).then(|| format!("{name}: {must:?}, and {said:?} is said"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A kind as another page would have it: wrapped, among other fields, in another language, with other names.
fn mutated(field: &str, draw: &mut Draw) -> String {
    let mut field = field.to_owned();
    for (name, others) in [
        (
            "staging",
            ["Northern Outfitters", "EU &amp; Co", "b2b-accounts"],
        ),
        ("production", ["sandbox 2", "engage", "Retail"]),
        ("dev", ["Kiosk", "mobile-app", "q"]),
    ] {
        if draw.once_in(2) {
            field = field.replace(name, draw.one(&others));
        }
    }
    let (label, prompt) = draw.one(&[
        ("Restrict to Specific Datasets", "Select datasets"),
        ("RESTRICT TO SPECIFIC DATASETS:", "Select datasets…"),
        (
            "Auf bestimmte Datensets einschränken",
            "Datensets auswählen",
        ),
        (
            "Restringir a conjuntos de datos específicos",
            "Seleccionar conjuntos de datos",
        ),
        (
            "<font><font>Auf bestimmte Datensets einschränken</font></font>",
            "Datensets auswählen",
        ),
    ]);
    field = field
        .replace("Restrict to Specific Datasets", label)
        .replace("Select datasets", prompt);
    for _ in 0..draw.below(4) {
        field = draw
            .one(&[
                "<div>FIELD</div>",
                "<section>FIELD</section>",
                "<x-row>FIELD</x-row>",
                "<div role=presentation>FIELD</div>",
                "<div><!-- a remark --><span></span>FIELD</div>",
                "<table role=presentation><tr><td>FIELD</td></tr></table>",
                "<div>FIELD<p>Leave this empty for the Sales and Service Cloud package.</p></div>",
            ])
            .replace("FIELD", &field);
    }
    let field = format!("<div data-field>{field}</div>");
    let page = with_field(&field);
    if draw.once_in(3) {
        let notes = "<div><label>Notes</label><textarea></textarea></div>";
        return page
            .replace(notes, "")
            .replace(&field, &format!("{notes}{field}"));
    }
    page
}

#[test]
fn every_kind_is_told_as_other_pages_have_it_and_nothing_else_is_pressed() {
    let mut wrong = Vec::new();
    for seed in 0..400 {
        let mut draw = Draw::of(seed);
        let (name, must, field) = draw.one(KINDS);
        let page = mutated(field, &mut draw);
        let (said, clearing) = read(&page);
        if said != Some(must) {
            wrong.push(format!(
                "{seed}: {name}: {must:?}, and {said:?} is said of\n{page}"
            ));
        }
        for way in clearing {
            let target = way.target();
            let is_inside = target
                .ancestry()
                .any(|around| around.attribute("data-field").is_some());
            if !is_inside {
                wrong.push(format!("{seed}: {name}: {target:?} is pressed in\n{page}"));
            }
        }
    }
    wrong.sort_by_key(String::len);
    assert!(
        wrong.is_empty(),
        "{} are wrong\n{}",
        wrong.len(),
        wrong[..wrong.len().min(3)].join("\n\n")
    );
}

#[test]
fn what_is_filled_can_be_cleared() {
    for (name, must, field) in KINDS {
        if matches!(must, Filled(_)) && !name.contains("more") {
            let (_, clearing) = read(&with_field(field));
            assert!(!clearing.is_empty(), "{name}");
        }
    }
}

/// What was cleared and is filled again can be cleared again; what changes nothing is not tried for ever.
#[test]
fn a_step_that_worked_is_taken_again() {
    let field =
        "<div><label for=d>Restrict to Specific Datasets</label><input id=d value=staging></div>";
    let page = SampleNode::page(&with_field(field));
    let input = page.find("#d");
    let mut reader = Reader::new(Labels::default());
    reader.add(&page);
    for _ in 0..3 {
        for (value, can_clear) in [("staging", true), ("", false)] {
            input.write(value);
            let observation = reader.observe();
            let form = observation.form.seen().unwrap();
            assert_eq!(form.can_clear, can_clear, "{value}");
            assert_eq!(reader.next_clearing().is_some(), can_clear, "{value}");
        }
    }
    input.write("staging");
    reader.observe();
    assert!(reader.next_clearing().is_some());
    reader.observe();
    assert!(reader.next_clearing().is_none(), "it changes nothing");
}
