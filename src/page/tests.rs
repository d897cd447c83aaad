//! Pages of many makes, read natively.

mod accname;
pub(crate) mod draw;
mod oracle;
mod snapshots;
mod variants;

use super::Reader;
use super::datasets::Clearing;
use super::name;
use super::node::Node;
use super::sample::SampleNode;
use trivet_checklist::label::Labels;
use trivet_checklist::{
    BoxState, Checklist, DatasetField, FormMode, Observation, Permission, Sighting, TokenForm,
    Verdict,
};

fn read(html: &str) -> (Observation, Reader<SampleNode>) {
    let mut reader = Reader::new(Labels::default());
    reader.add(&SampleNode::page(html));
    (reader.observe(), reader)
}

fn form(html: &str) -> TokenForm {
    match read(html).0.form {
        Sighting::Seen(form) => form,
        other => panic!("no form: {other:?} in {html}"),
    }
}

fn states(form: &TokenForm) -> Vec<(String, BoxState)> {
    form.boxes
        .iter()
        .map(|b| (b.permission.label().to_owned(), b.state))
        .collect()
}

fn entries(html: &str) -> Option<usize> {
    match form(html).datasets {
        DatasetField::NotFound => None,
        DatasetField::Empty(_) => Some(0),
        DatasetField::Filled { entries, .. } => Some(entries.unwrap_or(UNCOUNTED)),
        DatasetField::Unclear { .. } | DatasetField::Confirmed(_) => Some(UNCLEAR),
    }
}

/// Something is selected, and how many is not certain.
const UNCOUNTED: usize = 98;
/// It cannot be told whether something is selected.
const UNCLEAR: usize = 99;

const BOXES: &str = "<label><input type=checkbox> Can access API</label><label><input type=checkbox checked> Can send events</label><label><input type=checkbox> Is enabled</label>";

fn with_field(field: &str) -> String {
    format!(
        "<form>{BOXES}{field}<label for=n>Notes</label><textarea id=n>typed notes</textarea><button>OK</button><button type=button>Cancel</button></form>"
    )
}

#[test]
fn native_labels_of_every_kind_name_a_box() {
    let form = form(
        "<form><input type=checkbox id=a><label for=a>Can access API</label>
         <label>Can send <b>events</b>: <input type=checkbox checked></label>
         <span id=x>Is</span> <span id=y>enabled</span><input type=checkbox aria-labelledby='x y'>
         <input type=checkbox title='Can read profiles' checked><input type=submit value=OK></form>",
    );
    assert_eq!(
        states(&form),
        [
            ("Can access API".to_owned(), BoxState::Off),
            ("Can send events".to_owned(), BoxState::On),
            ("Is enabled".to_owned(), BoxState::Off),
            ("Can read profiles".to_owned(), BoxState::On),
        ]
    );
    assert!(form.submit.seen().is_some());
}

#[test]
fn text_in_the_neighbouring_cell_names_a_box() {
    for html in [
        "<table><tr><td><div role=checkbox aria-checked=false></div></td><td>Can access API</td></tr>
         <tr><td><div role=checkbox aria-checked=true></div></td><td>Can send events</td></tr>
         <tr><td><div role=checkbox></div></td><td>Is enabled</td></tr></table><div>OK</div>",
        "<table><tr><td>Can access API</td><td><div role=checkbox aria-checked=false></div></td>
         <td>Can send events</td><td><div role=checkbox aria-checked=true></div></td></tr>
         <tr><td>IS ENABLED *</td><td><div role=checkbox></div></td></tr></table><div><span>OK</span></div>",
        "<div><span role=switch aria-checked=false></span> Can access API<br><span role=switch aria-checked=true></span> Can send events<br>
         <span role=switch></span> Is enabled<br></div><a>Ok</a>",
    ] {
        let form = form(html);
        let on: Vec<_> = form.boxes.iter().filter(|b| b.state == BoxState::On).collect();
        assert_eq!(form.boxes.len(), 3, "{html}");
        assert_eq!(on.len(), 1, "{html}");
        assert_eq!(on[0].permission, Permission::CanSendEvents, "{html}");
        assert!(form.submit.seen().is_some(), "{html}");
    }
}

