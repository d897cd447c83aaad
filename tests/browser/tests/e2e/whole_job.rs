//! All eight steps, and then what they are for: `keepassxc-cli` takes the secret out, and the API takes the secret.

use trivet_browser::{
    Result, Skin, Stage, in_every_browser, in_every_skin, in_three_skins, job, job::Saved,
};
use trivet_console::{DialogLayer, Dialogs, Embedding, Options, Screen, Translation, Wording};

use crate::{PASSWORD, bystander, dialog, form, out_of_the_way::nothing_covers};

async fn job_with(stage: &Stage, options: &Options) -> Result<()> {
    stage.open_with(options).await?;
    let saved = job::all(stage, PASSWORD).await?;
    job::is_worth_it(stage, options, &saved, PASSWORD).await
}

/// The whole job with everything on the way that a skin has a part in: what it draws is read, what is pressed in it hits, and
/// nothing of ours lies over it.
async fn whole_job(stage: &Stage) -> Result<()> {
    let options = stage.options(Screen::Dashboard);
    stage.open_with(&options).await?;
    job::to_token_screen(stage).await?;
    nothing_covers(stage, "the list", &["Create Token"]).await?;

    form::ticked_before_the_first_paint(stage).await?;
    nothing_covers(stage, "the form", &form::NEEDED).await?;
    form::a_dataset_stops_every_route(stage).await?;
    form::a_wrong_box_is_stopped_and_put_right(stage, "Can send events").await?;
    let token = job::create(stage).await?;

    stage.session.panel().until_notice("credentials").await?;
    bystander::ours_holds_no_value(stage, &token).await?;
    let needed = [&token.key_id, &token.secret, "Close", "Download CSV File"];
    nothing_covers(stage, "the dialog", &needed).await?;
    dialog::stays_open(stage, true).await?;
    nothing_covers(stage, "Close was held", &needed).await?;

    let vault = job::hand_over(stage, &token).await?;
    let file = job::store(stage, &vault, PASSWORD).await?;
    job::close(stage).await?;
    let values = [token.key_id.as_str(), &token.secret, PASSWORD];
    bystander::nothing_secret_is_left(stage, &values).await?;
    let saved = Saved { file, token };
    job::is_worth_it(stage, &options, &saved, PASSWORD).await
}

async fn whole_job_under_a_strict_policy(stage: &Stage) -> Result<()> {
    let options = Options {
        strict_csp: true,
        ..stage.options(Screen::Dashboard)
    };
    job_with(stage, &options).await
}

/// The other documented name of the secret, which besides comes late; and values that look like options, markup or formulas to
/// careless programs.
async fn whole_job_with_other_words_and_awkward_values(stage: &Stage) -> Result<()> {
    let options = Options {
        wording: Wording::SecretKey,
        late_secret: 700,
        ..stage.options(Screen::Dashboard)
    };
    stage.console.force_values(
        "0F8FAD5B-D9CB-469F-A165-70867728950E",
        "-=<b>&amp;\"' %s$(x)\\",
    );
    job_with(stage, &options).await
}

async fn whole_job_in_a_frame(stage: &Stage) -> Result<()> {
    let options = Options {
        embedding: Embedding::Frame,
        ..stage.options(Screen::Dashboard)
    };
    job_with(stage, &options).await
}

async fn whole_job_in_a_shadow_root_with_dialogs_in_the_page(stage: &Stage) -> Result<()> {
    let options = Options {
        embedding: Embedding::OpenShadow,
        layer: DialogLayer::Page,
        ..stage.options(Screen::Dashboard)
    };
    job_with(stage, &options).await
}

/// A front end that throws the form away and draws it again all the time.
async fn whole_job_on_a_form_that_is_redrawn(stage: &Stage) -> Result<()> {
    let options = Options {
        redraw: 1500,
        ..stage.options(Screen::Dashboard)
    };
    stage.open_with(&options).await?;
    job::to_token_screen(stage).await?;
    job::to_form(stage).await?;
    stage.session.page().until_drawn_anew("Is enabled").await?;
    let saved = job::from_form(stage, PASSWORD).await?;
    job::is_worth_it(stage, &options, &saved, PASSWORD).await
}

/// The browser translates the page under the application's hands: a language for each skin.
async fn whole_job_in_another_language(stage: &Stage) -> Result<()> {
    let options = Options {
        translation: match stage.skin {
            Skin::Aria => Translation::Spanish,
            _ => Translation::German,
        },
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

    in_three_skins!(whole_job_in_another_language);
}

mod once {
    use super::*;

    in_every_browser!(
        whole_job_under_a_strict_policy,
        two_dialogs;
        in_chromium: whole_job_with_other_words_and_awkward_values,
        whole_job_in_a_frame,
        whole_job_in_a_shadow_root_with_dialogs_in_the_page,
        whole_job_on_a_form_that_is_redrawn,
    );
}
