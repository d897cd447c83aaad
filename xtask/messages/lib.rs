//! Makes a typed enum of the texts in `extension/_locales`, for a build script.
//!
//! Each crate that says something takes the messages whose keys begin with its prefix: `panel_step_close` is
//! `Message::StepClose`. A message with placeholders is a variant with fields. What a placeholder is called says what it takes:
//!
//! | Placeholder | Field | Written as |
//! |---|---|---|
//! | `$COUNT$` | `count: u32` | a number, which also chooses the plural form |
//! | `$…_LIST$` | `Rc<[Words]>` | a list: "A, B, and C" |
//! | `$…_ALTERNATIVES$` | `Rc<[Words]>` | a list: "A, B, or C" |
//! | `$TIME$` | `time: String` | a moment, given as ISO 8601 |
//! | any other | `Words` | a name, or another message |
//!
//! A plural has a key for each form: `panel_fact_datasets_one` and `panel_fact_datasets_other` are `Message::FactDatasets`.
//!
//! The build fails when a message is not used, has no description, or when a placeholder is declared and not in the text or
//! the other way round. A message that is not there does not compile.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use serde_json::{Map, Value};

/// The plural forms, as CLDR names them and `Intl.PluralRules` answers.
pub const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The first of nine characters that stand for the placeholders of a text. A private use area has no letters of any language.
pub const FIRST_PLACEHOLDER: char = '\u{e001}';

/// Why there is no enum.
#[derive(Debug, thiserror::Error)]
pub enum MessagesError {
    /// A file could not be read or written.
    #[error("{0}: {1}; check that the file is there")]
    File(PathBuf, io::Error),
    /// A catalog is no catalog.
    #[error("{0} is not a catalog of messages: {1}")]
    NotCatalog(PathBuf, String),
    /// A message cannot be used as it is.
    #[error("the message {key}: {what}")]
    Message {
        /// Its key.
        key: String,
        /// What is wrong, and what to do.
        what: String,
    },
}

impl MessagesError {
    fn of(key: &str, what: impl Into<String>) -> Self {
        Self::Message {
            key: key.to_owned(),
            what: what.into(),
        }
    }
}

/// One message: all plural forms of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// Without its prefix and its plural form.
    name: String,
    /// In the order of the numbers that they stand for.
    placeholders: Vec<String>,
    /// Each form with its text, in which placeholders are characters.
    texts: Vec<(&'static str, String)>,
    is_plural: bool,
}

impl Entry {
    /// The plural forms that it has keys for.
    fn forms(&self) -> &'static [&'static str] {
        if self.is_plural { &FORMS } else { &["other"] }
    }

    fn text(&self, form: &str) -> &str {
        let text = self.texts.iter().find(|(one, _)| *one == form);
        text.map_or("", |(_, text)| text)
    }
}

/// For a build script: writes `messages.rs` into `OUT_DIR`, an enum of the messages whose keys begin with `prefix`. They must be
/// used in the Rust files under one of `sources`, which are folders beside the crate's own.
///
/// # Errors
///
/// [`MessagesError`] when the catalog or a message in it cannot be used as it is.
pub fn generate(prefix: &str, sources: &[&str]) -> Result<(), MessagesError> {
    let own = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let locales = own.join("../../extension/_locales");
    let english = locales.join("en/messages.json");
    println!("cargo::rerun-if-changed={}", locales.display());
    let entries = read(&english, prefix)?;
    for other in folders(&locales)? {
        let file = other.join("messages.json");
        if file != english {
            check_translation(&entries, &read(&file, prefix)?)?;
        }
    }
    let mut code = String::new();
    for source in sources {
        let folder = own.join("..").join(source);
        println!("cargo::rerun-if-changed={}", folder.display());
        collect(&folder, &mut code)?;
    }
    check_use(&entries, &code)?;
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("messages.rs");
    fs::write(&target, rust(prefix, &entries)).map_err(|error| MessagesError::File(target, error))
}

/// All texts of a program as one, a line each in the order of the enum's keys, with a character for each placeholder. What a
/// translation lacks is English.
///
/// # Errors
///
/// [`MessagesError`] when a catalog, or a message in it, cannot be used as it is.
pub fn as_one(english: &str, translation: &str, prefix: &str) -> Result<String, MessagesError> {
    let translated = entries(translation, prefix)?;
    let mut lines = String::new();
    for entry in entries(english, prefix)? {
        let own = translated.iter().find(|one| one.name == entry.name);
        for form in entry.forms() {
            let text = own.unwrap_or(&entry).text(form);
            lines.push_str(&text.replace('\n', " "));
            lines.push('\n');
        }
    }
    Ok(lines)
}

