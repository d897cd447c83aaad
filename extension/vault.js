// Starts the vault's Rust core. The glue is an ES module, so the one instance is shared by whoever imports it.
import init from "./vault_core.js";

await init();
