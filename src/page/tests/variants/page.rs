//! The token form: permissions, datasets, other fields, buttons, in a window or without one.

use super::super::draw::Draw;
use super::boxes::{Make, Permission};
use super::words::Writing;
use super::{datasets, decoys};
use trivet_checklist::{BoxState, FormMode};

/// A page with a form, and what a person sees on it.
pub struct Drawn {
    pub html: String,
    pub permissions: Vec<Permission>,
    /// Whether the form has the dataset field.
    pub has_field: bool,
    /// How many datasets stand in it; nothing where there are some that cannot be counted.
    pub entries: Option<usize>,
    /// Whether the field may be read as one that cannot be told to be empty or not.
    pub may_be_unclear: bool,
    pub mode: FormMode,
    /// Whether a person, too, would have to guess: then silence is right, and so is the right answer, and no other.
    pub is_doubtful: bool,
}

/// Permissions that a console may have besides, similar words among them.
const OTHERS: &[&str] = &[
    "Can read profiles",
    "Can access API documentation",
    "Is enabled by default",
    "Can send events to third parties",
    "Can manage catalog",
    "Can access GDPR API",
    "Is read-only",
];

fn permissions(draw: &mut Draw, writing: Writing) -> Vec<Permission> {
    let language = writing.language;
    let state = |draw: &mut Draw| match draw.below(8) {
        0 => BoxState::Mixed,
        1..4 => BoxState::On,
        _ => BoxState::Off,
    };
    let mut all: Vec<Permission> = [
        ("Can access API", language.access),
        ("Can send events", language.send),
        ("Is enabled", language.enabled),
    ]
    .map(|(label, shown)| Permission {
        label: label.to_owned(),
        shown: shown.to_owned(),
        state: state(draw),
    })
    .to_vec();
    let mut others = OTHERS.to_vec();
    draw.shuffle(&mut others);
    for other in others.into_iter().take(draw.below(4).saturating_sub(1)) {
        all.push(Permission {
            label: other.to_owned(),
            shown: other.to_owned(),
            state: state(draw),
        });
    }
    if draw.once_in(2) {
        draw.shuffle(&mut all);
    }
    all
}

/// Draws a page with a token form on it.
pub fn draw(draw: &mut Draw) -> Drawn {
    let writing = Writing::of(draw);
    let make = Make::of(draw);
    let permissions = permissions(draw, writing);
    let field = datasets::draw(draw, writing);
    let has_field = !draw.once_in(12);
    // A heading in the same container is one text more than there are boxes.
    let heading = draw.one(&[
        "",
        "",
        "<h3>Permissions</h3>",
        "<legend>Permissions</legend>",
        "<div>Permissions</div>",
    ]);
    // "Is enabled" may stand apart, behind the other fields.
    let apart = if draw.once_in(6) {
        permissions.len() - 1
    } else {
        permissions.len()
    };
    let (first, last) = permissions.split_at(apart);
    let group = format!("{heading}{}", make.group(draw, writing, first));
    let is_fieldset = heading.starts_with("<legend") || draw.once_in(5);
    let is_inside = is_fieldset || draw.once_in(2);
    let group = match (is_fieldset, is_inside) {
        (true, _) => format!("<fieldset>{group}</fieldset>"),
        (false, true) => format!("<div class=group>{group}</div>"),
        (false, false) => group,
    };
    let group = wrap(draw, group, 2);
    let apart = if last.is_empty() {
        String::new()
    } else {
        format!("<div>{}</div>", make.group(draw, writing, last))
    };
    let notes = other_field(draw, writing, writing.language.notes, true);
    let ips = other_field(draw, writing, "IP Accept List", false);
    let datasets = if has_field {
        wrap(draw, format!("<div class=row>{}</div>", field.html), 2)
    } else {
        String::new()
    };
    let mut parts = [group, datasets, format!("{notes}{apart}"), ips];
    if draw.once_in(6) {
        parts.swap(0, 1);
    }
    if draw.once_in(6) {
        parts.swap(2, 3);
    }
    let buttons = buttons(draw, writing);
    let body = parts.join("\n");
    let (html, mode) = window(draw, writing, &body, &buttons);
    let html = surround(draw, html, &body);
    let is_untied_flat = make.is_flat() && !make.is_tied();
    let is_doubtful = is_untied_flat
        || make.looks_like_a_list()
        || (!make.is_tied() && (!heading.is_empty() || !last.is_empty()));
    Drawn {
        html,
        permissions,
        has_field,
        entries: field.entries,
        may_be_unclear: field.may_be_unclear,
        mode,
        is_doubtful,
    }
}

fn wrap(draw: &mut Draw, html: String, most: usize) -> String {
    let mut html = html;
    for _ in 0..draw.below(most + 1) {
        let tag = draw.one(&[
            "div",
            "section",
            "x-panel",
            "div role=group",
            "div role=presentation",
            "div role=none",
        ]);
        let name = tag.split(' ').next().unwrap_or(tag);
        html = format!("<{tag}>{html}</{name}>");
    }
    html
}

