import { saveCsv, send } from "/ui/assets/shared/client.js";

import LightningModal from "lightning/modal";
import { api } from "lwc";

export default class Credentials extends LightningModal {
  @api what;

  get fields() {
    return this.what.fields.map(([label, value]) => ({ label, value }));
  }

  connectedCallback() {
    send(`${this.what.report}/dialog-opened`);
  }

  disconnectedCallback() {
    send(`${this.what.report}/dialog-closed`);
  }

  download() {
    saveCsv(this.what);
  }

  shut() {
    this.close();
  }
}
