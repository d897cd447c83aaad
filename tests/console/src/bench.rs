//! A page of the console for measuring: as many rows as asked for, with a check box in each or without, or as cards.

use std::{collections::HashMap, fmt::Write as _};

use axum::{extract::Query, response::Html};

/// The form of a new token, as a script of the page puts it in.
const FORM: &str = r#"<template id="form"><form>
<h2>Create API Token</h2>
<p><label><input type="checkbox"> Can access API</label></p>
<p><label><input type="checkbox" checked> Can send events</label></p>
<p><label><input type="checkbox"> Is enabled</label></p>
<p><label>Restrict to Specific Datasets <select multiple><option>engage<option>staging</select></label></p>
<p><label>Notes <textarea></textarea></label></p>
<p><button type="button">OK</button> <button type="button">Cancel</button></p>
</form></template>"#;

/// `rows`, `boxes` (in how many of the rows) and `cards` in the query.
pub(crate) async fn page(Query(query): Query<HashMap<String, String>>) -> Html<String> {
    let number = |name: &str| -> usize {
        let value = query.get(name).and_then(|value| value.parse().ok());
        value.unwrap_or_default()
    };
    let (rows, boxes, is_cards) = (number("rows"), number("boxes"), query.contains_key("cards"));
    let mut html = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Personalization</title><nav><a href=\"#\">Dashboard</a> <a href=\"#\">Segments</a></nav><main>",
    );
    html.push_str(if is_cards {
        "<div id=\"rows\">"
    } else {
        "<table><tbody id=\"rows\">"
    });
    for row in 0..rows {
        let check = if row < boxes {
            "<input type=\"checkbox\" aria-label=\"Select row\">"
        } else {
            ""
        };
        // Writing to a string does not fail.
        let _ = if is_cards {
            write!(
                html,
                "<div><span>{check}</span><b>Visitor {row}</b><i>09:00:{row:02}</i></div>"
            )
        } else {
            write!(
                html,
                "<tr><td>{check}</td><td>Visitor {row}</td><td>09:00:{row:02}</td></tr>"
            )
        };
    }
    html.push_str(if is_cards {
        "</div>"
    } else {
        "</tbody></table>"
    });
    html.push_str(FORM);
    html.push_str("<div id=\"place\"></div></main></html>");
    Html(html)
}