#[test]
fn help_text_under_a_label_is_no_part_of_it() {
    let html = "<form><label><input type=checkbox>Can access API<small style='display:block'>Calls to the REST API</small></label>
        <div><input type=checkbox><div>Can send events</div><div>Event streams</div></div>
        <div><input type=checkbox><div>Is enabled</div></div><button>OK</button></form>";
    assert_eq!(
        form(html)
            .boxes
            .iter()
            .filter(|b| b.permission.is_named())
            .count(),
        3
    );
}

#[test]
fn similar_words_and_two_candidates_are_not_ours() {
    for html in [
        "<label><input type=checkbox>Can access API documentation</label><label><input type=checkbox>Can send events</label><label><input type=checkbox>Is enabled</label>",
        "<label><input type=checkbox>Is enabled</label><input placeholder='User name'><button>OK</button>",
        "<p>Can access API, Can send events, Is enabled</p>",
    ] {
        assert_eq!(read(html).0.form, Sighting::Absent, "{html}");
    }
    let twice = format!("<form>{BOXES}</form><form>{BOXES}</form>");
    assert_eq!(read(&twice).0.form, Sighting::Ambiguous { candidates: 2 });
    let hidden = format!("<form hidden>{BOXES}</form><form>{BOXES}<button>OK</button></form>");
    assert!(read(&hidden).0.form.seen().is_some());
}

#[test]
fn the_list_of_tokens_behind_the_form_is_no_part_of_it() {
    let html = format!(
        "<table><tr><th></th><th>Name</th></tr><tr><td><input type=checkbox checked aria-label='Select row'></td><td>sales</td></tr></table>
         <section>{BOXES}</section><div class=buttons><button>OK</button></div>"
    );
    assert_eq!(form(&html).boxes.len(), 3);
}

#[test]
fn an_existing_token_is_told_from_a_new_one() {
    let editing = format!(
        "<div role=dialog><h2>Editing API Token: sales</h2><div>{BOXES}<button>OK</button></div></div>"
    );
    assert_eq!(form(&editing).mode, FormMode::Edit);
    let new = format!(
        "<div role=dialog><h2>Create Token</h2><div>{BOXES}<button>OK</button></div></div>"
    );
    assert_eq!(form(&new).mode, FormMode::Create);
    let far = |title: &str| {
        format!(
            "<header><div>{title}</div></header><main><section><form>{BOXES}<button>OK</button></form></section></main>"
        )
    };
    for title in [
        "<h1>Editing API Token</h1>",
        "<h1>Editing API Token: sales</h1>",
        "<b>Editing API Token</b>",
    ] {
        assert_eq!(form(&far(title)).mode, FormMode::Edit, "{title}");
    }
    for other in [
        "<h1>Create Token</h1>",
        "<h1>Editing API Tokens</h1>",
        "<a href=#help>Editing API Token</a>",
        "<span>Editing API token of sales, a note of somebody</span>",
        "<table><tr><th>Notes</th></tr><tr><td>Editing API Token</td></tr></table>",
    ] {
        assert_eq!(form(&far(other)).mode, FormMode::Create, "{other}");
    }
}

#[test]
fn a_pill_that_can_be_taken_out_is_an_entry() {
    let pills = |inner: &str| {
        with_field(&format!(
            "<div><span>Restrict to Specific Datasets</span><input role=combobox placeholder='Select datasets'>
             <div role=listbox><div role=option>Beta</div></div><div role=listbox aria-label='Selected Options:'>{inner}</div></div>"
        ))
    };
    assert_eq!(entries(&pills("")), Some(0));
    let pill = "<div role=option><span><span>Alpha</span><button title=Remove><i></i></button></span></div>";
    assert_eq!(entries(&pills(pill)), Some(1));
    assert_eq!(entries(&pills(&pill.repeat(2))), Some(2));
}

