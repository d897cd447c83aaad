//! The credentials dialog, with its values shown in many ways, at once or late.

use super::super::draw::Draw;
use super::words::Writing;

/// A dialog and what a person sees in it.
pub struct Drawn {
    pub html: String,
    pub id: String,
    pub secret: String,
    /// Whether the values are still to be written into the elements marked `data-late`.
    pub is_late: bool,
}

const BASE64URL: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const HEXADECIMAL: &[u8] = b"0123456789ABCDEF";

fn characters(draw: &mut Draw, of: &[u8], count: usize) -> String {
    (0..count).map(|_| char::from(draw.one(of))).collect()
}

fn uuid(draw: &mut Draw) -> String {
    let parts = [8, 4, 4, 4, 12].map(|count| characters(draw, HEXADECIMAL, count));
    parts.join("-")
}

type Shape = fn(&mut Draw, &[(String, String); 2]) -> String;

/// Each with whether a script can fill the values in later.
const SHAPES: &[(Shape, bool)] = &[
    (labelled_inputs, true),
    (wrapped_inputs, true),
    (password_with_reveal, true),
    (named_inputs, true),
    (definitions, true),
    (rows, true),
    (header_row, true),
    (paragraphs, false),
    (breaks, false),
    (one_text, false),
    (strong_labels, false),
    (blocks, true),
    (split_value, false),
    (flat_blocks, true),
];

/// Draws the dialog.
pub fn draw(draw: &mut Draw, writing: Writing) -> Drawn {
    let id = uuid(draw);
    let secret = match draw.below(4) {
        0 => format!("-{}", characters(draw, BASE64URL, 42)),
        _ => characters(draw, BASE64URL, 43),
    };
    let (shape, can_be_late) = draw.one(SHAPES);
    let is_late = can_be_late && draw.once_in(4);
    let shown = |value: &str| {
        if is_late {
            String::new()
        } else {
            value.to_owned()
        }
    };
    let secret_label = draw.one(&["API Key Secret", "API Secret Key"]);
    let mut keys = [
        (writing.key(draw, "API Key ID"), shown(&id)),
        (writing.key(draw, secret_label), shown(&secret)),
    ];
    let is_reversed = draw.once_in(8);
    if is_reversed {
        keys.reverse();
    }
    let body = shape(draw, &keys);
    let body = if is_reversed {
        // The first place is the secret's then.
        body.replace("data-late=0", "data-late=x")
            .replace("data-late=1", "data-late=0")
            .replace("data-late=x", "data-late=1")
    } else {
        body
    };
    let remark = draw.one(&[
        "",
        "<p>Copy these values now. They can never be shown again.</p>",
        "<p class=warning>Store the API Key Secret in a secure location.</p>",
    ]);
    let html = frame(draw, writing, &format!("{remark}{body}"));
    Drawn {
        html,
        id,
        secret,
        is_late,
    }
}

/// The window around it: title, body, buttons, and all that closes it, each marked.
fn frame(draw: &mut Draw, writing: Writing, body: &str) -> String {
    let title = writing.text(draw, "Download API Key Credentials");
    let close_word = writing.text(draw, writing.language.close);
    let cross = draw.one(&[
        "",
        "<button type=button aria-label=Close data-closer><span aria-hidden=true>×</span></button>",
        "<a href='#' title=Close data-closer></a>",
        "<span role=button data-closer>×</span>",
        "<button data-closer>✕</button>",
        "<button title='Close dialog' data-closer><svg></svg></button>",
    ]);
    let heading = match draw.below(4) {
        0 => format!("<h2>{title}</h2>"),
        1 => format!("<div class=title>{title}</div>"),
        2 => format!("<span class=caption>{title}</span>"),
        _ => format!("<header><h4>{title}</h4></header>"),
    };
    let bar = match draw.below(3) {
        0 => format!("<div class=bar>{heading}{cross}</div>"),
        1 => format!("<table><tr><td>{heading}</td><td>{cross}</td></tr></table>"),
        _ => format!("<div class=bar>{cross}{heading}</div>"),
    };
    let csv = writing.text(draw, "Download CSV File");
    let button = |draw: &mut Draw, words: &str, mark: &str| match draw.below(5) {
        0 => format!("<button type=button {mark}>{words}</button>"),
        1 => format!("<a href='#' {mark}>{words}</a>"),
        2 => format!("<div role=button tabindex=0 {mark}><span>{words}</span></div>"),
        3 => format!("<div class=btn {mark}>{words}</div>"),
        _ => format!("<button {mark}><span><span>{words}</span></span></button>"),
    };
    let (csv, close) = (
        button(draw, &csv, "data-csv"),
        button(draw, &close_word, "data-closer"),
    );
    let buttons = format!("<div class=buttons>{csv} {close}</div>");
    let inner = format!("{bar}<div class=body>{body}</div>{buttons}");
    match draw.below(6) {
        0 => format!("<div role=dialog aria-modal=true>{inner}</div>"),
        1 => format!("<dialog open>{inner}</dialog>"),
        2 => format!("<div class=overlay><div class=window>{inner}</div></div>"),
        3 => format!("<section>{inner}</section>"),
        4 => format!("<x-modal><div role=alertdialog><div>{inner}</div></div></x-modal>"),
        _ => format!(
            "<div role=presentation><div role=dialog tabindex=-1><form>{inner}</form></div></div>"
        ),
    }
}

