// Security, API Tokens.

import { blankToken, existingToken, load, options, permissions, saveToken } from "/ui/assets/shared/client.js";

import { button, checkBox, credentials, field, flag, formModal, table } from "./parts.js";
import { $ } from "./plugins.js";

export async function tokens(content, account) {
  const refresh = () => tokens(content, account);
  const rows = (await load("tokens")).map((token) => ({
    of: token,
    cells: [token.number, token.notes, flag(token.rights.accessApi), flag(token.rights.sendEvents), token.datasets.join(", "),
      flag(token.rights.enabled), token.created],
  }));
  content.empty().append(
    $("<h3>").text("API Tokens"),
    $("<p>").append(button("Create Token", "primary", () => edit(account, blankToken(account), refresh))),
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
  const datasets = $("<select multiple name='datasets' data-placeholder='Select datasets'>").append(
    account.datasets.map((name) => $("<option>").text(name).prop("selected", token.datasets.includes(name))));
  formModal({
    title: token.number ? "Editing API Token" : "Create API Token",
    body: [
      boxes.map(([name, label]) => checkBox(name, label, Boolean(token.rights[name]))),
      field("Restrict to Specific Datasets", datasets),
      field("Notes", $("<textarea name='notes' rows='2'>").val(token.notes)),
      field("IP Accept List", $("<input type='text' name='ipAcceptList'>").val(token.ipAcceptList), "Comma-separated"),
    ].flat(),
    clear: () => datasets.val([]).trigger("chosen:updated"),
    async save(form) {
      const rights = { ...token.rights, ...Object.fromEntries(boxes.map(([name]) => [name, form[name].checked])) };
      const { notes, ipAcceptList } = form;
      const dialogs = await saveToken({
        number: token.number, rights, datasets: datasets.val(), notes: notes.value, ipAcceptList: ipAcceptList.value,
      });
      refresh();
      return () => dialogs.reduce((before, what) => before.then(() => credentials(what)), Promise.resolve());
    },
  });
  // What is not shown yet has no width that Chosen could take.
  datasets.chosen({ width: "100%" });
}
