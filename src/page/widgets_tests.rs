//! The widgets of front ends that nobody tuned for, by their structure: how they hold datasets, boxes and lists.

use super::Reader;
use super::datasets::Clearing;
use super::node::Node;
use super::sample::SampleNode;
use trivet_checklist::label::Labels;
use trivet_checklist::{BoxState, DatasetField, FormMode, Observation, Sighting, Unclear};

fn read(html: &str) -> (Observation, Reader<SampleNode>) {
    let mut reader = Reader::new(Labels::default());
    reader.add(&SampleNode::page(html));
    (reader.observe(), reader)
}

const BOXES: &str = "<div><input type=checkbox id=a><label for=a>Can access API</label></div>
    <div><input type=checkbox id=s checked><label for=s>Can send events</label></div>
    <div><input type=checkbox id=e><label for=e>Is enabled</label></div>";

fn with_field(field: &str) -> String {
    format!(
        "<div role=dialog><h2>Create Token</h2>{BOXES}{field}<div><label>Notes</label><textarea></textarea></div><button>OK</button></div>"
    )
}

/// Something is selected, and how many is not certain.
const UNCOUNTED: usize = 98;

/// How many entries are read, and what a click would take out.
fn entries(field: &str) -> (usize, Vec<Clearing<SampleNode>>) {
    let (observation, reader) = read(&with_field(field));
    let form = observation.form.seen().expect("a form");
    let entries = match form.datasets {
        DatasetField::NotFound => panic!("no dataset field in {field}"),
        DatasetField::Empty(_) => 0,
        DatasetField::Filled { entries, .. } => entries.unwrap_or(UNCOUNTED),
        other => panic!("{other:?}: {field}"),
    };
    let parts = reader.form().and_then(|form| form.datasets.as_ref());
    (entries, parts.expect("a field").clearing.clone())
}

/// Whether something is set; nothing where that cannot be told.
fn reading(field: &str) -> Option<bool> {
    let (observation, _) = read(&with_field(field));
    match observation.form.seen().expect("a form").datasets {
        DatasetField::Empty(_) => Some(false),
        DatasetField::Filled { .. } => Some(true),
        _ => None,
    }
}

/// A field's markup around its chips and its hint, and a chip of it. A cross is marked for the test by `data-cross`.
const CHIP_FIELDS: &[(&str, &str)] = &[
    // Chips deep in an overflow list, an icon that is hidden from assistive technology.
    (
        "<div><div><label title='Restrict to Specific Datasets'>Restrict to Specific Datasets</label></div>
         <div><div><span><div>CHIPS<div><div><input type=search role=combobox aria-haspopup=listbox readonly><span aria-hidden=true hidden></span></div></div></div></span>HINT
         <span aria-hidden=true><span role=img aria-label=down><svg></svg></span></span></div></div></div>",
        "<div><span title=engage style='display:block'><span>engage</span><span aria-hidden=true data-cross><span role=img aria-label=close><svg></svg></span></span></span></div>",
    ),
    // A button that says which tag it closes.
    (
        "<div><label>Restrict to Specific Datasets</label><div><div tabindex=-1><div>CHIPS<div><input role=combobox readonly></div></div><div>HINT<i><svg></svg></i></div></div></div></div>",
        "<div><span><span><span>engage</span></span><button type=button aria-label='Close this tag' data-cross><i><svg></svg></i></button></span></div>",
    ),
    // An empty layer under the text, and a button named Close.
    (
        "<div><label>Restrict to Specific Datasets</label><div>CHIPS<input role=combobox placeholder='Select datasets'></div></div>",
        "<div><span><span></span><div>engage</div><button type=button aria-label=Close data-cross><i aria-hidden=true></i></button></span></div>",
    ),
    // A list box of tags before the input, each tag its own button.
    (
        "<div><label>Restrict to Specific Datasets</label><div><div role=listbox>CHIPS</div><input role=combobox placeholder='Select datasets'><span role=button aria-label=Open><svg></svg></span></div></div>",
        "<button type=button role=option><span>engage</span><span data-cross><svg></svg></span></button>",
    ),
    // The input first, out of sight, and the chips behind it.
    (
        "<div><label>Restrict to Specific Datasets</label><span><div><input role=combobox readonly></div><div><div>CHIPS</div></div><div><svg></svg></div></span></div>",
        "<span><span>engage</span><svg tabindex=0 data-cross></svg></span>",
    ),
];