fn other_field(draw: &mut Draw, writing: Writing, name: &str, is_long: bool) -> String {
    let id = draw.id();
    let words = writing.label(draw, name);
    let field = if is_long {
        format!("<textarea id={id}>typed, by Jane</textarea>")
    } else {
        format!("<input id={id} value='10.0.0.1, 10.0.0.2'>")
    };
    match draw.below(3) {
        0 => format!("<div><label for={id}>{words}</label>{field}</div>"),
        1 => format!("<table><tr><td>{words}</td><td>{field}</td></tr></table>"),
        _ => format!("<div><div>{words}</div><div>{field}</div></div>"),
    }
}

fn buttons(draw: &mut Draw, writing: Writing) -> String {
    let ok = writing.text(draw, writing.language.ok);
    let plain = writing.plain(draw, writing.language.ok);
    let ok = match draw.below(9) {
        0 => format!("<input type=submit value='{plain}' data-ok>"),
        1 => format!("<a href='#' data-ok>{ok}</a>"),
        2 => format!("<div role=button tabindex=0 data-ok><span class=inner>{ok}</span></div>"),
        3 => format!("<div class=btn onclick='go()' data-ok>{ok}</div>"),
        4 => format!("<button data-ok><span><i class=icon></i><span>{ok}</span></span></button>"),
        5 => format!("<input type=image alt='{plain}' src=ok.png data-ok>"),
        6 => format!("<button data-ok><img alt='{plain}' src=ok.png></button>"),
        7 => format!("<button aria-label='{plain}' data-ok><svg></svg></button>"),
        _ => format!("<button type=button data-ok>{ok}</button>"),
    };
    let cancel = writing.text(draw, writing.language.cancel);
    let (clear, cancel) = (
        draw.one(&["", "<button type=button>Clear</button>"]),
        format!("<button type=button>{cancel}</button>"),
    );
    let buttons = if draw.once_in(2) {
        format!("{ok} {clear} {cancel}")
    } else {
        format!("{cancel} {clear} {ok}")
    };
    match draw.below(3) {
        0 => format!("<table><tr><td>{buttons}</td></tr></table>"),
        1 => format!("<p>{buttons}</p>"),
        _ => format!("<div class=buttons>{buttons}</div>"),
    }
}

/// The form in a window with a title, or in the page.
fn window(draw: &mut Draw, writing: Writing, body: &str, buttons: &str) -> (String, FormMode) {
    let is_edit = draw.once_in(3);
    let title = match (is_edit, draw.below(3)) {
        (true, 0) => "Editing API Token".to_owned(),
        (true, 1) => "Editing API Token: sales".to_owned(),
        (true, _) => "Editing API Token \"sales\"".to_owned(),
        (false, 0) => "New API Token".to_owned(),
        (false, _) => "Create Token".to_owned(),
    };
    let mode = if is_edit {
        FormMode::Edit
    } else {
        FormMode::Create
    };
    let words = writing.text(draw, &title);
    let plain = writing.plain(draw, &title);
    let id = draw.id();
    let heading = match draw.below(4) {
        0 => format!("<h2 id={id}>{words}</h2>"),
        1 => format!("<div class=title id={id}>{words}</div>"),
        2 => format!(
            "<header><span class=caption id={id}>{words}</span><button aria-label=Close type=button>×</button></header>"
        ),
        _ => format!("<div class=bar><h3 id={id}>{words}</h3></div>"),
    };
    let html = match draw.below(8) {
        0 => {
            format!("<div role=dialog aria-modal=true>{heading}<form>{body}{buttons}</form></div>")
        }
        1 => format!("<div role=dialog aria-label='{plain}'><form>{body}</form>{buttons}</div>"),
        2 => format!("<dialog open>{heading}<div>{body}</div><footer>{buttons}</footer></dialog>"),
        3 => format!(
            "<div class=window>{heading}<div class=body>{body}</div><div class=foot>{buttons}</div></div>"
        ),
        4 => format!("<section>{heading}<form>{body}{buttons}</form></section>"),
        5 => format!("<div>{heading}</div><form>{body}{buttons}</form>"),
        6 => format!(
            "<div role=dialog aria-labelledby={id}><div>{heading}</div><div><form>{body}</form></div><div>{buttons}</div></div>"
        ),
        _ => format!(
            "<x-modal><div role=dialog aria-describedby={id}><div class=content><div>{heading}</div><div><div><form>{body}</form></div></div><div>{buttons}</div></div></div></x-modal>"
        ),
    };
    (html, mode)
}

/// The page around it: a hidden old copy, other screens, what frameworks leave behind.
fn surround(draw: &mut Draw, html: String, body: &str) -> String {
    let mut parts = decoys::some(draw, 3);
    if draw.once_in(4) {
        let hidden = draw.one(&[
            "hidden",
            "style='display: none'",
            "style='visibility: hidden'",
        ]);
        let old = body
            .replace("data-truth", "data-old")
            .replace(" id=", " data-id=")
            .replace(" for=", " data-for=");
        parts.push(format!("<div {hidden}>{old}<button>OK</button></div>"));
    }
    if draw.once_in(6) {
        parts.push(format!(
            "<template>{body}</template><script>const label = 'Can access API';</script>"
        ));
    }
    let html = wrap(draw, html, 3);
    let parts: Vec<String> = parts.into_iter().map(|part| wrap(draw, part, 2)).collect();
    let place = draw.below(parts.len() + 1);
    let (before, after) = parts.split_at(place);
    format!(
        "<main><h1>API Tokens</h1>{}{html}{}</main>",
        before.concat(),
        after.concat()
    )
}
