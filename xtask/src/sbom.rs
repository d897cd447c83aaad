//! What the extension is made of, as a `CycloneDX` document: every crate in the programs by its hash, and what built them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde_json::{Value, json};

use crate::{
    compile,
    error::{Error, Result},
    files, project,
};

/// One crate, as cargo names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Crate {
    name: String,
    version: String,
    license: String,
}

impl Crate {
    fn purl(&self) -> String {
        format!("pkg:cargo/{}@{}", self.name, self.version)
    }
}

/// Crates, and which of them each one uses.
type Graph = BTreeMap<Crate, BTreeSet<Crate>>;

/// What the document is about: all crates of ours are this one.
const NAME: &str = "trivet";

/// The document about what these packages have.
pub(crate) fn document(packages: &[&str]) -> Result<Value> {
    let target = Some(compile::TARGET);
    let inside = graph(&tree(packages, "normal,no-proc-macro", target)?);
    let all = graph(&tree(packages, "normal,build", target)?);
    let tools = graph(&tree(&["xtask"], "normal,build,no-proc-macro", None)?);
    let hashes = hashes(&files::read_text(&project::root().join("Cargo.lock"))?);
    let mut components = Vec::new();
    let is_own = |one: &Crate| project::is_own(&one.name);
    for one in inside.keys().filter(|one| !is_own(one)) {
        components.push(of_crate(one, "required", &hashes));
    }
    let beside = |one: &&Crate| !is_own(one) && !inside.contains_key(*one);
    for one in all.keys().filter(beside) {
        components.push(of_crate(one, "excluded", &hashes));
    }
    let bindgen = tools
        .keys()
        .find(|one| one.name == "wasm-bindgen-cli-support");
    components.extend(bindgen.map(|one| of_crate(one, "excluded", &hashes)));
    components.push(binaryen(&project::npm().join("package-lock.json"))?);
    components.push(json!({
        "type": "data",
        "bom-ref": "eff-large-wordlist",
        "name": "EFF large word list",
        "scope": "required",
        "licenses": [{ "license": { "id": "CC-BY-3.0-US" } }],
    }));
    let own = format!("pkg:generic/{NAME}@{}", project::VERSION);
    let reference = |one: &Crate| if is_own(one) { own.clone() } else { one.purl() };
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (one, uses) in &inside {
        let uses = uses.iter().filter(|one| !is_own(one)).map(reference);
        edges.entry(reference(one)).or_default().extend(uses);
    }
    let dependencies: Vec<Value> = edges
        .iter()
        .map(|(one, uses)| json!({ "ref": one, "dependsOn": uses }))
        .collect();
    Ok(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": NAME,
                "version": project::VERSION,
                "licenses": [{ "license": { "id": "MIT" } }],
            },
            "tools": { "components": [{ "type": "application", "name": "xtask", "version": project::VERSION }] },
        },
        "components": components,
        "dependencies": dependencies,
    }))
}

/// Cargo's tree, one crate a line: depth, name and version, license.
fn tree(packages: &[&str], edges: &str, target: Option<&str>) -> Result<String> {
    let output = compile::cargo()
        .args(["tree", "--locked", "--prefix", "depth"])
        .args(packages.iter().flat_map(|name| ["--package", name]))
        .args(["--edges", edges, "--format", "|{p}|{l}"])
        .args(target.iter().flat_map(|target| ["--target", target]))
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
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn graph(tree: &str) -> Graph {
    let mut graph = Graph::new();
    let mut above: Vec<Crate> = Vec::new();
    for line in tree.lines() {
        let mut cells = line.split('|');
        let (Some(depth), Some(package)) = (cells.next(), cells.next()) else {
            continue;
        };
        let Ok(depth) = depth.parse::<usize>() else {
            continue;
        };
        let mut words = package.split(' ');
        let one = Crate {
            name: words.next().unwrap_or_default().to_owned(),
            version: words
                .next()
                .unwrap_or_default()
                .trim_start_matches('v')
                .to_owned(),
            license: cells
                .next()
                .unwrap_or_default()
                .trim_end_matches(" (*)")
                .to_owned(),
        };
        above.truncate(depth);
        if let Some(user) = above.last() {
            graph.entry(user.clone()).or_default().insert(one.clone());
        }
        graph.entry(one.clone()).or_default();
        above.push(one);
    }
    graph
}

/// The SHA-256 of every crate's archive, by name and version.
fn hashes(lock: &str) -> BTreeMap<(String, String), String> {
    let value = |block: &str, key: &str| {
        let line = block
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{key} = \"")))?;
        line.strip_suffix('"').map(str::to_owned)
    };
    lock.split("[[package]]")
        .filter_map(|block| {
            let id = (value(block, "name")?, value(block, "version")?);
            Some((id, value(block, "checksum")?))
        })
        .collect()
}

