// Trivet @VERSION@, the guard's core as JavaScript, for pages whose policy forbids WebAssembly. Made by xtask and Binaryen's
// wasm2js from the same Rust program as the core in guard.js. Change that, not this.
(() => {
"use strict";

// The contract with the stub: it puts a function at globalThis.trivetRun before it has this file brought; the function
// takes the started core's exports, and removes itself. Without it, nobody asked, and nothing is started.
if (!globalThis.trivetRun) return;

const instance = /* @FACTORY@ */;

const glue = () => {
/* @GLUE@ */};

const { imports, finish, exports } = glue();
finish({ exports: instance(imports()) });
globalThis.trivetRun(exports);
})();
