// Security, API Tokens.

import { blankToken, existingToken, load, options, permissions, saveToken } from "/ui/assets/shared/client.js";

import { changed, h } from "./draw.js";
import { showOnce } from "./once.js";
import { actions, box, button, field, head, keep, picker, table, yes } from "./parts.js";

export function tokens(account) {
  const model = {};
  const refresh = () => keep(model, "tokens", load("tokens"));
  refresh();
  const create = () => (model.form = blankToken(account));
  const edit = (token) => (model.form = existingToken(token));
  const leave = () => {
    model.form = null;
    changed();
  };
  if (options.screen === "create") {
    options.screen = "";
    create();
  }
  const rows = () => (model.tokens ?? []).map((record) => {
    const { number, notes, rights, datasets, created } = record;
    const cells = [number, notes, yes(rights.accessApi), yes(rights.sendEvents), datasets.join(", "), yes(rights.enabled), created];
    return { key: number, record, cells };
  });
  const save = async () => {
    const { form } = model;
    if (form.isSaving) return;
    form.isSaving = true;
    const { number, rights, datasets, notes, ipAcceptList } = form;
    const dialogs = await saveToken({ number, rights, datasets, notes, ipAcceptList });
    leave();
    await refresh();
    for (const what of dialogs) await showOnce(what);
  };
  const form = () => [head(model.form.number ? "Editing API Token" : "New API Token"), h("section", {},
    permissions(account).map(([key, text]) => box(model.form.rights, key, text)),
    picker(model.form, "datasets", "Restrict to Specific Datasets", "Select datasets", account.datasets),
    field(model.form, "notes", "Notes", "textarea"), field(model.form, "ipAcceptList", "IP Accept List"),
    actions(save, create, leave))];
  return {
    view: () => (model.form ? form() : [head("API Tokens", button("create", "Create Token", create, "main")),
      table(["No.", "Notes", "API", "Events", "Datasets", "Enabled", "Created"], rows(), edit)]),
  };
}
