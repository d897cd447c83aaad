//! Trivet's own document takes nothing from elsewhere and makes no code of text, and no page gets anything of Trivet's.

use std::{collections::BTreeMap, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use trivet_browser::{
    Browser, Error, Result, Stage, ensure, extension, in_every_browser, project, trial,
};

use crate::vault::open_vault;

/// Tries everything that the policy of the vault's document forbids, in that document. Answers, for each try, with what was
/// thrown, or else with the directive that the browser says was violated, and with whether it had an effect. The tries run in
/// a turn of their own: what a debugger evaluates is let through.
const TRIES: &str = include_str!("own_ground/tries.js");

/// Asks for a file of the extension in every way that a page has. Answers with the ways that brought something.
const WAYS: &str = include_str!("own_ground/ways.js");

/// What is tried, and the directive of the policy that must stop it.
const STOPPED_BY: [(&str, &str); 20] = [
    ("eval", "script-src"),
    ("new Function", "script-src"),
    ("a timer of text", "script-src"),
    ("innerHTML", "require-trusted-types-for"),
    ("outerHTML", "require-trusted-types-for"),
    ("insertAdjacentHTML", "require-trusted-types-for"),
    ("document.write", "require-trusted-types-for"),
    ("a policy of trusted types", "trusted-types"),
    ("an inline script", "require-trusted-types-for"),
    ("an inline handler", "script-src"),
    ("a remote script", "script-src"),
    ("a remote module", "script-src"),
    ("an inline style", "style-src"),
    ("a remote style", "style-src"),
    ("a remote image", "img-src"),
    ("a frame", "frame-src"),
    ("a form", "form-action"),
    ("a base", "base-uri"),
    ("a request that is not encrypted", "connect-src"),
    ("a web socket", "connect-src"),
];

async fn the_vault_takes_its_own_files_only(stage: &Stage) -> Result<()> {
    open_vault(stage).await?;
    let directives: BTreeMap<_, _> = STOPPED_BY.into_iter().collect();
    let tries = format!("({TRIES})({})", json!(directives));
    let run = format!("new Promise((resolve) => setTimeout(() => resolve({tries}), 0))");
    let outcomes = stage.session.evaluate(&run).await?;
    let outcomes: Value = serde_json::from_str(&outcomes).unwrap_or_default();
    // What throws is stopped before the document is told of it.
    let is_stopped = |what: &str| {
        let Value::Object(outcome) = &outcomes[what] else {
            return false;
        };
        outcome["hadEffect"] == false && (outcome["violated"] != "" || outcome["thrown"] != "")
    };
    let wrong: Vec<String> = directives
        .keys()
        .filter(|what| !is_stopped(what))
        .map(|what| format!("{what}: {}", outcomes[*what]))
        .collect();
    ensure!(
        wrong.is_empty(),
        "not stopped as they should be: {wrong:#?}"
    );
    ensure!(
        outcomes["its own image"]["hadEffect"] == true,
        "not even its own image comes: {outcomes}"
    );
    Ok(())
}

/// Every file below the folder, as an address in the extension.
fn files(folder: &Path, below: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| {
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            match entry.path() {
                path if path.is_dir() => files(&path, &format!("{name}/")),
                _ => vec![name],
            }
        })
        .collect()
}

