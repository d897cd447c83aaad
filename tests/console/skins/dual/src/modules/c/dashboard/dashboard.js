import { follow } from "/ui/assets/shared/client.js";

import { LightningElement } from "lwc";

export default class Dashboard extends LightningElement {
  events = [];

  connectedCallback() {
    follow((events) => {
      this.events = [...events.reverse(), ...this.events].slice(0, 40);
      return this.isConnected;
    });
  }
}
