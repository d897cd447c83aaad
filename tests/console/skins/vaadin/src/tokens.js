// Security, API Tokens.

import { blankToken, existingToken, load, options, permissions, saveToken } from "/ui/assets/shared/client.js";

import { button, credentials, element, formDialog, grid, yes } from "./parts.js";

export async function tokens(main, account) {
  const refresh = () => tokens(main, account);
  const columns = [
    ["No.", ({ number }) => number], ["Notes", ({ notes }) => notes],
    ["API", ({ rights }) => yes(rights.accessApi)], ["Events", ({ rights }) => yes(rights.sendEvents)],
    ["Datasets", ({ datasets }) => datasets.join(", ")],
    ["Enabled", ({ rights }) => yes(rights.enabled)], ["Created", ({ created }) => created],
  ];
  main.replaceChildren(
    element("h2", {}, "API Tokens"),
    button("Create Token", () => edit(account, blankToken(account), refresh), "primary"),
    grid(columns, await load("tokens"), (token) => edit(account, existingToken(token), refresh)),
  );
  if (options.screen === "create") {
    options.screen = "";
    edit(account, blankToken(account), refresh);
  }
}

function edit(account, token, refresh) {
  const boxes = permissions(account).map(([name, label]) => element("vaadin-checkbox", { label, value: name }));
  const rights = element("vaadin-checkbox-group", { label: "Permissions" }, ...boxes);
  rights.setAttribute("theme", "vertical");
  const datasets = element("vaadin-multi-select-combo-box", {
    label: "Restrict to Specific Datasets", placeholder: "Select datasets", items: account.datasets,
  });
  const notes = element("vaadin-text-area", { label: "Notes" });
  const accept = element("vaadin-text-field", { label: "IP Accept List", helperText: "Comma-separated" });
  const fill = (values) => {
    rights.value = permissions(account).map(([name]) => name).filter((name) => values.rights[name]);
    datasets.selectedItems = values.datasets;
    notes.value = values.notes;
    accept.value = values.ipAcceptList;
  };
  fill(token);
  formDialog({
    title: token.number ? "Editing API Token" : "Create API Token",
    fields: [rights, datasets, notes, accept],
    clear: () => fill(blankToken(account)),
    async save() {
      const held = Object.fromEntries(permissions(account).map(([name]) => [name, rights.value.includes(name)]));
      const dialogs = await saveToken({
        number: token.number, rights: { ...token.rights, ...held }, datasets: datasets.selectedItems, notes: notes.value, ipAcceptList: accept.value,
      });
      refresh();
      return () => dialogs.reduce((before, what) => before.then(() => credentials(what)), Promise.resolve());
    },
  });
}
