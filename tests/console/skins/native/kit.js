// What every screen uses: the options in the address, the server, and cloning templates.

const query = new URLSearchParams(location.search);

export const options = {
  screen: query.get("screen") ?? "dashboard",
  twoDialogs: query.get("dialogs") === "two",
  presetDataset: query.get("datasets") === "preset",
  secretLabel: query.get("wording") === "secret-key" ? "API Secret Key" : "API Key Secret",
  renamed: query.get("wording") === "renamed",
  extra: query.has("extra"),
  enabled: query.has("enabled"),
  late: Number(query.get("late") ?? 0),
  redraw: Number(query.get("redraw") ?? 0),
  inPage: query.has("layer"),
  covers: query.get("layer") === "cover",
  shadow: query.get("shadow"),
  acts: query.get("acts"),
  shortcuts: query.has("shortcuts"),
  spoils: query.has("spoils"),
  posts: query.has("posts"),
  alone: Number(query.get("alone") ?? 0),
  clickBeside: query.has("beside"),
  withdraws: Number(query.get("withdraws") ?? 0),
  expires: Number(query.get("expires") ?? 0),
};

/** Where the application draws: an element of the page or a shadow root. */
export const place = { root: document.body };

export const find = (selector) => place.root.querySelector(selector);

/** Shows a screen; its buttons that lead elsewhere say where in `data-go`. */
export function draw(main, id) {
  main.replaceChildren(template(id));
  for (const button of main.querySelectorAll("[data-go]")) {
    button.addEventListener("click", () => (location.hash = button.dataset.go));
  }
}

export const template = (id) => document.getElementById(id).content.cloneNode(true);

/** Makes an element; texts become text nodes, so that nothing is ever parsed as HTML. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export async function load(path) {
  const answer = await fetch(`/ui/api/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

export async function send(path, body, method = "POST") {
  const answer = await fetch(`/ui/api/${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
    keepalive: true,
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.status === 204 ? null : answer.json();
}

export function badge(on, yes = "Yes", no = "No") {
  return element("span", { class: on ? "yes" : "no" }, on ? yes : no);
}

export function row(...cells) {
  return element("tr", {}, ...cells.map((cell) => element("td", {}, cell)));
}
