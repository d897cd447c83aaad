//! The guard's one file, and its JavaScript twin. What goes where is said in `js/`.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    error::Result,
    project, prototypes,
    text::{Generated, dense},
};

const FRAME: &str = include_str!("../js/guard.js");
const SCRIPTED: &str = include_str!("../js/guard-scripted.js");

/// wasm-bindgen's classic script, cut to a function body that returns the two ends of starting: what the module imports,
/// and what is done with its instance. Fetching and compiling are the frame's own matter.
pub(crate) fn glue(classic: &str) -> Result<String> {
    let code = Generated {
        code: classic,
        made_by: "wasm-bindgen's glue",
        look_at: "xtask/src/assemble.rs",
    };
    let (_, body) = code.split("let wasm_bindgen = (function(exports) {")?;
    let (_, body) = body.split("script_src = new URL(document.currentScript.src, location.href).toString();\n            }")?;
    let (body, _) = body.split("async function __wbg_load(module, imports) {")?;
    Ok(format!(
        "const exports = {{ __proto__: null }};\n{}{}return {{ imports: __wbg_get_imports, finish: __wbg_finalize_init, \
         exports }};\n",
        dense(&prototypes::helpers(body.code)),
        dense(body.code)
    ))
}

/// The content script.
pub(crate) fn guard(wasm: &[u8], glue: &str, stub: &str) -> Result<String> {
    fill(
        FRAME,
        &[
            ("@WASM@", &STANDARD.encode(wasm)),
            ("/* @GLUE@ */", glue),
            ("/* @STUB@ */", stub),
        ],
    )
}

/// What the background injects where the page forbids WebAssembly.
pub(crate) fn scripted(factory: &str, glue: &str) -> Result<String> {
    fill(
        SCRIPTED,
        &[
            ("/* @FACTORY@ */", factory.trim_end()),
            ("/* @GLUE@ */", glue),
        ],
    )
}

fn fill(frame: &str, parts: &[(&'static str, &str)]) -> Result<String> {
    let frame = frame.replace("@VERSION@", project::VERSION);
    let mut rest = Generated {
        code: &frame,
        made_by: "the frame",
        look_at: "xtask/js",
    };
    let mut filled = String::new();
    for (mark, part) in parts {
        let (before, after) = rest.split(mark)?;
        filled.push_str(before.code);
        filled.push_str(part);
        rest = after;
    }
    filled.push_str(rest.code);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_every_part_in_its_place() {
        let guard = guard(b"\0asm", "GLUE;", "STUB;").unwrap();
        assert!(guard.contains("\"AGFzbQ==\""));
        assert!(guard.contains("GLUE;") && guard.contains("STUB;"));
        assert!(!guard.contains('@'));
        assert!(guard.find("GLUE;") < guard.find("STUB;"));
        assert!(
            scripted("(imports) => {}\n", "GLUE;")
                .unwrap()
                .contains("const instance = (imports) => {};")
        );
    }
}
