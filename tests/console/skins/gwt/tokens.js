// Security, API Tokens.

import { blankToken, existingToken, load, options, permissions, saveToken } from "/ui/assets/shared/client.js";

import { cellTable, flag } from "./celltable.js";
import { credentials, dialogBox } from "./dialogs.js";
import { buttonBar, checkBox, row, textArea, textBox, tokenBox } from "./fields.js";
import { button, flexTable, pushButton, verticalPanel } from "./ui.js";

export function tokens(account) {
  const columns = ["No.", "Notes", "API", "Events", "Datasets", "Enabled", "Created"];
  const list = cellTable(columns, (token) => edit(account, existingToken(token), refresh));
  const create = () => edit(account, blankToken(account), refresh);
  const refresh = async () => {
    list.set(await load("tokens"), ({ number, notes, rights, datasets, created }) => [
      number, notes, flag(rights.accessApi), flag(rights.sendEvents), datasets.join(", "), flag(rights.enabled), created,
    ]);
  };
  refresh();
  if (options.screen === "create") {
    options.screen = "";
    create();
  }
  return { tools: [pushButton("Create Token", create, "primary"), pushButton("Refresh", refresh)], body: list.widget };
}

function edit(account, token, saved) {
  const draw = () => {
    const boxes = permissions(account).map(([key, text]) => checkBox(token.rights, key, text));
    return verticalPanel("form", flexTable("fields", [
      row("Permissions", verticalPanel("boxes", ...boxes)),
      row("Restrict to Specific Datasets", tokenBox(token, "datasets", account.datasets, "Select datasets")),
      row("Notes", textArea(token, "notes")),
      row("IP Accept List", textBox(token, "ipAcceptList")),
    ]), buttonBar(button("OK", ok, "primary"), button("Clear", clear), button("Cancel", () => dialog.hide())));
  };
  const clear = () => {
    Object.assign(token, blankToken(account));
    dialog.redraw();
  };
  let busy = false;
  const ok = async () => {
    if (busy) return;
    busy = true;
    const dialogs = await saveToken(token);
    dialog.hide();
    saved();
    for (const what of dialogs) await credentials(what);
  };
  const dialog = dialogBox(token.number ? "Editing API Token" : "New API Token", draw, {
    onEnter: ok,
    onHide: () => clearInterval(timer),
  });
  const timer = options.redraw ? setInterval(dialog.redraw, options.redraw) : 0;
}
