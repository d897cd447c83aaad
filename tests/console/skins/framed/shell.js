// The shell: the banner and the menu. Every screen is a page of its own in the frame beside it.

import { load, options } from "/ui/assets/shared/client.js";

const links = [...document.querySelectorAll("a[target=content]")];
const security = document.getElementById("security");

for (const link of links) {
  const address = new URLSearchParams(location.search);
  address.set("page", "screen");
  address.set("show", new URLSearchParams(link.search).get("show"));
  link.search = address;
  link.addEventListener("click", () => mark(link));
}
document.getElementById("toggle").addEventListener("click", (event) => {
  event.preventDefault();
  security.classList.toggle("open");
});

function mark(link) {
  for (const other of links) other.className = other === link ? "current" : "";
  if (security.contains(link)) security.classList.add("open");
}

const { account, admin } = await load("account");
document.getElementById("account").textContent = account;
document.getElementById("admin").textContent = admin;

const wanted = options.screen === "create" ? "tokens" : options.screen;
const first = links.find((link) => link.search.includes(`show=${wanted}`));
mark(first);
frames.content.location.replace(first.href.replace("show=tokens", `show=${options.screen}`));
