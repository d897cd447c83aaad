// The frame of the application: header, navigation, and the place that the address names.

import { load, options } from "/ui/assets/shared/client.js";

import { dashboard, other, sftp, users } from "./screens.js";
import { tokens } from "./tokens.js";
import { disclosurePanel, element, flowPanel, horizontalPanel, hyperlink, image, label, layer, verticalPanel } from "./ui.js";

const PLACES = {
  Dashboard: ["Dashboard", dashboard],
  Campaigns: ["Campaigns", other],
  Catalog: ["Catalog", other],
  Segments: ["Segments", other],
  Reports: ["Reports", other],
  Settings: ["Settings", other],
  ApiTokens: ["API Tokens", tokens],
  SftpUsers: ["Manage SFTP Configuration", sftp],
  Users: ["Manage Users", users],
};
const SECURITY = ["ApiTokens", "SftpUsers", "Users"];
const FIRST = { tokens: "ApiTokens", create: "ApiTokens", sftp: "SftpUsers", users: "Users" };

const links = new Map(Object.entries(PLACES).map(([token, [name]]) => [token, hyperlink(name, `${token}:`)]));
const security = disclosurePanel("Security", verticalPanel("group", ...SECURITY.map((token) => links.get(token))));
const content = flowPanel("place");
const account = await load("account");

function go() {
  const token = location.hash.replace(/^#|:.*$/g, "");
  const [name, screen] = PLACES[token];
  if (SECURITY.includes(token)) security.set(true);
  for (const [other, link] of links) link.className = other === token ? "gwt-Hyperlink selected" : "gwt-Hyperlink";
  const { tools = [], body } = screen(account);
  content.replaceChildren(label(name, "title"), horizontalPanel("toolbar", ...tools), body);
}

const header = horizontalPanel("header", image("logo"), label("Personalization", "product"), label(account.account), label(account.admin, "admin"));
const plain = [...links].filter(([token]) => !SECURITY.includes(token)).map(([, link]) => link);
const navigation = flowPanel("navigation", verticalPanel("links", ...plain), security.panel);
// The toolkit runs its code in a frame that nobody sees.
const code = element("iframe", {
  id: "console", tabindex: "-1", "aria-hidden": "true",
  style: { position: "absolute", width: "0px", height: "0px", border: "none", left: "-1000px", top: "-1000px" },
});
const root = layer({ left: "0px", top: "0px", right: "0px", bottom: "0px" },
  layer({ left: "0px", top: "0px", right: "0px", height: "40px" }, header),
  layer({ left: "0px", top: "40px", bottom: "0px", width: "250px" }, navigation),
  layer({ left: "250px", top: "40px", right: "0px", bottom: "0px", overflow: "auto" }, content));
document.body.append(code, root);
addEventListener("hashchange", go);
if (location.hash) go();
else location.replace(`#${FIRST[options.screen] ?? "Dashboard"}:`);
