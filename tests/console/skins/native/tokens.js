// Security, API Tokens.

import { showOnce } from "./dialog.js";
import { badge, draw, element, find, load, options, row, send } from "./kit.js";

export async function listScreen(main) {
  draw(main, "tokens-screen");
  const body = main.querySelector("tbody");
  const tokens = await load("tokens");
  const rows = tokens.map((token) => {
    const made = row(
      String(token.number),
      token.notes || "–",
      badge(token.rights.accessApi),
      badge(token.rights.sendEvents),
      token.datasets.join(", ") || "All",
      badge(token.rights.enabled, "Enabled", "Disabled"),
      token.created,
    );
    made.tabIndex = 0;
    const open = () => (location.hash = `#security/api-tokens/${token.number}`);
    made.addEventListener("dblclick", open);
    made.addEventListener("keydown", (event) => event.key === "Enter" && open());
    return made;
  });
  body.replaceChildren(...rows);
}

// A click on a button that is replaced between press and release is nobody's click.
let isPressed = false;
addEventListener("pointerdown", () => { isPressed = true; }, true);
addEventListener("pointerup", () => { isPressed = false; }, true);

/** The form of a new token, or of the token with that number. */
export async function formScreen(main, account, number) {
  const token = number && (await load("tokens")).find((one) => String(one.number) === number);
  if (number && !token) return leave();
  drawForm(main, account, token);
  if (options.redraw) {
    // As a framework does which builds the form anew at every change of its model.
    const timer = setInterval(() => {
      const form = main.querySelector("form[data-token]");
      if (!form) return clearInterval(timer);
      if (isPressed) return;
      const focused = form.getRootNode().activeElement?.id;
      const state = read(form);
      drawForm(main, account, token);
      fill(main.querySelector("form"), state);
      if (focused) find(`#${focused}`)?.focus();
    }, options.redraw);
  }
}

function drawForm(main, account, token) {
  draw(main, "token-form-screen");
  const form = main.querySelector("form");
  form.dataset.token = token ? token.number : "new";
  form.elements.enabled.defaultChecked = options.enabled;
  if (options.renamed) form.querySelector("label[for=canAccessApi]").textContent = "Allow API calls";
  for (const name of account.datasets) {
    const option = element("option", { value: name }, name);
    option.defaultSelected = !token && options.presetDataset && name === "engage";
    form.elements.datasets.append(option);
  }
  if (options.extra) {
    account.extraPermissions.forEach(({ label, ticked }, index) => {
      const box = element("input", { type: "checkbox", id: `extra${index}`, name: "extra", value: label });
      box.defaultChecked = ticked;
      const line = element("div", { class: "check" }, box, element("label", { for: box.id }, label));
      form.querySelector("[data-extra]").append(line);
    });
  }
  if (token) {
    main.querySelector("h1").textContent = "Editing API Token";
    fill(form, token);
  }
  form.querySelector("[data-cancel]").addEventListener("click", leave);
  if (options.posts && !token) {
    form.method = "post";
    form.action = `/ui/tokens${location.search}`;
    return;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form, token);
  });
  const ok = form.querySelector("[type=submit]");
  if (options.acts) {
    ok.addEventListener(options.acts, (event) => {
      if (event.type !== "keydown" || event.key === "Enter") submit(form, token);
    });
  }
  if (options.alone) form.addEventListener("change", () => setTimeout(submit, options.alone, form, token));
  if (options.spoils) ok.addEventListener("mousedown", () => form.elements.sendEvents.click());
  if (options.shortcuts) {
    ok.id = "ok";
    ok.accessKey = "o";
    ok.after(element("label", { for: "ok" }, "Make this token"));
  }
}

if (options.shortcuts) {
  addEventListener("keydown", (event) => {
    const form = find("form[data-token=new]");
    const isWanted = event.ctrlKey ? form?.contains(event.target) : event.target === document.body;
    if (form && event.key === "Enter" && isWanted) submit(form, null);
  });
}

function read(form) {
  const { accessApi, sendEvents, enabled, datasets, notes, ipAcceptList } = form.elements;
  return {
    rights: {
      accessApi: accessApi.checked,
      sendEvents: sendEvents.checked,
      enabled: enabled.checked,
      extra: [...form.querySelectorAll("[name=extra]:checked")].map((box) => box.value),
    },
    datasets: [...datasets.selectedOptions].map((option) => option.value),
    notes: notes.value,
    ipAcceptList: ipAcceptList.value,
  };
}

function fill(form, { rights, datasets, notes, ipAcceptList }) {
  for (const name of ["accessApi", "sendEvents", "enabled"]) form.elements[name].checked = rights[name];
  for (const box of form.querySelectorAll("[name=extra]")) box.checked = rights.extra.includes(box.value);
  for (const option of form.elements.datasets.options) option.selected = datasets.includes(option.value);
  form.elements.notes.value = notes;
  form.elements.ipAcceptList.value = ipAcceptList;
}

async function submit(form, token) {
  const button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  if (token) {
    await send(`tokens/${token.number}`, read(form), "PUT");
    return leave();
  }
  const made = await send("tokens", read(form));
  leave();
  await present(made);
}

/** Shows the values of a token that was just made. */
export async function present({ number, apiKeyId, apiKeySecret }) {
  const fields = [["API Key ID", apiKeyId], [options.secretLabel, apiKeySecret]];
  const report = `tokens/${number}`;
  const { late } = options;
  if (options.twoDialogs) {
    const text = "Your API token was created. These are its values:";
    await showOnce({ title: "API Token Created", text, fields, button: "OK", report, late });
  }
  await showOnce({
    title: "Download API Key Credentials",
    text: `Store the API Key ID and the ${options.secretLabel} in a secure location. Once you close this window, they cannot be shown again.`,
    fields,
    file: "api_key_credentials.csv",
    button: "Close",
    report,
    late: options.twoDialogs ? 0 : late,
  });
}

function leave() {
  location.hash = "#security/api-tokens";
}
