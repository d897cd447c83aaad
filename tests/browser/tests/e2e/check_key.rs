//! "Check the key" in Trivet's window: what the console's API was sent is what a server in its place knows.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;
use trivet_browser::{
    Browser, Result, SessionOptions, Skin, Stage, Vault, ensure, job, play_with,
    sentinel::{self, Sentinel},
    wait::{Look, SOON, until},
};
use trivet_console::{Console, Screen, Token};

use crate::PASSWORD;
use crate::vault::open_vault;

const PATH: &str = "/api/principals";

/// A key's console has its API at the port of HTTPS. The browser is led to this server there.
async fn beside_the_api(
    name: &str,
    browser: Browser,
    scenario: impl AsyncFnOnce(&Stage, Console) -> Result<()>,
) -> Result<()> {
    let api = Console::start().await?;
    let port = api.port();
    let rules = format!("MAP *.evergage.com:443 127.0.0.1:{port}, MAP * 127.0.0.1");
    let options = SessionOptions {
        arguments: vec![format!("--host-resolver-rules={rules}")],
        ..SessionOptions::with_trivet(browser)?
    };
    let on_stage = async |stage: &Stage| {
        if browser == Browser::Firefox {
            let lead = "Services.prefs.setCharPref('network.socket.forcePort', arguments[0])";
            let ports = json!(format!("443={port}"));
            stage.session.chrome_script(lead, vec![ports]).await?;
        }
        scenario(stage, api).await
    };
    play_with(name, browser, Skin::Native, &options, on_stage).await
}

/// What was asked of the API: one thing, so many times, with the key in the header and with nothing of the page's.
fn was_asked(api: &Console, token: &Token, times: usize) -> Result<()> {
    let mut requests = api.truth().requests;
    // Firefox asks for its own settings there.
    requests.retain(|request| request.host.ends_with(".evergage.com"));
    ensure!(requests.len() == times, "not {times}: {requests:?}");
    let basic = STANDARD.encode(format!("{}:{}", token.key_id, token.secret));
    for request in &requests {
        let header = |name: &str| request.headers.get(name).map(String::as_str);
        ensure!(
            request.method == "GET" && request.path == PATH,
            "{request:?}"
        );
        ensure!(
            header("authorization") == Some(&format!("Basic {basic}")),
            "another key"
        );
        for unwanted in ["cookie", "referer", "origin"] {
            let value = header(unwanted);
            // A browser may say that an origin is not to be known, and an extension's own names nothing of the page.
            let is_fine = unwanted == "origin"
                && value.is_some_and(|it| it == "null" || it.contains("-extension://"));
            ensure!(value.is_none() || is_fine, "{unwanted}: {value:?}");
        }
    }
    Ok(())
}

/// Presses, and waits for these words.
async fn says(vault: &Vault<'_>, words: &str) -> Result<()> {
    vault.press("check-key").await?;
    vault.until_says("check-words", words).await.map(drop)
}

async fn answer_of(stage: &Stage) -> Result<String> {
    let script = "const place = document.querySelector('#check'); \
                  return `${place.dataset.answer}: ${place.innerText}`";
    let answer = stage.session.script(script, Vec::new()).await?;
    Ok(answer.as_str().unwrap_or_default().to_owned())
}

