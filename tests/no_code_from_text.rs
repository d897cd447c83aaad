//! No text becomes code or markup: neither in what the programs are made of, nor in the extension's own files.
#![allow(clippy::unwrap_used)] // a test fails by them

use std::fs;
use std::path::{Path, PathBuf};

/// By what a script makes markup or code of text, or brings code from elsewhere.
const IN_SCRIPTS: [&str; 13] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "setHTMLUnsafe",
    "createContextualFragment",
    "document.write",
    "DOMParser",
    "srcdoc",
    "eval(",
    "Function(",
    "importScripts",
    "javascript:",
    "createPolicy",
];

/// The same by the names that it has in Rust, and what would bring scripts past the files looked at here.
const IN_RUST: [&str; 13] = [
    "set_inner_html",
    "set_outer_html",
    "insert_adjacent_html",
    "set_html_unsafe",
    "create_contextual_fragment",
    "document.write",
    "DomParser",
    "set_srcdoc",
    "js_sys::eval",
    "Function::new_",
    "inline_js",
    "raw_module",
    "link_to!",
];

/// Every file below a folder with this ending.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|has| has == ending) {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "no .{ending} below {folder}");
    found
}

fn has_none_of(path: &Path, words: &[&str]) {
    let text = fs::read_to_string(path).unwrap();
    for word in words {
        assert!(!text.contains(word), "{word} in {}", path.display());
    }
}

#[test]
fn the_programs_make_no_markup_and_no_code() {
    for path in files("src", "rs") {
        has_none_of(&path, &IN_RUST);
    }
}

#[test]
fn the_scripts_make_no_markup_and_no_code() {
    for path in [files("extension", "js"), files("xtask/js", "js")].concat() {
        has_none_of(&path, &IN_SCRIPTS);
        let text = fs::read_to_string(&path).unwrap();
        for (at, _) in text.match_indices("import") {
            let rest = &text[at..];
            let brings = rest.starts_with("import(") || rest.starts_with("import ");
            let line = rest.lines().next().unwrap();
            assert!(
                !brings || line.contains("\"./"),
                "{line} in {}",
                path.display()
            );
        }
    }
}

/// Its scripts and styles stand in files of the extension: a policy that forbids the others takes nothing away.
#[test]
fn the_document_has_no_inline_code_and_nothing_from_elsewhere() {
    for path in files("extension", "html") {
        has_none_of(
            &path,
            &["//", "style=", "<style", "<base", "<iframe", "<object"],
        );
        let text = fs::read_to_string(&path).unwrap();
        let own = path.file_stem().unwrap().to_string_lossy();
        let own = [format!("src=\"{own}.js\""), "src=\"texts.js\"".to_owned()];
        for script in text.split("<script").skip(1) {
            let (attributes, rest) = script.split_once('>').unwrap();
            let is_ours =
                own.iter().any(|own| attributes.contains(own)) && rest.starts_with("</script>");
            assert!(is_ours, "{attributes} in {}", path.display());
        }
        let handlers = text.split_whitespace().filter(|word| {
            let name = word.split('=').next().unwrap();
            word.contains('=') && name.starts_with("on")
        });
        assert_eq!(handlers.count(), 0, "{}", path.display());
    }
    for path in files("extension", "css") {
        has_none_of(&path, &["//", "@import", "expression("]);
    }
}

/// Nor does a panic say what it was about: without a hook the standard library prints it to where WebAssembly has nothing,
/// and the browser only says "unreachable".
#[test]
fn the_programs_print_nothing() {
    let printing = [
        "print!(",
        "println!(",
        "dbg!(",
        "web_sys::console",
        "gloo_console",
        "set_hook",
        "console_error_panic_hook",
        "expect_throw",
        "unwrap_throw",
        "throw_str",
    ];
    let of_tests = |path: &Path| {
        let below = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap();
        below.to_string_lossy().contains("tests")
    };
    for path in files("src", "rs") {
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines() {
            let is_code = !line.trim_start().starts_with("//") && !of_tests(&path);
            let prints = printing.iter().find(|word| line.contains(**word));
            assert!(!is_code || prints.is_none(), "{line} in {}", path.display());
        }
    }
    for path in files("extension", "js") {
        has_none_of(
            &path,
            &[
                "console.log",
                "console.warn",
                "console.error",
                "console.debug",
                "console.info",
                "alert(",
            ],
        );
    }
    let locked = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    has_none_of(&locked, &["console_error_panic_hook"]);
}