fn read(file: &Path, prefix: &str) -> Result<Vec<Entry>, MessagesError> {
    let text =
        fs::read_to_string(file).map_err(|error| MessagesError::File(file.to_owned(), error))?;
    entries(&text, prefix).map_err(|error| match error {
        MessagesError::NotCatalog(_, what) => MessagesError::NotCatalog(file.to_owned(), what),
        other => other,
    })
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>, MessagesError> {
    let wrong = |error| MessagesError::File(folder.to_owned(), error);
    let entries: Result<Vec<_>, _> = fs::read_dir(folder).map_err(wrong)?.collect();
    let paths = entries.map_err(wrong)?.into_iter().map(|one| one.path());
    Ok(paths.filter(|path| path.is_dir()).collect())
}

/// Puts all Rust files of a folder behind each other, but those of tests.
fn collect(folder: &Path, code: &mut String) -> Result<(), MessagesError> {
    for inner in folders(folder)? {
        collect(&inner, code)?;
    }
    let wrong = |error| MessagesError::File(folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rs") && !name.ends_with("tests.rs") {
            let text = fs::read_to_string(&path)
                .map_err(|error| MessagesError::File(path.clone(), error))?;
            let product = text.split("#[cfg(test)]\nmod tests").next();
            code.push_str(product.unwrap_or_default());
        }
    }
    Ok(())
}

/// The messages of a catalog whose keys begin with the prefix, in the order of their keys.
fn entries(catalog: &str, prefix: &str) -> Result<Vec<Entry>, MessagesError> {
    let wrong = |what: &str| MessagesError::NotCatalog(PathBuf::new(), what.to_owned());
    let catalog: Map<String, Value> =
        serde_json::from_str(catalog).map_err(|error| wrong(&error.to_string()))?;
    let mut entries: Vec<Entry> = Vec::new();
    for (key, value) in &catalog {
        let Some(name) = key.strip_prefix(prefix) else {
            continue;
        };
        let entry = entry(key, name, value)?;
        match entries.last_mut() {
            Some(last) if last.is_plural && last.name == entry.name => {
                if last.placeholders != entry.placeholders {
                    let what = "its plural forms have different placeholders; give all the same";
                    return Err(MessagesError::of(key, what));
                }
                last.texts.extend(entry.texts);
            }
            _ => entries.push(entry),
        }
    }
    for entry in entries.iter().filter(|entry| entry.is_plural) {
        if !entry.texts.iter().any(|(form, _)| *form == "other") {
            let key = [prefix, &entry.name].concat();
            let what = "it has a plural form and no `_other`; add that one";
            return Err(MessagesError::of(&key, what));
        }
    }
    Ok(entries)
}

fn entry(key: &str, name: &str, value: &Value) -> Result<Entry, MessagesError> {
    let text = |field: &str| value[field].as_str().unwrap_or_default();
    if text("description").is_empty() || text("message").is_empty() {
        let what = "it needs a message and a description, for whoever translates it";
        return Err(MessagesError::of(key, what));
    }
    let declared = value["placeholders"]
        .as_object()
        .cloned()
        .unwrap_or_default();
    let mut placeholders = vec![String::new(); declared.len()];
    for (placeholder, value) in &declared {
        let number = value["content"].as_str().and_then(|content| {
            let number: usize = content.strip_prefix('$')?.parse().ok()?;
            number.checked_sub(1)
        });
        let slot = number.and_then(|number| placeholders.get_mut(number));
        let slot = slot.filter(|slot| slot.is_empty());
        let Some(slot) = slot else {
            let what = format!("the placeholder {placeholder} needs a number of its own: $1, $2 …");
            return Err(MessagesError::of(key, what));
        };
        placeholder.clone_into(slot);
    }
    let mut rest = text("message");
    let mut template = String::new();
    let mut found = BTreeSet::new();
    while let Some((before, after)) = rest.split_once('$') {
        template.push_str(before);
        let place = after.split_once('$').and_then(|(inner, after)| {
            let inner = inner.to_lowercase();
            let place = placeholders.iter().position(|one| *one == inner)?;
            Some((place, after))
        });
        let Some((place, after)) = place else {
            let what = "a `$` in its text begins no placeholder that it declares";
            return Err(MessagesError::of(key, what));
        };
        found.insert(place);
        let character = u32::try_from(place)
            .ok()
            .and_then(|place| char::from_u32(u32::from(FIRST_PLACEHOLDER) + place));
        template.extend(character);
        rest = after;
    }
    template.push_str(rest);
    if found.len() != placeholders.len() {
        let what = "it declares a placeholder that is not in its text";
        return Err(MessagesError::of(key, what));
    }
    let is_counted = placeholders.iter().any(|one| one == "count");
    let form = FORMS
        .iter()
        .find(|form| is_counted && name.ends_with(&format!("_{form}")));
    Ok(Entry {
        name: match form {
            Some(form) => name[..name.len() - form.len() - 1].to_owned(),
            None => name.to_owned(),
        },
        placeholders,
        texts: vec![(form.copied().unwrap_or("other"), template)],
        is_plural: form.is_some(),
    })
}

