// The sample screen: what a console would do, and not more. The guard comes first, as it does on a console.
import "./guard.js";

const SERVER_TAKES_MS = 400;

const part = (id) => document.getElementById(id);
const form = document.querySelector("form");
const dialog = document.querySelector("dialog");

function show(id) {
  for (const screen of document.querySelectorAll(".screen")) screen.hidden = screen.id !== id;
}

// In the shape of the console's values: a UUID, and 32 bytes as Base64 for addresses.
function fill() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  part("key-id").value = crypto.randomUUID().toUpperCase();
  part("key-secret").value = btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

function list() {
  const { access, events, enabled, notes } = form.elements;
  const table = document.querySelector("table");
  const row = table.tBodies[0].insertRow();
  const yes = (box) => (box.checked ? "Yes" : "No");
  const cells = [table.tBodies[0].rows.length, notes.value || "–", yes(access), yes(events), enabled.checked ? "Enabled" : "Disabled"];
  for (const cell of cells) row.insertCell().textContent = cell;
}

part("create").addEventListener("click", () => {
  form.reset();
  show("new");
});
part("cancel").addEventListener("click", () => show("list"));
// As long as a console's server takes, the form stays.
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.submitter.disabled = true;
  await new Promise((answered) => setTimeout(answered, SERVER_TAKES_MS));
  event.submitter.disabled = false;
  list();
  show("list");
  fill();
  dialog.showModal();
});
part("close").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  part("key-id").value = part("key-secret").value = "";
});
