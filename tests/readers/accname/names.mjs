// Names by an implementation of the W3C's computation that we did not write. Takes pages as JSON on the standard input and writes
// for each the names that it has: of HTML that of #x, of the lines of a snapshot those of all elements in the order of the
// document, null for one that is no control.

import { computeAccessibleName } from "dom-accessibility-api";
import { JSDOM } from "jsdom";

const CONTROLS = `a[href], button, input:not([type=hidden]), select, textarea, [role=button], [role=checkbox], [role=combobox],
  [role=link], [role=menuitem], [role=menuitemcheckbox], [role=option], [role=radio], [role=switch], [role=tab], [role=textbox]`;

const { document } = new JSDOM("<!doctype html><body></body>").window;

// As a tree and not as HTML, of which a parser would put some elsewhere.
function drawn(lines) {
  const open = [document.createElement("div")];
  for (const [depth, word, attributes] of lines) {
    open.length = depth + 1;
    const node = attributes ? document.createElement(word) : document.createTextNode(word);
    for (const [name, value] of Object.entries(attributes ?? {})) node.setAttribute(name, value);
    open.at(-1).append(node);
    open.push(node);
  }
  return open[0];
}

function names(page) {
  document.body.replaceChildren();
  if (typeof page === "string") {
    document.body.innerHTML = page;
    return [computeAccessibleName(document.getElementById("x"))];
  }
  document.body.append(...drawn(page).childNodes);
  return [...document.body.querySelectorAll("*")].map((element) => (element.matches(CONTROLS) ? computeAccessibleName(element) : null));
}

let asked = "";
for await (const part of process.stdin) asked += part;
process.stdout.write(JSON.stringify(JSON.parse(asked).map(names)));
