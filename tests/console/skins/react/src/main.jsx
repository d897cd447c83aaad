import { createRoot } from "react-dom/client";
import Modal from "react-modal";

import { App } from "./App.jsx";
import "./shell.css";
import "./forms.css";
import "./select.css";

const root = document.getElementById("root");
Modal.setAppElement(root);
createRoot(root).render(<App />);
