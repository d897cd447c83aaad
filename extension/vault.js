// Starts the vault's Rust core.
import init from "./vault_core.js";

const core = await init({ module_or_path: new URL("vault_core_bg.wasm", import.meta.url) });

// The core's memory, for whoever wants to search it for what should not be there: the tests do, and so can anyone with
// the developer tools of this window. Only this window can reach it.
globalThis.vaultMemory = core.memory;
