// Where the application draws, and by which document its elements are made.

import { variant } from "./variant.js";

const SHEET = "/ui/assets/varied/style.css";

function dressed(root) {
  const link = root.ownerDocument.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: SHEET });
  root.append(link);
  return root;
}

function rootIn(host, mode) {
  const root = host.attachShadow({ mode });
  dressed(root);
  const inside = document.createElement("div");
  inside.className = "inside";
  root.append(inside);
  return inside;
}

/** A frame with an empty document in it; Firefox puts it there only when the frame is loaded. */
async function frame(host, content) {
  const made = document.createElement("iframe");
  made.title = "Content";
  if (content) made.srcdoc = content;
  const loaded = new Promise((resolve) => made.addEventListener("load", resolve, { once: true }));
  host.append(made);
  await loaded;
  dressed(made.contentDocument.head);
  made.contentDocument.body.className = "inside";
  return made.contentDocument.body;
}

async function prepare(host) {
  switch (variant.place) {
    case "open root": return [document, rootIn(host, "open")];
    case "closed root": return [document, rootIn(host, "closed")];
    case "nested roots": return [document, rootIn(rootIn(rootIn(host, "open"), "closed"), "open")];
    case "blank frame": {
      const body = await frame(host);
      return [body.ownerDocument, body];
    }
    case "srcdoc frame": {
      const body = await frame(host, "<!doctype html><title>Content</title><body></body>");
      return [body.ownerDocument, body];
    }
    case "moved into a frame": return [document, await frame(host)];
    default: return [document, host];
  }
}

const [maker, root] = await prepare(document.getElementById("place"));

export { root };

/** The document of what is shown. */
export const page = root.ownerDocument;

/** An element; attributes that are functions listen. */
export function element(tag, attributes = {}, ...children) {
  const made = maker.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return made;
}

/** With elements around it that mean nothing. */
export function wrapped(inner) {
  let outer = inner;
  for (let count = 0; count < variant.wrappers; count += 1) outer = element(count % 2 ? "section" : "div", {}, outer);
  return outer;
}
