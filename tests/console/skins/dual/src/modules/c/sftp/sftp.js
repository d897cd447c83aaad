import { load } from "/ui/assets/shared/client.js";

import Credentials from "c/credentials";
import SftpForm from "c/sftpForm";
import { LightningElement } from "lwc";

export default class Sftp extends LightningElement {
  users = [];

  connectedCallback() {
    this.refresh();
  }

  async refresh() {
    this.users = await load("sftp-users");
  }

  async create() {
    const what = await SftpForm.open({ label: "Create SFTP User", size: "small" });
    if (!what) return;
    this.refresh();
    await Credentials.open({ label: what.title, size: "small", what });
  }
}
