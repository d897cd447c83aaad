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

/// What the tests of one module in one browser took.
#[derive(Debug, Default)]
struct Sums {
    tests: f64,
    parts: [f64; 3],
}

type Modules = BTreeMap<(String, String), Sums>;

/// From when on it is said that a module takes longer.
const GROWN: f64 = 4.0 / 3.0;

/// The figures that the repository holds: of a whole `./build.sh test` on two cores, and nothing beside it. To record new ones, copy
/// [`FILE`] here.
const RECORDED: &str = include_str!("../times.tsv");

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

/// Prints the ten slowest, the seconds by module and browser, and what has grown; writes all to [`FILE`].
pub(crate) fn tell() {
    let mut all = std::mem::take(&mut *took());
    all.sort_by_key(|one| std::cmp::Reverse(one.parts.iter().sum::<Duration>()));
    println!("\nThe ten slowest, in seconds: opening, test, renewing");
    for one in all.iter().take(10) {
        let [opening, test, renewing] = one.parts.map(|part| part.as_secs_f64());
        println!("  {opening:5.1} {test:5.1} {renewing:5.1}  {}", one.name);
    }
    let modules = by_module(&all);
    let mut table = String::from("module\tbrowser\ttests\topening\ttest\trenewing\n");
    println!("Seconds by module and browser: opening, test, renewing");
    for ((module, browser), Sums { tests, parts }) in &modules {
        let [opening, test, renewing] = parts;
        println!("  {opening:5.0} {test:5.0} {renewing:5.0}  {module}, {browser}: {tests} tests");
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "{module}\t{browser}\t{tests}\t{opening:.1}\t{test:.1}\t{renewing:.1}"
        );
    }
    for line in grown(&modules, RECORDED) {
        println!("{line}");
    }
    let path = programs::project().join(FILE);
    let folder = path.parent().unwrap_or(&path);
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, table));
    if let Err(error) = written {
        eprintln!("{}: {error}", path.display());
    }
}

fn by_module(all: &[Took]) -> Modules {
    let mut modules = Modules::new();
    for one in all {
        let module = one.name.split("::").next().unwrap_or_default().to_owned();
        let sums = modules
            .entry((module, one.browser.name().to_owned()))
            .or_default();
        sums.tests += 1.0;
        for (sum, part) in sums.parts.iter_mut().zip(one.parts) {
            *sum += part.as_secs_f64();
        }
    }
    modules
}

/// A line for each module whose tests take a third longer than recorded. How fast the machine is today does not count: each is
/// compared with what all of them take.
fn grown(modules: &Modules, recorded: &str) -> Vec<String> {
    let recorded: BTreeMap<(String, String), f64> = recorded
        .lines()
        .skip(1)
        .filter_map(|line| {
            let fields: Vec<_> = line.split('\t').collect();
            let [module, browser, tests, _, test, _] = fields[..] else {
                return None;
            };
            let each = test.parse::<f64>().ok()? / tests.parse::<f64>().ok()?;
            Some(((module.to_owned(), browser.to_owned()), each))
        })
        .collect();
    let both: Vec<_> = modules
        .iter()
        .filter_map(|(key, sums)| {
            let then = recorded.get(key)?;
            Some((key, sums.parts[1] / sums.tests, *then))
        })
        .collect();
    let (now, then) = both.iter().fold((0.0, 0.0), |sums, (_, now, then)| {
        (sums.0 + now, sums.1 + then)
    });
    let machine = now / then;
    both.iter()
        .filter(|(_, now, then)| *now > GROWN * machine * then)
        .map(|((module, browser), now, then)| {
            format!(
                "{module} in {browser}: {now:.1} s a test, {then:.1} s when it was recorded (all of them: {machine:.1} times as long)"
            )
        })
        .collect()
}

fn took() -> std::sync::MutexGuard<'static, Vec<Took>> {
    TOOK.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDED: &str = "module\tbrowser\ttests\topening\ttest\trenewing\n\
        form\tchromium\t10\t0\t20\t5\n\
        dialog\tchromium\t10\t0\t20\t5\n\
        vault\tchromium\t10\t0\t20\t5\n";

    fn now(form: f64, others: f64) -> Modules {
        [("form", form), ("dialog", others), ("vault", others)]
            .map(|(module, test)| {
                let sums = Sums {
                    tests: 5.0,
                    parts: [0.0, 5.0 * test, 0.0],
                };
                ((module.to_owned(), "chromium".to_owned()), sums)
            })
            .into()
    }

    #[test]
    fn what_has_grown_is_told_and_a_slow_machine_is_not() {
        assert!(grown(&now(4.0, 4.0), RECORDED).is_empty());
        let told = grown(&now(8.0, 2.0), RECORDED);
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("form in chromium: 8.0 s a test, 2.0 s"));
    }
}
