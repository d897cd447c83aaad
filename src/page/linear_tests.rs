//! The cost of reading grows with what is there and no faster: it is counted in questions asked of nodes, not in time.

use super::Reader;
use super::sample::{SampleNode, asked};
use trivet_checklist::label::Labels;
use trivet_checklist::{Observation, Sighting};

const FORM: &str = "<div role=dialog><h2>Create Token</h2>
    <div><input type=checkbox id=a><label for=a>Can access API</label></div>
    <div><input type=checkbox id=s checked><label for=s>Can send events</label></div>
    <div><input type=checkbox id=e><label for=e>Is enabled</label></div>
    <div><label for=d>Restrict to Specific Datasets</label><input id=d></div>
    <div><label for=n>Notes</label><textarea id=n></textarea></div>
    <div><label for=i>IP Accept List</label><input id=i></div><button>OK</button></div>";

fn dialog() -> String {
    format!(
        "<div role=dialog><h2>Download API Key Credentials</h2><p>API Key ID: {}</p><p>API Key Secret: {}</p>
         <button>Download CSV File</button><button>Close</button></div>",
        "1B4F0E98-51C1-4B4E-9A5B-0C0F7A3D2E11", "-Zq3vT9m_kLx2sW8bN5cR7yH1jP4gF6dA0eU-iO3tQw"
    )
}

/// How many questions it takes to take a page in, and to read it then.
fn cost(page: &str) -> (usize, usize, Observation) {
    let page = SampleNode::page(page);
    let mut reader = Reader::new(Labels::default());
    let before = asked();
    reader.add(&page);
    let taken_in = asked();
    let observation = reader.observe();
    (taken_in - before, asked() - taken_in, observation)
}

/// Rows of a kind, `#` being their number, and the page around them.
const KINDS: &[(&str, &str, &str)] = &[
    ("a table with headers", "<tr><td><input type=checkbox></td><td>sales #</td></tr>", "<section><table><thead><tr><th></th><th>Name</th></tr></thead><tbody>ROWS</tbody></table>FORM</section>"),
    ("a table without headers", "<tr><td><input type=checkbox></td><td>sales #</td></tr>", "<table>ROWS</table>FORM"),
    ("boxes without a name", "<tr><td><input type=checkbox></td></tr>", "<table>ROWS</table>FORM"),
    ("boxes with labels", "<li><input type=checkbox id=b#><label for=b#>sales #</label></li>", "<ul>ROWS</ul>FORM"),
    ("boxes named elsewhere", "<div role=row><span id=t#>sales #</span><span role=checkbox aria-labelledby=t#></span></div>", "<div role=grid>ROWS</div>FORM"),
    ("boxes in one row of texts", "sales #<input type=checkbox><br>", "<div>ROWS</div>FORM"),
    ("boxes beside the fields", "<input type=checkbox aria-label='Select #'>", "<div>ROWS FORM</div>"),
    ("boxes in the form", "<div><input type=checkbox id=b#><label for=b#>Right #</label></div>", "<form>ROWS FORM</form>"),
    ("a list of tokens in words of the form", "<tr><td>sales #</td><td><input type=checkbox aria-label='Can access API'></td><td><input type=checkbox aria-label='Can send events'></td><td><input type=checkbox aria-label='Is enabled'></td><td>OK</td></tr>", "<table><tr><th>Name</th><th>Can access API</th><th>Can send events</th><th>Is enabled</th><th>State</th></tr>ROWS</table>FORM"),
    ("a list within the form's reach", "<tr><td><input type=checkbox checked></td><td>sales #</td></tr>", "<main><table><tr><th></th><th>Name</th></tr>ROWS</table><div><div><input type=checkbox id=a><label for=a>Can access API</label></div>
      <div><input type=checkbox id=s><label for=s>Can send events</label></div><div><input type=checkbox id=e><label for=e>Is enabled</label></div><label>Select datasets<input></label></div><button>OK</button></main>"),
    ("things that close", "<p><span>sales #</span><button>×</button></p>", "<div>ROWS</div>FORM DIALOG"),
    ("things called OK", "<p><span>sales #</span><b>OK</b></p>", "<div>ROWS</div>FORM"),
    ("titles of other things", "<p title='Editing API Token: #'>Editing API Token: #</p>", "<div>ROWS</div>FORM"),
    ("labels of keys", "<p>API Key ID format # API Key ID</p><p>API Key Secret</p>", "<div>ROWS</div>DIALOG"),
    ("fields for accept lists", "<p>IP Accept List</p><p><input></p>", "<div>ROWS</div>FORM"),
];

fn page(rows: &str, around: &str, count: usize) -> String {
    let rows: String = (0..count)
        .map(|number| rows.replace('#', &number.to_string()))
        .collect();
    around
        .replace("ROWS", &rows)
        .replace("FORM", FORM)
        .replace("DIALOG", &dialog())
}

#[test]
fn four_times_the_page_costs_four_times_as_much_at_most() {
    let mut wrong = Vec::new();
    for (name, rows, around) in KINDS {
        let (add, read, _) = cost(&page(rows, around, 1_000));
        let (more_add, more_read, _) = cost(&page(rows, around, 4_000));
        println!("{name}: {add} and {read}, {more_add} and {more_read}");
        for (what, less, more) in [("taken in", add, more_add), ("read", read, more_read)] {
            if more * 2 > less * 9 {
                wrong.push(format!(
                    "{name}: {less} questions to be {what}, and {more} for four times of it"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Of a box beside the form no more is asked than what the few elements around it are.
#[test]
fn boxes_beside_the_form_are_not_read() {
    for (name, rows, around) in &KINDS[..6] {
        let (_, alone, _) = cost(&page("", around, 1));
        let (_, read, observation) = cost(&page(rows, around, 4_000));
        assert!(
            observation
                .form
                .seen()
                .is_some_and(|form| form.boxes.len() == 3),
            "{name}"
        );
        assert!(
            read < alone + 4_000 * 20,
            "{name}: {alone}, and {read} beside 4,000 boxes"
        );
    }
    let (name, rows, around) = KINDS[9];
    let (_, _, observation) = cost(&page(rows, around, 1_000));
    let Sighting::Seen(form) = observation.form else {
        panic!("{name}")
    };
    assert_eq!(form.boxes.len(), 3, "{name}");
}
