// The module of the console: its libraries, its views, and which screen is shown.

import { follow, load, options, saveCsv, send, TILES } from "/ui/assets/shared/client.js";

import angular from "angular";
import sanitize from "angular-sanitize";
import bootstrap from "angular-ui-bootstrap";
import "bootstrap/dist/css/bootstrap.css";
import "ui-select";
import "ui-select/dist/select.css";

import { Sftp } from "./sftp.js";
import { Tokens } from "./tokens.js";
import dashboard from "./views/dashboard.html";
import once from "./views/once.html";
import segments from "./views/segments.html";
import sftp from "./views/sftp.html";
import sftpUser from "./views/sftp-user.html";
import token from "./views/token.html";
import tokens from "./views/tokens.html";
import users from "./views/users.html";

const VIEWS = { dashboard, once, segments, sftp, "sftp-user": sftpUser, token, tokens, users };
const MENU = [
  ["Dashboard", "dashboard"], ["Segments", "segments"], ["Security", "tokens"], ["API Tokens", "tokens"],
  ["Manage SFTP Configuration", "sftp"], ["Manage Users", "users"],
];

const account = await load("account");

const app = angular.module("console", [sanitize, bootstrap, "ui.select"]);
app.constant("account", account);
app.run(["$templateCache", ($templateCache) => {
  for (const [name, view] of Object.entries(VIEWS)) $templateCache.put(`${name}.html`, view);
}]);
app.controller("Console", function () {
  this.account = account;
  this.menu = MENU.map(([title, screen]) => ({ title, screen }));
  this.screen = options.screen === "create" ? "tokens" : options.screen;
  this.show = (screen) => (this.screen = screen);
});
app.controller("Tokens", Tokens);
app.controller("Sftp", Sftp);
app.controller("Dashboard", ["$scope", function ($scope) {
  let isShown = true;
  $scope.$on("$destroy", () => (isShown = false));
  this.tiles = TILES;
  this.events = [];
  follow((events) => {
    $scope.$applyAsync(() => this.events.unshift(...events.reverse()));
    return isShown;
  });
}]);
app.controller("Users", ["$scope", function ($scope) {
  load("users").then((users) => $scope.$applyAsync(() => (this.users = users)));
}]);
app.factory("showOnce", ["$uibModal", ($uibModal) => (what) => $uibModal.open({
  ariaLabelledBy: "once-title",
  templateUrl: "once.html",
  controllerAs: "once",
  controller: ["$scope", function ($scope) {
    this.what = what;
    this.download = () => saveCsv(what);
    send(`${what.report}/dialog-opened`);
    $scope.$on("$destroy", () => send(`${what.report}/dialog-closed`));
  }],
}).result.catch(() => {})]);

angular.bootstrap(document, ["console"]);
