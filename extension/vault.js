// Starts the vault's Rust core.
import init from "./vault_core.js";

// The second program, for what goes straight in without a file: loaded when it is first needed.
let direct = null;
async function startDirect() {
  const program = await import("./vault_direct.js");
  const { memory } = await program.default({ module_or_path: new URL("vault_direct_bg.wasm", import.meta.url) });
  globalThis.directMemory = memory;
  return program;
}
globalThis.loadDirect = () => (direct ??= startDirect());

const core = await init({ module_or_path: new URL("vault_core_bg.wasm", import.meta.url) }).catch((error) => {
  document.getElementById("no-core").hidden = false;
  throw error;
});

// The programs' memories, for whoever wants to search them for what should not be there: the tests do, and so can anyone with
// the developer tools of this window. Only this window can reach them.
globalThis.vaultMemory = core.memory;
