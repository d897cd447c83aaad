// Security, API Tokens.

import { blankToken, existingToken, load, options, permissions, saveToken } from "/ui/assets/shared/client.js";

import { button, checkBox, credentials, field, formDialog, table, yes } from "./parts.js";
import { $ } from "./widgets.js";

export async function tokens(content, account) {
  const refresh = () => tokens(content, account);
  const rows = (await load("tokens")).map((token) => ({
    of: token,
    cells: [token.number, token.notes, yes(token.rights.accessApi), yes(token.rights.sendEvents), token.datasets.join(", "),
      yes(token.rights.enabled), token.created],
  }));
  content.empty().append(
    $("<h2>").text("API Tokens"),
    $("<p>").append(button("Create Token", () => edit(account, blankToken(account), refresh))),
    table(["No.", "Notes", "API", "Events", "Datasets", "Enabled", "Created"], rows,
      (token) => edit(account, existingToken(token), refresh)),
  );
  if (options.screen === "create") {
    options.screen = "";
    edit(account, blankToken(account), refresh);
  }
}

function edit(account, token, refresh) {
  const boxes = permissions(account);
  const datasets = $("<select multiple name='datasets'>").append(
    account.datasets.map((name) => $("<option>").text(name).prop("selected", token.datasets.includes(name))));
  formDialog({
    title: token.number ? "Editing API Token" : "Create API Token",
    parts: [
      $("<div>").append(boxes.flatMap(([name, label]) => checkBox(name, label, Boolean(token.rights[name])))),
      field("Restrict to Specific Datasets", datasets),
      field("Notes", $("<textarea name='notes' rows='2'>").val(token.notes)),
      field("IP Accept List", $("<input type='text' name='ipAcceptList'>").val(token.ipAcceptList)),
    ],
    // In a dialog, the list must be, too: as Select2's documents say.
    ready: (dialog) => datasets.select2({ placeholder: "Select datasets", width: "100%", dropdownParent: dialog }),
    async save(form) {
      const rights = { ...token.rights, ...Object.fromEntries(boxes.map(([name]) => [name, form[name].checked])) };
      const { notes, ipAcceptList } = form;
      const dialogs = await saveToken({
        number: token.number, rights, datasets: datasets.val(), notes: notes.value, ipAcceptList: ipAcceptList.value,
      });
      refresh();
      dialogs.reduce((before, what) => before.then(() => credentials(what)), Promise.resolve());
    },
  });
}
