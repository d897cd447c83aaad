import { blankToken, permissions, saveToken } from "/ui/assets/shared/client.js";

import LightningModal from "lightning/modal";
import { api } from "lwc";

export default class TokenForm extends LightningModal {
  @api account;
  @api token;
  rights = {};
  datasets = [];
  notes = "";
  ipAcceptList = "";

  connectedCallback() {
    this.fill(this.token);
  }

  get boxes() {
    return permissions(this.account).map(([name, label]) => ({ name, label, checked: Boolean(this.rights[name]) }));
  }

  get names() {
    return this.account.datasets.map((name) => ({ label: name, value: name }));
  }

  fill({ rights, datasets, notes, ipAcceptList }) {
    Object.assign(this, { rights: { ...rights }, datasets: [...datasets], notes, ipAcceptList });
  }

  tick({ target }) {
    this.rights = { ...this.rights, [target.name]: target.checked };
  }

  choose({ detail }) {
    this.datasets = detail.value;
  }

  write({ target }) {
    this[target.name] = target.value;
  }

  clear() {
    this.fill(blankToken(this.account));
  }

  cancel() {
    this.close();
  }

  async save() {
    const { rights, notes, ipAcceptList } = this;
    this.close(await saveToken({ number: this.token.number, rights, datasets: [...this.datasets], notes, ipAcceptList }));
  }
}
