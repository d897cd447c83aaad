// The viewport: header, tree list and the screen of the chosen node.

import { load, options } from "/ui/assets/shared/client.js";

import { dom, newId, on, presentation, toolbar } from "./core.js";
import { dashboard, other, sftp, users } from "./screens.js";
import { tokens } from "./tokens.js";

const SCREENS = {
  dashboard: ["Dashboard", dashboard], campaigns: ["Campaigns", other], catalog: ["Catalog", other], segments: ["Segments", other],
  reports: ["Reports", other], settings: ["Settings", other], tokens: ["API Tokens", tokens],
  sftp: ["Manage SFTP Configuration", sftp], users: ["Manage Users", users],
};
const SECURITY = ["tokens", "sftp", "users"];
const FIRST = { create: "tokens" };

const account = await load("account");
const content = dom(presentation("x-panel-body content", newId("panel")));
const nodes = {};

/** A node of the tree list; the toolkit gives it no role. */
function node(text, cls, act, children = []) {
  const id = newId("treelistitem");
  const row = dom({
    cls: "x-treelist-row", "data-ref": "rowElement",
    cn: [{ cls: "x-treelist-item-wrap", cn: [
      { cls: "x-treelist-item-icon" }, { cls: "x-treelist-item-text", cn: [text] }, { cls: "x-treelist-item-expander" },
    ] }],
  });
  on(row, "click", act);
  return dom({ tag: "li", cls: `x-treelistitem ${cls}`, id, "data-componentid": id, cn: [row, { tag: "ul", cls: "x-treelist-container", cn: children }] });
}

function leaf(name) {
  nodes[name] = node(SCREENS[name][0], "x-treelistitem-leaf", () => (location.hash = name));
  return nodes[name];
}

const security = node("Security", "x-treelistitem-expandable x-treelistitem-collapsed", () =>
  security.classList.toggle("x-treelistitem-collapsed"), SECURITY.map(leaf));

function route() {
  const name = location.hash.slice(1);
  const [title, screen] = SCREENS[name];
  for (const [other, element] of Object.entries(nodes)) element.classList.toggle("x-treelistitem-selected", other === name);
  if (SECURITY.includes(name)) security.classList.remove("x-treelistitem-collapsed");
  const { tools, items } = screen(account);
  const header = dom({ cls: "x-panel-header x-header x-panel-header-default", cn: [{ cls: "x-title-text x-title-text-default", cn: [title] }] });
  content.replaceChildren(header, ...(tools.length ? [toolbar("x-toolbar-default", ...tools)] : []), ...items);
}

const plain = Object.keys(SCREENS).filter((name) => !SECURITY.includes(name)).map(leaf);
document.body.className = "x-body x-webkit x-desktop x-border-layout-ct x-border-box x-viewport";
document.body.append(
  dom({ cls: "x-toolbar main-header", id: newId("toolbar"), role: "banner", cn: [
    { cls: "logo", cn: ["Personalization"] }, { cn: [account.account] }, { cls: "x-toolbar-spacer" }, { cn: [account.admin] },
  ] }),
  dom(presentation("main-body", newId("panel"),
    { cls: "x-treelist x-treelist-navigation", id: newId("treelist"), cn: [{ tag: "ul", cls: "x-treelist-root-container", cn: [...plain, security] }] },
    content)),
);
addEventListener("hashchange", route);
if (location.hash) route();
else location.replace(`#${FIRST[options.screen] ?? options.screen}`);
