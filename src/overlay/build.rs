//! Joins the style sheets, without comments, indentation and spaces that only people need: every page of the console loads them with the guard.

use std::{env, fs, io, path::Path};

/// In the order in which they apply. None of them has a comment's marks, or a colon and a space, inside a string.
const SHEETS: [&str; 6] = [
    "panel.css",
    "place.css",
    "sheet.css",
    "marks.css",
    "silent.css",
    "preferences.css",
];

fn main() -> io::Result<()> {
    let mut joined = String::new();
    for sheet in SHEETS {
        let text = fs::read_to_string(sheet)?;
        let without_comments = text.split("/*").enumerate().map(|(index, part)| {
            let after = part.split_once("*/").map_or("", |(_, after)| after);
            if index == 0 { part } else { after }
        });
        let rules: String = without_comments.collect();
        for line in rules.lines().map(str::trim).filter(|line| !line.is_empty()) {
            joined.push_str(&line.replace(": ", ":").replace(" {", "{"));
            joined.push('\n');
        }
    }
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&folder).join("style.css"), joined)
}
