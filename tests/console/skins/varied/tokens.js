// Security, API Tokens.

import { blankToken, existingToken, load, options, permissions, saveToken } from "/ui/assets/shared/client.js";

import { datasets } from "./datasets.js";
import { decoys } from "./decoys.js";
import { showOnce } from "./once.js";
import { box, button, buttons, field, head, table, yes } from "./parts.js";
import { element, page } from "./place.js";
import { variant } from "./variant.js";

options.extra ||= variant.extra;

let isPressed = false;
page.addEventListener("pointerdown", () => { isPressed = true; }, true);
page.addEventListener("pointerup", () => { isPressed = false; }, true);

export async function tokens(show, account) {
  if (options.screen === "create") {
    options.screen = "";
    edit(show, account, blankToken(account));
    return;
  }
  const rows = (await load("tokens")).map((record) => {
    const { number, notes, rights, datasets: names, created } = record;
    return { record, cells: [number, notes, yes(rights.accessApi), yes(rights.sendEvents), names.join(", "), yes(rights.enabled),
      created] };
  });
  const create = () => edit(show, account, blankToken(account));
  show(head("API Tokens", button("Create Token", create, "button main")), ...decoys(),
    table(["No.", "Notes", "API", "Events", "Datasets", "Enabled", "Created"], rows,
      (token) => edit(show, account, existingToken(token))));
}

function edit(show, account, token) {
  const part = element("div", { class: "part" });
  const leave = () => tokens(show, account);
  let isSaving = false;
  const save = async () => {
    if (isSaving) return;
    isSaving = true;
    const dialogs = await saveToken(token);
    await leave();
    for (const what of dialogs) await showOnce(what);
  };
  const clear = () => {
    Object.assign(token, blankToken(account));
    draw();
  };
  const lines = () => {
    const boxes = permissions(account).map(([key, text]) => box(token.rights, key, text));
    return variant.order.map((place) => boxes[place]).filter(Boolean);
  };
  const draw = () => part.replaceChildren(element("div", {}, lines()), datasets(token, account.datasets),
    field(token, "notes", "Notes", "textarea"), field(token, "ipAcceptList", "IP Accept List"),
    buttons(button("OK", save, "button main"), button("Clear", clear), button("Cancel", leave)));
  draw();
  show(head(token.number ? "Editing API Token" : "New API Token"), ...decoys(), part);
  const every = options.redraw || variant.redraw;
  // Nobody's hands are in a form that is drawn anew: neither a button held down nor a field that is typed in.
  const isBusy = () => isPressed || part.matches(":focus-within");
  const again = () => (part.isConnected ? isBusy() || draw() : clearInterval(timer));
  const timer = every ? setInterval(again, every) : 0;
}
