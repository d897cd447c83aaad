//! Consoles that nobody tuned for: pages drawn by chance from what front ends do, thousands in a run.
//!
//! Each page comes from one seed, and a failure prints the seed and the page. `TRIVET_SEED=n` draws that one page again,
//! `TRIVET_VARIANTS=n` draws more than usual, `TRIVET_ALL=1` prints every failure and not the shortest three.

mod boxes;
mod datasets;
mod decoys;
mod dialog;
mod page;
mod words;

use super::super::node::Node;
use super::super::sample::SampleNode;
use super::draw::Draw;
use super::{Reader, read};
use std::time::{SystemTime, UNIX_EPOCH};
use trivet_checklist::label::Labels;
use trivet_checklist::{BoxState, DatasetField, Sighting};
use words::Writing;

const VARIANTS: u64 = 800;

/// Draws pages and holds each to what is true of it. A fifth of the seeds is new in each run.
fn each_variant(name: &str, check: impl Fn(u64) -> Result<(), String>) {
    let number = |variable: &str| std::env::var(variable).ok()?.parse::<u64>().ok();
    let seeds: Vec<u64> = if let Some(seed) = number("TRIVET_SEED") {
        vec![seed]
    } else {
        let count = number("TRIVET_VARIANTS").unwrap_or(VARIANTS);
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let fresh = now.as_secs() * 1_000_000;
        let new = count / 4;
        println!("{name}: seeds 0 to {count}, and {new} from {fresh}");
        (0..count).chain(fresh..fresh + new).collect()
    };
    let mut wrong: Vec<String> = seeds
        .iter()
        .filter_map(|seed| {
            check(*seed)
                .err()
                .map(|what| format!("TRIVET_SEED={seed}: {what}"))
        })
        .collect();
    wrong.sort_by_key(String::len);
    let shown = if number("TRIVET_ALL").is_some() {
        wrong.len()
    } else {
        3
    };
    assert!(
        wrong.is_empty(),
        "{name}: {} of {} variants are read wrong; the shortest of them:\n{}",
        wrong.len(),
        seeds.len(),
        wrong[..wrong.len().min(shown)].join("\n\n")
    );
}

/// What the reader says of a form, in the words of the model.
fn check_form(seed: u64) -> Result<(), String> {
    let drawn = page::draw(&mut Draw::of(seed));
    let wrong = |what: String| Err(format!("{what}\n{}", drawn.html));
    let (observation, reader) = read(&drawn.html);
    let form = match &observation.form {
        Sighting::Seen(form) => form,
        _ if drawn.is_doubtful => return Ok(()),
        other => return wrong(format!("the form is not recognised: {other:?}")),
    };
    let mark = |control, name: &str| reader.node(control).and_then(|node| node.attribute(name));
    let mut expected: Vec<(String, BoxState)> = drawn
        .permissions
        .iter()
        .map(|permission| (permission.label.clone(), permission.state))
        .collect();
    let mut found: Vec<(String, BoxState)> = Vec::new();
    for part in &form.boxes {
        let truth = mark(part.control, "data-truth")
            .unwrap_or_else(|| "a box of something else".to_owned());
        let label = part.permission.label();
        // Of a permission that is not ours, the page's own words are said, however they are written.
        if part.permission.is_named() && label != truth {
            return wrong(format!("{truth} is taken for {label}"));
        }
        found.push((truth, part.state));
    }
    expected.sort_by(|a, b| a.0.cmp(&b.0));
    found.sort_by(|a, b| a.0.cmp(&b.0));
    if found != expected {
        return wrong(format!("the boxes are {expected:?}, and read as {found:?}"));
    }
    let is_right = match (form.datasets, drawn.has_field, drawn.entries) {
        (DatasetField::NotFound, has_field, _) => !has_field,
        (DatasetField::Empty(_), has_field, entries) => has_field && entries == Some(0),
        (DatasetField::Filled { entries, .. }, has_field, expected) => {
            // None, where they stand in one text; and more than were drawn, or fewer, never.
            has_field
                && expected != Some(0)
                && (expected.is_none() || entries.is_none() || entries == expected)
        }
        (DatasetField::Unclear { .. } | DatasetField::Confirmed(_), has_field, _) => {
            has_field && drawn.may_be_unclear
        }
    };
    if !is_right {
        return wrong(format!(
            "there are {:?} datasets, and {:?} is read",
            drawn.entries, form.datasets
        ));
    }
    if form.mode != drawn.mode {
        return wrong(format!("the mode is {:?}", form.mode));
    }
    let Some(submit) = form.submit.seen() else {
        return wrong(format!("OK is not found: {:?}", form.submit));
    };
    let is_ok = reader.node(*submit).is_some_and(|node| {
        node.ancestry()
            .any(|around| around.attribute("data-ok").is_some())
    });
    if !is_ok {
        return wrong("something else is taken for OK".to_owned());
    }
    if observation.credentials != Sighting::Absent {
        return wrong(format!(
            "a dialog is seen where none is: {:?}",
            observation.credentials
        ));
    }
    Ok(())
}

