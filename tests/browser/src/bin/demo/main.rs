//! Shows Trivet at work: played by a person where there is a screen, by itself where there is none.

mod alone;
mod arguments;
mod canvas;
mod gallery;
mod person;
mod pictures;

use std::{path::PathBuf, process::ExitCode};

use trivet_browser::{Error, Result, project};

use arguments::{Arguments, Request};

/// A made-up password; the demo's file holds made-up values.
const PASSWORD: &str = "seven tin kettles on a three-legged stand";

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match Arguments::parse(std::env::args().skip(1)) {
        Ok(Request::Help) => {
            print!("{}", arguments::help());
            return ExitCode::SUCCESS;
        }
        Ok(Request::Play(arguments)) => play(&arguments).await,
        Err(words) => {
            eprintln!("{words}\n\n{}", arguments::help());
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nThe demo failed: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn play(arguments: &Arguments) -> Result<()> {
    if arguments.gallery {
        return gallery::make(arguments).await;
    }
    let output = fresh_output()?;
    if arguments.store_pictures {
        pictures::make(arguments, &output).await
    } else if arguments.headless || !has_screen() {
        alone::play(arguments, &output).await
    } else {
        person::play(arguments, &output).await
    }
}

/// Whether a browser's window could be seen by anybody.
fn has_screen() -> bool {
    cfg!(target_os = "macos")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .into_iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The folder `demo-output`, without what an earlier demo left there.
fn fresh_output() -> Result<PathBuf> {
    let folder = project().join("demo-output");
    let failed = |source| Error::File {
        path: folder.clone(),
        source,
    };
    std::fs::create_dir_all(&folder).map_err(failed)?;
    for entry in std::fs::read_dir(&folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let is_ours = path.extension().is_some_and(|ending| {
            ["png", "kdbx", "txt", "csv"]
                .iter()
                .any(|ours| ending == *ours)
        });
        if is_ours {
            std::fs::remove_file(&path).map_err(failed)?;
        }
    }
    Ok(folder)
}
