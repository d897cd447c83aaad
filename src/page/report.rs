//! The page report: what a screen is made of, for a bug report, and nothing of what it holds.
//!
//! A line is an element: its tag, its role, its states, and of its name the words that are in [`super::vocabulary`]. A text
//! is said only where labels stand (in labels, headings, buttons), never what stands in a field, an option or a cell. No
//! address, class, id, or other attribute gets in. An admin sees the whole of it before it is saved.

use super::name;
use super::node::Node;
use super::vocabulary::known_words;
use trivet_checklist::{Observation, Sighting};

/// More lines than anyone reads.
const MOST_LINES: usize = 1500;
/// Deeper than any screen is built.
const MOST_LEVELS: usize = 60;
/// After so many rows, or entries of a list, the others are counted.
const MOST_ALIKE: usize = 3;

/// HTML's own elements; a custom element's name is its maker's.
const TAGS: &[&str] = &[
    "a", "article", "aside", "b", "body", "br", "button", "caption", "code", "dd", "details",
    "dialog", "div", "dl", "dt", "em", "fieldset", "font", "footer", "form", "frame", "frameset",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "iframe", "img", "input", "kbd",
    "label", "legend", "li", "main", "nav", "object", "ol", "optgroup", "option", "output", "p",
    "pre", "section", "select", "slot", "small", "span", "strong", "summary", "svg", "table",
    "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "u", "ul",
];
const ROLES: &[&str] = &[
    "alert",
    "alertdialog",
    "application",
    "button",
    "cell",
    "checkbox",
    "columnheader",
    "combobox",
    "complementary",
    "dialog",
    "document",
    "form",
    "grid",
    "gridcell",
    "group",
    "heading",
    "img",
    "link",
    "list",
    "listbox",
    "listitem",
    "main",
    "menu",
    "menubar",
    "menuitem",
    "menuitemcheckbox",
    "navigation",
    "none",
    "note",
    "option",
    "presentation",
    "radio",
    "radiogroup",
    "region",
    "row",
    "rowgroup",
    "rowheader",
    "search",
    "searchbox",
    "separator",
    "spinbutton",
    "status",
    "switch",
    "tab",
    "table",
    "tablist",
    "tabpanel",
    "text",
    "textbox",
    "toolbar",
    "tooltip",
    "tree",
    "treegrid",
    "treeitem",
];
const TYPES: &[&str] = &[
    "button", "checkbox", "date", "email", "file", "hidden", "image", "number", "password",
    "radio", "reset", "search", "submit", "tel", "text", "url",
];
const STATES: &[&str] = &[
    "aria-checked",
    "aria-disabled",
    "aria-expanded",
    "aria-haspopup",
    "aria-hidden",
    "aria-live",
    "aria-modal",
    "aria-multiselectable",
    "aria-pressed",
    "aria-readonly",
    "aria-required",
    "aria-selected",
];
const STATE_VALUES: &[&str] = &[
    "assertive",
    "dialog",
    "false",
    "grid",
    "listbox",
    "menu",
    "mixed",
    "off",
    "polite",
    "tree",
    "true",
];
const FLAGS: &[&str] = &[
    "contenteditable",
    "disabled",
    "for",
    "hidden",
    "inert",
    "multiple",
    "onclick",
    "open",
    "popover",
    "readonly",
    "required",
    "tabindex",
];
const NAMES: &[&str] = &["aria-label", "alt", "placeholder", "title"];

/// Writes the report of what is drawn in `root`.
#[must_use]
pub fn write<N: Node>(root: &N, observation: &Observation) -> String {
    let mut report = Report::default();
    report.line(
        0,
        &["Trivet page report 1, Trivet ", env!("CARGO_PKG_VERSION")].concat(),
    );
    report.line(0, &["form: ", sighting(&observation.form)].concat());
    report.line(
        0,
        &["credentials: ", sighting(&observation.credentials)].concat(),
    );
    report.line(
        0,
        &["create token: ", sighting(&observation.create_token)].concat(),
    );
    report.element(root, 0, false);
    report.text
}

fn sighting<T>(sighting: &Sighting<T>) -> &'static str {
    match sighting {
        Sighting::Seen(_) => "recognized",
        Sighting::Absent => "not recognized",
        Sighting::Ambiguous { .. } => "more than one",
    }
}