#[test]
fn a_chip_is_read_and_taken_out_wherever_a_widget_draws_it() {
    for (field, chip) in CHIP_FIELDS {
        for count in 0..=2 {
            let html = field
                .replace("CHIPS", &chip.repeat(count))
                .replace("HINT", "");
            let (found, clearing) = entries(&html);
            assert_eq!(found, count, "{html}");
            if count == 0 {
                assert!(clearing.is_empty(), "{html}");
                continue;
            }
            let [Clearing::Click(cross), ..] = &clearing[..] else {
                panic!("{clearing:?} in {html}")
            };
            let marked = cross
                .ancestry()
                .any(|around| around.attribute("data-cross").is_some());
            assert!(marked, "{cross:?} in {html}");
        }
    }
}

#[test]
fn a_count_of_datasets_is_read_as_datasets() {
    let field = "<div><label>Restrict to Specific Datasets<span>Total items selected: 2</span></label><div><span><div><span title=2>2</span><div role=button tabindex=-1 aria-label='Clear selected items'><svg></svg></div></div>
        <button type=button role=combobox aria-haspopup=listbox><span>Select datasets</span></button></span><ul role=listbox hidden></ul></div></div>";
    let (found, clearing) = entries(field);
    assert!(found > 0);
    assert!(matches!(&clearing[..], [Clearing::Click(_), ..]));
}

#[test]
fn a_cross_that_clears_all_is_no_dataset() {
    let field = |chips: &str| {
        format!(
            "<div><label>Restrict to Specific Datasets</label><div><div>{chips}<input role=combobox placeholder='Select datasets'><div role=button title='Clear All' tabindex=0>×</div></div></div></div>"
        )
    };
    assert_eq!(entries(&field("")).0, 0);
    let chip = "<div>engage<div title=Remove role=button tabindex=-1>×</div></div>";
    assert_eq!(entries(&field(chip)).0, 1);
    assert_eq!(entries(&field(&chip.repeat(2))).0, 2);
}

#[test]
fn an_input_that_repeats_the_list_adds_nothing_to_it() {
    let field = "<div><label>Restrict to Specific Datasets</label><div><select multiple hidden><option selected>engage<option selected>sales</select>
        <div><span>engage<span>,</span></span></div><div><span>sales</span></div><input role=combobox value='engage, sales'></div><i role=button tabindex=-1 aria-label='Clear Restrict to Specific Datasets'></i></div>";
    let (found, clearing) = entries(field);
    assert_eq!(found, 2);
    assert!(
        matches!(&clearing[..], [Clearing::Click(_), ..]),
        "{clearing:?}"
    );
}

#[test]
fn a_remark_in_the_field_is_no_dataset() {
    for remark in [
        "<div class=hint>Leave empty for all datasets.</div>",
        "<span>Applies to every dataset of it</span>",
        "<p>None is best</p>",
        "<div aria-live=polite>3 results</div>",
        "<i aria-hidden=true>▾</i>",
    ] {
        let field = format!(
            "<table><tr><td>Restrict to Specific Datasets</td><td>{remark}<div><input role=combobox></div></td></tr></table>"
        );
        assert_eq!(entries(&field).0, 0, "{field}");
    }
}

#[test]
fn ticked_boxes_count_in_a_closed_drop_down() {
    let field = |ticked: &str| {
        format!(
            "<details><summary>Restrict to Specific Datasets</summary><ul hidden><li><label><input type=checkbox {ticked}>engage</label></li><li><label><input type=checkbox>sales</label></li></ul></details>"
        )
    };
    assert_eq!(entries(&field("")).0, 0);
    let (found, clearing) = entries(&field("checked"));
    assert_eq!(found, 1);
    assert!(matches!(&clearing[..], [Clearing::Click(_), ..]));
}

