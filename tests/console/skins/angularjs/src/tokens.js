// Security, API Tokens.

import { blankToken, existingToken, load, options, permissions, saveToken } from "/ui/assets/shared/client.js";

export const Tokens = ["$scope", "$uibModal", "account", "showOnce", function ($scope, $uibModal, account, showOnce) {
  const refresh = () => load("tokens").then((tokens) => $scope.$applyAsync(() => (this.tokens = tokens)));
  const open = (token) => $uibModal.open({
    ariaLabelledBy: "modal-title",
    ariaDescribedBy: "modal-body",
    templateUrl: "token.html",
    controllerAs: "form",
    controller: ["$scope", "$uibModalInstance", function (scope, modal) {
      this.title = token.number ? "Editing API Token" : "Create API Token";
      this.token = token;
      this.boxes = permissions(account);
      this.datasets = account.datasets;
      this.clear = () => (this.token = blankToken(account));
      this.save = async () => {
        const dialogs = await saveToken({ ...this.token, number: token.number });
        scope.$applyAsync(() => modal.close(dialogs));
      };
    }],
  }).result.then(async (dialogs) => {
    refresh();
    for (const what of dialogs) await showOnce(what);
  }, () => {});

  this.create = () => open(blankToken(account));
  this.edit = (token) => open(existingToken(token));
  refresh();
  if (options.screen === "create") {
    options.screen = "";
    this.create();
  }
}];
