//! Values that break writers and readers of files: markup, quotes, formulas, bidi, edges of Unicode, white space, length.

use proptest::collection::vec;
use proptest::prelude::*;

/// Pieces of which hostile values are made. All can be written in XML 1.0.
pub const PIECES: [&str; 44] = [
    "a",
    "Z",
    "9",
    "-",
    "--",
    "_",
    "=",
    "+",
    "@",
    "'",
    "\"",
    "\"\"",
    ",",
    ";",
    "|",
    "\\",
    "/",
    "{",
    "}",
    "%",
    "&",
    "&amp;",
    "&#x0;",
    "&#13;",
    "<",
    ">",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "</Value>",
    "<?xml?>",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "é\u{301}漢🔑\u{1f469}\u{200d}\u{1f4bb}",
];

/// Any text that XML 1.0 can hold, mostly of [`PIECES`], with something visible in it. It does not begin with a mark of the byte
/// order, which readers drop.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<char>()
            .prop_filter("not in XML 1.0", |c| !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}'))
            .prop_map(String::from),
    ];
    prop_oneof![
        8 => vec(piece.clone(), 1..12),
        1 => vec(piece, 100..400),
    ]
    .prop_map(|pieces| without_mark(&pieces.concat()))
    .prop_filter("nothing visible", |text| !text.trim().is_empty())
}

fn without_mark(text: &str) -> String {
    text.trim_start_matches('\u{feff}').to_owned()
}

/// As [`text`], without what `KeePass` programs replace: `{`, a letter, and a `}` somewhere after.
pub fn value() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace('{', "{ "))
}

/// Pieces that XML cannot hold, too: control characters and codes that are no characters.
const WORSE: [&str; 8] = [
    "\0", "\u{1}", "\u{8}", "\u{b}", "\u{1b}", "\u{1f}", "\u{fffe}", "\u{ffff}",
];

/// As [`text`], and now and then with what XML cannot hold.
pub fn any_value() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => text(),
        1 => (text(), proptest::sample::select(&WORSE[..]), text()).prop_map(|(before, bad, after)| format!("{before}{bad}{after}")),
        1 => Just("\"<&漢,=".repeat(1_667)),
        1 => text().prop_map(|text| format!("\u{feff}{text}")),
    ]
}

/// As [`notes`], and now and then with what XML cannot hold.
pub fn any_notes() -> impl Strategy<Value = String> {
    prop_oneof![6 => notes(), 1 => any_value()]
}

/// As [`permissions`], and now and then with a name that no format takes.
pub fn any_permissions() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![
        6 => permissions(),
        1 => vec(prop_oneof![any_value(), Just(String::new())], 0..4),
    ]
}

/// A generator that fails.
pub struct Broken;

impl rand_core::TryRng for Broken {
    type Error = std::fmt::Error;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Err(std::fmt::Error)
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Err(std::fmt::Error)
    }

    fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), Self::Error> {
        Err(std::fmt::Error)
    }
}

impl rand_core::TryCryptoRng for Broken {}

/// Names of permissions: as [`text`], without line breaks.
pub fn permissions() -> impl Strategy<Value = Vec<String>> {
    vec(
        text().prop_map(|text| without_mark(&text.replace(['\r', '\n'], ""))),
        0..4,
    )
    .prop_map(|names| names.into_iter().filter(|name| !name.is_empty()).collect())
}

/// Notes: as [`text`], or empty, or white space only, or 10,000 characters.
pub fn notes() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => text(),
        1 => Just(String::new()),
        1 => Just(" \n\t \r\n".to_owned()),
        1 => Just("\"<&漢".repeat(2_500)),
    ]
}

/// A console's host.
pub fn host() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("acme.evergage.com".to_owned()),
        Just("acme.us-4.evergage.com".to_owned()),
        Just(format!(
            "{}.{}.evergage.com",
            "a".repeat(63),
            "b".repeat(63)
        )),
    ]
}