/// What the reader says of a credentials dialog.
fn check_dialog(seed: u64) -> Result<(), String> {
    let mut draw = Draw::of(seed);
    let writing = Writing::of(&mut draw);
    let drawn = dialog::draw(&mut draw, writing);
    let around = decoys::some(&mut draw, 3);
    let place = draw.below(around.len() + 1);
    let html = format!(
        "<main>{}{}{}</main>",
        around[..place].concat(),
        drawn.html,
        around[place..].concat()
    );
    let wrong = |what: String| Err(format!("{what}\n{html}"));
    let page = SampleNode::page(&html);
    let mut reader = Reader::new(Labels::default());
    reader.add(&page);
    let mut observation = reader.observe();
    if drawn.is_late {
        if reader.values().is_some() {
            return wrong("values are read that are not there yet".to_owned());
        }
        for (place, value) in [&drawn.id, &drawn.secret].into_iter().enumerate() {
            for element in page.select(&format!("[data-late='{place}']")) {
                element.write(value);
                reader.add(&element);
            }
        }
        observation = reader.observe();
    }
    let Some(dialog) = observation.credentials.seen() else {
        return wrong(format!(
            "the dialog is not recognised: {:?}",
            observation.credentials
        ));
    };
    match reader.values() {
        Some(values) if *values.key_id == drawn.id && *values.key_secret == drawn.secret => {}
        Some(values) => {
            return wrong(format!(
                "the values are read as {} and {}",
                *values.key_id, *values.key_secret
            ));
        }
        None => return wrong(format!("the values are not read: {dialog:?}")),
    }
    let is_marked = |node: &SampleNode, mark: &str| {
        node.ancestry()
            .any(|around| around.attribute(mark).is_some())
            || !node.select(&format!("[{mark}]")).is_empty()
    };
    let closers: Vec<&SampleNode> = dialog
        .close
        .iter()
        .filter_map(|c| reader.node(*c))
        .collect();
    let expected = page.select("[data-closer]").len();
    if closers.len() != expected
        || !closers
            .iter()
            .all(|closer| is_marked(closer, "data-closer"))
    {
        return wrong(format!(
            "{expected} things close it, and {} are found",
            closers.len()
        ));
    }
    let csv = dialog
        .download_csv
        .seen()
        .and_then(|control| reader.node(*control));
    if !csv.is_some_and(|node| is_marked(node, "data-csv")) {
        return wrong(format!(
            "the download is not found: {:?}",
            dialog.download_csv
        ));
    }
    if observation.form != Sighting::Absent {
        return wrong(format!(
            "a form is seen where none is: {:?}",
            observation.form
        ));
    }
    Ok(())
}

/// Nothing is recognised, so that nothing can be touched.
fn check_decoys(seed: u64) -> Result<(), String> {
    let mut draw = Draw::of(seed);
    let parts = decoys::some(&mut draw, 6);
    let html = format!("<main>{}</main>", parts.concat());
    let (observation, reader) = read(&html);
    let touched = [
        observation.form != Sighting::Absent,
        observation.credentials != Sighting::Absent,
        reader.form().is_some(),
        reader.dialog().is_some(),
        reader.values().is_some(),
    ];
    if touched.contains(&true) {
        return Err(format!(
            "{:?} {:?} in\n{html}",
            observation.form, observation.credentials
        ));
    }
    Ok(())
}

#[test]
fn every_form_is_read_right_or_not_at_all() {
    each_variant("forms", check_form);
}

#[test]
fn every_dialog_is_read_whole() {
    each_variant("dialogs", check_dialog);
}

#[test]
fn no_decoy_is_ever_touched() {
    each_variant("decoys", check_decoys);
}
