//! What closes the one-time dialog and is no button of that name: crosses of all kinds, and what covers the page behind it.

use trivet_browser::{
    DIALOG, Result, Stage, ensure, job,
    wait::{Look, SOON, until},
};
use trivet_console::{DialogLayer, Options, Screen};

/// What is put in, where; and that it closes the dialog after an animation.
const CROSSES: [(&str, DialogLayer, &str); 6] = [
    (
        "a cross that the dialog draws outside its box",
        DialogLayer::Top,
        "cross.style = 'position: fixed; left: 4px; top: 4px; width: 32px; height: 32px'; cross.title = 'Hide'; dialog.append(cross)",
    ),
    (
        "a cross beside the dialog's element",
        DialogLayer::Page,
        "cross.style = 'position: fixed; left: 4px; top: 4px; width: 32px; height: 32px'; dialog.parentNode.append(cross)",
    ),
    (
        "a cross in the bar that says Dismiss",
        DialogLayer::Top,
        "dialog.querySelector('.x').remove(); cross.ariaLabel = 'Dismiss'; dialog.querySelector('header').append(cross)",
    ),
    (
        "a cross in the bar whose title is its own text",
        DialogLayer::Top,
        "const bar = dialog.querySelector('header'); bar.textContent = bar.querySelector('h2').textContent; bar.append(cross)",
    ),
    (
        "a cross that only a style draws",
        DialogLayer::Page,
        "dialog.querySelector('.x').remove(); cross = document.createElement('i'); cross.style = 'display: inline-block; width: 24px; height: 24px; background: gray';
         dialog.querySelector('header').append(cross)",
    ),
    (
        "the backdrop in the dialog's element",
        DialogLayer::Cover,
        "cross = document.createElement('div'); cross.style = 'position: fixed; inset: 0';
         const outer = dialog.closest('[role=dialog]'); outer.prepend(cross); dialog.style.position = 'relative'; dialog.style.zIndex = 1",
    ),
];

async fn a_cross_of_any_kind_is_held(stage: &Stage) -> Result<()> {
    let (session, page) = (&stage.session, stage.session.page());
    for (what, layer, put) in CROSSES {
        let options = Options {
            layer,
            ..stage.options(Screen::CreateToken)
        };
        stage.open_with(&options).await?;
        job::from_form_to_dialog(stage).await?;
        let script = format!(
            "const dialog = document.querySelector('.dialog');
             let cross = document.createElement('button');
             cross.type = 'button';
             {put};
             cross.addEventListener('click', () => setTimeout(() => (dialog.closest('.backdrop') ?? dialog).remove(), 600));
             const {{ left, top, width, height }} = cross.getBoundingClientRect();
             return width < 200 ? [left + width / 2, top + height / 2] : [8, 8]"
        );
        let place = session.script(&script, Vec::new()).await?;
        let [x, y] = [0, 1].map(|index| place[index].as_f64().unwrap_or_default());
        session.click_at((x, y), 1).await?;
        session.panel().until_notice("close-held").await?;
        tokio::time::sleep(std::time::Duration::from_millis(900)).await;
        ensure!(page.shows(DIALOG).await?, "closed by {what}");
        // And it would have closed.
        job::say_safe_elsewhere(stage).await?;
        session.click_at((x, y), 1).await?;
        until(format!("the dialog to go by {what}"), SOON, async || {
            let is_gone = !page.shows(DIALOG).await?;
            Ok(Look::when(is_gone, || "there".to_owned()))
        })
        .await?;
        stage.console.forget_created();
    }
    Ok(())
}

mod chromium {
    use trivet_browser::scenarios;

    scenarios!(Chromium native Native (trivet_browser::SessionOptions::with_trivet) [a_cross_of_any_kind_is_held]);
}
