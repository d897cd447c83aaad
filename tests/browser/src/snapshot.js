// The page as it is drawn, for reading it natively: shadow roots, slots and frames opened, what a script set written as
// attributes, and of the style only what says whether something is seen. One line for a node: [depth, "text"] or
// [depth, "tag", {attributes}]. Classes are left out, so that nothing can be recognized by them.

const KEPT = /^(aria-.*|role|id|for|form|headers|type|name|title|alt|placeholder|data-placeholder|href|value|tabindex|readonly|multiple|open|colspan|contenteditable|list|lang|translate|slot)$/;
const IDS = ["for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant"];
const LEFT_OUT = "script,style,template,noscript,link,meta,head";

const lines = [];
let scopes = 0;
const scopeOf = new Map();

const rootOf = (element) => element.shadowRoot
  ?? element.ownerDocument.defaultView?.[Symbol.for("closed roots")]?.get(element) ?? null;
const frameOf = (element) => /^i?frame$/.test(element.localName) ? element.contentDocument : null;

function styleOf(element) {
  const computed = element.ownerDocument.defaultView.getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const found = [];
  if (computed.display === "none") return "display:none";
  if (computed.visibility !== "visible") found.push("visibility:hidden");
  if (Number(computed.opacity) === 0) found.push("opacity:0");
  if (/^inset\((50|100)%\)/.test(computed.clipPath) || /^rect\((0|1)px/.test(computed.clip)) found.push("clip-path:inset(100%)");
  else if (computed.overflow !== "visible" && computed.display !== "inline" && Math.min(box.width, box.height) <= 1) found.push("overflow:hidden;height:1px");
  if (box.right + scrollX < 0 || box.bottom + scrollY < 0) found.push("left:-9999px");
  if (computed.position === "absolute" || computed.position === "fixed") found.push(`position:${computed.position}`);
  const isInline = computed.display.startsWith("inline") || computed.display === "contents";
  found.push(isInline ? "display:inline" : "display:block");
  return found.join(";");
}

function attributesOf(element, scope) {
  const found = {};
  for (const { name, value } of element.attributes) if (KEPT.test(name)) found[name] = value;
  for (const name of ["id", ...IDS]) {
    if (found[name]) found[name] = found[name].split(/\s+/).filter(Boolean).map((id) => scope + id).join(" ");
  }
  if ("value" in element && element.localName === "input") found.value = element.value;
  if (element.checked) found.checked = "";
  if (element.indeterminate) found["data-indeterminate"] = "";
  if (element.selected) found.selected = "";
  if (element.matches(":disabled")) found.disabled = "";
  found.style = styleOf(element);
  return found;
}

function write(node, depth, scope) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.data.trim()) lines.push(JSON.stringify([depth, node.data.replace(/\s+/g, " ")]));
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) return;
  lines.push(JSON.stringify([depth, node.localName, attributesOf(node, scope)]));
  if (node.localName === "textarea") {
    if (node.value) lines.push(JSON.stringify([depth + 1, node.value]));
    return;
  }
  const inner = frameOf(node)?.body ?? rootOf(node);
  if (inner) {
    scopes += 1;
    const fresh = `${scopes}-`; // an id means something in its own root alone
    scopeOf.set(inner.getRootNode(), fresh);
    for (const child of inner.nodeType === Node.ELEMENT_NODE ? [inner] : inner.childNodes) write(child, depth + 1, fresh);
    return;
  }
  const assigned = node.localName === "slot" ? node.assignedNodes() : [];
  // What is slotted has the ids of the root that it is written in.
  for (const child of assigned.length > 0 ? assigned : node.childNodes) {
    write(child, depth + 1, assigned.length > 0 ? scopeOf.get(child.getRootNode()) ?? "" : scope);
  }
}

write(document.body, 0, "");
return lines.join("\n");