#[test]
fn an_empty_dataset_field_is_empty() {
    for field in [
        "<label for=d>Restrict to Specific Datasets</label><select multiple id=d><option>Alpha<option>Beta</select>",
        "<label for=d>Restrict to Specific Datasets</label><select id=d><option value='' selected>Select datasets</option><option>Alpha</select>",
        "<input placeholder='Select datasets'>",
        "<div>Restrict to Specific Datasets</div><div class=control><div><div>Select datasets</div><div><input role=combobox aria-autocomplete=list></div></div><div aria-hidden=true></div></div>",
        "<div>Restrict to Specific Datasets</div><ul><li class=search><input placeholder='Select datasets'></li></ul>",
        "<div><span>Restrict to Specific Datasets:</span><div role=listbox><div role=option aria-selected=false>Alpha</div></div></div>",
        "<div><span>Restrict to Specific Datasets:</span><div role=combobox aria-haspopup=listbox>Select datasets...</div></div>",
        "<div><span>Restrict to Specific Datasets:</span><button aria-haspopup=listbox>None selected</button></div>",
        "<table><tr><td>Restrict to Specific Datasets</td><td><input></td></tr></table>",
        "<div><span id=l>Restrict to Specific Datasets</span><div><div role=combobox tabindex=0 aria-labelledby=l><span>Select datasets</span></div></div></div>",
        "<div><div>Restrict to Specific Datasets</div><p>Leave empty for all datasets of the account.</p><input></div>",
    ] {
        assert_eq!(entries(&with_field(field)), Some(0), "{field}");
    }
}

#[test]
fn a_dataset_is_seen_in_every_shape() {
    for (field, count) in [
        (
            "<label for=d>Restrict to Specific Datasets</label><select multiple id=d><option selected>Alpha<option selected>Beta</select>",
            2,
        ),
        (
            "<input placeholder='Select datasets' value='alpha'>",
            UNCOUNTED,
        ),
        (
            "<div>Restrict to Specific Datasets</div><div class=control><div><div class=chip><div>Alpha</div><div role=button aria-label='Remove Alpha'></div></div><div><input role=combobox></div></div></div>",
            1,
        ),
        (
            "<div>Restrict to Specific Datasets</div><ul><li><span>Alpha</span><span title=delete></span></li><li><span>Beta</span></li></ul><input placeholder='Select datasets'>",
            2,
        ),
        (
            "<div><span>Restrict to Specific Datasets:</span><div role=listbox aria-multiselectable=true><div role=option aria-selected=true>Alpha</div></div></div>",
            1,
        ),
        (
            "<div><span>Restrict to Specific Datasets:</span><div role=combobox aria-haspopup=listbox>Alpha, Beta</div></div>",
            1,
        ),
        (
            "<div><span>Restrict to Specific Datasets:</span><button aria-haspopup=listbox>2 selected</button></div>",
            2,
        ),
        (
            "<table><tr><td>Restrict to Specific Datasets</td><td><span class=chip>Alpha <span>×</span></span><input></td></tr></table>",
            1,
        ),
        (
            "<table><tr><td>Restrict to Specific Datasets</td><td><div><span class=chip>Alpha</span><input></div></td></tr></table>",
            UNCLEAR,
        ),
        (
            "<div><div>Restrict to Specific Datasets</div><label><input type=checkbox checked>Alpha</label><label><input type=checkbox>Beta</label></div>",
            1,
        ),
    ] {
        let found = entries(&with_field(field));
        assert!(
            found == Some(count) || found == Some(UNCOUNTED),
            "{found:?}: {field}"
        );
        assert!(!Verdict::of(&form(&with_field(field)), &Checklist::package()).is_right());
    }
}

/// A form that is one element: texts, fields and line breaks.
fn texts_alone(datasets: &str) -> String {
    format!(
        "<div>Can access API <input type=checkbox checked><br>Can send events <input type=checkbox checked><br>
         Is enabled <input type=checkbox checked><br>Restrict to Specific Datasets:<br>{datasets}<br>Notes:<br>
         <textarea>typed</textarea><br>IP Accept List:<br><input value=127.0.0.1><br>
         <div><div tabindex=0>OK</div><div tabindex=0>Cancel</div></div></div>"
    )
}