fn check_translation(english: &[Entry], other: &[Entry]) -> Result<(), MessagesError> {
    for entry in other {
        let meant = english.iter().find(|one| one.name == entry.name);
        if meant.is_none_or(|meant| {
            (&meant.placeholders, meant.is_plural) != (&entry.placeholders, entry.is_plural)
        }) {
            let what =
                "the translation has no such message in English, or one with other placeholders";
            return Err(MessagesError::of(&entry.name, what));
        }
    }
    Ok(())
}

fn check_use(entries: &[Entry], code: &str) -> Result<(), MessagesError> {
    for entry in entries {
        let used = ["Message::", &variant(&entry.name)].concat();
        let is_whole = |(place, _): (usize, _)| {
            let next = code[place + used.len()..].chars().next();
            !next.is_some_and(char::is_alphanumeric)
        };
        if !code.match_indices(&used).any(is_whole) {
            let what = format!("nothing says {used}; use the message or remove it");
            return Err(MessagesError::of(&entry.name, what));
        }
    }
    Ok(())
}

fn variant(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        [&first.to_uppercase(), rest].concat()
    });
    words.collect()
}

/// The Rust type of a placeholder, and the part of a text that it becomes.
fn kind(placeholder: &str) -> (&'static str, &'static str) {
    if placeholder == "count" {
        ("u32", "Count(*")
    } else if placeholder == "time" {
        ("String", "Time(")
    } else if placeholder.ends_with("_list") {
        ("std::rc::Rc<[Words]>", "List(")
    } else if placeholder.ends_with("_alternatives") {
        ("std::rc::Rc<[Words]>", "Alternatives(")
    } else {
        ("Words", "Words(")
    }
}

