//! Which crates each program is made of, and why each is there: `cargo run -p xtask -- crates`.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use walrus::ModuleConfig;

use crate::{
    compile,
    error::{Error, Result},
    files, project,
};

/// How many crates may be inside one program.
const MOST: usize = 60;
/// Where the reasons are.
const REASONS: &str = "docs/dependencies.md";
/// Code of Rust itself.
const RUST: [&str; 3] = ["core", "alloc", "std"];

/// Prints the crates inside each program with their reasons, and refuses what has none, or too many.
pub(crate) fn list(packages: &[&str], programs: &[&str]) -> Result<()> {
    let compiled = compile::programs(packages, programs)?;
    let crates = compiled_for(packages)?;
    let reasons = reasons(&files::read_text(&project::root().join(REASONS))?);
    same(&crates, &reasons)?;
    for (program, path) in &compiled {
        let inside = inside(program, path, &crates)?;
        println!("{program}: {} crates", inside.len());
        for name in &inside {
            println!("  {name:<20} {}", reasons[name]);
        }
        if inside.len() > MOST {
            return Err(Error::Crowded {
                program: program.clone(),
                crates: inside.len(),
                most: MOST,
            });
        }
    }
    Ok(())
}

/// The names of all crates of others that are compiled for the programs. What runs in the compiler alone is not among them.
fn compiled_for(packages: &[&str]) -> Result<BTreeSet<String>> {
    let output = compile::cargo()
        .args(["tree", "--locked", "--prefix", "none"])
        .args(packages.iter().flat_map(|name| ["--package", name]))
        .args(["--edges", "normal,no-proc-macro", "--format", "{p}"])
        .args(["--target", compile::TARGET])
        .output()
        .map_err(|source| Error::Start {
            tool: "cargo tree",
            source,
            hint: "install Rust by rustup",
        })?;
    if !output.status.success() {
        return Err(Error::Tool {
            tool: "cargo tree",
            status: output.status,
        });
    }
    let names = String::from_utf8_lossy(&output.stdout);
    let names = names.lines().filter_map(|line| line.split(' ').next());
    Ok(names
        .filter(|name| !name.is_empty() && !project::is_own(name))
        .map(str::to_owned)
        .collect())
}

/// The rows of the table in the docs: the crate's name, and why it is there.
fn reasons(docs: &str) -> BTreeMap<String, String> {
    let rows = docs.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split('|').map(str::trim);
        let name = cells.next()?.strip_suffix('`')?;
        Some((name.to_owned(), cells.next()?.to_owned()))
    });
    rows.collect()
}

/// Every crate has a row, and every row a crate.
fn same(crates: &BTreeSet<String>, reasons: &BTreeMap<String, String>) -> Result<()> {
    let rows = reasons.keys().cloned().collect();
    match crates.symmetric_difference(&rows).next() {
        None => Ok(()),
        Some(name) => Err(Error::Unexplained {
            name: name.clone(),
            table: REASONS,
        }),
    }
}

/// The crates whose code is in a program, by the names of its functions.
fn inside(program: &str, path: &Path, crates: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let module = ModuleConfig::new()
        .strict_validate(false)
        .parse(&files::read(path)?)
        .map_err(|error| Error::Bindgen {
            program: program.to_owned(),
            reason: format!("{error:#}"),
        })?;
    let mut found = BTreeSet::new();
    for name in module
        .funcs
        .iter()
        .filter_map(|function| function.name.as_deref())
    {
        let name = rustc_demangle::demangle(name).to_string();
        found.extend(paths(&name).map(|root| root.replace('_', "-")));
    }
    let known = crates
        .iter()
        .filter(|name| found.contains(&name.replace('_', "-")));
    Ok(known.cloned().collect())
}

/// The first segment of every path in a function's name: `<aes::Aes as cipher::Cipher>::new` has `aes` and `cipher`.
fn paths(name: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | ':');
    name.split(move |letter| !is_part(letter))
        .filter_map(|path| path.split_once("::"))
        .map(|(root, _)| root)
        .filter(|root| !root.is_empty() && !RUST.contains(root))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_crates_in_a_name() {
        let name = "<aes::soft::Aes as cipher::Cipher<T>>::new::<alloc::vec::Vec<u8>>";
        assert_eq!(paths(name).collect::<Vec<_>>(), ["aes", "cipher"]);
        assert_eq!(paths("core::ptr::drop_in_place").count(), 0);
    }

    #[test]
    fn reads_the_table() {
        let docs = "# Crates\n\n| crate | why |\n|---|---|\n| `aes` | the cipher of KDBX |\n";
        let reasons = reasons(docs);
        assert_eq!(reasons.len(), 1);
        assert_eq!(reasons["aes"], "the cipher of KDBX");
    }

    #[test]
    fn holds_the_table_to_the_crates() {
        let crates = BTreeSet::from(["aes".to_owned()]);
        let reasons = BTreeMap::from([("aes".to_owned(), String::new())]);
        assert!(same(&crates, &reasons).is_ok());
        assert!(same(&crates, &BTreeMap::new()).is_err());
        assert!(same(&BTreeSet::new(), &reasons).is_err());
    }
}
