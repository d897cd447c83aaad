//! The table in `docs/recognition.md` of what is read of each skin in each state. A test holds the file to it.

use super::{Truth, read, skins};
use crate::Reader;
use crate::sample::SampleNode;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use trivet_checklist::{DatasetField, Observation, Sighting};

const FILE: &str = "docs/recognition.md";
const BEGIN: &str = "<!-- skins: generated -->\n";
const END: &str = "<!-- skins: end -->\n";

/// Set to write the table anew instead of comparing it.
const WRITE: &str = "TRIVET_WRITE_DOCS";

/// What each skin is made of.
const MADE_OF: &[(&str, &str)] = &[
    (
        "angularjs",
        "AngularJS 1.8.3, ui-select 0.20.0, UI Bootstrap 2.5.6",
    ),
    ("aria", "an old widget toolkit, as tables with ARIA"),
    ("chosen", "Chosen 1.8.7, Bootstrap 3.4.1"),
    ("dual", "lightning-base-components 1.28.15-alpha, LWC 9.4.3"),
    ("ext", "the markup of Ext JS"),
    ("framed", "frames in frames"),
    ("gwt", "the markup of Google Web Toolkit"),
    ("kendo", "Kendo UI for jQuery 2026.3.812"),
    (
        "lightning",
        "the markup of Lightning Web Components, open shadow roots",
    ),
    ("lightning-closed", "the same, closed shadow roots"),
    ("native", "HTML's own controls"),
    ("plain", "blocks and texts"),
    ("react", "React, react-select, react-modal"),
    ("restless", "a page that is built anew all the time"),
    ("select2", "Select2 4.1.0, jQuery UI 1.14.2"),
    ("server", "pages of a server, two lists and buttons"),
    ("vaadin", "Vaadin's web components 25.3.0"),
    ("varied", "drawn from lots"),
];

/// The states, and the snapshot of each.
const STATES: &[(&str, &str)] = &[
    ("Empty", "create"),
    ("Filled", "picked"),
    ("List opened", "opened"),
    ("Cleared", "cleared"),
    ("Dialog", "dialog"),
];

fn cell(truth: &Truth, observation: &Observation, reader: &Reader<SampleNode>) -> &'static str {
    if let Some([key_id, key_secret]) = &truth.values {
        let is_read = reader
            .values()
            .is_some_and(|values| *values.key_id == *key_id && *values.key_secret == *key_secret);
        return match &observation.credentials {
            Sighting::Seen(dialog) if is_read && !dialog.close.is_empty() => "both values",
            Sighting::Seen(_) => "the dialog, not the values",
            _ => "**missed**",
        };
    }
    match observation.form.seen().map(|form| form.datasets) {
        None => "**no form**",
        Some(DatasetField::NotFound) => "no field",
        Some(DatasetField::Unclear { .. }) => "unclear: the panel asks",
        Some(DatasetField::Empty(_) | DatasetField::Confirmed(_)) if truth.dataset.is_none() => {
            "empty"
        }
        Some(DatasetField::Filled {
            entries: Some(1), ..
        }) if truth.dataset.is_some() => "one dataset",
        Some(DatasetField::Filled { entries: None, .. }) if truth.dataset.is_some() => {
            "some datasets"
        }
        Some(_) => "**wrong**",
    }
}

fn table() -> String {
    let heads: Vec<_> = STATES.iter().map(|(head, _)| *head).collect();
    let mut table = format!(
        "| Skin | Made with | {} |\n|---{}|\n",
        heads.join(" | "),
        "|---".repeat(heads.len() + 1)
    );
    for skin in skins() {
        let made_of = MADE_OF.iter().find(|(name, _)| *name == skin);
        let made_of = made_of.map_or("?", |(_, words)| words);
        // Writing to a string does not fail.
        let _ = write!(table, "| `{skin}` | {made_of} |");
        for (_, state) in STATES {
            let (truth, observation, reader) = read(&skin, state);
            let _ = write!(table, " {} |", cell(&truth, &observation, &reader));
        }
        table.push('\n');
    }
    table
}

#[test]
fn the_documents_say_what_is_read_of_each_skin() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(FILE);
    let text = fs::read_to_string(&path).expect("the document");
    let (before, rest) = text.split_once(BEGIN).expect("where the table begins");
    let (_, after) = rest.split_once(END).expect("where the table ends");
    let table = table();
    assert!(!table.contains("| ? |"), "{table}");
    let wanted = format!("{before}{BEGIN}\n{table}\n{END}{after}");
    if std::env::var_os(WRITE).is_some() {
        fs::write(&path, wanted).expect("to write the document");
        return;
    }
    assert!(
        wanted == text,
        "{FILE} says otherwise; run: {WRITE}=1 cargo test --workspace --lib -- the_documents_say_what_is_read"
    );
}
