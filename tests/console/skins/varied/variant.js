// What this console is like: drawn from the number in its address, the same for the same number.

const seed = Number(new URLSearchParams(location.search).get("seed") ?? 0);
let state = (seed + 1) * 0x9e3779b9;

/** Mulberry32: small, and even enough for drawing lots. */
function next() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

const below = (limit) => Math.floor(next() * limit);
const pick = (...list) => list[below(list.length)];
const chance = (share) => next() < share;
const some = (...list) => list.filter(() => chance(0.5));

function shuffled(list) {
  const left = [...list];
  return list.map(() => left.splice(below(left.length), 1)[0]);
}

export const variant = {
  place: pick("page", "open root", "closed root", "nested roots", "blank frame", "srcdoc frame", "moved into a frame"),
  box: pick("for", "around", "cell", "drawn", "switch", "named by content", "masked"),
  button: pick("button", "input", "link", "role", "plain", "nested"),
  datasets: pick("select", "typed", "chips", "boxes"),
  dialog: pick("dialog", "role", "part of the page"),
  values: pick("inputs", "areas", "code", "list", "rows", "columns", "lines", "text"),
  order: shuffled([0, 1, 2, 3, 4, 5, 6]),
  wrappers: below(4),
  // Without a number the form is as documented, and nothing stands beside it.
  extra: chance(0.4) && seed > 0,
  late: pick(0, 0, 400, 900),
  redraw: pick(0, 0, 0, 400),
  decoys: seed > 0 ? some("old form", "filter", "similar words", "one-time password") : [],
};
// A part of the page with another one of its kind beside it would be hard to tell apart for a person, too.
if (variant.dialog === "part of the page") variant.decoys = variant.decoys.filter((decoy) => decoy !== "one-time password");

// For whoever wants to know afterwards what this number stands for.
globalThis.variant = JSON.stringify(variant);
