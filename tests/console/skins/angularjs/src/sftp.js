// Security, Manage SFTP Configuration.

import { load, saveSftpUser } from "/ui/assets/shared/client.js";

export const Sftp = ["$scope", "$uibModal", "showOnce", function ($scope, $uibModal, showOnce) {
  const refresh = () => load("sftp-users").then((users) => $scope.$applyAsync(() => (this.users = users)));
  this.create = () => $uibModal.open({
    ariaLabelledBy: "modal-title",
    templateUrl: "sftp-user.html",
    controllerAs: "form",
    controller: ["$scope", "$uibModalInstance", function (scope, modal) {
      this.user = { userName: "", canUpload: true, enabled: false };
      this.save = async () => {
        const what = await saveSftpUser(this.user);
        scope.$applyAsync(() => modal.close(what));
      };
    }],
  }).result.then((what) => {
    refresh();
    showOnce(what);
  }, () => {});
  refresh();
}];
