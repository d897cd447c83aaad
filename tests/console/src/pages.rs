//! The skins' files, read from this crate's folder at every request: a skin can be worked on without a rebuild.

use std::{
    collections::HashMap,
    path::{Component, Path as FilePath, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    extract::{Path, Query, RawForm, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};

use crate::{
    options::Skin,
    state::{Store, TokenForm},
};

/// Nothing inline, nothing from elsewhere, never framed.
const STRICT: &str = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// The same for a skin that is made of frames.
const STRICT_FRAMED: &str = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; \
                             base-uri 'none'; frame-ancestors 'self'";

/// The same for a console that another site frames.
const STRICT_AROUND: &str = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; \
                             base-uri 'none'; frame-ancestors https:";

/// Stands for the admin's login: a page can see whether it was sent along where it should not have been.
pub(crate) const SESSION: &str = "console_session=5f0c2b7e; Path=/; Secure; HttpOnly; SameSite=Lax";

/// The folder of the skins.
pub(crate) fn folder() -> PathBuf {
    FilePath::new(env!("CARGO_MANIFEST_DIR")).join("skins")
}

/// What pages of several skins use; beside the skins, for it is none.
const SHARED: &str = "shared";

/// Stands for the page translation of a browser.
const TRANSLATION: &str =
    "<script type=\"module\" src=\"/ui/assets/shared/translate.js\"></script></head>";

/// The pages and their files.
pub(crate) fn router() -> Router<Arc<Store>> {
    Router::new()
        .route("/", get(|| async { Redirect::temporary("/ui/") }))
        .route("/ui", get(|| async { Redirect::temporary("/ui/") }))
        .route("/ui/", get(page))
        .route("/ui/bench", get(crate::bench::page))
        .route("/ui/tokens", axum::routing::post(posted))
        .route("/ui/assets/{skin}/{*path}", get(asset))
}

async fn page(Query(query): Query<HashMap<String, String>>, RawQuery(raw): RawQuery) -> Response {
    let name = query
        .get("skin")
        .map_or(Skin::default().name(), String::as_str);
    let Some(skin) = Skin::from_name(name) else {
        return (
            StatusCode::NOT_FOUND,
            format!("There is no skin called {name}.\n"),
        )
            .into_response();
    };
    let html = if query.contains_key("framed") {
        frame(&raw.unwrap_or_default())
    } else {
        // A skin may show pages of its own in frames.
        let file = query.get("page").map_or("index", String::as_str);
        match read(skin.name(), &format!("{file}.html")) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(answer) => return *answer,
        }
    };
    let html = if query.contains_key("translate") {
        // The browser's part, and none of the skin's.
        html.replacen("</head>", TRANSLATION, 1)
    } else {
        html
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::SET_COOKIE, HeaderValue::from_static(SESSION));
    if query.get("csp").is_some_and(|word| word == "strict") {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(if query.contains_key("around") {
                STRICT_AROUND
            } else if skin == Skin::Framed {
                STRICT_FRAMED
            } else {
                STRICT
            }),
        );
    }
    (headers, Html(html)).into_response()
}

/// The form of a token, sent by the browser itself: the answer is the page again, with what was made in it.
async fn posted(
    State(store): State<Arc<Store>>,
    Query(query): Query<HashMap<String, String>>,
    RawForm(form): RawForm,
) -> Response {
    let skin = query.get("skin").and_then(|name| Skin::from_name(name));
    let made = match store.lock().create_token(TokenForm::posted(&form)) {
        Ok(token) => token.once().to_string(),
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    let html = match read(skin.unwrap_or_default().name(), "index.html") {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(answer) => return *answer,
    };
    let data = format!("<script type=\"application/json\" id=\"made\">{made}</script></head>");
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (headers, Html(html.replacen("</head>", &data, 1))).into_response()
}

/// A page that only holds the application in a frame of its own origin.
fn frame(query: &str) -> String {
    let inner: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.starts_with("framed"))
        .collect();
    let inner = inner.join("&amp;").replace(['"', '<', '>'], "");
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Personalization</title>\
         <link rel=\"stylesheet\" href=\"/ui/assets/native/frame.css\">\
         <iframe title=\"Personalization\" src=\"/ui/?{inner}\"></iframe></html>"
    )
}

async fn asset(Path((name, path)): Path<(String, String)>) -> Response {
    if name != SHARED && Skin::from_name(&name).is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let kind = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match read(&name, &path) {
        Ok(bytes) => (
            [
                (header::CONTENT_TYPE, kind),
                (header::CACHE_CONTROL, "no-cache"),
            ],
            bytes,
        )
            .into_response(),
        Err(answer) => *answer,
    }
}

/// Reads one file of a skin; a skin that npm has to build first says so itself.
fn read(name: &str, path: &str) -> Result<Vec<u8>, Box<Response>> {
    let plain = FilePath::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !plain {
        return Err(Box::new(StatusCode::NOT_FOUND.into_response()));
    }
    let source = if name == SHARED {
        folder().with_file_name(SHARED)
    } else {
        folder().join(name)
    };
    let is_built = source.join("package.json").exists();
    let folder = if is_built {
        source.join("dist")
    } else {
        source
    };
    std::fs::read(folder.join(path)).map_err(|_| {
        let help = if is_built && !folder.join("index.html").exists() {
            format!(
                "The {name} skin is not built: {} is missing.\n\
                 Run `npm ci --ignore-scripts && npm run build` in tests/console/skins/{name}.\n",
                folder.join("index.html").display()
            )
        } else {
            format!("No such file in the {name} skin: {path}\n")
        };
        let status = if path == "index.html" {
            StatusCode::SERVICE_UNAVAILABLE
        } else {
            StatusCode::NOT_FOUND
        };
        Box::new((status, help).into_response())
    })
}
