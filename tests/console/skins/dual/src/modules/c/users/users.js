import { load } from "/ui/assets/shared/client.js";

import { LightningElement } from "lwc";

export default class Users extends LightningElement {
  users = [];

  async connectedCallback() {
    this.users = await load("users");
  }
}
