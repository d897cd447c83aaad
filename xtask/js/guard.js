// Trivet @VERSION@, the guard. Put together by xtask (js/guard.js says how) from the Rust program in src/, the glue that
// wasm-bindgen writes for it, and extension/guard-stub.js. Change those, not this.
(() => {
"use strict";

// Once for each document: a frame keeps its world when it gets another document.
if (globalThis.trivetDocument === document) return;
globalThis.trivetDocument = document;

// The contract with the stub, which comes last and is all that runs where there is nothing to do: `startCore()` starts the
// core at once, as WebAssembly, and returns what the Rust program exports. It throws where the page's policy forbids
// WebAssembly; the stub then has guard-scripted.js brought, which gives the same exports to globalThis.trivetRun.
// The browser compiles these functions when they are called; until then they cost the time to skip over them.

const startCore = () => {
  const { imports, finish, exports } = glue();
  finish(new WebAssembly.Instance(new WebAssembly.Module(wasmBytes()), imports()));
  return exports;
};

const wasmBytes = () => {
  const text = "@WASM@";
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const decoded = atob(text);
  const bytes = new Uint8Array(decoded.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = decoded.charCodeAt(at);
  return bytes;
};

const glue = () => {
/* @GLUE@ */};

/* @STUB@ */})();
