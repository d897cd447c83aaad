// The application: the bar, the navigation, the screen of the address, and what is shown once over it.

import { load, options } from "/ui/assets/shared/client.js";

import "./base.js";
import "./inputs.js";
import "./modal.js";
import "./screens.js";
import "./tokens.js";
import { define, make, tell } from "./element.js";

const FIRST = {
  dashboard: "/dashboard",
  tokens: "/security/api-tokens",
  create: "/security/api-tokens/new",
  sftp: "/security/sftp-users",
  users: "/security/users",
};
const SECTIONS = ["Dashboard", "Campaigns", "Catalog", "Segments", "Reports", "Settings"];
const SECURITY = [
  ["/security/api-tokens", "API Tokens"],
  ["/security/sftp-users", "Manage SFTP Configuration"],
  ["/security/users", "Manage Users"],
];

define("c-navigation",
  `<nav class="slds-nav-vertical" aria-label="Main"><ul></ul>
    <div class="slds-nav-vertical__section"><button class="slds-button slds-nav-vertical__toggle" type="button" aria-expanded="false"><lightning-icon icon-name="key"></lightning-icon><span>Security</span><lightning-icon icon-name="right"></lightning-icon></button><ul hidden></ul></div>
  </nav>`,
  (host, root) => {
    const [main, security] = root.querySelectorAll("ul");
    const toggle = root.querySelector("button");
    const entry = ([path, label]) => {
      const link = make("a", { href: `#${path}`, class: "slds-nav-vertical__action" }, label);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        tell(host, "navigate", path);
      });
      return make("li", { class: "slds-nav-vertical__item" }, link);
    };
    const expand = (open) => {
      toggle.setAttribute("aria-expanded", String(open));
      security.hidden = !open;
    };
    main.append(...SECTIONS.map((name) => entry([`/${name.toLowerCase()}`, name])));
    security.append(...SECURITY.map(entry));
    toggle.addEventListener("click", () => expand(security.hidden));
    return {
      path: (path) => {
        if (path.startsWith("/security")) expand(true);
        for (const link of root.querySelectorAll("a")) {
          const current = path.startsWith(link.hash.slice(1));
          link.parentElement.classList.toggle("slds-is-active", current);
        }
      },
    };
  });

define("c-app",
  `<header class="slds-global-header"><span class="brand">Personalization</span><span class="account"></span><lightning-badge label="us-5"></lightning-badge><span class="admin"></span></header>
  <div class="slds-template"><c-navigation></c-navigation><main></main></div>`,
  (host, root) => {
    const main = root.querySelector("main");
    let account = null;
    let waiting = [];

    const screen = async (path) => {
      const [, section, page, detail] = path.split("/");
      if (section === "dashboard") return make("c-dashboard");
      if (page === "api-tokens" && detail) {
        const token = detail === "new" ? null : (await load("tokens")).find(({ number }) => String(number) === detail);
        return make("c-token-form", { account, token });
      }
      if (page) return make(page === "api-tokens" ? "c-token-list" : `c-${page}`);
      return make("c-section", { name: section[0].toUpperCase() + section.slice(1) });
    };
    const show = async () => {
      const path = location.hash.slice(1);
      root.querySelector("c-navigation").path = path;
      main.replaceChildren(await screen(path));
    };
    const showOnce = () => {
      root.querySelector("c-credentials")?.remove();
      const credentials = waiting.shift();
      if (credentials) root.append(make("c-credentials", { credentials, ondone: showOnce }));
    };
    root.addEventListener("navigate", (event) => (location.hash = event.detail));
    root.addEventListener("showonce", (event) => {
      waiting = [...event.detail];
      showOnce();
    });
    return {
      connected: async () => {
        account = await load("account");
        root.querySelector(".account").textContent = account.account;
        root.querySelector(".admin").textContent = account.admin;
        addEventListener("hashchange", show);
        if (location.hash) show();
        else location.replace(`#${FIRST[options.screen]}`);
      },
    };
  });

document.body.append(document.createElement("c-app"));
