// Security, API Tokens.

import { blankToken, existingToken, load, permissions, saveToken } from "/ui/assets/shared/client.js";

import { boxRow, element, link, screen, submitRow, table, textRow, tools, yes } from "./dom.js";
import { selector } from "./selector.js";

export async function tokenList() {
  const rows = (await load("tokens")).map(({ number, notes, rights, datasets, created }) => ({
    key: number,
    cells: [number, notes, yes(rights.accessApi), yes(rights.sendEvents), datasets.join(", "), yes(rights.enabled), created],
  }));
  const heads = ["No.", "Notes", "API access", "Events", "Datasets", "Enabled", "Created"];
  const open = (number) => location.assign(`${link("edit")}&token=${number}`);
  screen("API Tokens", tools("Create Token", "create"), table(heads, rows, open));
}

export async function tokenForm(account, number) {
  const existing = number && (await load("tokens")).find((token) => token.number === number);
  const token = existing ? existingToken(existing) : blankToken(account);
  const datasets = selector("datasets", account.datasets, token.datasets);
  const notes = element("textarea", { id: "id_notes", name: "notes", cols: 50, rows: 2 }, token.notes);
  const accept = element("input", { type: "text", id: "id_ip", name: "ipAcceptList", size: 50, value: token.ipAcceptList });
  const named = ["accessApi", "sendEvents", "enabled"];
  const boxes = permissions(account).map(([name, label]) =>
    boxRow(named.includes(name) ? name : "extra", label, Boolean(token.rights[name]), named.includes(name) ? "on" : label));
  const form = element("form", { method: "post", action: `/ui/tokens${location.search}` },
    ...boxes,
    element("div", { class: "row" }, element("b", {}, "Restrict to Specific Datasets:"), datasets.drawn),
    textRow("Notes", notes),
    textRow("IP Accept List", accept, "Comma-separated"),
    submitRow("tokens"),
  );
  form.onsubmit = (event) => {
    if (existing) {
      event.preventDefault();
      edit(form, account, token, datasets.names());
    } else {
      datasets.submitting();
    }
  };
  screen(existing ? "Editing API Token" : "Create API Token", form);
}

async function edit(form, account, token, datasets) {
  const boxes = [...form.querySelectorAll("[type=checkbox]")];
  const rights = Object.fromEntries(permissions(account).map(([name], index) => [name, boxes[index].checked]));
  const { notes, ipAcceptList } = form.elements;
  await saveToken({ number: token.number, rights: { ...token.rights, ...rights }, datasets, notes: notes.value, ipAcceptList: ipAcceptList.value });
  location.assign(link("tokens"));
}
