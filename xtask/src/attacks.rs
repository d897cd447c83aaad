//! What of the promises in docs/threats.md holds: `attacks --names` lists the tests that the table names, `attacks LOG…` reads
//! what these tests said and prints each promise with what came of it.

use std::{collections::BTreeMap, path::Path};

use crate::{
    error::{Error, Result},
    files, project,
};

const TABLE: &str = "docs/threats.md";
const PLACES: [&str; 3] = ["chromium", "firefox", "native"];

/// A row of the table.
#[derive(Debug, PartialEq, Eq)]
struct Row<'a> {
    threat: &'a str,
    tests: Vec<Named<'a>>,
}

/// A test as the table names it.
#[derive(Debug, PartialEq, Eq)]
struct Named<'a> {
    is_in_browser: bool,
    module: &'a str,
    name: &'a str,
}

impl Named<'_> {
    /// Whether a test that ran is this one. In a browser it also has the names of the browser and the skin.
    fn is(&self, path: &str) -> bool {
        let mut parts = path.split("::");
        let is_module = if self.is_in_browser {
            parts.next() == Some(self.module)
        } else {
            // A program of its own has no module, and its name is not in the path.
            !path.contains("::") || parts.any(|part| part == self.module)
        };
        is_module && path.rsplit("::").next() == Some(self.name)
    }
}

/// What came of a promise in one place.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    passed: usize,
    failed: Vec<String>,
}

/// Does what the command line says.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let table = files::read_text(&project::root().join(TABLE))?;
    let rows = rows(&table);
    if let [word, place] = words
        && word == "--names"
    {
        let is_wanted = |test: &&Named| test.is_in_browser == (place == "e2e");
        let tests = rows.iter().flat_map(|row| &row.tests).filter(is_wanted);
        let mut names: Vec<&str> = tests.map(|test| test.name).collect();
        names.sort_unstable();
        names.dedup();
        println!("{}", names.join("\n"));
        return Ok(());
    }
    let mut results = BTreeMap::new();
    for log in words {
        results.extend(read(&files::read_text(Path::new(log))?));
    }
    let mut broken = Vec::new();
    for row in &rows {
        println!("{}", row.threat);
        for place in PLACES {
            let outcome = outcome(row, place, &results);
            match (outcome.passed, outcome.failed.len()) {
                (0, 0) => println!("  {place:<9} no test"),
                (passed, 0) => println!("  {place:<9} held, {passed} tests"),
                (_, _) => println!("  {place:<9} BROKEN: {}", outcome.failed.join(", ")),
            }
            broken.extend(outcome.failed);
        }
        let is_missing = |test: &&Named| !results.keys().any(|path| test.is(path));
        for test in row.tests.iter().filter(is_missing) {
            println!("  {}::{} did not run", test.module, test.name);
            broken.push(test.name.to_owned());
        }
    }
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Error::Promises(broken.len()))
    }
}

/// The rows of threats.
fn rows(table: &str) -> Vec<Row<'_>> {
    let lines = table.lines().filter(|line| line.starts_with("| **T"));
    lines
        .filter_map(|line| {
            let mut cells = line.trim_matches('|').split(" | ");
            let (threat, _, tests) = (cells.next()?, cells.next()?, cells.next()?);
            Some(Row {
                threat: threat.trim(),
                tests: tests_in(tests),
            })
        })
        .collect()
}

fn tests_in(cell: &str) -> Vec<Named<'_>> {
    let mut is_in_browser = false;
    let mut tests = Vec::new();
    for (index, text) in cell.split('`').enumerate() {
        if index % 2 == 0 {
            if text.contains("e2e") {
                is_in_browser = true;
            } else if text.contains("native") {
                is_in_browser = false;
            }
        } else if let Some((path, name)) = text.rsplit_once("::") {
            let path = path.strip_suffix("::tests").unwrap_or(path);
            tests.push(Named {
                is_in_browser,
                module: path.rsplit("::").next().unwrap_or(path),
                name,
            });
        }
    }
    tests
}

/// The tests in what a test program said, and whether they passed.
fn read(log: &str) -> impl Iterator<Item = (String, bool)> {
    log.lines().filter_map(|line| {
        let (path, outcome) = line.strip_prefix("test ")?.split_once(" ... ")?;
        let passed = match outcome.trim() {
            "ok" => true,
            "FAILED" => false,
            _ => return None,
        };
        Some((path.trim().to_owned(), passed))
    })
}

fn outcome(row: &Row, place: &str, results: &BTreeMap<String, bool>) -> Outcome {
    let mut outcome = Outcome::default();
    for (path, passed) in results {
        let is_of_place = |test: &&Named| {
            // A skin is called native, too.
            let is_native = place == "native";
            test.is_in_browser != is_native
                && (is_native
                    || path
                        .split("::")
                        .any(|part| part.trim_start_matches("in_") == place))
        };
        if !row
            .tests
            .iter()
            .filter(is_of_place)
            .any(|test| test.is(path))
        {
            continue;
        }
        if *passed {
            outcome.passed += 1;
        } else {
            outcome.failed.push(path.clone());
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "\
        | Threat | Promise | Tests | Chromium |\n\
        |---|---|---|---|\n\
        | **T1** A page | It is held | e2e `door::no_route`, `form::right`; native `console::door_tests::no_form`, `keys::tests::enter` | held |\n\
        | **T2** Another | It is said | e2e `door::said` | held |\n";

    const LOG: &str = "\
        running 4 tests\n\
        test door::by_what::chromium::native::no_route  ... ok\n\
        test door::firefox::framed::no_route            ... FAILED\n\
        test form::chromium::native::right              ... ok\n\
        test other::chromium::native::no_route          ... FAILED\n\
        test console::door_tests::no_form ... ok\n\
        test enter ... ok\n";

    #[test]
    fn each_promise_has_what_came_of_its_tests() {
        let (rows, results) = (rows(ROWS), read(LOG).collect());
        assert_eq!(rows.len(), 2);
        let held = |passed| Outcome {
            passed,
            failed: Vec::new(),
        };
        assert_eq!(outcome(&rows[0], "chromium", &results), held(2));
        assert_eq!(outcome(&rows[1], "native", &results), held(0));
        assert_eq!(outcome(&rows[0], "native", &results), held(2));
        let firefox = outcome(&rows[0], "firefox", &results);
        assert_eq!(firefox.failed, ["door::firefox::framed::no_route"]);
        assert_eq!(outcome(&rows[1], "chromium", &results), held(0));
    }
}
