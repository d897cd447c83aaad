//! The door: no token with a wrong box, an extra box or a dataset by anything that a person does. The judge is the server.

use std::time::Duration;

use trivet_browser::{
    DIALOG, Key, Result, Route, Skin, Stage, ensure, in_every_browser, job,
    wait::{Look, until},
};
use trivet_console::{Acts, Datasets, Embedding, Options, Screen};

/// What can be wrong with the form.
#[derive(Debug, Clone, Copy)]
enum Fault {
    WrongBox,
    ExtraBox,
    Dataset,
}

const WRONG: &str = "Can send events";

/// Opens the form, lets it be set, and spoils it as an admin would.
async fn spoil(stage: &Stage, fault: Fault, options: Options) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    let options = match fault {
        Fault::WrongBox => options,
        Fault::ExtraBox => Options {
            extra_permissions: true,
            ..options
        },
        Fault::Dataset => Options {
            datasets: Datasets::Preset,
            ..options
        },
    };
    stage.open_with(&options).await?;
    match fault {
        Fault::WrongBox | Fault::ExtraBox => {
            job::permissions_are_right(stage).await?;
            let label = match fault {
                Fault::WrongBox => WRONG,
                _ => "Can delete data",
            };
            page.click_box(label).await?;
        }
        Fault::Dataset => {
            panel.until_notice("dataset").await?;
        }
    }
    panel.until_step(4, "wrong").await.map(drop)
}

/// No token was made, whatever the page may have asked of the server.
pub(crate) async fn nothing_was_made(stage: &Stage, by: &str) -> Result<()> {
    let truth = stage.settled_truth().await?;
    let made = truth.created().count();
    ensure!(made == 0, "a token was made by {by}");
    Ok(())
}

/// What a script of the page does to the form by what a browser offers it.
const SCRIPTED: [(&str, &str); 3] = [
    (
        "requestSubmit()",
        "const form = ok && closest(ok, 'form'); if (form) form.requestSubmit();",
    ),
    (
        "dispatched events",
        "if (ok) for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) \
         ok.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true }));",
    ),
    ("click()", "if (ok) ok.click();"),
];

/// Of a form with this fault, no way of a hand or of a script makes a token.
pub(crate) async fn no_route_gets_through(stage: &Stage, fault: &str) -> Result<()> {
    for route in Route::ALL {
        route.go(&stage.session).await?;
        nothing_was_made(stage, &format!("{route:?} with {fault}")).await?;
    }
    for (name, script) in SCRIPTED {
        stage.session.page().script_on("OK", script).await?;
        nothing_was_made(stage, &format!("{name} with {fault}")).await?;
    }
    stage
        .session
        .panel()
        .until_notice("submit-held")
        .await
        .map(drop)
}

/// A skin has its own OK and its own fields, so `whole_job` tries a dataset in each; what is wrong is the same to all.
async fn no_route_gets_through_with_a_wrong_box(stage: &Stage) -> Result<()> {
    for fault in [Fault::WrongBox, Fault::ExtraBox] {
        spoil(stage, fault, stage.options(Screen::CreateToken)).await?;
        no_route_gets_through(stage, &format!("{fault:?}")).await?;
    }
    Ok(())
}

/// A page that does not wait for the click, the submit event or the end of a touch.
async fn half_a_click_is_held(stage: &Stage) -> Result<()> {
    for (acts, route) in [
        (Acts::OnPointerDown, Route::Click),
        (Acts::OnMouseDown, Route::UpElsewhere),
        (Acts::OnPointerUp, Route::DownElsewhere),
        (Acts::OnMouseUp, Route::DownElsewhere),
        (Acts::OnTouchEnd, Route::Tap),
        (Acts::OnKeyDown, Route::EnterOnButton),
    ] {
        let options = Options {
            acts,
            ..stage.options(Screen::CreateToken)
        };
        spoil(stage, Fault::WrongBox, options).await?;
        route.go(&stage.session).await?;
        nothing_was_made(stage, &format!("{route:?} on {}", acts.name())).await?;
        // And made right it goes through by the same route.
        stage.session.panel().press("put-right").await?;
        job::permissions_are_right(stage).await?;
        let before = stage.truth().created().count();
        route.go(&stage.session).await?;
        let by = format!("a token by {route:?} on {}", acts.name());
        let truth = stage
            .until_truth(&by, |truth| truth.created().count() > before)
            .await?;
        let token = truth.last_created();
        ensure!(token.is_some_and(|one| one.rights.send_events), "{token:?}");
        job::say_safe_elsewhere(stage).await?;
        stage.console.forget_created();
    }
    Ok(())
}

