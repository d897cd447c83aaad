//! Every skin of the sample console as Chromium draws it, read natively. `./build.sh snapshots` takes the snapshots; each says
//! in its first line what is true of it, by the console's own account.

mod table;

use super::Reader;
use crate::node::Node;
use crate::sample::SampleNode;
use html5ever::tree_builder::{ElementFlags, NodeOrText, TreeSink};
use html5ever::{Attribute, LocalName, QualName, ns};
use scraper::{Html, HtmlTreeSink};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use trivet_checklist::label::Labels;
use trivet_checklist::{BoxState, DatasetField, FormMode, Observation, Sighting};

/// What is true of a page.
#[derive(Debug, Deserialize)]
struct Truth {
    form: Option<String>,
    boxes: BTreeMap<String, bool>,
    dataset: Option<String>,
    values: Option<[String; 2]>,
}

fn name(local: &str) -> QualName {
    QualName::new(None, ns!(html), LocalName::from(local))
}

/// The tree as it was drawn. A parser of HTML would put some of it elsewhere.
pub(super) fn page(lines: &str) -> SampleNode {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut open = vec![sink.get_document()];
    let root = sink.create_element(name("html"), Vec::new(), ElementFlags::default());
    sink.append(&open[0], NodeOrText::AppendNode(root));
    open.push(root);
    for line in lines.lines() {
        let node: Vec<Value> = serde_json::from_str(line).expect("a line of a snapshot");
        let depth = node[0]
            .as_u64()
            .and_then(|depth| usize::try_from(depth).ok());
        open.truncate(depth.expect("a depth") + 2);
        let parent = *open.last().expect("a parent");
        let word = node[1].as_str().expect("a tag or a text");
        let Some(attributes) = node.get(2).and_then(Value::as_object) else {
            sink.append(&parent, NodeOrText::AppendText(word.into()));
            continue;
        };
        let attributes = attributes.iter().map(|(key, value)| Attribute {
            name: QualName::new(None, ns!(), LocalName::from(key.as_str())),
            value: value.as_str().unwrap_or_default().into(),
        });
        let element =
            sink.create_element(name(word), attributes.collect(), ElementFlags::default());
        sink.append(&parent, NodeOrText::AppendNode(element));
        open.push(element);
    }
    SampleNode::of(sink.finish())
}

/// The skins that have snapshots, by name.
fn skins() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/snapshots");
    let skins = fs::read_dir(folder).expect("the snapshots").flatten();
    let mut skins: Vec<_> = skins
        .map(|skin| skin.file_name().display().to_string())
        .collect();
    skins.sort();
    skins
}

/// A snapshot of a skin: what is true of it, and what is read of it.
fn read(skin: &str, state: &str) -> (Truth, Observation, Reader<SampleNode>) {
    let (truth, lines) = text(skin, state);
    let truth = serde_json::from_str(&truth).expect("what is true");
    let mut reader = Reader::new(Labels::default());
    reader.add(&page(&lines));
    (truth, reader.observe(), reader)
}

/// The snapshots of these states: what each is called, and its lines.
pub(super) fn all(states: [&str; 2]) -> Vec<(String, String)> {
    let lines = |skin: &String, state: &str| {
        let (_, lines) = text(skin, state);
        (format!("{skin}/{state}"), lines)
    };
    let skins = skins();
    let all = skins
        .iter()
        .flat_map(|skin| states.map(|state| lines(skin, state)));
    all.collect()
}

/// The text of a snapshot: what is true of it, and its lines.
fn text(skin: &str, state: &str) -> (String, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/snapshots");
    let path = folder.join(skin).join(state).with_extension("jsonl");
    let text = fs::read_to_string(&path).expect("a snapshot");
    let (truth, lines) = text.split_once('\n').expect("a first line");
    (truth.to_owned(), lines.to_owned())
}

