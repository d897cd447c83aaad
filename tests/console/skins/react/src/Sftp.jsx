import { useState } from "react";

import { call, useLoaded } from "./api.js";
import { useShared } from "./App.jsx";
import { Buttons, Check, Field, Grid, Status, Text } from "./Fields.jsx";

const BLANK = { userName: "", canUpload: true, enabled: false };

export function Sftp() {
  const { showOnce } = useShared();
  const [users, reload] = useLoaded("sftp-users", []);
  const [form, setForm] = useState(null);
  const rows = users.map(({ number, userName, canUpload, enabled, created }) => ({
    key: number,
    cells: [userName, <Status on={canUpload} />, <Status on={enabled} yes="Active" no="Inactive" />, created],
  }));

  const submit = async (event) => {
    event.preventDefault();
    if (!form.userName) return;
    const user = await call("sftp-users", form);
    setForm(null);
    reload();
    await showOnce({
      title: "Download SFTP Credentials",
      text: "Download or copy the password now. For your security it is not shown again.",
      fields: [["User name", user.userName], ["Password", user.password]],
      file: "sftp.csv",
      button: "Close",
      report: `sftp-users/${user.number}`,
      late: 0,
    });
  };

  return (
    <>
      <div className="page-head">
        <h1>{form ? "Create SFTP User" : "Manage SFTP Configuration"}</h1>
        {!form && (
          <button type="button" className="btn btn-primary btn-caps" onClick={() => setForm(BLANK)}>
            Create SFTP User
          </button>
        )}
      </div>
      {form ? (
        <form className="card token-form" onSubmit={submit}>
          <Field label="User name" hint="The account's name is put before it">
            <Text name="userName" value={form.userName} onChange={(userName) => setForm({ ...form, userName })} />
          </Field>
          <div className="permissions">
            <Check
              label="Can upload files"
              checked={form.canUpload}
              onChange={(canUpload) => setForm({ ...form, canUpload })}
            />
            <Check label="Is enabled" checked={form.enabled} onChange={(enabled) => setForm({ ...form, enabled })} />
          </div>
          <Buttons onClear={() => setForm(BLANK)} onCancel={() => setForm(null)} />
        </form>
      ) : (
        <div className="card card-flush">
          <Grid columns={["User name", "Upload", "Status", "Created"]} rows={rows} />
        </div>
      )}
    </>
  );
}
