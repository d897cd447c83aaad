//! What Binaryen's wasm2js writes becomes a function that takes the imports and gives the exports, as an instance of the
//! module would.

use std::fmt::Write as _;

use crate::{
    bindgen::Wide,
    error::Result,
    text::{Generated, dense},
};

/// How wasm2js grows the memory: a new buffer, and the old one stays as it was, readable and with all that it held.
const GROW: &str = "var newBuffer = new ArrayBuffer(newPages << 16);\nvar newHEAP8 = new Int8Array(newBuffer);\n\
                    newHEAP8.set(HEAP8);\n";

/// How WebAssembly grows it: the old buffer is detached. The glue goes by that, and no value stays behind.
const GROW_AND_DETACH: &str = "var newBuffer = new ArrayBuffer(newPages << 16);\n\
                               new Int8Array(newBuffer).set(HEAP8);\nHEAP8.fill(0);\n\
                               structuredClone(buffer, { transfer: [buffer] });\n";

/// Rewrites the ES module as one expression, a function of the imports.
pub(crate) fn factory(es_module: &str, import_module: &str, wide: &Wide) -> Result<String> {
    let dense = dense(es_module);
    let code = Generated {
        code: &dense,
        made_by: "wasm2js",
        look_at: "xtask/src/javascript.rs",
    };
    let (module, _exports) = code.split("var retasmFunc = asmFunc(")?;
    let (_imports, module) = module.split("var bufferView;\n")?;
    let (before, after) = module.split(GROW)?;

    let mut factory = String::from("(imports) => {\nvar bufferView;\n");
    factory.push_str(before.code);
    factory.push_str(GROW_AND_DETACH);
    factory.push_str(after.code);
    factory.push_str(&widen(import_module, wide));
    factory.push_str("}\n");
    Ok(factory)
}

/// The end of the factory: WebAssembly passes a 64-bit integer as one `BigInt`, wasm2js as two numbers.
fn widen(import_module: &str, wide: &Wide) -> String {
    let mut code = format!(
        "const whole = (low, high) => BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low >>> 0));\n\
         const low = (value) => Number(BigInt.asIntN(32, value));\n\
         const high = (value) => Number(BigInt.asIntN(32, value >> 32n));\n\
         const from = imports[{import_module:?}];\nconst to = {{ ...from }};\n"
    );
    for (name, which) in &wide.imports {
        let (taken, passed) = parameters(
            which,
            |at| format!("a{at}, b{at}"),
            |at| format!("whole(a{at}, b{at})"),
        );
        // Writing to a string does not fail.
        let _ = writeln!(
            code,
            "to[{name:?}] = ({taken}) => from[{name:?}]({passed});"
        );
    }
    let _ = writeln!(
        code,
        "const core = asmFunc({{ {import_module:?}: to }});\nconst exports = {{ ...core }};"
    );
    for (name, which) in &wide.exports {
        let (taken, passed) = parameters(
            which,
            |at| format!("a{at}"),
            |at| format!("low(a{at}), high(a{at})"),
        );
        let _ = writeln!(
            code,
            "exports[{name:?}] = ({taken}) => core[{name:?}]({passed});"
        );
    }
    code.push_str("return exports;\n");
    code
}

/// Lists of parameters: how they are taken and how they are passed on.
fn parameters(
    which: &[bool],
    taken: impl Fn(usize) -> String,
    passed: impl Fn(usize) -> String,
) -> (String, String) {
    let list = |wide: &dyn Fn(usize) -> String| {
        let each = which.iter().enumerate();
        let each = each.map(|(at, is_wide)| if *is_wide { wide(at) } else { format!("a{at}") });
        each.collect::<Vec<_>>().join(", ")
    };
    (list(&taken), list(&passed))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: &str = "import * as $_x_js from './x_bg.js';\n\n  var bufferView;\n function asmFunc(imports) {\n  \
                          var newBuffer = new ArrayBuffer(newPages << 16);\n   var newHEAP8 = new \
                          Int8Array(newBuffer);\n   newHEAP8.set(HEAP8);\n }\n\nvar retasmFunc = asmFunc({\n  \
                          \"./x_bg.js\": $_x_js,\n});\nexport var a = retasmFunc.a;\n";

    #[test]
    fn keeps_the_program_and_drops_what_only_a_module_can_have() {
        let code = factory(MODULE, "./x_bg.js", &Wide::default()).unwrap();
        assert!(code.starts_with("(imports) => {\nvar bufferView;\nfunction asmFunc(imports) {\n"));
        assert!(code.contains("structuredClone(buffer, { transfer: [buffer] });"));
        assert!(!code.contains("import *") && !code.contains("export var"));
    }

    #[test]
    fn puts_64_bit_integers_together_and_takes_them_apart() {
        let wide = Wide {
            imports: vec![("i".to_owned(), vec![false, true])],
            exports: vec![("e".to_owned(), vec![true, false])],
        };
        let code = widen("./x_bg.js", &wide);
        assert!(code.contains(r#"to["i"] = (a0, a1, b1) => from["i"](a0, whole(a1, b1));"#));
        assert!(code.contains(r#"exports["e"] = (a0, a1) => core["e"](low(a0), high(a0), a1);"#));
    }

    #[test]
    fn refuses_code_of_another_form() {
        let without_growth = MODULE.replace("newHEAP8.set(HEAP8);", "");
        assert!(factory(&without_growth, "./x_bg.js", &Wide::default()).is_err());
    }
}
