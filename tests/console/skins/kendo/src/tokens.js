// Security, API Tokens.

import { blankToken, existingToken, load, options, permissions, saveToken } from "/ui/assets/shared/client.js";

import { credentials } from "./credentials.js";
import { checkBoxes, field, formWindow, multiSelect, textArea, textBox } from "./form.js";
import { flag, grid } from "./grid.js";

export function tokens(account) {
  const cells = ({ number, notes, rights, datasets, created }) =>
    [number, notes, flag(rights.accessApi), flag(rights.sendEvents), datasets.join(", "), flag(rights.enabled), created];
  const columns = [["No.", "9%"], ["Notes", "29%"], ["API", "10%"], ["Events", "11%"], ["Datasets", "16%"], ["Enabled", "12%"], ["Created", "13%"]];
  const list = grid(columns, cells, (token) => edit(account, existingToken(token), refresh));
  const refresh = async () => list.load(await load("tokens"));
  const create = () => edit(account, blankToken(account), refresh);
  refresh();
  if (options.screen === "create") {
    options.screen = "";
    create();
  }
  return { tools: [["Create Token", create], ["Refresh", refresh]], body: list.element };
}

function edit(account, token, saved) {
  // A view model reads names, so that each permission gets one without spaces.
  const boxes = permissions(account).map(([key, label], index) => [`right${index}`, key, label]);
  const flat = ({ rights, datasets, notes, ipAcceptList }) =>
    ({ datasets, notes, ipAcceptList, ...Object.fromEntries(boxes.map(([name, key]) => [name, Boolean(rights[key])])) });
  const form = formWindow({
    title: token.number ? "Editing API Token" : "Create API Token",
    values: flat(token),
    blank: () => flat(blankToken(account)),
    lists: { allDatasets: account.datasets },
    draw: () => [
      checkBoxes("Permissions", boxes.map(([name, , label]) => [name, label])),
      field("Restrict to Specific Datasets", multiSelect("datasets", "allDatasets", "Select datasets")),
      field("Notes", textArea("notes")),
      field("IP Accept List", textBox("ipAcceptList"), "Comma-separated"),
    ],
    async save({ datasets, notes, ipAcceptList, ...held }, close) {
      const rights = { ...token.rights, ...Object.fromEntries(boxes.map(([name, key]) => [key, held[name]])) };
      const dialogs = await saveToken({ number: token.number, rights, datasets, notes, ipAcceptList });
      close();
      saved();
      for (const what of dialogs) await credentials(what);
    },
  });
  if (!options.redraw) return;
  const timer = setInterval(() => (form.isOpen() ? form.redraw() : clearInterval(timer)), options.redraw);
}
