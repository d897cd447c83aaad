import { blankToken, existingToken, load, options } from "/ui/assets/shared/client.js";

import Credentials from "c/credentials";
import TokenForm from "c/tokenForm";
import { api, LightningElement } from "lwc";

const yes = (on) => (on ? "Yes" : "No");

export default class Tokens extends LightningElement {
  @api account;
  tokens = [];

  get rows() {
    return this.tokens.map((token) => ({
      ...token,
      api: yes(token.rights.accessApi),
      events: yes(token.rights.sendEvents),
      enabled: yes(token.rights.enabled),
      names: token.datasets.join(", "),
    }));
  }

  connectedCallback() {
    this.refresh();
    if (options.screen === "create") {
      options.screen = "";
      this.create();
    }
  }

  async refresh() {
    this.tokens = await load("tokens");
  }

  create() {
    return this.open(blankToken(this.account));
  }

  edit({ currentTarget }) {
    const token = this.tokens.find(({ number }) => String(number) === currentTarget.dataset.number);
    return this.open(existingToken(token));
  }

  async open(token) {
    const label = token.number ? "Editing API Token" : "Create API Token";
    const dialogs = await TokenForm.open({ label, size: "small", account: this.account, token });
    if (!dialogs) return;
    this.refresh();
    for (const what of dialogs) await Credentials.open({ label: what.title, size: "small", what });
  }
}
