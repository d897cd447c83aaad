//! The demo for a person: a browser with Trivet on the API Tokens screen, and what is verified told as it happens.

use std::{path::Path, time::Duration};

use trivet_browser::{Drawn, Result, SessionOptions, Stage};
use trivet_console::Screen;

use crate::{PASSWORD, arguments::Arguments};

/// How often the panel is read while the person plays.
const EVERY: Duration = Duration::from_millis(400);

const INVITATION: &str = "\
A browser is open on the API Tokens screen of a sample console. It is yours:

  1. Press Create Token. The three permissions are ticked before you see the form.
  2. Select a dataset, or untick a box, and press OK: it is stopped, and Trivet says why.
  3. Put it right with one click, press OK, and try to close the dialog with the values.
  4. Press “Save in an encrypted file” and follow Trivet's own window.

Nothing here is real. Close the browser, or press Ctrl-C here, to end the demo.
";

/// Opens the browser and waits until the person has had enough.
pub async fn play(arguments: &Arguments, output: &Path) -> Result<()> {
    let options = SessionOptions {
        headless: false,
        dark: arguments.dark,
        downloads: Some(output.to_owned()),
        ..SessionOptions::with_trivet(arguments.browser)?
    };
    let stage = Stage::set(arguments.browser, arguments.skin, &options).await?;
    stage.open(Screen::Tokens).await?;
    println!("{INVITATION}");
    println!("Files are saved in {}.", output.display());
    println!("A password to try with: {PASSWORD}\n");
    tokio::select! {
        () = watch(&stage) => println!("\nThe browser was closed."),
        _ = tokio::signal::ctrl_c() => println!("\nEnded."),
    }
    Ok(())
}

/// Tells each step once it is verified; returns when the browser is gone.
async fn watch(stage: &Stage) {
    let mut told = Drawn::default();
    while stage
        .session
        .windows()
        .await
        .is_ok_and(|windows| !windows.is_empty())
    {
        // While the browser asks a question, or the page is away, there is nothing to read.
        if let Ok(drawn) = stage.session.panel().drawn().await {
            for step in &drawn.steps {
                if step.state == "done" && told.step(step.number) != "done" {
                    println!("✓ {}  {}", step.number, step.text);
                }
            }
            for notice in &drawn.notices {
                if told.notice(&notice.kind).is_none() {
                    println!("·    {}", notice.text);
                }
            }
            told = drawn;
        }
        tokio::time::sleep(EVERY).await;
    }
}