/// Every kind of response, each asked for once and by a press only; then the key is saved as ever.
async fn the_console_says_whether_it_works(stage: &Stage, api: Console) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    let session = &stage.session;
    ensure!(
        session
            .cookies()
            .await?
            .to_string()
            .contains("console_session"),
        "no cookie that could go along"
    );
    was_asked(&api, &token, 0)?;
    let answers = [
        (None, "refused the key (status 401)"),
        (Some(403), "refused the key (status 403)"),
        (
            Some(302),
            "can't tell whether the key works. The console sent a redirect",
        ),
        (
            Some(404),
            "can't tell whether the key works. The console responded with status 404",
        ),
        (
            Some(500),
            "can't tell whether the key works. The console responded with status 500",
        ),
        (Some(200), "The key works."),
    ];
    for (index, (status, words)) in answers.into_iter().enumerate() {
        api.answer_api_with(status);
        says(&vault, words).await?;
        // No redirect was followed either: that would be one more.
        was_asked(&api, &token, index + 1)?;
        let answer = answer_of(stage).await?;
        let is_refused = words.starts_with("refused");
        ensure!(
            answer.contains("IP Accept List") == is_refused
                && answer.contains("lacks Can access API") == is_refused,
            "{answer}"
        );
        ensure!(!answer.contains(&token.secret), "the secret is said");
    }
    let shown = sentinel::document(session).await?;
    ensure!(
        !shown.contains(&token.secret),
        "the document has the secret"
    );

    job::store(stage, &vault, PASSWORD).await?;
    vault.to_front().await?;
    ensure!(!vault.shows_button("check-key").await?, "still offered");
    let answer = answer_of(stage).await?;
    ensure!(answer == "works: The key works.", "{answer}");
    was_asked(&api, &token, answers.len())?;
    let traces = Sentinel::of(&[("the secret", &token.secret)])?;
    for memory in ["vaultMemory", "directMemory"] {
        let left = traces.found_in_memory(session, memory).await?;
        ensure!(left.is_empty(), "left in {memory}: {left:?}");
    }
    session.to_first_window().await?;
    job::close(stage).await
}

/// A press while one waits sends nothing; what is saved and wiped meanwhile needs no answer any more.
async fn an_answer_after_the_wipe_is_dropped(stage: &Stage, api: Console) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    api.hold_api(true);
    says(&vault, "Checking the key").await?;
    vault.press("check-key").await?;
    until("the request", SOON, async || {
        let waiting = api.api_waiting();
        Ok(Look::when(waiting == 1, || format!("{waiting} wait")))
    })
    .await?;
    vault.press("check-key").await?;
    job::store(stage, &vault, PASSWORD).await?;
    vault.to_front().await?;
    let traces = Sentinel::of(&[("the secret", &token.secret)])?;
    for memory in ["vaultMemory", "directMemory"] {
        let left = traces.found_in_memory(&stage.session, memory).await?;
        ensure!(left.is_empty(), "left in {memory}: {left:?}");
    }
    let answer = answer_of(stage).await?;
    ensure!(answer.starts_with("running"), "{answer}");
    api.answer_api_with(Some(200));
    api.hold_api(false);
    until("the answer to be dropped", SOON, async || {
        let answer = answer_of(stage).await?;
        Ok(Look::when(answer.trim() == "undefined:", || answer))
    })
    .await?;
    was_asked(&api, &token, 1)
}

/// Nothing answers there.
async fn no_answer_says_what_to_check(stage: &Stage, api: Console) -> Result<()> {
    let (_, vault) = open_vault(stage).await?;
    drop(api);
    says(&vault, "did not respond").await?;
    let answer = answer_of(stage).await?;
    ensure!(
        answer.starts_with("no-answer") && answer.contains("VPN"),
        "{answer}"
    );
    // It can be asked again, and the key is still here.
    says(&vault, "did not respond").await?;
    job::store(stage, &vault, PASSWORD).await?;
    job::close(stage).await
}

/// Firefox lets a person withhold what the manifest asks for: then the press asks for the one console.
async fn what_was_withheld_is_asked_for(stage: &Stage, api: Console) -> Result<()> {
    let session = &stage.session;
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    let vault = job::hand_over(stage, &token).await?;
    let withhold =
        "chrome.permissions.remove({ origins: ['https://*.evergage.com/*'] }).then(String)";
    let done = session.evaluate(withhold).await?;
    ensure!(done == "true", "not withheld: {done}");
    api.answer_api_with(Some(200));
    vault.press("check-key").await?;
    session.allow(|_| {}).await?;
    vault.until_says("check-words", "The key works.").await?;
    was_asked(&api, &token, 1)
}

crate::played_by! { beside_the_api
    chromium Chromium
    [the_console_says_whether_it_works an_answer_after_the_wipe_is_dropped no_answer_says_what_to_check]
    firefox Firefox
    [the_console_says_whether_it_works an_answer_after_the_wipe_is_dropped no_answer_says_what_to_check
        what_was_withheld_is_asked_for]
}