fn rust(prefix: &str, entries: &[Entry]) -> String {
    let mut variants = String::new();
    let mut keys = String::new();
    let mut english = String::new();
    let mut places = String::new();
    let mut parts = String::new();
    let mut place = 0;
    for entry in entries {
        let variant = variant(&entry.name);
        let mut shown = entry
            .texts
            .last()
            .map_or_else(String::new, |(_, text)| text.clone());
        for (number, placeholder) in (u32::from(FIRST_PLACEHOLDER)..).zip(&entry.placeholders) {
            if let Some(character) = char::from_u32(number) {
                shown = shown.replace(character, &format!("[{placeholder}]"));
            }
        }
        // Writing into a `String` does not fail.
        let _ = writeln!(variants, "    /// `{shown}`");
        let fields: Vec<String> = entry
            .placeholders
            .iter()
            .map(|name| {
                format!(
                    "        /// For `{name}` in the text.\n        {name}: {},\n",
                    kind(name).0
                )
            })
            .collect();
        let _ = if fields.is_empty() {
            writeln!(variants, "    {variant},")
        } else {
            writeln!(variants, "    {variant} {{\n{}    }},", fields.concat())
        };
        let rest = if fields.is_empty() { "" } else { " { .. }" };
        let _ = writeln!(places, "            Self::{variant}{rest} => {place},");
        if !fields.is_empty() {
            let names = entry.placeholders.join(", ");
            let list: Vec<String> = entry
                .placeholders
                .iter()
                .map(|name| {
                    let part = match (name.as_str(), entry.is_plural) {
                        ("count", true) => "Plural(*",
                        (name, _) => kind(name).1,
                    };
                    format!("Part::{part}{name})")
                })
                .collect();
            let list = list.join(", ");
            let _ = writeln!(
                parts,
                "            Self::{variant} {{ {names} }} => vec![{list}],"
            );
        }
        for form in entry.forms() {
            let key = if entry.is_plural {
                [prefix, &entry.name, "_", form].concat()
            } else {
                [prefix, &entry.name].concat()
            };
            let text = entry.text(form);
            keys.push_str(&key);
            keys.push('\n');
            let _ = writeln!(english, "        {text:?},");
            place += 1;
        }
    }
    format!(
        "/// A text that a person can see, as `extension/_locales` has it under a key that begins with `{prefix}`.\n\
        #[derive(Debug, Eq)]\npub enum Message {{\n{variants}}}\n\n\
        // By their parts: what is derived would be code for each message.\n\
        impl PartialEq for Message {{\n    fn eq(&self, other: &Self) -> bool {{\n        \
        self.place() == other.place() && self.parts() == other.parts()\n    }}\n}}\n\n\
        #[allow(clippy::match_same_arms, clippy::too_many_lines)] // an arm for each message\n\
        impl Catalog for Message {{\n    \
        const KEYS: &'static str = {keys:?};\n\n    \
        fn place(&self) -> usize {{\n        match self {{\n{places}        }}\n    }}\n\n    \
        fn parts(&self) -> Vec<Part<'_, Self>> {{\n        match self {{\n{parts}            _ => Vec::new(),\n        }}\n    }}\n}}\n\n\
        /// The English texts, in the order of the keys.\n\
        #[cfg(any(test, feature = \"testing\"))]\n\
        pub const ENGLISH: &[&str] = &[\n{english}];\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const CATALOG: &str = r#"{
        "extensionName": { "message": "Trivet" },
        "panel_close": { "message": "Close", "description": "Button." },
        "panel_sets_one": { "message": "$COUNT$ set.", "description": "A number.", "placeholders": { "count": { "content": "$1" } } },
        "panel_sets_other": { "message": "$COUNT$ sets.", "description": "A number.", "placeholders": { "count": { "content": "$1" } } },
        "panel_two": { "message": "$NAME_LIST$ in $GROUP$", "description": "Names.",
            "placeholders": { "group": { "content": "$2" }, "name_list": { "content": "$1" } } }
    }"#;

    fn refusal(catalog: &str) -> String {
        entries(catalog, "panel_").unwrap_err().to_string()
    }

    #[test]
    fn a_catalog_becomes_an_enum() {
        let found = entries(CATALOG, "panel_").unwrap();
        let names: Vec<&str> = found.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["close", "sets", "two"]);
        assert_eq!(found[1].texts.len(), 2);
        assert_eq!(found[2].texts[0].1, "\u{e001} in \u{e002}");
        let code = rust("panel_", &found);
        for line in [
            "    Close,",
            "        count: u32,",
            "        name_list: std::rc::Rc<[Words]>,",
            "            Self::Sets { .. } => 1,",
            "            Self::Two { .. } => 7,",
            "            Self::Sets { count } => vec![Part::Plural(*count)],",
            "            Self::Two { name_list, group } => vec![Part::List(name_list), Part::Words(group)],",
        ] {
            assert!(code.lines().any(|one| one == line), "{line}\n{code}");
        }
        assert!(code.contains("\\npanel_sets_few\\n"), "{code}");
    }

    #[test]
    fn all_texts_are_one_in_the_order_of_the_keys() {
        let german = r#"{"panel_close": {"message": "Schließen", "description": "Knopf."}}"#;
        let lines = as_one(CATALOG, german, "panel_").unwrap();
        let expected = "Schließen\n\n\u{e001} set.\n\n\n\n\u{e001} sets.\n\u{e001} in \u{e002}\n";
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_message_that_cannot_be_used_is_refused() {
        let undeclared = r#"{"panel_a": {"message": "$B$", "description": "c"}}"#;
        assert!(refusal(undeclared).contains("begins no placeholder"));
        let unwritten = r#"{"panel_a": {"message": "a", "description": "c", "placeholders": {"b": {"content": "$1"}}}}"#;
        assert!(refusal(unwritten).contains("not in its text"));
        let unnumbered = r#"{"panel_a": {"message": "$B$", "description": "c", "placeholders": {"b": {"content": "$2"}}}}"#;
        assert!(refusal(unnumbered).contains("number of its own"));
        assert!(refusal(r#"{"panel_a": {"message": "a"}}"#).contains("description"));
        let singular = r#"{"panel_a_one": {"message": "$COUNT$", "description": "c", "placeholders": {"count": {"content": "$1"}}}}"#;
        assert!(refusal(singular).contains("_other"));
    }

    #[test]
    fn a_message_that_nothing_says_is_refused() {
        let found = entries(CATALOG, "panel_").unwrap();
        let code = "Message::Close Message::Sets { count } Message::TwoOthers";
        let refused = check_use(&found, code).unwrap_err();
        assert!(refused.to_string().contains("Message::Two;"), "{refused}");
        assert!(check_use(&found, &[code, " Message::Two {"].concat()).is_ok());
    }

    #[test]
    fn a_translation_has_the_same_messages() {
        let english = entries(CATALOG, "panel_").unwrap();
        let german = r#"{"panel_close": {"message": "Schließen", "description": "Knopf."}}"#;
        let german = entries(german, "panel_").unwrap();
        assert!(check_translation(&english, &german).is_ok());
        let other = r#"{"panel_shut": {"message": "Zu", "description": "Knopf."}}"#;
        let other = entries(other, "panel_").unwrap();
        assert!(check_translation(&english, &other).is_err());
    }
}
