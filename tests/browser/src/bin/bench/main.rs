//! The benchmark: what Trivet costs a page of the console, beside no extension and beside the least that one can do.
//!
//! All variants are measured in one run, in turn, so that a machine whose speed drifts slows all of them. What counts are
//! ratios and differences, never one time alone.

mod cases;
mod plot;
mod report;

use std::{path::PathBuf, process::ExitCode};

use trivet_browser::{Browser, Error, Result, Session, SessionOptions, project};
use trivet_console::Console;

use cases::{Case, Measure};
use report::Report;

const HELP: &str = "\
Measures in Chromium what Trivet costs a page, and says it as ratios.

  --runs N         how often each figure is measured (5)
  --only WORDS     the cases whose name holds these words
  --against DIR    also an unpacked extension in this folder

Prints a table; leaves it as JSON, and two plots, in target/bench/.
";

/// What is compared.
#[derive(Debug, Clone)]
struct Variant {
    name: String,
    extension: Option<PathBuf>,
}

#[derive(Debug)]
struct Arguments {
    runs: usize,
    only: String,
    against: Vec<PathBuf>,
}

impl Arguments {
    fn parse(mut words: impl Iterator<Item = String>) -> std::result::Result<Self, String> {
        let mut arguments = Self {
            runs: 5,
            only: String::new(),
            against: Vec::new(),
        };
        while let Some(word) = words.next() {
            let mut next = || {
                words
                    .next()
                    .ok_or(format!("{word} needs a value\n\n{HELP}"))
            };
            match word.as_str() {
                "--runs" => {
                    let runs = next()?;
                    arguments.runs = runs.parse().map_err(|_| format!("{runs} is no number"))?;
                }
                "--only" => arguments.only = next()?,
                "--against" => arguments.against.push(next()?.into()),
                _ => return Err(HELP.to_owned()),
            }
        }
        Ok(arguments)
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(words) => {
            println!("{words}");
            return ExitCode::FAILURE;
        }
    };
    match measure(&arguments).await {
        Ok(report) => {
            println!("{}", report.table());
            match report.keep(&project().join("target/bench")) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("error: {error}");
                    ExitCode::FAILURE
                }
            }
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn variants(arguments: &Arguments) -> Result<Vec<Variant>> {
    let variant = |name: &str, extension: Option<PathBuf>| Variant {
        name: name.to_owned(),
        extension,
    };
    let mut variants = vec![
        variant("none", None),
        // The same once more: how much two runs of the same differ is how noisy the machine is.
        variant("none again", None),
        variant("floor", Some(project().join("tests/browser/bench/floor"))),
        variant("trivet", Some(trivet_browser::extension("chromium")?)),
    ];
    for folder in &arguments.against {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        variants.push(variant(&name, Some(folder.clone())));
    }
    Ok(variants)
}

async fn measure(arguments: &Arguments) -> Result<Report> {
    let variants = variants(arguments)?;
    let console = Console::start().await?;
    let mut report = Report::new(variants.iter().map(|variant| variant.name.clone()));
    let cases: Vec<_> = Case::all()
        .into_iter()
        .filter(|case| case.name().contains(&arguments.only))
        .collect();
    if cases.is_empty() {
        return Err(Error::wrong(format!(
            "no case is called {}",
            arguments.only
        )));
    }
    let mut sessions = Vec::new();
    for variant in &variants {
        let options = SessionOptions {
            extension: variant.extension.clone(),
            ..SessionOptions::bare()
        };
        sessions.push(Session::open(Browser::Chromium, &options).await?);
    }
    for case in cases {
        for run in 0..=arguments.runs {
            for (index, (session, variant)) in sessions.iter().zip(&variants).enumerate() {
                if !case.is_for(&variant.name) {
                    continue;
                }
                let Measure { milliseconds } = case.measure(session, &console).await?;
                // The first warms up.
                if run > 0 {
                    report.note(&case, index, milliseconds);
                }
            }
        }
        eprintln!("{}", case.name());
    }
    Ok(report)
}
