// The widgets that this console uses. jQuery UI looks for jQuery in the window, so that it must be there first.

import "./jquery.js";
import "jquery-ui/dist/jquery-ui.js";
import "jquery-ui/dist/themes/smoothness/jquery-ui.css";
import select2 from "select2";
import "select2/dist/css/select2.css";

export const { $ } = window;

select2(window, $);
