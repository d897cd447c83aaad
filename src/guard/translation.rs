//! Whether the browser has translated the page. The console itself is in English only.

use web_sys::Document;

/// What marks a page that a browser translates: Chrome gives the root a class, Edge gives what it translated attributes, the
/// title first, and Firefox changes the root's language. `extension/guard-stub.js` looks for the same.
pub fn is_translated(document: &Document) -> bool {
    let Some(root) = document.document_element() else {
        return false;
    };
    let stated = |name| root.get_attribute(name).unwrap_or_default();
    // The head alone is looked through: a page can be long.
    let title = || {
        root.first_element_child()?
            .query_selector("title[_msttexthash]")
            .ok()?
    };
    is_foreign(&stated("lang"))
        || stated("class")
            .split_ascii_whitespace()
            .any(|class| matches!(class, "translated-ltr" | "translated-rtl"))
        || title().is_some()
}

/// Whether a language tag names another language than English.
fn is_foreign(tag: &str) -> bool {
    let language = tag.split(['-', '_']).next().unwrap_or_default().trim();
    !language.is_empty() && !language.eq_ignore_ascii_case("en")
}

#[cfg(test)]
mod tests {
    use super::is_foreign;

    #[test]
    fn english_and_nothing_are_not_foreign() {
        for tag in ["", " ", "en", "en-US", "EN_gb"] {
            assert!(!is_foreign(tag), "{tag}");
        }
        for tag in ["fr", "de-DE", "ja", "eng-x"] {
            assert!(is_foreign(tag), "{tag}");
        }
    }
}
