import { useState } from "react";

import { call, useLoaded } from "./api.js";
import { Buttons, Check, Field, Grid, Status, Text } from "./Fields.jsx";

const BLANK = { name: "", email: "", role: "Viewer", enabled: true };

export function Users() {
  const [users, reload] = useLoaded("users", []);
  const [form, setForm] = useState(null);
  const rows = users.map(({ email, name, role, enabled }) => ({
    key: email,
    cells: [name, email, role, <Status on={enabled} yes="Active" no="Inactive" />],
  }));
  const set = (change) => setForm({ ...form, ...change });

  const submit = async (event) => {
    event.preventDefault();
    if (!form.email) return;
    const { name, email, role, enabled } = form;
    await call("users", { name, email, role, enabled });
    setForm(null);
    reload();
  };

  return (
    <>
      <div className="page-head">
        <h1>Manage Users</h1>
        {!form && (
          <button type="button" className="btn btn-primary btn-caps" onClick={() => setForm(BLANK)}>
            Add User
          </button>
        )}
      </div>
      {form ? (
        <form className="card token-form" onSubmit={submit}>
          <Field label="Name">
            <Text name="name" value={form.name} onChange={(name) => set({ name })} />
          </Field>
          <Field label="Email">
            <Text name="email" value={form.email} onChange={(email) => set({ email })} />
          </Field>
          <Field label="Role">
            <select className="input" value={form.role} onChange={(event) => set({ role: event.target.value })}>
              <option>Viewer</option>
              <option>Campaign Editor</option>
              <option>Administrator</option>
            </select>
          </Field>
          <div className="permissions">
            <Check label="Is enabled" checked={form.enabled} onChange={(enabled) => set({ enabled })} />
          </div>
          <Buttons onClear={() => setForm(BLANK)} onCancel={() => setForm(null)} />
        </form>
      ) : (
        <div className="card card-flush">
          <Grid
            columns={["Name", "Email", "Role", "Status"]}
            rows={rows}
            onOpen={(email) => setForm(users.find((user) => user.email === email))}
          />
        </div>
      )}
    </>
  );
}
