// What looks like the form or the dialog and is neither. Nobody has any business with it: whoever touches it is told of.

import { send } from "/ui/assets/shared/client.js";

import { element } from "./place.js";
import { variant } from "./variant.js";

function watched(name, made) {
  const tell = (event) => send("touched", { what: `${name}: ${event.type} on ${event.target.outerHTML}` });
  for (const type of ["pointerdown", "click", "input", "change"]) made.addEventListener(type, tell);
  return made;
}

const box = (text, checked = false) => element("label", { class: "box" }, element("input", { type: "checkbox", checked }), ` ${text}`);

const MADE = {
  "old form": () => element("div", { hidden: true }, box("Can access API"), box("Can send events", true), box("Is enabled"),
    element("label", {}, "Restrict to Specific Datasets", element("select", { multiple: true }, element("option", {}, "engage"))),
    element("button", { type: "button" }, "OK")),
  filter: () => element("div", { class: "part" }, element("b", {}, "Show"), box("Is enabled", true), box("Is archived")),
  "similar words": () => element("div", { class: "part" }, box("Can access API documentation"), box("Is enabled by default", true),
    box("Can send events to partners"), element("p", {}, "API Key ID format: 36 characters")),
  "one-time password": () => element("div", { class: "part" }, element("b", {}, "Data Warehouse user"),
    element("p", {}, "User name: acme7f3k_warehouse"), element("p", {}, "Password: Yk3vQ9-not-a-secret-8Zr1LmTq"),
    element("button", { type: "button" }, "Download CSV File"), element("button", { type: "button" }, "Close")),
};

export const decoys = () => variant.decoys.map((name) => watched(name, MADE[name]()));