#[test]
fn a_field_that_cannot_be_read_is_not_called_empty() {
    for field in [
        "<div><span>Restrict to Specific Datasets</span><div class=trigger><span></span><svg></svg></div></div>",
        "<div><span>Restrict to Specific Datasets</span></div>",
    ] {
        let form = read(&with_field(field)).0.form.seen().cloned();
        let datasets = form.expect("a form").datasets;
        let is_unknown = matches!(
            datasets,
            DatasetField::NotFound | DatasetField::Unclear { .. }
        );
        assert!(is_unknown, "{datasets:?} in {field}");
    }
}

#[test]
fn a_native_box_inside_a_drawn_one_is_one_box() {
    let drawn = |id: &str, label: &str, on: bool| {
        let checked = if on { "checked" } else { "" };
        format!(
            "<div><span role=checkbox aria-checked={on}><input type=checkbox role=switch id={id} {checked}><span></span></span><label for={id}>{label}</label></div>"
        )
    };
    let html = [
        drawn("a", "Can access API", false),
        drawn("s", "Can send events", true),
        drawn("e", "Is enabled", false),
        "<button>OK</button>".to_owned(),
    ]
    .concat();
    let (observation, reader) = read(&html);
    assert_eq!(observation.form.seen().expect("a form").boxes.len(), 3);
    let boxes = &reader.form().expect("a form").boxes;
    assert!(boxes.iter().all(|part| part.element.tag() == "input"));
    let disagreeing = html.replace("aria-checked=false", "aria-checked=true");
    assert_eq!(
        read(&disagreeing).0.form,
        Sighting::Ambiguous { candidates: 2 }
    );
}

#[test]
fn a_tick_that_is_a_character_does_not_name_its_box() {
    for tied in ["for=", "data-id="] {
        let button = |id: &str, label: &str, tick: &str| {
            format!(
                "<div><button type=button role=checkbox aria-checked={} id={id}>{tick}</button><label {tied}{id}>{label}</label></div>",
                !tick.is_empty()
            )
        };
        let html = [
            button("a", "Can access API", ""),
            button("s", "Can send events", "<span>✓</span>"),
            button("e", "Is enabled", ""),
            "<button>OK</button>".to_owned(),
        ]
        .concat();
        let form = read(&html).0.form.seen().cloned().expect("a form");
        let on = form.boxes.iter().filter(|b| b.state == BoxState::On);
        assert_eq!(on.count(), 1);
    }
}

#[test]
fn a_dialog_named_by_its_title_is_that_of_an_existing_token() {
    for state in ["", "tabindex=-1"] {
        let html = format!(
            "<div><button>Create Token</button></div><div role=dialog {state} aria-labelledby=t><div><div><div id=t>Editing API Token</div></div>
             <div><div>{BOXES}</div></div><footer><div><button>OK</button></div></footer></div></div>"
        );
        // The form ends deeper than the title stands.
        let deep = html.replace(BOXES, &format!("<div>{BOXES}<button>OK</button></div>"));
        for html in [html, deep] {
            let form = read(&html).0.form.seen().cloned().expect("a form");
            assert_eq!(form.mode, FormMode::Edit, "{html}");
        }
    }
}

#[test]
fn columns_named_as_permissions_are_no_form() {
    for (row, cell) in [("<tr>", "th"), ("<div role=row>", "div role=columnheader")] {
        let html = format!(
            "<h2>API Tokens</h2><button>Create Token</button><table>{row}<{cell}><div>Can access API</div></{cell}><{cell}>Can send events</{cell}><{cell}>Is enabled</{cell}></table>"
        );
        assert!(read(&html).0.signs.is_empty(), "{html}");
    }
    let unread = "<p>Can access API</p><p>Can send events</p><p>Is enabled</p>";
    assert_eq!(read(unread).0.signs.len(), 3);
}

/// The words are in pieces, and beside the box in its label stand those of its state.
#[test]
fn a_label_in_pieces_around_a_switch_names_it() {
    let switch = |name: &str| {
        format!(
            "<section><label><span role=switch aria-checked=true tabindex=0><input type=checkbox style='display:none' checked>
             <span><span>Yes</span><span>No</span></span></span> {name}</label></section>"
        )
    };
    let names = [
        "Can <b>access API</b>",
        "<i>Can</i> send events",
        "Is enabled",
    ];
    let html = format!(
        "<div role=dialog><h2>Create Token</h2><form>{}<button>OK</button></form></div>",
        names.map(switch).concat()
    );
    let form = read(&html).0.form.seen().cloned().expect("a form");
    assert_eq!(form.boxes.len(), 3, "{form:?}");
}

