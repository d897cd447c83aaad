// jQuery's plugins look for jQuery in the window, so that it must be there first.

import "./jquery.js";
import "bootstrap";
import "bootstrap/dist/css/bootstrap.css";
import "chosen-js";
import "chosen-js/chosen.css";

export const { $ } = window;