fn both(keys: &[(String, String); 2], one: impl Fn(usize, &str, &str) -> String) -> String {
    keys.iter()
        .enumerate()
        .map(|(place, (label, value))| one(place, label, value))
        .collect()
}

fn labelled_inputs(draw: &mut Draw, keys: &[(String, String); 2]) -> String {
    let ids = [draw.id(), draw.id()];
    let copy = draw.one(&[
        "",
        "<button type=button>Copy</button>",
        "<button type=button aria-label='Copy to clipboard'><svg></svg></button>",
    ]);
    both(keys, |place, label, value| {
        format!(
            "<div><label for={0}>{label}</label><div><input id={0} readonly value='{value}' data-late={place}>{copy}</div></div>",
            ids[place]
        )
    })
}

fn wrapped_inputs(_: &mut Draw, keys: &[(String, String); 2]) -> String {
    both(keys, |place, label, value| {
        format!("<label>{label} <textarea readonly data-late={place}>{value}</textarea></label>")
    })
}

fn password_with_reveal(draw: &mut Draw, keys: &[(String, String); 2]) -> String {
    let kind = draw.one(&["password", "text"]);
    both(keys, |place, label, value| {
        format!(
            "<div class=row><span>{label}</span><span><input type={kind} readonly value='{value}' data-late={place}><button type=button>Show</button></span></div>"
        )
    })
}

fn named_inputs(_: &mut Draw, keys: &[(String, String); 2]) -> String {
    both(keys, |place, label, value| {
        let id = format!("named{place}");
        format!(
            "<span id={id}>{label}</span><input aria-labelledby={id} value='{value}' data-late={place}>"
        )
    })
}

fn definitions(draw: &mut Draw, keys: &[(String, String); 2]) -> String {
    let tag = draw.one(&["code", "span", "kbd"]);
    let copy = draw.one(&["", " <button type=button>Copy</button>"]);
    let rows = both(keys, |place, label, value| {
        format!(
            "<dt>{label}</dt><dd><{tag} data-late={place}>{}</{tag}>{copy}</dd>",
            or_wait(value)
        )
    });
    format!("<dl>{rows}</dl>")
}

fn rows(_: &mut Draw, keys: &[(String, String); 2]) -> String {
    let rows = both(keys, |place, label, value| {
        format!(
            "<tr><td>{label}</td><td data-late={place}>{}</td><td><a>Copy</a></td></tr>",
            or_wait(value)
        )
    });
    format!("<table>{rows}</table>")
}

fn header_row(_: &mut Draw, keys: &[(String, String); 2]) -> String {
    let heads = both(keys, |_, label, _| format!("<th>{label}</th>"));
    let cells = both(keys, |place, _, value| {
        format!("<td data-late={place}>{}</td>", or_wait(value))
    });
    format!("<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>")
}

fn paragraphs(_: &mut Draw, keys: &[(String, String); 2]) -> String {
    both(keys, |_, label, value| {
        format!("<p>{label}{} {value}</p>", colon(label))
    })
}

fn breaks(_: &mut Draw, keys: &[(String, String); 2]) -> String {
    format!(
        "<div>{}</div>",
        both(keys, |_, label, value| format!("{label}<br>{value}<br>"))
    )
}

fn one_text(_: &mut Draw, keys: &[(String, String); 2]) -> String {
    // All in one text: no markup splits it.
    let line = both(keys, |_, label, value| {
        let label = plain(label);
        format!(" {label}{} {value}", colon(&label))
    });
    format!("<pre>Your token was created.{line}</pre>")
}

fn strong_labels(_: &mut Draw, keys: &[(String, String); 2]) -> String {
    format!(
        "<div>{}</div>",
        both(keys, |_, label, value| format!(
            "<strong>{label}</strong> {value}<br>"
        ))
    )
}

fn blocks(draw: &mut Draw, keys: &[(String, String); 2]) -> String {
    let tag = draw.one(&["pre", "div", "p", "code"]);
    both(keys, |place, label, value| {
        format!(
            "<div class=field><div class=label>{label}</div><div class=value><{tag} data-late={place}>{}</{tag}></div></div>",
            or_wait(value)
        )
    })
}

fn split_value(_: &mut Draw, keys: &[(String, String); 2]) -> String {
    both(keys, |_, label, value| {
        let (start, end) = value.split_at(value.len() / 2);
        format!(
            "<div><label>{label}</label> <code><span>{start}</span><wbr><span>{end}</span></code></div>"
        )
    })
}

fn flat_blocks(_: &mut Draw, keys: &[(String, String); 2]) -> String {
    let rows = both(keys, |place, label, value| {
        format!(
            "<div>{label}</div><div data-late={place}>{}</div>",
            or_wait(value)
        )
    });
    format!("<div class=grid>{rows}</div>")
}

/// What stands in a place that is filled later.
fn or_wait(value: &str) -> &str {
    if value.is_empty() { "…" } else { value }
}

/// A label without its markup.
fn plain(label: &str) -> String {
    let parts = label
        .split('<')
        .map(|part| part.rsplit('>').next().unwrap_or(part));
    parts.collect()
}

fn colon(label: &str) -> &'static str {
    if label.contains(':') { "" } else { ":" }
}
