//! The dialog is told from what only speaks of it, and whatever closes it is known; the form of an existing token from one
//! beside which one is spoken of.

use super::Reader;
use super::node::Node;
use super::sample::SampleNode;
use trivet_checklist::label::Labels;
use trivet_checklist::{FormMode, Sighting};

const TITLE: &str = "Download API Key Credentials";
const ID: &str = "1B4F0E98-51C1-4B4E-9A5B-0C0F7A3D2E11";
const SECRET: &str = "-Zq3vT9m_kLx2sW8bN5cR7yH1jP4gF6dA0eU-iO3tQw";

fn values() -> String {
    format!(
        "<div><p>API Key ID: {ID}</p><p>API Key Secret: {SECRET}</p></div><div><button>Download CSV File</button><button>Close</button></div>"
    )
}

fn read(html: &str) -> Reader<SampleNode> {
    let mut reader = Reader::new(Labels::default());
    reader.add(&SampleNode::page(html));
    reader.observe();
    reader
}

/// Whether something that is marked in the page is known to close the dialog, and its values are read.
fn closes(html: &str) -> bool {
    let reader = read(html);
    let dialog = reader
        .dialog()
        .unwrap_or_else(|| panic!("no dialog in {html}"));
    assert!(reader.values().is_some(), "{html}");
    let marked = SampleNode::page(html).select("[data-x]");
    assert_eq!(marked.len(), 1, "{html}");
    if !dialog.boundary.holds(&marked[0]) {
        // A press beside it closes it, too.
        return true;
    }
    let mut closers = dialog.close.iter().chain(&dialog.beside);
    closers
        .any(|closer| closer.attribute("data-x").is_some() || !closer.select("[data-x]").is_empty())
}

#[test]
fn a_value_stands_where_it_is_written_and_not_where_its_label_is() {
    for row in [
        "<p><span>LABEL</span> <code>VALUE</code></p>",
        "<p><b>LABEL: </b><code>VALUE</code> <span> </span></p>",
        "<div><div>LABEL</div><div><code>VALUE</code></div></div>",
    ] {
        let row = |label: &str, value: &str| row.replace("LABEL", label).replace("VALUE", value);
        let rows = row("API Key ID", ID) + &row("API Key Secret", SECRET);
        let html = format!(
            "<div role=dialog><h2>{TITLE}</h2><div>{rows}</div><button>Close</button></div>"
        );
        let reader = read(&html);
        let dialog = reader.dialog().expect("a dialog");
        for value in [&dialog.key_id, &dialog.key_secret] {
            let value = value.seen().unwrap_or_else(|| panic!("no value in {html}"));
            assert_eq!(value.element.tag(), "code", "{html}");
        }
    }
}

#[test]
fn a_cross_beside_the_box_that_the_dialog_is_drawn_in_closes_it() {
    for box_of in [
        "CONTENT",
        "<div><div><header>TITLE<slot></slot></header>REST</div></div>",
    ] {
        let title = format!("<h1>{TITLE}</h1>");
        let content = box_of.replace("TITLE", &title).replace("REST", &values());
        let content = content.replace("CONTENT", &(title + &values()));
        assert!(closes(&format!(
            "<main><section role=dialog><div><div><button data-x title='Cancel and close'><svg></svg></button></div>{content}</div></section></main>"
        )));
    }
}

#[test]
fn a_copy_of_the_title_is_no_second_dialog() {
    let dialogs = [
        format!("<div role=dialog><h2>{TITLE}</h2>{}</div>", values()),
        format!(
            "<div class=window><div class=bar>{TITLE}</div>{}</div>",
            values()
        ),
    ];
    for dialog in dialogs {
        for copy in [
            "<div aria-live=polite>TITLE</div>",
            "<div role=status><span>TITLE</span></div>",
            "<div style='position:absolute;left:-9999px'><p>TITLE</p></div>",
            "<section><h3>TITLE</h3><p>Where to find them.</p><button>Close</button></section>",
            "<a href=#help>TITLE</a>",
            "<li>TITLE</li>",
        ] {
            let copy = copy.replace("TITLE", TITLE);
            for html in [
                format!("<main>{copy}{dialog}</main>"),
                format!("<div>{dialog}</div><div>{copy}</div>"),
                format!("<div><div>{copy}</div><div>{dialog}</div></div>"),
            ] {
                let reader = read(&html);
                let found = reader
                    .values()
                    .unwrap_or_else(|| panic!("no values in {html}"));
                assert_eq!(
                    (found.key_id.as_str(), found.key_secret.as_str()),
                    (ID, SECRET),
                    "{html}"
                );
            }
        }
    }
}

#[test]
fn of_two_dialogs_none_is_to_be_closed() {
    let dialog = format!("<div role=dialog><h2>{TITLE}</h2>{}</div>", values());
    let html = format!(
        "<main>{dialog}{}</main>",
        dialog.replace(ID, "2B4F0E98-51C1-4B4E-9A5B-0C0F7A3D2E12")
    );
    let mut reader = read(&html);
    let observation = reader.observe();
    let dialog = observation
        .credentials
        .seen()
        .expect("a dialog that is held");
    assert_eq!(dialog.key_id, Sighting::Ambiguous { candidates: 2 });
    assert_eq!(dialog.close.len(), 2);
    assert!(reader.values().is_none());
}

#[test]
fn announcements_alone_are_no_dialog() {
    for html in [
        format!("<div aria-live=polite>{TITLE}</div>"),
        format!("<div style='clip-path:inset(50%)'>{TITLE}</div><button>Close</button>"),
    ] {
        assert!(read(&html).dialog().is_none(), "{html}");
    }
}

