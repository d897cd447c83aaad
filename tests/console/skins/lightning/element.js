// Components in the manner of Lightning: each a custom element with a shadow root of its own.

/** Whether the page's shadow roots are closed; nothing else differs. */
const mode = document.documentElement.dataset.shadowMode ?? "open";

const styles = await Promise.all(["slds", "components"].map(async (name) => {
  const answer = await fetch(`/ui/assets/lightning/${name}.css`);
  return new CSSStyleSheet().replace(await answer.text());
}));

/**
 * Defines a component: its markup, and `setup(host, root)`, which answers with a function for each property that can be
 * given, and with `connected` and `disconnected` where it wants to know. Attributes in markup are given as properties.
 */
export function define(name, markup, setup = () => ({}), { delegatesFocus = false } = {}) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  customElements.define(name, class extends HTMLElement {
    #given;

    constructor() {
      super();
      const root = this.attachShadow({ mode, delegatesFocus });
      root.adoptedStyleSheets = styles;
      root.append(document.importNode(template.content, true));
      this.#given = setup(this, root);
      for (const [key, set] of Object.entries(this.#given)) Object.defineProperty(this, key, { set });
    }

    connectedCallback() {
      for (const { name: key, value } of this.attributes) this.#given[camel(key)]?.(value);
      this.#given.connected?.();
    }

    disconnectedCallback() {
      this.#given.disconnected?.();
    }
  });
}

const camel = (key) => key.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Makes an element and gives it its properties and children. */
export function make(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class" || key === "slot" || key.includes("-")) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

export const tell = (host, name, detail) =>
  host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));

let count = 0;

/** Ids are unique in the whole page, as the platform makes them. */
export const unique = (name) => `${name}-${(count += 1)}`;