#[test]
fn a_field_among_texts_and_breaks_ends_at_the_next_text() {
    let empty = texts_alone("<input placeholder='Select datasets, separated by commas'>");
    assert_eq!(entries(&empty), Some(0));
    let named: Vec<_> = states(&form(&empty))
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(named, ["Can access API", "Can send events", "Is enabled"]);
    assert!(Verdict::of(&form(&empty), &Checklist::package()).is_right());
    assert_eq!(
        entries(&texts_alone("<input value=engage>")),
        Some(UNCOUNTED)
    );
    assert_eq!(
        entries(&texts_alone(
            "<select multiple><option>a<option selected>b</select>"
        )),
        Some(1)
    );
    assert_eq!(
        entries(&texts_alone("(leave empty)<br><input value=engage>")),
        Some(UNCOUNTED)
    );
}

const ID: &str = "1B4F0E98-51C1-4B4E-9A5B-0C0F7A3D2E11";
const SECRET: &str = "-Zq3vT9m_kLx2sW8bN5cR7yH1jP4gF6dA0eU-iO3tQw";

#[test]
fn the_values_are_found_however_they_are_shown() {
    let title = "<h3>Download API Key Credentials</h3>";
    let close =
        "<button>Download CSV File</button><button>Close</button><span aria-label=Close>×</span>";
    for body in [
        format!(
            "<label for=i>API Key ID</label><input id=i readonly value='{ID}'><label for=s>API Key Secret</label><input id=s readonly value='{SECRET}'>"
        ),
        format!(
            "<label>API Key ID <textarea>{ID}</textarea></label><label>API Secret Key <input type=password value='{SECRET}'><button>Reveal</button></label>"
        ),
        format!(
            "<dl><dt>API Key ID</dt><dd><code>{ID}</code> <button>Copy</button></dd><dt>API Key Secret</dt><dd><code>{SECRET}</code></dd></dl>"
        ),
        format!(
            "<table><tr><td>API Key ID:</td><td>{ID}</td></tr><tr><td>API Key Secret:</td><td><b>{}</b><b>{}</b></td></tr></table>",
            &SECRET[..20],
            &SECRET[20..]
        ),
        format!(
            "<table><tr><th>API Key ID</th><th>API Key Secret</th></tr><tr><td>{ID}</td><td>{SECRET}</td></tr></table>"
        ),
        format!("<p>API Key ID: {ID}</p><p>API Key Secret: {SECRET}</p>"),
        format!("<div>API Key ID<br>{ID}</div><div>API Key Secret<br>{SECRET}</div>"),
        format!("<div>API Key ID: {ID}<br>API Key Secret: {SECRET}</div>"),
        format!("<pre>Your token was created. API Key ID: {ID} API Key Secret: {SECRET}</pre>"),
        format!(
            "<div><strong>API Key ID</strong> {ID}<br><strong>API Key Secret</strong> {SECRET}</div>"
        ),
        format!(
            "<div><span>API Key ID</span><div role=textbox>{ID}</div></div><div><span>API Key Secret</span><div role=textbox>{SECRET}</div></div>"
        ),
    ] {
        for html in [
            format!("<div role=dialog>{title}{body}{close}</div>"),
            format!("<div><div>{title}</div><div>{body}</div><div>{close}</div></div>"),
            format!("<section>{body}<div>{close}</div></section>"),
        ] {
            let (observation, reader) = read(&html);
            let dialog = observation
                .credentials
                .seen()
                .unwrap_or_else(|| panic!("no dialog: {html}"));
            assert!(dialog.is_complete(), "{dialog:?} in {html}");
            let values = reader.values().expect("both values");
            assert_eq!(
                (values.key_id.as_str(), values.key_secret.as_str()),
                (ID, SECRET),
                "{html}"
            );
            assert_eq!(dialog.close.len(), 2, "{html}");
        }
    }
}

