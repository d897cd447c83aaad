// Security, API Tokens.

import { blankToken, existingToken, load, options, permissions, saveToken } from "/ui/assets/shared/client.js";

import { button } from "./core.js";
import { checkbox, checkboxGroup, textfield } from "./fields.js";
import { flag, grid } from "./grid.js";
import { tagfield } from "./tagfield.js";
import { credentials, windowOf } from "./window.js";

export function tokens(account) {
  const columns = [["No.", "8%"], ["Notes", "32%"], ["API", "9%"], ["Events", "9%"], ["Enabled", "10%"], ["Datasets", "18%"], ["Created", "14%"]];
  const list = grid(columns, (token) => edit(account, existingToken(token), refresh));
  const create = () => edit(account, blankToken(account), refresh);
  const refresh = async () => list.load(await load("tokens"), ({ number, notes, rights, datasets, created }) => [
    String(number), notes, flag(rights.accessApi), flag(rights.sendEvents), flag(rights.enabled), datasets.join(", "), created,
  ]);
  refresh();
  if (options.screen === "create") {
    options.screen = "";
    create();
  }
  return { tools: [button("Create Token", create, { ui: "default-toolbar-small", cls: "x-btn-action" })], items: [list.widget] };
}

function edit(account, token, saved) {
  const items = () => [
    checkboxGroup("Permissions", permissions(account).map(([key, text]) => checkbox(token.rights, key, text))),
    tagfield(token, "datasets", "Restrict to Specific Datasets", account.datasets, "Select datasets"),
    textfield(token, "notes", "Notes", "textarea"),
    textfield(token, "ipAcceptList", "IP Accept List"),
  ];
  let busy = false;
  const ok = async () => {
    if (busy) return;
    busy = true;
    made.mask("Saving...");
    const dialogs = await saveToken(token);
    made.close();
    saved();
    for (const what of dialogs) await credentials(what);
  };
  const clear = () => {
    Object.assign(token, blankToken(account));
    made.redraw();
  };
  const buttons = [button("OK", ok, { cls: "x-btn-action" }), button("Clear", clear), button("Cancel", () => made.close())];
  const title = token.number ? "Editing API Token" : "Create API Token";
  const made = windowOf(title, items, buttons, { onClose: () => clearInterval(timer) });
  const timer = options.redraw ? setInterval(made.redraw, options.redraw) : 0;
}