#[derive(Default)]
struct Report {
    text: String,
    lines: usize,
}

impl Report {
    fn line(&mut self, level: usize, line: &str) {
        if self.lines < MOST_LINES {
            for _ in 0..level {
                self.text.push_str("  ");
            }
            self.text.push_str(line);
            self.text.push('\n');
        } else if self.lines == MOST_LINES {
            self.text.push_str("and more\n");
        }
        self.lines += 1;
    }

    fn element<N: Node>(&mut self, element: &N, level: usize, is_label: bool) {
        let tag = element.tag();
        if matches!(
            tag.as_str(),
            "script" | "style" | "template" | "noscript" | "head" | "link" | "meta"
        ) || self.lines > MOST_LINES
            || level > MOST_LEVELS
        {
            return;
        }
        self.line(level, &describe(element, &tag));
        if matches!(tag.as_str(), "textarea" | "select" | "svg" | "option") {
            return;
        }
        let is_label = is_label_position(element, &tag, is_label);
        let mut alike = 0;
        for child in element.children() {
            if child.is_text() {
                self.words(&child.text(), level + 1, is_label);
                continue;
            }
            if matches!(child.tag().as_str(), "tr" | "li" | "option")
                || matches!(child.role().as_str(), "row" | "option" | "listitem")
            {
                alike += 1;
                if alike > MOST_ALIKE {
                    continue;
                }
            }
            self.element(&child, level + 1, is_label);
        }
        if alike > MOST_ALIKE {
            self.line(level + 1, "and more of these");
        }
    }

    fn words(&mut self, text: &str, level: usize, is_label: bool) {
        if text.trim().is_empty() {
            return;
        }
        let known = known_words(text).filter(|words| is_label || is_whole_label(words));
        match known {
            Some(words) => self.line(level, &["“", &words, "”"].concat()),
            None => self.line(level, "(text)"),
        }
    }
}

/// Where nothing but labels stand, the whole text must be one that is looked for.
fn is_whole_label(words: &str) -> bool {
    trivet_checklist::label::TABLE
        .iter()
        .any(|(_, form)| *form == words)
}

/// Where a page writes labels, and not what somebody typed.
fn is_label_position<N: Node>(element: &N, tag: &str, inherited: bool) -> bool {
    let role = element.role();
    let holds_content = matches!(tag, "td" | "dd" | "li" | "option" | "pre" | "code")
        || matches!(
            role.as_str(),
            "cell"
                | "gridcell"
                | "option"
                | "listitem"
                | "textbox"
                | "combobox"
                | "listbox"
                | "row"
        )
        || element.attribute("contenteditable").is_some();
    let holds_label = matches!(
        tag,
        "label"
            | "legend"
            | "th"
            | "dt"
            | "button"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "summary"
            | "caption"
    ) || matches!(
        role.as_str(),
        "button" | "heading" | "checkbox" | "switch" | "menuitemcheckbox" | "tab" | "columnheader"
    );
    // An entry of a list may have a label or a button; only what an entry itself says is content.
    holds_label || inherited && !holds_content
}

fn describe<N: Node>(element: &N, tag: &str) -> String {
    let mut line = match tag {
        _ if TAGS.contains(&tag) => tag,
        _ if tag.contains('-') => "custom-element",
        _ => "element",
    }
    .to_owned();
    let role = element.role();
    if ROLES.contains(&role.as_str()) {
        push(&mut line, &["role=", &role].concat());
    }
    if tag == "input" {
        let kind = name::attribute(element, "type").to_ascii_lowercase();
        if TYPES.contains(&kind.as_str()) {
            push(&mut line, &["type=", &kind].concat());
        }
    }
    match element.native_state() {
        Some(trivet_checklist::BoxState::On) => push(&mut line, "checked"),
        Some(trivet_checklist::BoxState::Mixed) => push(&mut line, "mixed"),
        Some(trivet_checklist::BoxState::Off) | None => {}
    }
    for state in STATES {
        let value = name::attribute(element, state);
        if STATE_VALUES.contains(&value.as_str()) {
            push(&mut line, &[state, "=", value.as_str()].concat());
        }
    }
    for flag in FLAGS {
        if element.attribute(flag).is_some() {
            push(&mut line, flag);
        }
    }
    for attribute in NAMES {
        let value = name::attribute(element, attribute);
        if !value.trim().is_empty() {
            let words = known_words(&value).unwrap_or_else(|| "(text)".to_owned());
            push(&mut line, &[attribute, "=“", &words, "”"].concat());
        }
    }
    let named = element.attribute("aria-labelledby").is_some();
    if named {
        push(&mut line, "aria-labelledby");
    }
    if let Some(value) = element.value() {
        push(&mut line, if value.is_empty() { "empty" } else { "filled" });
    }
    if let Some(options) = element.selected_options() {
        push(
            &mut line,
            if options.is_empty() {
                "none-selected"
            } else {
                "selected"
            },
        );
    }
    if !element.is_rendered() {
        push(&mut line, "not-drawn");
    }
    line
}