/// Two columns of check boxes: a tick says what is to be moved, and the column what is chosen.
#[test]
fn columns_of_boxes_are_two_lists() {
    let item = |name: &str| {
        format!(
            "<label><span><input type=checkbox value={name}><span></span></span><span><span>{name}</span></span></label>"
        )
    };
    let column = |title: &str, count: &str, items: &str| {
        let (group, none) = if items.is_empty() {
            ("style='display:none'", "")
        } else {
            ("", "style='display:none'")
        };
        format!(
            "<div><p><label><span><input type=checkbox></span><span><span>{title}</span><span>{count}</span></span></label></p>
             <div><div role=group aria-label=checkbox-group {group}>{items}</div><div {none}>No data</div></div></div>"
        )
    };
    let moves = "<div><button type=button disabled><i><svg></svg></i></button><button type=button disabled><i><svg></svg></i></button></div>";
    let field = |available: &str, chosen: &str, count: [&str; 2]| {
        format!(
            "<div><label>Restrict to Specific Datasets</label><div>{}{moves}{}</div></div>",
            column("Available", count[0], available),
            column("Selected", count[1], chosen)
        )
    };
    let both = [item("engage"), item("sandbox")];
    let (found, _) = entries(&field(&both[1], &both[0], ["0/1", "0/1"]));
    assert_eq!(found, 1);
    let (found, _) = entries(&field(&both.concat(), "", ["0/2", "0/0"]));
    assert_eq!(found, 0);
    // Without such titles a tick is a choice.
    let boxes = format!(
        "<div><label>Restrict to Specific Datasets</label><div role=group>{}</div></div>",
        both.concat()
    );
    assert_eq!(entries(&boxes).0, 0);
    assert_eq!(
        entries(&boxes.replacen("type=checkbox", "type=checkbox checked", 1)).0,
        1
    );
}

/// A hidden list may be kept up to date by what is drawn, or by nobody.
#[test]
fn a_hidden_list_without_a_choice_and_a_chip_disagree() {
    let chip = "<span><span>engage</span><button type=button aria-label='Close this tag'><svg></svg></button></span>";
    let field = |chip: &str| {
        format!(
            "<div><label>Restrict to Specific Datasets</label><div>{chip}<input role=combobox readonly></div>
             <select name=datasets multiple style='display:none'><option>engage</option><option>sandbox</option></select></div>"
        )
    };
    let reading = |chip: &str| {
        let (observation, _) = read(&with_field(&field(chip)));
        observation.form.seen().expect("a form").datasets
    };
    assert!(matches!(reading(""), DatasetField::Empty(_)));
    assert!(matches!(
        reading(chip),
        DatasetField::Unclear {
            reason: Unclear::Disagreeing,
            ..
        }
    ));
}

/// A control may name the list that it opens, and what is around it: that is one list, and not two.
#[test]
fn a_list_that_is_named_twice_is_one() {
    let page = with_field(
        "<div><label>Restrict to Specific Datasets</label><input role=combobox aria-controls=list aria-owns=pop></div>",
    ) + "<div id=pop><div id=list><div tabindex=0><div role=listbox><div role=option>engage</div><div role=option>sandbox</div></div></div></div></div>";
    let (observation, _) = read(&page);
    let form = observation.form.seen().expect("a form");
    assert!(
        !matches!(form.datasets, DatasetField::Filled { .. }),
        "{:?}",
        form.datasets
    );
}

