//! The dataset field, empty or filled, in the shapes that widget libraries give it.

use super::super::draw::Draw;
use super::words::{Writing, escape};

const NAMES: &[&str] = &[
    "engage",
    "Northern Outfitters",
    "b2b-accounts",
    "EU & Co",
    "sandbox 2",
    "Select Comfort",
    "Allianz",
];

/// Each with the most datasets that it can show apart from each other: some say how many, or all names in one text.
const SHAPES: &[(Shape, usize)] = &[
    (native_multiple, 3),
    (native_single, 1),
    (react_select, 3),
    (tags_with_removers, 3),
    (chips_with_named_removers, 3),
    (token_list, 3),
    (painted_tags, 3),
    (select2, 3),
    (list_box, 3),
    (checks_in_the_open, 3),
    (checks_in_a_drop_down, 0),
    (drop_down_button, 0),
    (typed_names, 0),
    (combobox_pills, 3),
    (text_drop_down, 0),
];

type Shape = fn(&mut Draw, &Field) -> String;

/// What a shape is drawn from.
struct Field {
    selected: Vec<String>,
    others: Vec<String>,
    placeholder: String,
    /// Attributes that tie the control to its label, if it is tied.
    tie: String,
}

/// A field and how many datasets a person sees in it: not none, where they stand in one text.
pub struct Drawn {
    pub html: String,
    pub entries: Option<usize>,
    /// A name that reads as a prompt does, in a place where prompts stand.
    pub may_be_unclear: bool,
}

/// Draws the field with its label.
pub fn draw(draw: &mut Draw, writing: Writing) -> Drawn {
    let count = if draw.once_in(2) {
        0
    } else {
        1 + draw.below(3)
    };
    let mut names: Vec<String> = NAMES.iter().map(|name| escape(name)).collect();
    draw.shuffle(&mut names);
    let others = names.split_off(count);
    let (shape, most) = draw.one(SHAPES);
    let selected: Vec<String> = names
        .into_iter()
        .take(if most == 0 { 3 } else { most })
        .collect();
    let is_one_text = most == 0;
    let id = draw.id();
    let is_tied = draw.once_in(2);
    let placeholder =
        writing.plain(draw, writing.language.choose_datasets) + draw.one(&["", "", "...", "…"]);
    let tie = if is_tied {
        format!("id={id}")
    } else {
        String::new()
    };
    let field = Field {
        selected,
        others,
        placeholder,
        tie,
    };
    let entries = match field.selected.len() {
        0 => Some(0),
        _ if is_one_text => None,
        count => Some(count),
    };
    let may_be_unclear = field.selected.iter().any(|name| name == "Select Comfort");
    let control = shape(draw, &field);
    let words = writing.label(draw, writing.language.datasets);
    let tag = if is_tied {
        "label"
    } else {
        draw.one(&["label", "span", "div", "p"])
    };
    let tied = if is_tied {
        format!(" for={id}")
    } else {
        String::new()
    };
    let label = format!("<{tag}{tied}>{words}</{tag}>");
    let html = match draw.below(7) {
        0 => format!("<table><tr><td>{label}</td><td>{control}</td></tr></table>"),
        1 => format!("<dl><dt>{label}</dt><dd>{control}</dd></dl>"),
        2 => format!("<div>{label}</div><div>{control}</div>"),
        3 => format!("<div><div>{label}</div><div><div>{control}</div></div></div>"),
        4 => format!("<fieldset><legend>{words}</legend>{control}</fieldset>"),
        5 => format!(
            "<div>{label}{control}<div class=help>Leave this empty for the Sales and Service Cloud package.</div></div>"
        ),
        _ => format!("<div>{label}{control}</div>"),
    };
    Drawn {
        html,
        entries,
        may_be_unclear,
    }
}

fn each(names: &[String], one: impl Fn(&str) -> String) -> String {
    names.iter().map(|name| one(name)).collect()
}

fn native_multiple(_: &mut Draw, field: &Field) -> String {
    let selected = each(&field.selected, |name| {
        format!("<option selected>{name}</option>")
    });
    let others = each(&field.others, |name| format!("<option>{name}</option>"));
    format!("<select multiple {}>{others}{selected}</select>", field.tie)
}