/// An access key, a label for the button, Control and Enter in a text of several lines, Enter with the focus nowhere.
async fn shortcuts_are_held(stage: &Stage) -> Result<()> {
    let (session, page) = (&stage.session, stage.session.page());
    let options = Options {
        shortcuts: true,
        ..stage.options(Screen::CreateToken)
    };
    spoil(stage, Fault::WrongBox, options).await?;
    session.press_with(access_keys(stage), 'o').await?;
    nothing_was_made(stage, "the access key").await?;
    session
        .click_at(page.words_of("Make this token").await?, 1)
        .await?;
    nothing_was_made(stage, "the label of OK").await?;
    page.enter_field("Notes").await?;
    session
        .press_with(&[Key::Control], char::from(Key::Enter))
        .await?;
    nothing_was_made(stage, "Control and Enter").await?;
    session
        .script("document.activeElement?.blur()", Vec::new())
        .await?;
    session.press(Key::Enter).await?;
    nothing_was_made(stage, "Enter on the page").await?;
    // A page can make any Enter submit: while the form is wrong, it begins no new line either.
    let notes = "return document.querySelector('textarea').value";
    for line in ["", "\n"] {
        page.enter_field("Notes").await?;
        session.press(Key::Enter).await?;
        nothing_was_made(stage, "Enter in a text of several lines").await?;
        let written = session.script(notes, Vec::new()).await?;
        ensure!(written == line, "Enter wrote {written} and not {line:?}");
        if line.is_empty() {
            stage.session.panel().press("put-right").await?;
            job::permissions_are_right(stage).await?;
        }
    }
    Ok(())
}

/// The browser's own keys for an access key.
fn access_keys(stage: &Stage) -> &'static [Key] {
    match stage.session.browser() {
        trivet_browser::Browser::Chromium => &[Key::Alt],
        trivet_browser::Browser::Firefox => &[Key::Alt, Key::Shift],
    }
}

/// The page unticks a box in its own `mousedown`, after the press was let through: the click is judged anew (T3).
async fn a_box_changed_between_check_and_click_is_held(stage: &Stage) -> Result<()> {
    let options = Options {
        spoils: true,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await?;
    job::permissions_are_right(stage).await?;
    stage.session.page().press("OK").await?;
    stage.session.panel().until_notice("submit-held").await?;
    nothing_was_made(stage, "a press that spoiled the form").await?;

    // A form that is built anew all the time is judged as it stands.
    let options = Options {
        redraw: 40,
        ..stage.options(Screen::CreateToken)
    };
    spoil(stage, Fault::WrongBox, options).await?;
    for route in [Route::Click, Route::DownElsewhere, Route::EnterInField] {
        route.go(&stage.session).await?;
        nothing_was_made(stage, &format!("{route:?} on a form in motion")).await?;
    }
    Ok(())
}

/// `form.submit()` fires no event but a navigation (T4).
async fn a_form_that_goes_by_itself_is_held(stage: &Stage) -> Result<()> {
    let options = Options {
        posts: true,
        ..stage.options(Screen::CreateToken)
    };
    let submit =
        "HTMLFormElement.prototype.submit.call(document.querySelector('form[data-token]'))";
    for fault in [Fault::WrongBox, Fault::ExtraBox, Fault::Dataset] {
        spoil(stage, fault, options.clone()).await?;
        stage.session.script(submit, Vec::new()).await?;
        stage.session.panel().until_notice("submit-held").await?;
        nothing_was_made(stage, &format!("form.submit() with {fault:?}")).await?;
        for route in [Route::Click, Route::EnterInField] {
            route.go(&stage.session).await?;
            nothing_was_made(stage, &format!("{route:?} with {fault:?}")).await?;
        }
    }
    stage.session.panel().press("clear-datasets").await?;
    job::permissions_are_right(stage).await?;
    stage.session.script(submit, Vec::new()).await?;
    stage.session.page().until_shows(DIALOG, true).await?;
    let made = stage.truth().created().count();
    ensure!(made == 1, "{made} tokens of a right form");
    Ok(())
}

/// A page that turns itself over, that listens before everything else, or whose frame is another one.
async fn a_page_that_turns_over_is_held(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let turns = [
        (
            // A skin whose scripts run again in the same window, as modules do not.
            Skin::Aria,
            "a document opened anew",
            "return fetch(location.href).then((answer) => answer.text()).then((html) => {
                document.open(); document.write(html); document.close(); });",
        ),
        (
            Skin::Native,
            "a form hung elsewhere",
            "document.body.prepend(document.querySelector('form[data-token]'));",
        ),
        (
            Skin::Native,
            "a page that listens on its window and stops what it hears",
            "for (const type of ['pointerdown', 'mousedown', 'click', 'keydown', 'submit']) \
               addEventListener(type, (event) => event.stopPropagation(), true);",
        ),
        (
            Skin::Native,
            "an event that has nothing of its class",
            "for (const type of ['keydown', 'keyup', 'click', 'touchend', 'submit', 'beforetoggle']) \
               document.body.dispatchEvent(new Event(type, { bubbles: true, composed: true }));",
        ),
    ];
    for (skin, what, script) in turns {
        let options = Options {
            skin,
            ..stage.options(Screen::CreateToken)
        };
        stage.open_with(&options).await?;
        job::permissions_are_right(stage).await?;
        session.script(script, Vec::new()).await?;
        job::permissions_are_right(stage).await?;
        session.page().click_box(WRONG).await?;
        session.panel().until_step(4, "wrong").await?;
        for route in [Route::Click, Route::EnterInField] {
            route.go(session).await?;
            nothing_was_made(stage, &format!("{route:?} after {what}")).await?;
        }
    }

    let options = Options {
        embedding: Embedding::Frame,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await?;
    job::permissions_are_right(stage).await?;
    let replace = "const old = document.querySelector('iframe'); const next = old.cloneNode(); old.replaceWith(next);";
    session.script(replace, Vec::new()).await?;
    // The old frame's form is gone, and the new one is set from the beginning.
    until(
        "the form in the new frame",
        Duration::from_secs(10),
        async || {
            let boxed = session.page().is_ticked("Can access API").await?;
            Ok(Look::when(boxed == Some(true), || format!("{boxed:?}")))
        },
    )
    .await?;
    job::permissions_are_right(stage).await?;
    session.page().click_box(WRONG).await?;
    session.panel().until_step(4, "wrong").await?;
    for route in [Route::Click, Route::EnterInField] {
        route.go(session).await?;
        nothing_was_made(stage, &format!("{route:?} in another frame")).await?;
    }
    Ok(())
}

