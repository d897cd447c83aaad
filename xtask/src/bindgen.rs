//! The bindgen step: what rustc compiled becomes a module and the JavaScript that goes with it.

use std::{collections::HashMap, mem, path::Path};

use walrus::{ExportItem, ImportKind, Module, ModuleConfig, RawCustomSection, ValType};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    error::{Error, Result},
    files, prototypes,
};

const FEATURES: &str = "target_features";

/// By what name a program for a classic script knows what it imports.
pub(crate) const IMPORTS: &str = "w";

/// For whom the JavaScript is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A classic script: a content script can be nothing else.
    Classic,
    /// An ES module in a document of the extension.
    Module,
}

/// A module and its glue.
#[derive(Debug)]
pub(crate) struct Bound {
    /// The module.
    pub(crate) wasm: Vec<u8>,
    /// The glue.
    pub(crate) glue: String,
    /// What crosses the boundary with 64-bit integers.
    pub(crate) wide: Wide,
}

/// A function by its name, and which of its parameters are 64-bit integers.
pub(crate) type Signature = (String, Vec<bool>);

/// Functions on the boundary that take 64-bit integers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Wide {
    /// What the module calls.
    pub(crate) imports: Vec<Signature>,
    /// What the module offers.
    pub(crate) exports: Vec<Signature>,
}

/// Runs wasm-bindgen on a compiled program.
pub(crate) fn bind(name: &str, compiled: &Path, kind: Kind) -> Result<Bound> {
    let refused = |reason: String| Error::Bindgen {
        program: name.to_owned(),
        reason,
    };
    let mut module = ModuleConfig::new()
        .strict_validate(false)
        .generate_dwarf(false)
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(&files::read(compiled)?)
        .map_err(|error| refused(format!("{error:#}")))?;
    forget_features(&mut module);

    let mut bindgen = Bindgen::new();
    bindgen.input_module(name, module).typescript(false);
    match kind {
        Kind::Classic => bindgen.no_modules(true),
        Kind::Module => bindgen.web(true),
    }
    .map_err(|error| refused(format!("{error:#}")))?;
    let mut output = bindgen
        .generate_output()
        .map_err(|error| refused(format!("{error:#}")))?;

    // The optimiser is told the features by name; it must not find others here.
    output.wasm_mut().customs.remove_raw(FEATURES);
    let glue = output.js().to_owned();
    let glue = match kind {
        Kind::Classic => shorten(output.wasm_mut(), &format!("./{name}_bg.js"), &glue)?,
        Kind::Module => glue,
    };
    Ok(Bound {
        wide: wide(output.wasm())?,
        glue,
        wasm: output.wasm_mut().emit_wasm(),
    })
}

/// Empties the list of features that the linker took from the standard library.
///
/// The library is compiled with reference types allowed and uses none. Our own code is compiled without. From the list alone
/// wasm-bindgen would conclude that it should use them, and JavaScript can have none.
fn forget_features(module: &mut Module) {
    module.customs.remove_raw(FEATURES);
    module.customs.add(RawCustomSection {
        name: FEATURES.to_owned(),
        data: vec![0],
    });
}

/// Gives every import a short name, in the module and in its glue. Their long ones are in both, and weigh a twentieth.
fn shorten(module: &mut Module, from: &str, glue: &str) -> Result<String> {
    let mut new_names = HashMap::new();
    let mut imports = module.imports.iter_mut();
    while let Some(import) = imports.find(|import| import.module == from) {
        let new = format!("i{}", new_names.len());
        IMPORTS.clone_into(&mut import.module);
        new_names.insert(mem::replace(&mut import.name, new.clone()), new);
    }
    // Each is a key at the start of a line in the glue's table of imports.
    let mut renamed = 0;
    let lines = glue.lines().map(|line| {
        let (key, rest) = line.trim_start().split_once(": ").unwrap_or_default();
        if key.trim_matches('"') == from {
            renamed += 1;
            return format!("{IMPORTS:?}: {rest}");
        }
        match new_names.get(key) {
            Some(new) => {
                renamed += 1;
                format!("{new}: {rest}")
            }
            None => line.to_owned(),
        }
    });
    let glue = lines.collect::<Vec<_>>().join("\n");
    if renamed == new_names.len() + 1 {
        Ok(prototypes::ask(&glue))
    } else {
        Err(Error::Unexpected {
            made_by: "wasm-bindgen's glue",
            missing: "the table of imports",
            look_at: "xtask/src/bindgen.rs",
        })
    }
}

fn wide(module: &Module) -> Result<Wide> {
    let signature = |name: &str, function| {
        let kind = module.types.get(module.funcs.get(function).ty());
        if kind.results().contains(&ValType::I64) {
            return Err(Error::WideResult(name.to_owned()));
        }
        let which = kind.params().iter().map(|kind| *kind == ValType::I64);
        Ok((name.to_owned(), which.collect()))
    };
    let is_wide = |signature: &Result<Signature>| match signature {
        Ok((_, which)) => which.contains(&true),
        Err(_) => true,
    };
    let imports = module
        .imports
        .iter()
        .filter_map(|import| match import.kind {
            ImportKind::Function(function) => Some(signature(&import.name, function)),
            _ => None,
        });
    let exports = module
        .exports
        .iter()
        .filter_map(|export| match export.item {
            ExportItem::Function(function) => Some(signature(&export.name, function)),
            _ => None,
        });
    Ok(Wide {
        imports: imports.filter(is_wide).collect::<Result<_>>()?,
        exports: exports.filter(is_wide).collect::<Result<_>>()?,
    })
}
