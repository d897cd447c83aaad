//! The tables in `docs/deploy.md` that say what stands elsewhere: the keys of the policy and the names that never change. A
//! test holds the file to them; `cargo run -p xtask -- docs` writes them anew.

use std::fmt::Write as _;

use crate::{
    deploy::Schema,
    error::{Error, Result},
    files, identity, project,
};

const FILE: &str = "docs/deploy.md";

/// Writes the tables into the file.
pub(crate) fn write() -> Result<()> {
    let path = project::root().join(FILE);
    let text = files::read_text(&path)?;
    files::write(&path, with_tables(&text)?)
}

/// The text of the file with each table as it should be.
fn with_tables(text: &str) -> Result<String> {
    let schema = project::root().join("extension/managed-schema.json");
    let schema = Schema::parse(&files::read_text(&schema)?)?;
    let text = fill(text, "policy", &policy(&schema))?;
    fill(&text, "names", &names())
}

/// Puts a table between its marks.
fn fill(text: &str, mark: &'static str, table: &str) -> Result<String> {
    let (begin, end) = (
        format!("<!-- {mark}: generated -->\n"),
        format!("<!-- {mark}: end -->\n"),
    );
    text.split_once(&begin)
        .and_then(|(before, rest)| {
            let (_, after) = rest.split_once(&end)?;
            Some(format!("{before}{begin}\n{table}\n{end}{after}"))
        })
        .ok_or(Error::Unexpected {
            made_by: FILE,
            missing: mark,
            look_at: FILE,
        })
}

fn policy(schema: &Schema) -> String {
    let mut table = String::from("| Key | Value | What it does |\n|---|---|---|\n");
    for (name, property) in &schema.properties {
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "| `{name}` | {} | {} |",
            property.kind.words(),
            property.description.replace('"', "`")
        );
    }
    table
}

fn names() -> String {
    let rows = [
        (
            "Add-on ID in Firefox",
            identity::GECKO_ID,
            "Every policy, forced installation, and update uses it. Firefox treats another ID as another add-on, so stored data is lost",
        ),
        (
            "Extension ID in Chrome and Edge",
            identity::CHROMIUM_ID,
            "The same, until a store assigns its own key. The store's public key then replaces ours, once, before the first release there",
        ),
        (
            "Native messaging host",
            identity::NATIVE_HOST,
            "Computers that were set up before cannot connect to KeePassXC until `./build.sh host install` runs there again",
        ),
    ];
    let mut table = String::from("| What | Name | What a change breaks |\n|---|---|---|\n");
    for (what, name, breaks) in rows {
        let _ = writeln!(table, "| {what} | `{name}` | {breaks} |");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_say_what_stands_in_the_schema_and_in_the_code() {
        let text = files::read_text(&project::root().join(FILE)).unwrap();
        let is_current = with_tables(&text).unwrap() == text;
        assert!(is_current, "run: cargo run -p xtask -- docs");
    }

    #[test]
    fn every_name_is_said_and_none_is_a_reserved_domain() {
        let table = names();
        for name in [
            identity::GECKO_ID,
            identity::CHROMIUM_ID,
            identity::NATIVE_HOST,
        ] {
            assert!(table.contains(name));
            assert!(!name.contains("example") && !name.contains("invalid"));
        }
    }
}