fn native_single(draw: &mut Draw, field: &Field) -> String {
    let empty = draw.one(&["", "None", "All datasets", "--", "- None -", "Select..."]);
    let empty = if draw.once_in(3) {
        &field.placeholder
    } else {
        empty
    };
    let is_empty = if field.selected.is_empty() {
        " selected"
    } else {
        ""
    };
    let value = draw.one(&[" value=''", ""]);
    let selected = each(&field.selected, |name| {
        format!("<option selected>{name}</option>")
    });
    let others = each(&field.others, |name| format!("<option>{name}</option>"));
    format!(
        "<select {}><option{value}{is_empty}>{empty}</option>{others}{selected}</select>",
        field.tie
    )
}

fn react_select(_: &mut Draw, field: &Field) -> String {
    let chips = each(&field.selected, |name| {
        format!(
            "<div class=multiValue><div class=multiLabel>{name}</div><div role=button class=multiRemove aria-label='Remove {name}'><svg aria-hidden=true><path></path></svg></div></div>"
        )
    });
    let shown = if field.selected.is_empty() {
        format!("<div class=placeholder>{}</div>", field.placeholder)
    } else {
        chips
    };
    let clear = if field.selected.is_empty() {
        ""
    } else {
        "<div class=indicator aria-hidden=true><svg></svg></div>"
    };
    format!(
        "<div class=container><span aria-live=polite></span><div class=control><div class=valueContainer>{shown}<div class=inputContainer><input {} role=combobox aria-autocomplete=list aria-expanded=false autocomplete=off type=text value=''></div></div><div class=indicators>{clear}<span class=separator></span><div class=indicator aria-hidden=true><svg></svg></div></div></div></div>",
        field.tie
    )
}

fn tags_with_removers(draw: &mut Draw, field: &Field) -> String {
    let cross = draw.one(&["×", "&times;", "✕", "x"]);
    let tag = draw.one(&["a", "button", "span"]);
    let chips = each(&field.selected, |name| {
        format!("<span class=tag><span>{name}</span><{tag} class=remove>{cross}</{tag}></span>")
    });
    let placeholder = if field.selected.is_empty() {
        &field.placeholder
    } else {
        ""
    };
    format!(
        "<div class=tagsinput>{chips}<input {} placeholder=\"{placeholder}\"></div>",
        field.tie
    )
}

fn chips_with_named_removers(draw: &mut Draw, field: &Field) -> String {
    let remover = draw.one(&[
        "<button type=button aria-label=Remove><i></i></button>",
        "<span role=button title=Delete></span>",
        "<a href='#' title='remove'><i class=fa></i></a>",
        "<button type=button><img alt=Remove></button>",
    ]);
    let chips = each(&field.selected, |name| {
        format!("<div role=row><div role=gridcell>{name}{remover}</div></div>")
    });
    format!(
        "<div><div role=grid aria-label=Selected>{chips}</div><input {} type=text placeholder=\"{}\"></div>",
        field.tie, field.placeholder
    )
}

fn token_list(_: &mut Draw, field: &Field) -> String {
    let chips = each(&field.selected, |name| {
        format!("<li class=token><p>{name}</p><span class=delete>×</span></li>")
    });
    format!(
        "<ul class=tokens>{chips}<li class=input><input {} placeholder=\"{}\"></li></ul>",
        field.tie, field.placeholder
    )
}

fn painted_tags(_: &mut Draw, field: &Field) -> String {
    let chips = each(&field.selected, |name| {
        format!("<div class=item><div class=text>{name}</div><div class=close></div></div>")
    });
    format!(
        "<div class=field><div class=items>{chips}<input {} placeholder=\"{}\"></div><div class=trigger></div></div>",
        field.tie, field.placeholder
    )
}

