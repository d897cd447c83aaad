//! The words that a page report may hold: what front ends say of themselves, and no word that a customer would name a
//! thing of theirs by.

use trivet_checklist::label::{TABLE, fold};

/// Besides the words of the labels that are looked for. In alphabetical order.
const WORDS: &[&str] = &[
    "a",
    "able",
    "accept",
    "access",
    "account",
    "action",
    "actions",
    "activate",
    "activated",
    "active",
    "add",
    "admin",
    "administrator",
    "all",
    "allow",
    "allowed",
    "an",
    "and",
    "api",
    "apply",
    "authentication",
    "authorization",
    "authorized",
    "back",
    "be",
    "box",
    "calls",
    "can",
    "cancel",
    "cannot",
    "change",
    "check",
    "choose",
    "clear",
    "client",
    "close",
    "code",
    "configuration",
    "confirm",
    "console",
    "copied",
    "copy",
    "create",
    "created",
    "credential",
    "credentials",
    "csv",
    "data",
    "dataset",
    "datasets",
    "date",
    "deactivate",
    "default",
    "delete",
    "description",
    "details",
    "dialog",
    "disable",
    "disabled",
    "discard",
    "do",
    "done",
    "download",
    "edit",
    "editing",
    "enable",
    "enabled",
    "error",
    "event",
    "events",
    "expires",
    "expiry",
    "export",
    "field",
    "file",
    "filter",
    "for",
    "form",
    "full",
    "generate",
    "generated",
    "grant",
    "help",
    "hide",
    "id",
    "import",
    "in",
    "integration",
    "ip",
    "is",
    "it",
    "key",
    "keys",
    "label",
    "last",
    "learn",
    "leave",
    "limit",
    "list",
    "loading",
    "log",
    "manage",
    "menu",
    "more",
    "name",
    "navigation",
    "new",
    "next",
    "no",
    "none",
    "not",
    "note",
    "notes",
    "of",
    "off",
    "ok",
    "on",
    "once",
    "only",
    "open",
    "option",
    "optional",
    "options",
    "or",
    "page",
    "password",
    "permission",
    "permissions",
    "please",
    "previous",
    "private",
    "public",
    "read",
    "remove",
    "required",
    "reset",
    "restrict",
    "restricted",
    "restriction",
    "restrictions",
    "rights",
    "role",
    "roles",
    "save",
    "scope",
    "scopes",
    "screen",
    "search",
    "secret",
    "section",
    "security",
    "select",
    "selected",
    "send",
    "sending",
    "set",
    "settings",
    "show",
    "specific",
    "start",
    "status",
    "store",
    "submit",
    "success",
    "tab",
    "the",
    "this",
    "to",
    "toggle",
    "token",
    "tokens",
    "type",
    "up",
    "update",
    "updated",
    "use",
    "used",
    "user",
    "users",
    "value",
    "values",
    "view",
    "warning",
    "will",
    "window",
    "with",
    "write",
    "yes",
    "you",
    "your",
];

/// Captions of one word that can be nothing but a caption.
const CAPTIONS: &[&str] = &[
    "add",
    "apply",
    "back",
    "cancel",
    "clear",
    "close",
    "confirm",
    "copy",
    "create",
    "delete",
    "done",
    "edit",
    "help",
    "hide",
    "next",
    "ok",
    "options",
    "permissions",
    "previous",
    "remove",
    "reset",
    "save",
    "search",
    "show",
    "submit",
];

/// What a report says of a label: the words that are known, and a dash for each run of those that are not. A single word is
/// said only if it is a known caption; where less than half is known, nothing is.
pub fn known_words(text: &str) -> Option<String> {
    let folded = fold(text);
    if TABLE.iter().any(|(_, form)| *form == folded) || CAPTIONS.contains(&folded.as_str()) {
        return Some(folded);
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let known = words.iter().filter(|word| is_known(word)).count();
    if words.len() < 2 || known * 2 < words.len() {
        return None;
    }
    let mut said: Vec<&str> = Vec::new();
    for word in words {
        let word = if is_known(word) { word } else { "–" };
        if word != "–" || said.last() != Some(&"–") {
            said.push(word);
        }
    }
    Some(said.join(" "))
}

fn is_known(word: &str) -> bool {
    WORDS.binary_search(&word).is_ok()
        || TABLE
            .iter()
            .any(|(_, form)| form.split(' ').any(|part| part == word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_words_are_in_order() {
        assert!(WORDS.is_sorted());
        assert!(CAPTIONS.is_sorted());
    }

    #[test]
    fn labels_are_said_and_what_customers_name_is_not() {
        for (text, said) in [
            ("Can access API:", Some("can access api")),
            ("Allow API access", Some("allow api access")),
            ("CANCEL", Some("cancel")),
            ("Edit Northern Outfitters token", Some("edit – token")),
            ("Events", None),
            ("Northern Outfitters", None),
            ("Jane Doe", None),
            ("", None),
        ] {
            assert_eq!(known_words(text).as_deref(), said, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_but_known_words_is_said(text in "\\PC{0,60}") {
            if let Some(said) = known_words(&text) {
                prop_assert!(said.split(' ').all(|word| word == "–" || is_known(word)));
            }
        }
    }
}
