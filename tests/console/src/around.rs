//! Pages of other sites around the console: Marketing Cloud Engagement frames its applications.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Query, RawQuery},
    http::{HeaderMap, header},
    response::Html,
    routing::get,
};
use serde::Deserialize;

use crate::state::Store;

/// The site between the two, where the console is two deep.
const BETWEEN: &str = "personalization.marketingcloudapps.com";

/// The console of another account.
const OTHER: &str = "northern9x.us-5.evergage.com";

/// All that such a frame may do.
const SANDBOX: &str = " sandbox=\"allow-scripts allow-same-origin\"";

pub(crate) fn router() -> Router<Arc<Store>> {
    Router::new()
        .route("/cloud/", get(engagement))
        .route("/cloud/app", get(between))
}

#[derive(Deserialize)]
struct Around {
    around: String,
    console: String,
}

async fn engagement(
    Query(options): Query<Around>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Html<String> {
    let Around { around, console } = &options;
    let query = query(&raw.unwrap_or_default());
    let port = port(&headers);
    let frames = match around.as_str() {
        "sandboxed" => frame(
            &format!("https://{BETWEEN}{port}/cloud/app?{query}"),
            SANDBOX,
        ),
        "beside" => {
            let first = frame(&format!("https://{console}{port}/ui/?{query}"), "");
            let second = frame(&format!("https://{OTHER}{port}/ui/?skin=native"), "");
            [first, second].concat()
        }
        _ => frame(&format!("https://{console}{port}/ui/?{query}"), ""),
    };
    document(
        "Marketing Cloud",
        "<header>Marketing Cloud</header>",
        &frames,
    )
}

async fn between(
    Query(options): Query<Around>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Html<String> {
    let query = query(&raw.unwrap_or_default());
    let address = format!("https://{}{}/ui/?{query}", options.console, port(&headers));
    document("Personalization", "", &frame(&address, SANDBOX))
}

/// As it came, and safe in an attribute.
fn query(raw: &str) -> String {
    raw.replace(['"', '<', '>'], "").replace('&', "&amp;")
}

/// `:8443`, or nothing.
fn port(headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    host.rsplit_once(':')
        .map_or_else(String::new, |(_, port)| format!(":{port}"))
}

fn frame(address: &str, sandbox: &str) -> String {
    format!("<iframe title=\"Personalization\" src=\"{address}\"{sandbox}></iframe>")
}

fn document(title: &str, bar: &str, frames: &str) -> Html<String> {
    Html(format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title><style>\
         html,body{{height:100%}} body{{display:flex;flex-flow:column;margin:0;font:14px sans-serif}}\
         header{{box-sizing:border-box;height:48px;padding:15px 20px;background:#032d60;color:#fff}}\
         main{{display:flex;flex:1;flex-flow:column;min-height:0}} iframe{{flex:1;min-height:0;border:0}} iframe + iframe{{flex:none;height:120px}}\
         </style>{bar}<main>{frames}</main></html>"
    ))
}
