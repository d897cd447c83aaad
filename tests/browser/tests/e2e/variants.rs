//! Consoles drawn from lots: another order, other tags for the same roles, wrappers, late values, more permissions, decoys, and
//! every place in a page. Each is played from the form to the closed dialog, several in one browser.
//!
//! With `TRIVET_SEED` in the environment the draws begin with that number; the number of each is printed.

use trivet_browser::{Error, Result, Skin, Stage, ensure, job};
use trivet_console::{Options, Screen};

/// How many consoles one browser plays.
const EACH: u32 = 6;

async fn the_first_six(stage: &Stage) -> Result<()> {
    six(stage, 0).await
}

async fn the_second_six(stage: &Stage) -> Result<()> {
    six(stage, 1).await
}

async fn the_third_six(stage: &Stage) -> Result<()> {
    six(stage, 2).await
}

async fn six(stage: &Stage, group: u32) -> Result<()> {
    let first = match std::env::var("TRIVET_SEED") {
        Ok(seed) => seed
            .parse::<u32>()
            .map_err(|_| Error::wrong(format!("TRIVET_SEED is {seed} and no number")))?,
        Err(_) => 1,
    };
    for seed in (first + group * EACH..).take(EACH as usize) {
        eprintln!("TRIVET_SEED={seed}");
        if let Err(error) = variant(stage, seed).await {
            let drawn = stage
                .session
                .script("return window.variant", Vec::new())
                .await;
            let drawn = drawn.map(|drawn| drawn.to_string()).unwrap_or_default();
            return Err(Error::wrong(format!(
                "seed {seed}: {error}\ndrawn: {drawn}"
            )));
        }
    }
    Ok(())
}

async fn variant(stage: &Stage, seed: u32) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    let options = Options {
        skin: Skin::Varied,
        seed,
        ..stage.options(Screen::Tokens)
    };
    stage.open_with(&options).await?;
    panel.until_step(2, "done").await?;
    job::to_form(stage).await?;
    job::permissions_are_right(stage).await?;

    let before = stage.settled_truth().await?.created().count();
    page.pick_dataset("engage").await?;
    panel.until_notice("dataset").await?;
    page.press("OK").await?;
    panel.until_notice("submit-held").await?;
    let made = stage.settled_truth().await?.created().count();
    ensure!(made == before, "a token was made with a dataset");
    panel.press("clear-datasets").await?;

    let token = job::from_form_to_dialog(stage).await?;
    let vault = job::hand_over(stage, &token).await?;
    // A file without a key derivation: what a console looks like changes nothing in the vault's window.
    vault.choose("csv-firefox").await?;
    vault.tick("consent").await?;
    vault.save().await?;
    let file = job::prove(stage, &vault).await?;
    let rows = std::fs::read_to_string(&file).map_err(|error| Error::wrong(error.to_string()))?;
    let quoted = |value: &str| format!("\"{}\"", value.replace('"', "\"\""));
    ensure!(
        rows.contains(&quoted(&token.key_id)) && rows.contains(&quoted(&token.secret)),
        "other values came out of the file"
    );
    // The next one's file goes by the same name.
    std::fs::remove_file(&file).map_err(|error| Error::wrong(error.to_string()))?;
    vault.to_front().await?;
    vault.close().await?;
    job::close(stage).await?;
    let touched = stage.settled_truth().await?.touched;
    ensure!(touched.is_empty(), "decoys were touched: {touched:?}");
    Ok(())
}

mod chromium {
    use trivet_browser::scenarios;

    scenarios!(Chromium native Native (trivet_browser::SessionOptions::with_trivet) [the_first_six the_second_six the_third_six]);
}

/// What is read is read natively, of thousands of consoles; of a browser one draw of them shows as much as three.
mod firefox {
    use trivet_browser::scenarios;

    scenarios!(Firefox native Native (trivet_browser::SessionOptions::with_trivet) [the_first_six]);
}
