// Security, API Tokens.

import { blankToken, existingToken, load, options, permissions, saveToken } from "/ui/assets/shared/client.js";

import { showOnce } from "./once.js";
import { box, button, buttons, div, line, lines, list, yes } from "./parts.js";

export function tokens({ account, show }) {
  const all = list(["No.", "Notes", "API", "Events", "Datasets", "Enabled", "Created"], (token) =>
    edit(account, existingToken(token), show));
  load("tokens").then((records) => all.set(records, ({ number, notes, rights, datasets, created }) =>
    [number, notes, yes(rights.accessApi), yes(rights.sendEvents), datasets.join(", "), yes(rights.enabled), created]));
  const create = () => edit(account, blankToken(account), show);
  if (options.screen === "create") {
    options.screen = "";
    return create();
  }
  return show("API Tokens", buttons(button("Create Token", create, "main")), all.block);
}

function edit(account, token, show) {
  // The datasets are typed: names with commas between them.
  const flatten = (one) => ({ ...one, datasets: one.datasets.join(", ") });
  const model = flatten(token);
  const leave = () => tokens({ account, show });
  const form = div("block");
  const draw = () => {
    const focused = form.contains(document.activeElement) && document.activeElement.name;
    form.replaceChildren(
      ...permissions(account).flatMap(([key, text]) => box(model.rights, key, text)),
      ...line(model, "datasets", "Restrict to Specific Datasets", "Select datasets, separated by commas"),
      ...lines(model, "notes", "Notes"),
      ...line(model, "ipAcceptList", "IP Accept List"),
      buttons(button("OK", ok, "main"), button("Clear", clear), button("Cancel", leave)),
    );
    if (focused) form.querySelector(`[name=${focused}]`).focus();
  };
  const clear = () => {
    Object.assign(model, flatten(blankToken(account)));
    draw();
  };
  let busy = false;
  const ok = async () => {
    if (busy) return;
    busy = true;
    const datasets = model.datasets.split(",").map((name) => name.trim()).filter(Boolean);
    const dialogs = await saveToken({ ...model, datasets });
    leave();
    for (const what of dialogs) await showOnce(what);
  };
  draw();
  show(token.number ? "Editing API Token" : "New API Token", form);
  const again = () => (form.isConnected ? draw() : clearInterval(timer));
  const timer = options.redraw ? setInterval(again, options.redraw) : 0;
}
