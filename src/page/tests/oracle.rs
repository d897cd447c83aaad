//! Our names beside those of a library that computes them by the same document of the W3C, and that we did not write: on the cases
//! that we wrote from its text, and on every control of every skin.

use super::super::name;
use super::super::node::Node;
use super::super::sample::SampleNode;
use super::accname;
use super::snapshots;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The library's names: for each page one for each of its elements, none for what is no control.
fn theirs(pages: &[Value]) -> Vec<Vec<Option<String>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/readers/accname");
    assert!(
        folder.join("node_modules").is_dir(),
        "the library is missing; run: npm --prefix {} ci --ignore-scripts",
        folder.display()
    );
    let mut node = Command::new("node")
        .arg(folder.join("names.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node.js");
    let asked = serde_json::to_vec(pages).expect("JSON");
    let mut input = node.stdin.take().expect("a standard input");
    let writes = std::thread::spawn(move || input.write_all(&asked));
    let output = node.wait_with_output().expect("its answer");
    writes.join().expect("a thread").expect("to be written");
    serde_json::from_slice(&output.stdout).expect("names")
}

fn words(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the library's answer is another: its answer, and why ours stays.
const DIFFERENT: &[(&str, &str, &str)] = &[
    (
        "<label for=x hidden>hidden <b>label</b></label><input id=x>",
        "",
        "step 2A: what a native label references counts though it is hidden, and browsers do so",
    ),
    (
        "<input id=x placeholder=held>",
        "",
        "HTML's mapping has the placeholder as the last resort; the library leaves it out",
    ),
    (
        "<label>Can<b> access</b> A<i>P</i>I<input id=x></label>",
        "Canaccess API",
        "the library trims the text of every element, also within a word",
    ),
    (
        "<label>Can access<br>API<input id=x></label>",
        "Can accessAPI",
        "a line break separates words; the library reads it as nothing",
    ),
];

#[test]
fn on_our_own_cases() {
    let cases = accname::ALL.concat();
    let pages: Vec<Value> = cases.iter().map(|(html, _)| json!(html)).collect();
    let mut wrong = Vec::new();
    for ((html, ours), names) in cases.iter().zip(theirs(&pages)) {
        let theirs = names[0].as_deref().map(words).unwrap_or_default();
        let is_known = |(page, name, _): &(&str, &str, &str)| *page == *html && *name == theirs;
        if theirs != *ours && !DIFFERENT.iter().any(is_known) {
            wrong.push(format!("{html}: {ours:?} and {theirs:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn on_every_skin() {
    let all = snapshots::all(["picked", "dialog"]);
    let pages: Vec<Value> = all
        .iter()
        .map(|(_, lines)| {
            let lines = lines
                .lines()
                .map(|line| serde_json::from_str(line).expect("a line"));
            Value::Array(lines.collect())
        })
        .collect();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for ((what, lines), names) in all.iter().zip(theirs(&pages)) {
        let page = snapshots::page(lines);
        for (element, theirs) in page.select("*").iter().zip(names) {
            let Some(theirs) = theirs else { continue };
            count += 1;
            let ours = words(&name::of_control(element));
            // What is not there for anybody has no name to the library. HTML's last resort is the placeholder; see above.
            let is_hidden = |around: &SampleNode| {
                !around.is_rendered() || name::attribute(around, "aria-hidden") == "true"
            };
            let is_known = theirs.is_empty()
                && (name::attribute(element, "placeholder") == ours
                    // What a drop-down shows is its value and not its name; where nothing else is, we read it as one.
                    || element.role() == "combobox"
                    || element.ancestry().any(|around| is_hidden(&around)));
            if ours != words(&theirs) && !is_known {
                wrong.push(format!("{what}: {} {ours:?} and {theirs:?}", element.tag()));
            }
        }
    }
    assert!(count > 500, "only {count} names");
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