#[test]
fn a_caption_of_one_long_word_is_no_value() {
    for values in [
        format!("<p>API-Schlüssel-ID</p><p>{ID}</p><p>API-Schlüsselgeheimnis</p><p>{SECRET}</p>"),
        format!(
            "<table><tr><th>API-Schlüssel-ID</th><td><input value={ID}></td></tr>
             <tr><th>API-Schlüsselgeheimnis</th><td><input value={SECRET}></td></tr></table>"
        ),
        format!(
            "<div><font><font>API-Schlüssel-ID</font></font><code>{ID}</code></div>
             <div><font><font>API-Schlüsselgeheimnis</font></font><code>{SECRET}</code></div>"
        ),
    ] {
        let html = format!(
            "<div role=dialog><h2>API-Schlüssel-Anmeldeinformationen herunterladen</h2>{values}<button>Schließen</button></div>"
        );
        let (_, reader) = read(&html);
        let found = reader
            .values()
            .unwrap_or_else(|| panic!("no values in {html}"));
        assert_eq!(
            (found.key_id.as_str(), found.key_secret.as_str()),
            (ID, SECRET),
            "{html}"
        );
    }
}

#[test]
fn a_cross_that_is_only_painted_closes_all_the_same() {
    let html = format!(
        "<div class=window><div class=bar><i class=icon-key></i><div>Download API Key Credentials</div><div class=tool></div></div>
         <table><tr><td>API Key ID</td><td>{ID}</td></tr><tr><td>API Key Secret</td><td>{SECRET}</td></tr></table><div tabindex=0>Close</div></div>"
    );
    let (observation, reader) = read(&html);
    let dialog = observation.credentials.seen().expect("a dialog");
    let closers: Vec<_> = dialog
        .close
        .iter()
        .filter_map(|c| reader.node(*c))
        .collect();
    assert_eq!(closers.len(), 2);
    assert!(
        closers
            .iter()
            .any(|c| c.attribute("class").as_deref() == Some("tool"))
    );
}

#[test]
fn a_cross_beside_the_title_does_not_end_the_dialog() {
    let html = format!(
        "<div><div class=window><table><tr><td>Download API Key Credentials</td><td><div title=Close></div></td></tr></table>
         <div><table><tr><td>API Key ID:</td><td>{ID}</td></tr><tr><td>API Key Secret:</td><td>{SECRET}</td></tr></table></div>
         <table><tr><td><div role=button>Download CSV File</div></td><td><div role=button>Close</div></td></tr></table></div></div>"
    );
    let (observation, reader) = read(&html);
    let dialog = observation.credentials.seen().expect("a dialog");
    assert!(dialog.is_complete(), "{dialog:?}");
    assert_eq!(dialog.close.len(), 2);
    let boundary = &reader.dialog().expect("a dialog").boundary;
    assert_eq!(boundary.attribute("class").as_deref(), Some("window"));
}

#[test]
fn a_chip_with_a_painted_cross_can_be_cleared() {
    let field = "<table><tr><td>Restrict to Specific Datasets:</td><td><div class=tag><div class=chips><div class=chip><div>engage</div><div class=x></div></div><input></div><div class=trigger></div></div></td></tr></table>";
    let (observation, reader) = read(&with_field(field));
    assert!(matches!(
        observation.form.seen().map(|f| f.datasets),
        Some(DatasetField::Filled {
            entries: Some(1),
            ..
        })
    ));
    let clearing = &reader
        .form()
        .and_then(|f| f.datasets.as_ref())
        .expect("a field")
        .clearing;
    let [Clearing::Click(cross), ..] = &clearing[..] else {
        panic!("{clearing:?}")
    };
    assert_eq!(cross.attribute("class").as_deref(), Some("x"));
}

#[test]
fn a_field_may_hold_any_value_and_an_empty_one_none() {
    let page = |secret: &str| {
        format!(
            "<div role=dialog><h3>Download API Key Credentials</h3><label>API Key ID <input value='{ID}'></label><label>API Key Secret <input value='{secret}'></label><button>Close</button></div>"
        )
    };
    let (_, reader) = read(&page("-=&lt;b&gt; %s$(x)"));
    assert_eq!(
        reader.values().expect("values").key_secret.as_str(),
        "-=<b> %s$(x)"
    );
    assert!(read(&page("")).1.values().is_none());
    assert!(read(&page("••••••••")).1.values().is_none());
}

