import { saveSftpUser } from "/ui/assets/shared/client.js";

import LightningModal from "lightning/modal";

export default class SftpForm extends LightningModal {
  cancel() {
    this.close();
  }

  async save() {
    const [userName, canUpload, enabled] = this.template.querySelectorAll("lightning-input");
    this.close(await saveSftpUser({ userName: userName.value, canUpload: canUpload.checked, enabled: enabled.checked }));
  }
}
