import { useEffect, useState } from "react";
import Modal from "react-modal";

import { call } from "./api.js";
import { Icon } from "./Icon.jsx";

/** Shows values once. The key of the element must change from one dialog to the next. */
export function OneTime({ title, text, fields, file, button, report, late, onClose }) {
  const [waiting, setWaiting] = useState(late > 0);
  useEffect(() => {
    call(`${report}/dialog-opened`, {});
    const timer = setTimeout(() => setWaiting(false), late);
    return () => clearTimeout(timer);
  }, [report, late]);

  const close = () => {
    call(`${report}/dialog-closed`, {});
    onClose();
  };
  const download = () => {
    save(file, fields);
    call(`${report}/csv-downloaded`, {});
  };
  return (
    <Modal
      isOpen
      onRequestClose={close}
      shouldCloseOnOverlayClick={false}
      contentLabel={title}
      className="modal"
      overlayClassName="overlay"
    >
      <div className="modal-header">
        <h3>{title}</h3>
        <button type="button" className="icon-button" title="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <div className="modal-body">
        <div className="callout">{text}</div>
        {fields.map(([label, value], index) => (
          <Credential key={label} label={label} value={waiting && index === fields.length - 1 ? "" : value} />
        ))}
      </div>
      <div className="modal-footer">
        {file && (
          <button type="button" className="btn btn-primary" onClick={download}>
            Download CSV File
          </button>
        )}
        <button type="button" className={file ? "btn" : "btn btn-primary"} onClick={close}>
          {button}
        </button>
      </div>
    </Modal>
  );
}

function Credential({ label, value }) {
  return (
    <div className="credential">
      <div className="credential-label">{label}</div>
      <div className="credential-line">
        <code>{value}</code>
        <button type="button" className="copy" disabled={!value} onClick={() => navigator.clipboard.writeText(value)}>
          <Icon name="copy" />
          Copy
        </button>
      </div>
    </div>
  );
}

function save(file, fields) {
  const quoted = (cells) => cells.map((cell) => `"${cell}"`).join(",");
  const lines = [fields.map(([label]) => label), fields.map(([, value]) => value)].map(quoted);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type: "text/csv" }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