/// Found on libraries that nobody had tuned for: what a field shows, and how many datasets are set there.
#[test]
fn captions_of_openers_and_messages_of_empty_lists_are_no_datasets() {
    const OPTIONS: &str = "<div role=listbox hidden aria-multiselectable=true><div role=option aria-selected=false>Engagement</div></div>";
    let combobox = |caption: &str, chosen: &str| {
        format!(
            "<div><label for=i>Restrict to Specific Datasets</label>{chosen}
             <div><input placeholder='Select datasets' id=i role=combobox aria-autocomplete=list aria-expanded=false>
             <button aria-haspopup=listbox type=button tabindex=-1 aria-expanded=false>{caption}</button>
             <button type=button tabindex=-1 aria-label='Clear value' hidden>Clear</button></div>{OPTIONS}</div>"
        )
    };
    let chip = "<ul><li>Engagement <button type=button aria-label='Remove Engagement'>x</button></li></ul>";
    for caption in ["Open", "▾"] {
        assert_eq!(entries(&combobox(caption, "")).0, 0, "{caption}");
        assert_eq!(entries(&combobox(caption, chip)).0, 1, "{caption}");
    }
    // A letter may be a sign or a name, and any other word is one.
    assert_eq!(reading(&combobox("v", "")), None);
    assert_eq!(reading(&combobox("v", chip)), Some(true));
    for name in ["Next", "Open Data", "Engagement"] {
        assert_eq!(reading(&combobox(name, "")), Some(true), "{name}");
    }
    let lists = |chosen: &str| {
        format!(
            "<div><label>Restrict to Specific Datasets</label><div>
             <div><div>Available</div><ul role=listbox aria-multiselectable=true><li role=option aria-selected=false>Engagement</li></ul></div>
             <div><button aria-label='Move to Target' disabled></button><button aria-label='Move to Source' disabled></button></div>
             <div><div>Selected</div><ul role=listbox aria-multiselectable=true>{chosen}</ul></div></div></div>"
        )
    };
    for message in ["No available options", "No records found"] {
        let message = format!("<li role=option>{message}</li>");
        assert_eq!(entries(&lists(&message)).0, 0, "{message}");
    }
    assert_eq!(
        entries(&lists("<li role=option aria-selected=false>Northern</li>")).0,
        1
    );
}

#[test]
fn a_tag_in_a_grid_is_one_tag() {
    let tags = |count: usize| {
        let row = |row| {
            format!(
                "<div role=row id=r{row} aria-label='Set {row}' tabindex=0><div role=gridcell style='display:contents'>Set {row}\
                 <button id=b{row} type=button aria-label=Remove aria-labelledby='b{row} r{row}'>×</button></div></div>"
            )
        };
        let rows = (0..count).map(row).collect::<Vec<_>>().concat();
        format!(
            "<div><span id=l>Restrict to Specific Datasets</span><div role=grid aria-labelledby=l tabindex=0>{rows}</div>
             <button type=button aria-haspopup=true aria-expanded=false>Select datasets</button></div>"
        )
    };
    for count in 1..3 {
        assert_eq!(entries(&tags(count)).0, count);
    }
}

/// Without a place to type and without anything that opens it, a list of many says by `aria-selected` what is selected, at the
/// active option, too. In a list that opens, or beside a list of the chosen, it may be the active one only.
#[test]
fn the_active_option_of_a_list_in_sight_can_be_the_selected_one() {
    let list = |is_selected: bool, around: &str| {
        around.replace(
            "LIST",
            &format!(
                "<div role=listbox aria-multiselectable=true aria-labelledby=l tabindex=0 aria-activedescendant=o1>
                 <div id=o1 role=option aria-selected={is_selected}><span>Engagement</span><div aria-hidden=true>✓</div></div>
                 <div id=o2 role=option aria-selected=false><span>Staging</span><div aria-hidden=true hidden>✓</div></div></div>"
            ),
        )
    };
    let alone = "<div><span id=l>Restrict to Specific Datasets</span>LIST</div>";
    assert_eq!(entries(&list(true, alone)).0, 1);
    assert_eq!(entries(&list(false, alone)).0, 0);
    let two_lists = "<div><span id=l>Restrict to Specific Datasets</span><div><div>Available</div>LIST</div>
        <div><button aria-label='Move to Target'></button><button aria-label='Move to Source' disabled></button></div>
        <div><div>Selected</div><ul role=listbox aria-multiselectable=true></ul></div></div>";
    assert_eq!(entries(&list(true, two_lists)).0, 0);
}