/// Plays each snapshot of that name: one for each skin.
fn each(
    state: &str,
    check: impl Fn(&Truth, &Observation, &Reader<SampleNode>) -> Result<(), String>,
) {
    let skins = skins();
    let mut wrong = Vec::new();
    for skin in &skins {
        let (truth, observation, reader) = read(skin, state);
        if UNCLEAR.contains(&(skin.as_str(), state)) {
            let field = observation.form.seen().map(|form| form.datasets);
            if !matches!(field, Some(DatasetField::Unclear { .. })) {
                wrong.push(format!("{skin}: {field:?} is not unclear"));
            }
        } else if let Err(what) = check(&truth, &observation, &reader) {
            wrong.push(format!("{skin}: {what}"));
        }
    }
    assert!(skins.len() >= 17, "only {} skins", skins.len());
    assert!(wrong.is_empty(), "{state}:\n{}", wrong.join("\n"));
}

/// Where nothing is certain: the panel asks then. After its chip was removed, Vaadin's closed list still says that the dataset is
/// selected, until it is opened again.
const UNCLEAR: &[(&str, &str)] = &[("vaadin", "cleared")];

fn is_the_form(truth: &Truth, observation: &Observation) -> Result<(), String> {
    let Sighting::Seen(form) = &observation.form else {
        return Err(format!("no form: {:?}", observation.form));
    };
    let mode = match truth.form.as_deref() {
        Some("edit") => FormMode::Edit,
        _ => FormMode::Create,
    };
    let found: BTreeMap<String, bool> = form
        .boxes
        .iter()
        .map(|one| (one.permission.label().to_owned(), one.state == BoxState::On))
        .collect();
    let is_set = form.datasets.is_filled();
    if form.mode != mode {
        Err(format!("it is read as {:?}", form.mode))
    } else if found != truth.boxes || form.boxes.len() != found.len() {
        Err(format!(
            "the boxes are read as {found:?} and are {:?}",
            truth.boxes
        ))
    } else if form.submit.seen().is_none() {
        Err(format!("OK is {:?}", form.submit))
    } else if is_set != Some(truth.dataset.is_some()) {
        Err(format!(
            "{:?} is read as {:?}",
            truth.dataset, form.datasets
        ))
    } else {
        Ok(())
    }
}

#[test]
fn the_form_of_a_new_token_is_read() {
    for state in ["create", "extra", "preset", "picked", "opened", "cleared"] {
        each(state, |truth, observation, _| {
            is_the_form(truth, observation)
        });
    }
}

#[test]
fn the_form_of_an_existing_token_is_read() {
    each("edit", |truth, observation, _| {
        is_the_form(truth, observation)
    });
}

#[test]
fn the_one_time_dialog_is_read() {
    each("dialog", |truth, observation, reader| {
        let Sighting::Seen(dialog) = &observation.credentials else {
            return Err(format!("no dialog: {:?}", observation.credentials));
        };
        let values = reader.values().ok_or("no values")?;
        let [key_id, key_secret] = truth.values.as_ref().ok_or("no truth")?;
        if *values.key_id != *key_id || *values.key_secret != *key_secret {
            return Err("other values".to_owned());
        }
        if dialog.close.is_empty() || dialog.download_csv.seen().is_none() {
            return Err(format!("{dialog:?}"));
        }
        // A place for what is put in draws nothing, and closes nothing.
        let parts = reader.dialog().ok_or("no dialog")?;
        let tags: Vec<_> = parts.close.iter().map(Node::tag).collect();
        if tags.iter().any(|tag| tag == "slot") {
            return Err(format!("{tags:?} close it"));
        }
        Ok(())
    });
}

#[test]
fn other_screens_are_left_alone() {
    for state in ["tokens", "sftp"] {
        each(state, |_, observation, _| {
            let is_quiet =
                observation.form.seen().is_none() && observation.credentials.seen().is_none();
            is_quiet.then_some(()).ok_or(format!("{observation:?}"))
        });
    }
    each("tokens", |_, observation, _| {
        let create = &observation.create_token;
        create.seen().map(drop).ok_or(format!("{create:?}"))
    });
}
