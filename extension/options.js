// Starts the options page's Rust core.
import init from "./options_core.js";

await init({ module_or_path: new URL("options_core_bg.wasm", import.meta.url) }).catch((error) => {
  document.getElementById("no-core").hidden = false;
  throw error;
});
