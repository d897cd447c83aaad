//! A token that exists: what is different for the managed package is said in one line; nothing is changed, marked or offered.

use trivet_browser::{REQUIRED, Result, Stage, ensure, in_three_skins};
use trivet_console::{Screen, Token};

const TITLE: &str = "Editing API Token";

/// The token with these notes, as the server knows it.
async fn token(stage: &Stage, notes: &str) -> Result<Token> {
    let truth = stage.settled_truth().await?;
    ensure!(truth.created().count() == 0, "a token was made");
    let mut found = truth.tokens.iter().filter(|token| token.notes == notes);
    match found.next() {
        Some(token) => Ok(token.clone()),
        None => Err(trivet_browser::Error::wrong(format!("no token {notes}"))),
    }
}

async fn edit(stage: &Stage, notes: &str) -> Result<()> {
    let page = stage.session.page();
    page.double_click(notes).await?;
    page.until_shows(TITLE, true).await
}

async fn save(stage: &Stage) -> Result<()> {
    let page = stage.session.page();
    page.press("OK").await?;
    page.until_shows(TITLE, false).await
}

async fn an_existing_token_changes_by_the_admins_hand_alone(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    stage.open(Screen::Tokens).await?;
    panel.until_step(2, "done").await?;

    // Restricted or lacking a permission: it is said in one line, nothing is marked or offered, and OK is the admin's.
    for (notes, says, ticked) in [
        ("Partner portal pilot", "dataset", [true, true, true]),
        (
            "Mobile app events (iOS, Android)",
            "Can access API is not selected",
            [false, true, true],
        ),
    ] {
        let before = token(stage, notes).await?;
        edit(stage, notes).await?;
        let notice = panel.until_notice("existing").await?;
        ensure!(notice.text.contains(says), "{}", notice.text);
        let drawn = panel.drawn().await?;
        let is_quiet = drawn.notices.len() == 1 && drawn.marks.is_empty();
        let offers = drawn.actions.iter().any(|action| {
            action.starts_with("put") || action.starts_with("clear") || action.starts_with("tick")
        });
        ensure!(is_quiet && !offers, "{drawn}");
        for (label, ticked) in REQUIRED.into_iter().zip(ticked) {
            let now = page.is_ticked(label).await?;
            ensure!(now == Some(ticked), "{label}: {now:?}");
        }
        save(stage).await?;
        let after = token(stage, notes).await?;
        ensure!(after.edits == 1, "it was not saved: {after:?}");
        ensure!(
            after.rights == before.rights && after.datasets == before.datasets,
            "{before:?} became {after:?}"
        );
    }
    Ok(())
}

// Every skin's form of an existing token is read natively, from the snapshots called `edit`.
in_three_skins!(an_existing_token_changes_by_the_admins_hand_alone);
