//! Check boxes as front ends make them: what they are, what names them, how they are laid out.

use super::super::draw::Draw;
use super::words::Writing;
use trivet_checklist::BoxState;

/// A permission as the model has it.
#[derive(Debug, Clone)]
pub struct Permission {
    /// The name that the reader must give it.
    pub label: String,
    /// The words that the page shows.
    pub shown: String,
    pub state: BoxState,
}

/// What the check box is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Native,
    /// Drawn as something else, which lies over it.
    Masked,
    /// Inside a label that shows a slider and no word.
    Slider,
    /// An element with a role.
    Role(&'static str, &'static str),
    /// A button with a role, and a native box for the form's sake, hidden from everyone.
    WithTwin,
    /// A switch around a native box that is not drawn, with its states written on it.
    Switch,
    Pressed,
}

/// What names it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Tie {
    For,
    Wrap,
    LabelledBy,
    AriaLabel,
    Title,
    Content,
    Beside,
}

/// Where the two stand.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Layout {
    Row(&'static str),
    TwoBlocks,
    Cells,
    OneCell,
    List,
    Definitions,
    Breaks,
    Flat(&'static str),
    OneRow,
    ColumnHeaders,
}

const KINDS: &[Kind] = &[
    Kind::Native,
    Kind::Native,
    Kind::Masked,
    Kind::Slider,
    Kind::Role("div", "checkbox"),
    Kind::Role("span", "checkbox"),
    Kind::Role("a", "checkbox"),
    Kind::Role("button", "checkbox"),
    Kind::Role("div", "switch"),
    Kind::Role("button", "switch"),
    Kind::Role("li", "menuitemcheckbox"),
    Kind::Role("div", "menuitemcheckbox"),
    Kind::WithTwin,
    Kind::Switch,
    Kind::Pressed,
];

const LAYOUTS: &[Layout] = &[
    Layout::Row("div"),
    Layout::Row("p"),
    Layout::Row("section"),
    Layout::TwoBlocks,
    Layout::Cells,
    Layout::OneCell,
    Layout::List,
    Layout::Definitions,
    Layout::Breaks,
    Layout::Flat("div"),
    Layout::Flat("span"),
    Layout::OneRow,
    Layout::ColumnHeaders,
];

/// How one page makes its check boxes.
#[derive(Debug, Clone, Copy)]
pub struct Make {
    kind: Kind,
    tie: Tie,
    layout: Layout,
    label_first: bool,
    label_tag: &'static str,
    has_help: bool,
}

impl Make {
    pub fn of(draw: &mut Draw) -> Self {
        let kind = draw.one(KINDS);
        let is_labelable =
            !matches!(kind, Kind::Role(tag, _) if tag != "button") && kind != Kind::Switch;
        let is_named_by_content = matches!(kind, Kind::Role(..) | Kind::Pressed);
        let tie = loop {
            let tie = draw.one(&[
                Tie::For,
                Tie::Wrap,
                Tie::LabelledBy,
                Tie::AriaLabel,
                Tie::Title,
                Tie::Content,
                Tie::Beside,
                Tie::Beside,
            ]);
            let is_made = match tie {
                Tie::For => is_labelable,
                Tie::Wrap => !matches!(kind, Kind::Slider),
                Tie::Content => is_named_by_content,
                _ => true,
            };
            if is_made {
                break tie;
            }
        };
        Self {
            kind,
            tie,
            layout: draw.one(LAYOUTS),
            label_first: draw.once_in(2),
            label_tag: draw.one(&["label", "span", "div", "b", "td-text"]),
            has_help: draw.once_in(4),
        }
    }

    /// Whether the names come from the markup, so that no layout can leave them in doubt.
    pub fn is_tied(self) -> bool {
        self.tie != Tie::Beside
            && (self.tie != Tie::Wrap
                || !matches!(self.kind, Kind::Role(..) | Kind::Switch | Kind::Pressed))
    }

    /// Whether boxes and words follow each other with nothing that tells which belong together but their order.
    pub fn is_flat(self) -> bool {
        matches!(
            self.layout,
            Layout::Flat(_) | Layout::OneRow | Layout::ColumnHeaders
        )
    }

    /// Whether it looks as the list of tokens does: one row of boxes under the names.
    pub fn looks_like_a_list(self) -> bool {
        self.layout == Layout::ColumnHeaders
    }

    /// A group of permissions.
    pub fn group(self, draw: &mut Draw, writing: Writing, permissions: &[Permission]) -> String {
        if self.layout == Layout::ColumnHeaders && !matches!(self.tie, Tie::Wrap | Tie::Content) {
            return self.columns(draw, writing, permissions);
        }
        let rows: Vec<String> = permissions
            .iter()
            .map(|permission| self.row(draw, writing, permission))
            .collect();
        let rows = rows.join(if draw.once_in(2) { "\n" } else { "" });
        match self.layout {
            Layout::Cells | Layout::OneCell => format!("<table><tbody>{rows}</tbody></table>"),
            Layout::OneRow => format!("<table><tr>{rows}</tr></table>"),
            Layout::List if matches!(self.kind, Kind::Role("li", _)) => {
                format!("<div>{rows}</div>")
            }
            Layout::List => format!("<ul>{rows}</ul>"),
            Layout::Definitions => format!("<dl>{rows}</dl>"),
            Layout::Breaks | Layout::Flat(_) => format!("<div>{rows}</div>"),
            _ => rows,
        }
    }

    fn columns(self, draw: &mut Draw, writing: Writing, permissions: &[Permission]) -> String {
        let (cells, heads): (Vec<String>, Vec<String>) = permissions
            .iter()
            .map(|permission| {
                let (control, label) = self.pair(draw, writing, permission);
                (format!("<td>{control}</td>"), format!("<th>{label}</th>"))
            })
            .unzip();
        let (cells, heads) = (cells.concat(), heads.concat());
        format!("<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>")
    }

    fn row(self, draw: &mut Draw, writing: Writing, permission: &Permission) -> String {
        let (control, label) = self.pair(draw, writing, permission);
        let help = match (self.has_help, self.layout) {
            (true, Layout::Row(_) | Layout::OneCell) if !self.label_first => {
                "<div class=help>Ask your administrator before you change this.</div>"
            }
            _ => "",
        };
        let (first, second) = if self.label_first {
            (label, control)
        } else {
            (control, label)
        };
        match self.layout {
            // A paragraph ends where a block begins.
            Layout::Row("p") if matches!(self.kind, Kind::Role("li" | "div", _)) => {
                format!("<div>{first} {second}{help}</div>")
            }
            Layout::Row(tag) => format!("<{tag}>{first} {second}{help}</{tag}>"),
            Layout::TwoBlocks => format!("<div><div>{first}</div><div>{second}</div></div>"),
            Layout::Cells => format!("<tr><td>{first}</td><td>{second}</td></tr>"),
            Layout::OneCell => format!("<tr><td>{first} {second}{help}</td></tr>"),
            Layout::List if matches!(self.kind, Kind::Role("li", _)) => {
                format!("<div>{first} {second}</div>")
            }
            Layout::List => format!("<li>{first} {second}</li>"),
            Layout::Definitions => format!("<dt>{first}</dt><dd>{second}</dd>"),
            Layout::Breaks => format!("{first} {second}<br>"),
            Layout::Flat(tag) => format!("<{tag}>{first}</{tag}><{tag}>{second}</{tag}>"),
            Layout::OneRow | Layout::ColumnHeaders => format!("<td>{first}</td><td>{second}</td>"),
        }
    }

    /// The control and its label; where the one holds the other, the label is empty.
    fn pair(self, draw: &mut Draw, writing: Writing, permission: &Permission) -> (String, String) {
        let words = writing.label(draw, &permission.shown);
        let plain = writing.plain(draw, &permission.shown);
        let id = draw.id();
        let inline = match self.label_tag {
            "td-text" => words.clone(),
            "div" if matches!(self.layout, Layout::Breaks | Layout::Flat("span")) => {
                format!("<span>{words}</span>")
            }
            "div" if self.layout == Layout::Row("p") => format!("<em>{words}</em>"),
            tag => format!("<{tag}>{words}</{tag}>"),
        };
        let control = |draw: &mut Draw, attributes: &str, content: &str| {
            self.control(draw, permission, attributes, content)
        };
        match self.tie {
            Tie::For => (
                control(draw, &format!("id={id}"), ""),
                format!("<label for={id}>{words}</label>"),
            ),
            Tie::Wrap => {
                let control = control(draw, "", "");
                let space = draw.one(&["", " ", "\n "]);
                let text = draw.one(&["", "span"]);
                let words = if text.is_empty() {
                    words
                } else {
                    format!("<span class=text>{words}</span>")
                };
                let inner = if self.label_first {
                    format!("{words}{space}{control}")
                } else {
                    format!("{control}{space}{words}")
                };
                (format!("<label>{inner}</label>"), String::new())
            }
            Tie::LabelledBy => {
                if draw.once_in(3)
                    && let Some((first, rest)) = permission.shown.split_once(' ')
                {
                    let other = draw.id();
                    return (
                        control(draw, &format!("aria-labelledby='{id} {other}'"), ""),
                        format!(
                            "<span><span id={id}>{first}</span> <span id={other}>{rest}</span></span>"
                        ),
                    );
                }
                (
                    control(draw, &format!("aria-labelledby={id}"), ""),
                    format!("<span id={id}>{words}</span>"),
                )
            }
            Tie::AriaLabel => (
                control(draw, &format!("aria-label=\"{plain}\""), ""),
                draw.one(&["", "<i class=icon></i>", "<span>Permission</span>"])
                    .to_owned(),
            ),
            Tie::Title => (
                control(draw, &format!("title=\"{plain}\""), ""),
                String::new(),
            ),
            Tie::Content => (control(draw, "", &words), String::new()),
            Tie::Beside => (control(draw, "", ""), inline),
        }
    }

    fn control(
        self,
        draw: &mut Draw,
        permission: &Permission,
        attributes: &str,
        content: &str,
    ) -> String {
        let mark = format!("data-truth=\"{}\"", permission.label);
        let face = draw.one(&[
            "",
            "<i class=icon></i>",
            "<svg viewBox='0 0 8 8'><path d='M0 0'></path></svg>",
            "<span><span></span></span>",
        ]);
        let native = match permission.state {
            BoxState::On => " checked",
            BoxState::Off => "",
            BoxState::Mixed => " data-indeterminate",
        };
        let stated = match permission.state {
            BoxState::On => "true",
            BoxState::Off => "false",
            BoxState::Mixed => "mixed",
        };
        let input = |more: &str| format!("<input type=checkbox {attributes} {mark}{native}{more}>");
        match self.kind {
            Kind::Native => input(draw.one(&["", " role=switch", " role=checkbox"])),
            Kind::Masked => format!(
                "<span class=box>{}<span class=mask></span></span>",
                input(draw.one(&[
                    " style='opacity:0'",
                    " style='position:absolute;clip:rect(0 0 0 0)'",
                    " style='display: none'"
                ]))
            ),
            Kind::Slider => format!(
                "<label class=switch>{}<span class=slider></span></label>",
                input(" style='opacity:0'")
            ),
            Kind::Role(tag, role) => {
                let is_left_out = permission.state == BoxState::Off && draw.once_in(4);
                let state = if is_left_out {
                    String::new()
                } else {
                    format!("aria-checked={stated}")
                };
                format!(
                    "<{tag} role={role} tabindex=0 {state} {attributes} {mark}>{face}{content}</{tag}>"
                )
            }
            Kind::WithTwin => format!(
                "<button type=button role=checkbox aria-checked={stated} {attributes} {mark}>{face}</button><input type=checkbox aria-hidden=true tabindex=-1 style='position:absolute;opacity:0;pointer-events:none'{native}>"
            ),
            Kind::Switch => {
                let (on, off) = draw.one(&[("On", "Off"), ("ON", "OFF"), ("", ""), ("Yes", "No")]);
                format!(
                    "<span class=switch role=switch tabindex=0 aria-checked={stated} {attributes} {mark}><input type=checkbox style='display: none'{native}><span class=track><span>{on}</span><span>{off}</span></span><span class=thumb></span></span>"
                )
            }
            Kind::Pressed => format!(
                "<button type=button aria-pressed={stated} {attributes} {mark}>{face}{content}</button>"
            ),
        }
    }
}
