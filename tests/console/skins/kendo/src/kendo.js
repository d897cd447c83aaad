// The widgets that this console uses. They look for jQuery in the window, so that it must be there first.

import "./jquery.js";
import "kendo-ui-core/esm/kendo.binder.js";
import "kendo-ui-core/esm/kendo.button.js";
import "kendo-ui-core/esm/kendo.checkbox.js";
import "kendo-ui-core/esm/kendo.dialog.js";
import "kendo-ui-core/esm/kendo.dropdownlist.js";
import "kendo-ui-core/esm/kendo.multiselect.js";
import "kendo-ui-core/esm/kendo.panelbar.js";
import "kendo-ui-core/esm/kendo.textarea.js";
import "kendo-ui-core/esm/kendo.textbox.js";
import "kendo-ui-core/esm/kendo.window.js";

export const { kendo, $ } = window;
