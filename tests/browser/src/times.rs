//! Where the time of a run of the browsers' tests goes.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::{programs, session::Browser};

/// What one test took.
#[derive(Debug)]
struct Took {
    name: String,
    browser: Browser,
    /// Opening the browser or finding one, the test itself, making the browser as new.
    parts: [Duration; 3],
}

static TOOK: Mutex<Vec<Took>> = Mutex::new(Vec::new());

/// Where the figures of the last run stand, below the project.
const FILE: &str = "target/test-times/browsers.tsv";

/// Notes what a test took.
pub(crate) fn note(name: &str, browser: Browser, parts: [Duration; 3]) {
    took().push(Took {
        name: crate::trial::short(name).to_owned(),
        browser,
        parts,
    });
}

/// Prints the ten slowest, and the seconds by module and browser; writes all to [`FILE`].
pub(crate) fn tell() {
    let mut all = std::mem::take(&mut *took());
    all.sort_by_key(|one| std::cmp::Reverse(one.parts.iter().sum::<Duration>()));
    println!("\nThe ten slowest, in seconds: opening, test, renewing");
    for one in all.iter().take(10) {
        let [opening, test, renewing] = one.parts.map(|part| part.as_secs_f64());
        println!("  {opening:5.1} {test:5.1} {renewing:5.1}  {}", one.name);
    }
    let mut modules: BTreeMap<(&str, &str), (usize, [f64; 3])> = BTreeMap::new();
    for one in &all {
        let module = one.name.split("::").next().unwrap_or_default();
        let (count, sums) = modules.entry((module, one.browser.name())).or_default();
        *count += 1;
        for (sum, part) in sums.iter_mut().zip(one.parts) {
            *sum += part.as_secs_f64();
        }
    }
    let mut table = String::from("module\tbrowser\ttests\topening\ttest\trenewing\n");
    println!("Seconds by module and browser: opening, test, renewing");
    for ((module, browser), (count, [opening, test, renewing])) in &modules {
        println!("  {opening:5.0} {test:5.0} {renewing:5.0}  {module}, {browser}: {count} tests");
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "{module}\t{browser}\t{count}\t{opening:.1}\t{test:.1}\t{renewing:.1}"
        );
    }
    let path = programs::project().join(FILE);
    let folder = path.parent().unwrap_or(&path);
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, table));
    if let Err(error) = written {
        eprintln!("{}: {error}", path.display());
    }
}

fn took() -> std::sync::MutexGuard<'static, Vec<Took>> {
    TOOK.lock().unwrap_or_else(PoisonError::into_inner)
}