fn select2(_: &mut Draw, field: &Field) -> String {
    let options = each(&field.others, |name| format!("<option>{name}</option>"));
    let selected = each(&field.selected, |name| {
        format!("<option selected>{name}</option>")
    });
    let chips = each(&field.selected, |name| {
        format!(
            "<li class=choice title=\"{name}\"><button type=button class=remove tabindex=-1 title='Remove item' aria-label='Remove item'><span aria-hidden=true>×</span></button><span class=display>{name}</span></li>"
        )
    });
    let placeholder = if field.selected.is_empty() {
        &field.placeholder
    } else {
        ""
    };
    format!(
        "<select multiple tabindex=-1 aria-hidden=true style='width: 1px; position: absolute' {}>{options}{selected}</select><span class=container dir=ltr><span class=selection><span class=box role=combobox aria-haspopup=true aria-expanded=false tabindex=-1><ul class=rendered>{chips}</ul><span class=inline><textarea class=field type=search role=searchbox placeholder=\"{placeholder}\"></textarea></span></span></span><span class=dropdown aria-hidden=true></span></span>",
        field.tie
    )
}

fn list_box(_: &mut Draw, field: &Field) -> String {
    let others = each(&field.others, |name| {
        format!("<li role=option aria-selected=false>{name}</li>")
    });
    let selected = each(&field.selected, |name| {
        format!("<li role=option aria-selected=true>{name}</li>")
    });
    format!("<ul role=listbox aria-multiselectable=true tabindex=0>{others}{selected}</ul>")
}

fn checks(field: &Field) -> String {
    let check =
        |name: &str, checked: &str| format!("<label><input type=checkbox{checked}> {name}</label>");
    let others = each(&field.others, |name| check(name, ""));
    let selected = each(&field.selected, |name| check(name, " checked"));
    format!("{others}{selected}")
}

fn checks_in_the_open(_: &mut Draw, field: &Field) -> String {
    format!("<div><div class=menu>{}</div></div>", checks(field))
}

fn checks_in_a_drop_down(_: &mut Draw, field: &Field) -> String {
    let text = match field.selected.len() {
        0 => field.placeholder.clone(),
        count => format!("{count} selected"),
    };
    format!(
        "<div><button type=button aria-haspopup=listbox>{text}</button><div class=menu style='display: none'>{}</div></div>",
        checks(field)
    )
}

fn drop_down_button(draw: &mut Draw, field: &Field) -> String {
    let text = match field.selected.len() {
        0 => draw
            .one(&["None selected", "Nothing selected", "Select", "All"])
            .to_owned(),
        count => draw
            .one(&["{} selected", "{} of 7 selected", "Selected: {}"])
            .replace("{}", &count.to_string()),
    };
    format!(
        "<button type=button {} aria-haspopup=listbox aria-expanded=false><span>{text}</span> <span class=caret></span></button>",
        field.tie
    )
}

fn typed_names(draw: &mut Draw, field: &Field) -> String {
    let names = field.selected.join(draw.one(&[", ", ",", "; "]));
    if draw.once_in(2) {
        format!(
            "<input type=text {} placeholder=\"{}\" value=\"{names}\">",
            field.tie, field.placeholder
        )
    } else {
        format!(
            "<textarea {} placeholder=\"{}\">{names}</textarea>",
            field.tie, field.placeholder
        )
    }
}

fn combobox_pills(_: &mut Draw, field: &Field) -> String {
    let pills = each(&field.selected, |name| {
        format!(
            "<li role=presentation><span role=option aria-selected=true tabindex=0><span title=\"{name}\">{name}</span><span class=icon title=Remove><svg></svg><span class=assistive>Remove</span></span></span></li>"
        )
    });
    let others = each(&field.others, |name| {
        format!("<li role=option aria-selected=false>{name}</li>")
    });
    format!(
        "<div><div role=combobox aria-haspopup=listbox><input {} type=text placeholder=\"{}\"></div><ul role=listbox style='display:none'>{others}</ul><div><ul role=listbox aria-orientation=horizontal>{pills}</ul></div></div>",
        field.tie, field.placeholder
    )
}

fn text_drop_down(_: &mut Draw, field: &Field) -> String {
    let text = if field.selected.is_empty() {
        field.placeholder.clone()
    } else {
        field.selected.join(", ")
    };
    format!(
        "<div role=combobox {} aria-haspopup=listbox aria-expanded=false tabindex=0>{text}</div>",
        field.tie
    )
}