/// What the page's own script does is not held; it is told, within a second, with what is wrong with the token.
async fn what_a_script_submits_is_an_alarm(stage: &Stage) -> Result<()> {
    let (session, page, panel) = (&stage.session, stage.session.page(), stage.session.panel());
    let options = Options {
        alone: 300,
        extra_permissions: true,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await?;
    // The boxes were changed by Trivet, and the page submits what is right by then: no alarm.
    page.until_shows(DIALOG, true).await?;
    let drawn = panel.until_step(4, "unknown").await?;
    ensure!(drawn.notice("alarm").is_none(), "{drawn}");
    job::say_safe_elsewhere(stage).await?;

    let options = Options {
        alone: 0,
        ..options
    };
    stage.open_with(&options).await?;
    job::permissions_are_right(stage).await?;
    page.click_box(WRONG).await?;
    page.click_box("Can delete data").await?;
    panel.until_step(4, "wrong").await?;
    let watch = "
        window.late = null;
        const submit = (await import('/ui/assets/native/tokens.js')).present;
        const body = { rights: { accessApi: true, sendEvents: false, enabled: true, extra: ['Can delete data'] } };
        const answer = await fetch('/ui/api/tokens', { method: 'POST', body: JSON.stringify(body),
          headers: { 'Content-Type': 'application/json' } });
        submit(await answer.json());";
    let script = format!("return (async () => {{ {watch} }})()");
    session.script(&script, Vec::new()).await?;
    page.until_shows(DIALOG, true).await?;
    let shown = tokio::time::Instant::now();
    let alarm = panel.until_notice("alarm").await?;
    ensure!(
        shown.elapsed() < Duration::from_secs(1),
        "the alarm took {:?}",
        shown.elapsed()
    );
    for words in [
        "Can send events is not selected",
        "Can delete data is selected",
        "delete it under Security > API Tokens",
    ] {
        ensure!(alarm.text.contains(words), "{}", alarm.text);
    }
    Ok(())
}

in_every_browser!(
    half_a_click_is_held,
    shortcuts_are_held,
    a_box_changed_between_check_and_click_is_held,
    a_form_that_goes_by_itself_is_held,
    a_page_that_turns_over_is_held,
    what_a_script_submits_is_an_alarm;
    in_chromium: no_route_gets_through_with_a_wrong_box,
);