fn push(line: &mut String, word: &str) {
    line.push(' ');
    line.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::super::sample::SampleNode;
    use super::*;
    use proptest::prelude::*;

    fn report(html: &str) -> String {
        write(&SampleNode::page(html), &Observation::default())
    }

    #[test]
    fn structure_and_labels_are_said() {
        let said = report(
            "<div role=dialog aria-modal=true class=secret-class id=a1><h2>Create Token</h2>
             <label><input type=checkbox checked> Allow API access</label>
             <table><tr><th>Restrict to Specific Datasets</th><td><input value=typed placeholder='Select datasets'></td></tr></table>
             <x-acme-box></x-acme-box><button disabled>OK</button></div>",
        );
        for line in [
            "form: not recognized",
            "div role=dialog aria-modal=true",
            "“create token”",
            "input type=checkbox checked",
            "“allow api access”",
            "“restrict to specific datasets”",
            "input placeholder=“select datasets” filled",
            "custom-element",
            "button disabled",
            "“ok”",
        ] {
            assert!(said.contains(line), "{line} in\n{said}");
        }
        assert!(
            !said.contains("acme") && !said.contains("secret-class") && !said.contains("typed")
        );
    }

    /// A page with `value` wherever a value, a name that somebody gave, or an address can stand.
    fn page_with(value: &str) -> String {
        format!(
            "<div id='{value}' class='{value}' data-x='{value}'><h1>API Tokens</h1>
             <input value='{value}'><input type=password value='{value}'><textarea>{value}</textarea>
             <select><option selected value='{value}'>{value}</option></select>
             <div contenteditable>{value}</div><code>{value}</code><pre>{value}</pre>
             <table><tr><th>Name</th></tr><tr><td>{value}</td><td><span>{value}</span></td></tr></table>
             <ul><li>{value}</li></ul><dl><dt>API Key ID</dt><dd>{value}</dd></dl>
             <div role=listbox><div role=option>{value}</div></div><div role=textbox>{value}</div>
             <p>{value}</p><span>{value}</span><a href='https://{value}/'>{value}</a>
             <div role=grid><div role=row><div role=gridcell><b>{value}</b></div></div></div></div>"
        )
    }

    #[test]
    fn a_value_of_known_words_is_a_value_all_the_same() {
        let said = report(&page_with("api access data"));
        assert!(!said.contains("api access"), "{said}");
        assert!(said.contains("“api key id”"));
    }

    proptest! {
        #[test]
        fn no_value_gets_in(value in "[A-Za-z0-9@._-]{3,40}") {
            let around = report(&page_with(""));
            let said = report(&page_with(&value));
            let known: Vec<&str> = around.split_whitespace().collect();
            for word in said.split_whitespace() {
                prop_assert!(
                    known.contains(&word) || matches!(word, "(text)" | "filled" | "selected"),
                    "{word}"
                );
            }
        }

        /// In labels, too: somebody's name, an address, an ID or a secret is no word that is known.
        #[test]
        fn no_free_word_gets_in_by_a_label(word in "[a-z]{4,12}[0-9]{2}|[a-z]{3,8}@[a-z]{3,8}\\.com|[-_0-9A-Za-z]{43}") {
            let said = report(&format!(
                "<h2>{word}</h2><label title='{word}'>{word}</label><button aria-label='Delete token {word}'>{word} token</button>"
            ));
            prop_assert!(!said.to_lowercase().contains(&word.to_lowercase()), "{said}");
        }
    }
}