#[test]
fn the_cross_is_what_stands_last_without_words_in_the_bar() {
    for bar in [
        "<div><h2>TITLE</h2><button data-x></button></div>",
        "<div><h2>TITLE</h2><button title=Cancel data-x></button></div>",
        "<div><h2>TITLE</h2><button aria-label=Dismiss data-x><svg></svg></button></div>",
        "<div><h2>TITLE</h2><span title=Hide data-x></span></div>",
        "<div><h2>TITLE</h2><span data-x>✕</span></div>",
        "<div>TITLE<button title=Hide data-x></button></div>",
        "<h2>TITLE <i data-x></i></h2>",
        "<div><i class=key></i>TITLE<a href=# title=Hide><svg></svg></a><i data-x></i></div>",
        "<div><span>TITLE</span><button title=Help></button><button title=Hide data-x></button><div class=clear></div></div>",
        "<table><tr><td>TITLE</td><td><div title=Hide data-x></div></td></tr></table>",
    ] {
        let bar = bar.replace("TITLE", TITLE);
        for html in [
            format!("<div role=dialog>{bar}{}</div>", values()),
            format!("<div class=window>{bar}<div>{}</div></div>", values()),
        ] {
            assert!(closes(&html), "{html}");
        }
    }
}

#[test]
fn what_lies_beside_the_box_in_the_dialog_closes_it() {
    let box_ = format!("<div class=box><h2>{TITLE}</h2>{}</div>", values());
    for html in [
        format!("<div role=dialog><div data-x style='position:fixed'></div>{box_}</div>"),
        format!("<div role=dialog>{box_}<button title=Hide data-x></button></div>"),
        format!("<dialog open><div><span><svg data-x></svg></span>{box_}</div></dialog>"),
        format!(
            "<dialog open><header><h2>{TITLE}</h2></header>{}<button title=Hide data-x></button></dialog>",
            values()
        ),
        format!(
            "<dialog open><button title=Hide data-x></button><header><h2>{TITLE}</h2></header>{}</dialog>",
            values()
        ),
    ] {
        assert!(closes(&html), "{html}");
    }
    let reader = read(&format!(
        "<div role=dialog>{box_}<div><p>Keep them.</p></div></div>"
    ));
    assert!(
        reader
            .dialog()
            .is_some_and(|dialog| dialog.beside.is_empty())
    );
}

const FORM: &str = "<div><label><input type=checkbox>Can access API</label><label><input type=checkbox>Can send events</label>
    <label><input type=checkbox>Is enabled</label></div><label>Select datasets<input></label><button>OK</button>";

fn mode(html: &str) -> FormMode {
    let mut reader = read(html);
    let observation = reader.observe();
    observation
        .form
        .seen()
        .unwrap_or_else(|| panic!("no form in {html}"))
        .mode
}

#[test]
fn words_beside_a_new_form_make_it_no_form_of_an_existing_token() {
    for title in ["Create Token", "Create API Token", "New API Token"] {
        for help in [
            "<h3>Editing API Token permissions</h3>",
            "<p>Editing API Token</p>",
            "<h3>Editing API Token</h3>",
            "<p><b>Editing API Token</b>: double-click it in the list.</p>",
        ] {
            for html in [
                format!("<div role=dialog><h2>{title}</h2><form>{FORM}{help}</form></div>"),
                format!("<div role=dialog><h2>{title}</h2>{help}<form>{FORM}</form></div>"),
                format!("<div role=dialog aria-label='{title}'>{help}<form>{FORM}</form></div>"),
                format!(
                    "<div role=dialog><div>{title}</div><div>{help}<form>{FORM}</form></div></div>"
                ),
            ] {
                assert_eq!(mode(&html), FormMode::Create, "{html}");
            }
        }
    }
    // A heading of the page says otherwise than what stands in the form.
    for html in [
        format!(
            "<h1>Create API Token</h1><section><h2>Editing API Token</h2><form>{FORM}</form></section>"
        ),
        format!(
            "<header><h1>New token</h1></header><section><form><h3>Editing API Token</h3>{FORM}</form></section>"
        ),
        format!(
            "<div role=heading aria-level=1>Create Token</div><div><form><h3>Editing API Token</h3>{FORM}</form></div>"
        ),
    ] {
        assert_eq!(mode(&html), FormMode::Unclear, "{html}");
    }
    // What is under another heading says nothing of it.
    for html in [
        format!(
            "<h2>Create Token</h2><p>Press it.</p><h2>Editing API Token</h2><form>{FORM}</form>"
        ),
        format!(
            "<section><h3>New here?</h3></section><section><h2>Editing API Token</h2><form>{FORM}</form></section>"
        ),
    ] {
        assert_eq!(mode(&html), FormMode::Edit, "{html}");
    }
    // Without a title of its own it is held as a new one, and not set unasked.
    for html in [
        format!("<form><h3>Editing API Token permissions</h3>{FORM}</form>"),
        format!("<form>{FORM}<h3>Editing API Token</h3></form>"),
        format!("<section><form>{FORM}</form><aside><h2>Editing API Token</h2></aside></section>"),
    ] {
        assert_eq!(mode(&html), FormMode::Unclear, "{html}");
    }
    for html in [
        format!("<div role=dialog><h2>Editing API Token: sales</h2><form>{FORM}</form></div>"),
        format!("<div role=dialog aria-label='Editing API Token'><form>{FORM}</form></div>"),
        format!("<div role=dialog><div>Editing API Token \"new\"</div><form>{FORM}</form></div>"),
        format!("<main><h1>Editing API Token</h1><form>{FORM}</form></main>"),
    ] {
        assert_eq!(mode(&html), FormMode::Edit, "{html}");
    }
}