async fn no_page_gets_a_file_of_it(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let names = files(&extension(session.browser().name())?, "");
    open_vault(stage).await?;
    let origin = session.evaluate("location.origin").await?;
    let own = format!(
        "Promise.all({}.map((name) => fetch(`/${{name}}`).then(({{ status }}) => status))).then(JSON.stringify)",
        json!(names)
    );
    let own = session.evaluate(&own).await?;
    ensure!(
        names.len() > 15 && own == format!("[{}]", vec!["200"; names.len()].join(",")),
        "the extension itself gets {own} of {names:?}"
    );

    session.to_first_window().await?;
    let asked = ["app.css", "kit.js", "icons.svg"].map(|name| format!("/ui/assets/native/{name}"));
    let brought = session.script(WAYS, vec![json!(asked)]).await?.to_string();
    for way in [
        "fetch",
        "opaque fetch",
        "image",
        "script",
        "module",
        "style",
    ] {
        let brought = brought.contains(&format!("\"{way} of "));
        ensure!(brought, "{way} brings nothing of the page's own");
    }
    let addresses: Vec<String> = names
        .iter()
        .map(|name| format!("{origin}/{name}"))
        .collect();
    let brought = session.script(WAYS, vec![json!(addresses)]).await?;
    ensure!(brought == json!([]), "the page gets {brought}");

    // Nor does it show it in a frame.
    let frame = "const frame = document.createElement('iframe'); \
        const comes = new Promise((resolve) => { frame.onload = frame.onerror = () => resolve(frame); }); \
        frame.src = arguments[0]; document.body.append(frame); return comes";
    let address = json!(format!("{origin}/vault.html"));
    let frame = session.script(frame, vec![address]).await?;
    let frame = session
        .element(&frame)
        .ok_or_else(|| Error::wrong("no frame"))?;
    frame
        .enter_frame()
        .await
        .map_err(|error| Error::wrong(error.to_string()))?;
    let title = session.script("return document.title", Vec::new()).await?;
    ensure!(
        !title.to_string().contains("Trivet"),
        "the frame shows {title}"
    );
    Ok(())
}

/// By what a script would make code or markup of text, or have it brought from elsewhere. What the tools write is held to it
/// here, what people write in `tests/no_code_from_text.rs`.
const NOT_IN_SCRIPTS: [&str; 13] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "DOMParser",
    "srcdoc",
    "eval(",
    "new Function",
    "importScripts",
    "createPolicy",
    "\"http",
    "'http",
    "`http",
];

fn no_code_of_text() -> Result<()> {
    for browser in Browser::ALL {
        let folder = extension(browser.name())?;
        let names = files(&folder, "");
        let scripts: Vec<_> = names.iter().filter(|name| name.ends_with("js")).collect();
        ensure!(scripts.len() >= 6, "{scripts:?}");
        for name in scripts {
            let text = std::fs::read_to_string(folder.join(name));
            let text = text.map_err(|error| Error::wrong(error.to_string()))?;
            let found = NOT_IN_SCRIPTS.iter().find(|word| text.contains(**word));
            ensure!(
                found.is_none(),
                "{found:?} in {name} for {}",
                browser.name()
            );
        }
    }
    Ok(())
}

/// Else the same source gave other bytes on another computer.
fn no_folder_of_this_computer() -> Result<()> {
    let home = std::env::var("HOME").unwrap_or_default();
    let project = project();
    for browser in Browser::ALL {
        let folder = extension(browser.name())?;
        for name in files(&folder, "") {
            let content = std::fs::read(folder.join(&name));
            let content = content.map_err(|error| Error::wrong(error.to_string()))?;
            // Programs are in the guard's script as Base64.
            let script = String::from_utf8_lossy(&content);
            let inside = script
                .split('"')
                .filter_map(|text| STANDARD.decode(text).ok());
            for bytes in inside.chain([content.clone()]) {
                let text = String::from_utf8_lossy(&bytes);
                for path in [&*project.to_string_lossy(), &*home] {
                    let is_named = path.len() > 1 && text.contains(&format!("{path}/"));
                    ensure!(!is_named, "{path} is in {name} for {}", browser.name());
                }
            }
        }
    }
    Ok(())
}

trial!(the_built_files_name_no_folder_of_this_computer, {
    no_folder_of_this_computer()
});

trial!(the_built_scripts_make_no_code_of_text, {
    no_code_of_text()
});

in_every_browser!(
    the_vault_takes_its_own_files_only,
    no_page_gets_a_file_of_it
);
