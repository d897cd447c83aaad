//! All eight steps, and then what they are for: `keepassxc-cli` takes the secret out, and the API takes the secret.

use trivet_browser::{Result, Stage, in_every_browser, in_every_skin, in_three_skins, job};
use trivet_console::{DialogLayer, Dialogs, Embedding, Options, Screen, Translation, Wording};

use crate::PASSWORD;

async fn job_with(stage: &Stage, options: &Options) -> Result<()> {
    stage.open_with(options).await?;
    let saved = job::all(stage, PASSWORD).await?;
    job::is_worth_it(stage, options, &saved, PASSWORD).await
}

async fn whole_job(stage: &Stage) -> Result<()> {
    job_with(stage, &stage.options(Screen::Dashboard)).await
}

async fn whole_job_under_a_strict_policy(stage: &Stage) -> Result<()> {
    let options = Options {
        strict_csp: true,
        ..stage.options(Screen::Dashboard)
    };
    job_with(stage, &options).await
}

/// The other documented name of the secret, which besides comes late.
async fn whole_job_with_other_words(stage: &Stage) -> Result<()> {
    let options = Options {
        wording: Wording::SecretKey,
        late_secret: 700,
        ..stage.options(Screen::Dashboard)
    };
    job_with(stage, &options).await
}

/// Values that look like options, markup or formulas to careless programs.
async fn whole_job_with_awkward_values(stage: &Stage) -> Result<()> {
    stage.console.force_values(
        "0F8FAD5B-D9CB-469F-A165-70867728950E",
        "-=<b>&amp;\"' %s$(x)\\",
    );
    job_with(stage, &stage.options(Screen::Dashboard)).await
}

async fn whole_job_in_a_frame(stage: &Stage) -> Result<()> {
    let options = Options {
        embedding: Embedding::Frame,
        ..stage.options(Screen::Dashboard)
    };
    job_with(stage, &options).await
}

async fn whole_job_in_a_shadow_root(stage: &Stage) -> Result<()> {
    let options = Options {
        embedding: Embedding::OpenShadow,
        ..stage.options(Screen::Dashboard)
    };
    job_with(stage, &options).await
}

async fn whole_job_with_dialogs_in_the_page(stage: &Stage) -> Result<()> {
    let options = Options {
        layer: DialogLayer::Page,
        ..stage.options(Screen::Dashboard)
    };
    job_with(stage, &options).await
}

/// A front end that throws the form away and draws it again all the time.
async fn whole_job_on_a_form_that_is_redrawn(stage: &Stage) -> Result<()> {
    let options = Options {
        redraw: 300,
        ..stage.options(Screen::Dashboard)
    };
    job_with(stage, &options).await
}

/// The browser translates the page under the application's hands.
async fn whole_job_in_german(stage: &Stage) -> Result<()> {
    in_another_language(stage, Translation::German).await
}

async fn whole_job_in_spanish(stage: &Stage) -> Result<()> {
    in_another_language(stage, Translation::Spanish).await
}

async fn in_another_language(stage: &Stage, translation: Translation) -> Result<()> {
    let options = Options {
        translation,
        ..stage.options(Screen::Dashboard)
    };
    job_with(stage, &options).await
}

/// Where the values are shown in two dialogs, the job ends with the second.
async fn two_dialogs(stage: &Stage) -> Result<()> {
    let options = Options {
        dialogs: Dialogs::Two,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await?;
    job::permissions_are_right(stage).await?;
    let page = stage.session.page();
    page.press("OK").await?;
    page.until_shows("API Token Created", true).await?;
    let panel = stage.session.panel();
    panel.until_notice("credentials").await?;
    let token = stage.truth().created().next().cloned();
    let token = token.ok_or_else(|| trivet_browser::Error::wrong("no token was made"))?;
    let vault = job::hand_over(stage, &token).await?;
    job::store(stage, &vault, PASSWORD).await?;
    page.press("OK").await?;
    page.until_shows(trivet_browser::DIALOG, true).await?;
    job::close(stage).await
}

in_every_skin!(whole_job);

mod in_three_skins {
    use super::*;

    in_three_skins!(
        whole_job_in_german,
        whole_job_in_spanish,
        whole_job_under_a_strict_policy,
    );
}

mod once {
    use super::*;

    in_every_browser!(
        whole_job_with_other_words,
        whole_job_with_awkward_values,
        whole_job_in_a_frame,
        whole_job_in_a_shadow_root,
        whole_job_with_dialogs_in_the_page,
        whole_job_on_a_form_that_is_redrawn,
        two_dialogs,
    );
}
