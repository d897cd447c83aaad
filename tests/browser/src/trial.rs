//! The test program of the browsers. Its arguments and its output are those of Rust's own, as far as they make sense.

use std::{future::Future, process::ExitCode, sync::LazyLock};

use libtest_mimic::{Arguments, Failed};
use tokio::runtime::Runtime;

use crate::{error::Result, pool, times};

/// One test. [`trial!`](crate::trial) and the macros around it make them.
#[derive(Debug)]
pub struct Trial {
    /// Its path and its name.
    pub name: &'static str,
    /// What it does.
    pub play: fn() -> Result<()>,
}

inventory::collect!(Trial);

/// Outlives each test, as the connections to the browsers do.
static RUNTIME: LazyLock<std::io::Result<Runtime>> = LazyLock::new(Runtime::new);

/// Waits for a test.
///
/// # Errors
///
/// The test's, or that nothing can be waited for on this system.
pub fn block_on(test: impl Future<Output = Result<()>>) -> Result<()> {
    match &*RUNTIME {
        Ok(runtime) => runtime.block_on(test),
        Err(error) => Err(crate::Error::wrong(error.to_string())),
    }
}

/// Runs the tests that the arguments name, says where the time went, and ends the browsers.
#[must_use]
pub fn run() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Several names, parted by commas.
    let names = arguments.filter.take().unwrap_or_default();
    let is_wanted = |trial: &&Trial| {
        let name = short(trial.name);
        let fits = |part: &str| {
            if arguments.exact {
                part == name
            } else {
                name.contains(part)
            }
        };
        names.split(',').any(fits)
    };
    let all = inventory::iter::<Trial>.into_iter();
    let mut trials: Vec<_> = all.filter(is_wanted).collect();
    trials.sort_by_key(|trial| trial.name);
    let trials = trials
        .into_iter()
        .map(|trial| {
            let name = short(trial.name);
            libtest_mimic::Trial::test(name, || {
                (trial.play)().map_err(|error| failed(name, &error))
            })
        })
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    // Within the runtime, which the connections belong to.
    let _ = block_on(async {
        pool::end();
        Ok(())
    });
    if !arguments.list {
        times::tell();
    }
    conclusion.exit_code()
}

fn failed(name: &str, error: &crate::Error) -> Failed {
    Failed::from(format!(
        "{error}\nto see it in a window: TRIVET_WINDOW=1 ./build.sh test {name}"
    ))
}

/// The name without that of the program, as in Rust's own.
pub(crate) fn short(name: &str) -> &str {
    name.split_once("::").map_or(name, |(_, rest)| rest)
}