fn of_crate(one: &Crate, scope: &str, hashes: &BTreeMap<(String, String), String>) -> Value {
    let mut component = json!({
        "type": "library",
        "bom-ref": one.purl(),
        "name": one.name,
        "version": one.version,
        "purl": one.purl(),
        "scope": scope,
    });
    if !one.license.is_empty() {
        // Old manifests separate by a slash what SPDX separates by a word.
        let expression = one.license.replace('/', " OR ");
        component["licenses"] = json!([{ "expression": expression }]);
    }
    if let Some(hash) = hashes.get(&(one.name.clone(), one.version.clone())) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": hash }]);
    }
    component
}

/// The one package of npm that the build runs.
fn binaryen(lock: &Path) -> Result<Value> {
    let broken = || Error::Unexpected {
        made_by: "npm",
        missing: "binaryen",
        look_at: "xtask/npm/package-lock.json",
    };
    let lock: Value = serde_json::from_str(&files::read_text(lock)?).map_err(|_| broken())?;
    let package = &lock["packages"]["node_modules/binaryen"];
    let text = |key: &str| package[key].as_str().ok_or_else(broken);
    let version = text("version")?;
    let purl = format!("pkg:npm/binaryen@{version}");
    Ok(json!({
        "type": "application",
        "bom-ref": purl,
        "name": "binaryen",
        "version": version,
        "purl": purl,
        "scope": "excluded",
        "licenses": [{ "license": { "id": text("license")? } }],
        "properties": [{ "name": "npm:integrity", "value": text("integrity")? }],
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "0|trivet v0.1.0 (/somewhere)|MIT\n1|aes v0.9.4|MIT OR Apache-2.0\n2|cipher v0.5.0|MIT/Apache-2.0\n\
                        1|cbc v0.2.1|MIT\n2|cipher v0.5.0|MIT/Apache-2.0 (*)\n";

    #[test]
    fn reads_who_uses_whom() {
        let graph = graph(TREE);
        assert_eq!(graph.len(), 4);
        let uses = |name: &str| {
            let (_, uses) = graph.iter().find(|(one, _)| one.name == name).unwrap();
            uses.iter().map(|one| one.name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(uses("trivet"), ["aes", "cbc"]);
        assert_eq!(uses("cbc"), ["cipher"]);
        assert!(uses("cipher").is_empty());
    }

    #[test]
    fn a_crate_is_known_by_its_hash() {
        let lock =
            "version = 4\n\n[[package]]\nname = \"aes\"\nversion = \"0.9.4\"\nchecksum = \"ab\"\n";
        let graph = graph(TREE);
        let aes = graph.keys().find(|one| one.name == "aes").unwrap();
        let component = of_crate(aes, "required", &hashes(lock));
        assert_eq!(component["hashes"][0]["content"], "ab");
        assert_eq!(component["purl"], "pkg:cargo/aes@0.9.4");
    }

    /// Nothing is in the programs that the document does not name: it has the same crates as the table of reasons.
    #[test]
    fn everything_in_the_extension_is_in_the_document() {
        let document = document(&crate::PACKAGES).unwrap();
        let components = document["components"].as_array().unwrap();
        let required: BTreeSet<&str> = components
            .iter()
            .filter(|one| one["scope"] == "required" && one["type"] == "library")
            .map(|one| one["name"].as_str().unwrap())
            .collect();
        let reasons = files::read_text(&project::root().join("docs/dependencies.md")).unwrap();
        for name in &required {
            assert!(reasons.contains(&format!("| `{name}` |")), "{name}");
        }
        assert!(required.contains("argon2") && required.contains("wasm-bindgen"));
        for one in components {
            let is_hashed = !one["hashes"].is_null();
            assert_eq!(is_hashed, one["type"] == "library", "{one}");
        }
    }
}
