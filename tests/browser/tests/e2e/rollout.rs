//! Trivet as an organization rolls it out: by real policy files, which the project's own command wrote, the browser installs
//! it by itself, does not let go of it, and hands it the organization's policy.

use serde_json::json;
use trivet_browser::{Browser, Result, Rollout, Skin, Stage, ensure, play_with, trial};
use trivet_console::{Options, Screen, Wording};

async fn is_forced(browser: Browser, name: &str) -> Result<()> {
    // A name that no document has: without the policy the form is not recognized.
    let label = json!({ "term": "can-access-api", "text": "Allow API calls" });
    let rollout = Rollout::of(browser, &json!({ "labels": [label] })).await?;
    let scenario = async |stage: &Stage| {
        stage.session.until_forced(&rollout.id).await?;
        let options = Options {
            wording: Wording::Renamed,
            ..stage.options(Screen::CreateToken)
        };
        stage.open_with(&options).await?;
        stage.session.panel().until_step(4, "done").await?;
        let windows = stage.session.windows().await?.len();
        ensure!(windows == 1, "a page opened by itself: {windows} windows");
        let objections = rollout.objections();
        ensure!(objections.is_empty(), "{objections:?}");
        Ok(())
    };
    play_with(name, browser, Skin::Native, &rollout.options, scenario).await
}

trial!(by_policy_in_chromium, {
    is_forced(Browser::Chromium, "rollout::by_policy_in_chromium").await
});

trial!(by_policy_in_firefox, {
    is_forced(Browser::Firefox, "rollout::by_policy_in_firefox").await
});