#[test]
fn other_one_time_credentials_are_not_ours() {
    for html in [
        "<div role=dialog><h3>SFTP User Credentials</h3><label>User name<input value=abcdefghijklmnopqrst></label><label>Password<input value=abcdefghijklmnopqrst></label><button>Download CSV File</button><button>Close</button></div>",
        "<table><tr><th>API Key ID</th><th>Created</th></tr><tr><td>1B4F0E98-51C1-4B4E-9A5B-0C0F7A3D2E11</td><td>today</td></tr></table><button>Close</button>",
        "<p>API Key ID format: 36 characters. API Key Secret: 43 characters.</p>",
    ] {
        assert_eq!(read(html).0.credentials, Sighting::Absent, "{html}");
    }
}

#[test]
fn two_values_under_one_label_are_none() {
    let html = format!(
        "<div role=dialog><h3>Download API Key Credentials</h3><div>API Key ID<p>{ID}</p><p>{SECRET}</p></div><div>API Key Secret <input value={SECRET}></div><button>Close</button></div>"
    );
    let (observation, reader) = read(&html);
    let dialog = observation.credentials.seen().expect("known by its title");
    assert_eq!(dialog.key_id, Sighting::Ambiguous { candidates: 2 });
    assert!(reader.values().is_none());
}

#[test]
fn the_navigation_entry_is_told_from_the_heading() {
    let (observation, _) = read(
        "<nav><a>Security</a><a>API Tokens</a></nav><main><h1>API Tokens</h1><div class=btn tabindex=0><span>CREATE</span> <span>TOKEN</span></div></main>",
    );
    assert!(observation.api_tokens.seen().is_some());
    assert!(observation.create_token.seen().is_some());
    assert!(observation.security.seen().is_some());
}

#[test]
fn names_follow_the_order_of_the_specification() {
    let page = SampleNode::page(
        "<span id=l>by id</span><label for=a>by label</label><input id=a aria-label='stated' aria-labelledby=l title=t>
         <input id=b aria-label=stated title=t><label for=b>l</label><input id=c title=titled placeholder=p><input id=d placeholder=held>
         <button id=e title=t>own <img alt=pictured><span hidden>hidden</span><span aria-hidden=true>×</span></button>",
    );
    for (id, expected) in [
        ("a", "by id"),
        ("b", "stated"),
        ("c", "titled"),
        ("d", "held"),
        ("e", "own pictured"),
    ] {
        let name = name::of_control(&page.find(&format!("#{id}")));
        let words: Vec<_> = name.split_whitespace().collect();
        assert_eq!(words.join(" "), expected);
    }
}

#[test]
fn a_page_that_is_translated_keeps_what_was_recognised() {
    let page = SampleNode::page(
        "<form><p><label for=a>Can access API</label><input id=a type=checkbox></p>\
         <p><label for=b>Can send events</label><input id=b type=checkbox checked></p>\
         <p><label for=c>Is enabled</label><input id=c type=checkbox></p>\
         <p><label for=d>Restrict to Specific Datasets</label><input id=d></p><button>OK</button></form>",
    );
    let mut reader = Reader::new(Labels::default());
    reader.add(&page);
    let before = reader.observe();
    for (label, text) in [
        ("[for=a]", "Peut accéder à l’API"),
        ("[for=b]", "Peut envoyer des événements"),
        ("[for=c]", "Est activé"),
        ("[for=d]", "Limiter à des jeux de données"),
        ("button", "D’accord"),
    ] {
        page.find(label).write(text);
    }
    reader.add(&page);
    reader.set_translated(true);
    let after = reader.observe();
    assert!(before.form.seen().is_some());
    assert_eq!(after.form, before.form);
    // Other names on a page that nobody translated are other things.
    reader.set_translated(false);
    assert_eq!(reader.observe().form.seen(), None);
}
