import { options } from "/ui/assets/shared/client.js";

import { api, LightningElement } from "lwc";

export default class App extends LightningElement {
  @api account;
  screen = options.screen === "create" ? "tokens" : options.screen;

  get is() {
    return { [this.screen]: true };
  }

  select({ detail }) {
    this.screen = detail.name;
  }
}
