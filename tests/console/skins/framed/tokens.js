// Security, API Tokens.

import { blankToken, existingToken, load, options, permissions, saveToken } from "/ui/assets/shared/client.js";

import { showOnce } from "./dialog.js";
import { box, button, element, field, form, list, screen, yes } from "./dom.js";

export async function showList() {
  const rows = list(["No.", "Notes", "API access", "Events", "Datasets", "Enabled", "Created"], showToken);
  screen(
    "API Tokens",
    element("div", { class: "toolbar" }, button("Create Token", () => showForm())),
    rows.table,
    element("p", { class: "note" }, "Double-click a token to edit it."),
  );
  rows.fill((await load("tokens")).map(({ number, notes, rights, datasets, created }) => ({
    key: number,
    cells: [number, notes, yes(rights.accessApi), yes(rights.sendEvents), datasets.join(", "), yes(rights.enabled), created],
  })));
}

async function showToken(number) {
  const tokens = await load("tokens");
  await showForm(tokens.find((token) => token.number === number));
}

/** The form of a new token, or of the one given. */
export async function showForm(token) {
  const account = await load("account");
  draw(account, token ? existingToken(token) : blankToken(account));
  if (!options.redraw) return;
  const timer = setInterval(() => {
    const shown = document.forms[0];
    if (!shown?.datasets) return clearInterval(timer);
    const name = document.activeElement.name;
    draw(account, read(shown, account, token));
    if (name) document.forms[0][name].focus();
  }, options.redraw);
}

function draw(account, model) {
  const select = element("select", { name: "datasets", multiple: true, size: account.datasets.length },
    ...account.datasets.map((name) => element("option", { selected: model.datasets.includes(name) }, name)));
  const boxes = permissions(account).map(([name, label]) => box(name, label, Boolean(model.rights[name])));
  const notes = element("textarea", { name: "notes", cols: "50", rows: "2" }, model.notes);
  const save = async (shown) => {
    const dialogs = await saveToken(read(shown, account, model));
    await showList();
    for (const dialog of dialogs) await showOnce(dialog);
  };
  screen(model.number ? "Editing API Token" : "Create API Token", form([
    ["Permissions", ...boxes],
    ["Restrict to Specific Datasets", select, element("div", { class: "note" }, "Select datasets")],
    ["Notes", notes],
    ["IP Accept List", field("ipAcceptList", model.ipAcceptList), element("div", { class: "note" }, "Comma-separated")],
  ], save, () => draw(account, blankToken(account)), showList));
}

function read(shown, account, token) {
  const boxes = permissions(account).map(([name]) => [name, shown[name].checked]);
  return {
    number: token?.number,
    rights: Object.fromEntries(boxes),
    datasets: [...shown.datasets.selectedOptions].map((option) => option.text),
    notes: shown.notes.value,
    ipAcceptList: shown.ipAcceptList.value,
  };
}
