// The application of the console, in the page that LWC leaves to it.

import { load } from "/ui/assets/shared/client.js";

import App from "c/app";
import { createElement } from "lwc";

const app = createElement("c-app", { is: App });
app.account = await load("account");
document.body.append(app);
