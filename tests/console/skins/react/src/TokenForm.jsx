import { useEffect, useRef, useState } from "react";
import Select from "react-select";

import { call, useLoaded } from "./api.js";
import { go, useShared } from "./App.jsx";
import { Buttons, Check, Field, Text } from "./Fields.jsx";
import { options } from "./options.js";

const LIST = "/security/tokens";

function blank(account) {
  const ticked = account.extraPermissions.filter((one) => one.ticked).map((one) => one.label);
  return {
    rights: { accessApi: false, sendEvents: true, enabled: options.enabled, extra: options.extra ? ticked : [] },
    datasets: options.presetDataset ? ["engage"] : [],
    notes: "",
    ipAcceptList: "",
  };
}

export function TokenForm({ number }) {
  const { account } = useShared();
  const [tokens] = useLoaded("tokens", null);
  if (!number) return <Editor number={null} initial={blank(account)} />;
  const token = tokens?.find((one) => one.number === number);
  return token ? <Editor number={number} initial={token} /> : null;
}

function Editor({ number, initial }) {
  const { account, showOnce } = useShared();
  const [form, setForm] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [round, holder] = useRedraw();
  const set = (change) => setForm((old) => ({ ...old, ...change }));
  const grant = (change) => set({ rights: { ...form.rights, ...change } });
  const { rights } = form;

  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const { datasets, notes, ipAcceptList } = form;
    const body = { rights, datasets, notes, ipAcceptList };
    if (number) {
      await call(`tokens/${number}`, body, "PUT");
      go(LIST);
      return;
    }
    const created = await call("tokens", body);
    go(LIST);
    await present(created, showOnce);
  };

  return (
    <>
      <div className="page-head">
        <h1>{number ? "Editing API Token" : "Create API Token"}</h1>
      </div>
      <form className="card token-form" onSubmit={submit} key={round} ref={holder}>
        <div className="permissions">
          <Check label="Can access API" checked={rights.accessApi} onChange={(accessApi) => grant({ accessApi })} />
          <Check label="Can send events" checked={rights.sendEvents} onChange={(sendEvents) => grant({ sendEvents })} />
          {options.extra && <Extra all={account.extraPermissions} granted={rights.extra} grant={grant} />}
          <Check label="Is enabled" checked={rights.enabled} onChange={(enabled) => grant({ enabled })} />
        </div>
        <Field label="Restrict to Specific Datasets">
          <Datasets all={account.datasets} chosen={form.datasets} onChange={(datasets) => set({ datasets })} />
        </Field>
        <Field label="Notes">
          <textarea
            className="input"
            name="notes"
            rows={2}
            value={form.notes}
            onChange={(event) => set({ notes: event.target.value })}
          />
        </Field>
        <Field label="IP Accept List" hint="Comma-separated">
          <Text name="ipAcceptList" value={form.ipAcceptList} onChange={(ipAcceptList) => set({ ipAcceptList })} />
        </Field>
        <Buttons onClear={() => setForm(blank(account))} onCancel={() => go(LIST)} />
      </form>
    </>
  );
}

function Extra({ all, granted, grant }) {
  const others = (label) => granted.filter((other) => other !== label);
  return all.map(({ label }) => (
    <Check
      key={label}
      label={label}
      checked={granted.includes(label)}
      onChange={(on) => grant({ extra: on ? [...others(label), label] : others(label) })}
    />
  ));
}

// Unstyled, because the styles react-select injects are refused by a strict policy; select.css has them all.
function Datasets({ all, chosen, onChange }) {
  const choice = (name) => ({ value: name, label: name });
  return (
    <Select
      isMulti
      unstyled
      className="rs"
      classNamePrefix="rs"
      placeholder="Select datasets"
      options={all.map(choice)}
      value={chosen.map(choice)}
      onChange={(choices) => onChange(choices.map((one) => one.value))}
    />
  );
}

/** Remounts what has the returned key every so often, if the address asks for it, and gives the focus back. */
function useRedraw() {
  const [round, setRound] = useState(0);
  const holder = useRef(null);
  const focused = useRef("");
  useEffect(() => {
    if (!options.redraw) return undefined;
    const timer = setInterval(() => {
      focused.current = document.activeElement?.name ?? "";
      setRound((old) => old + 1);
    }, options.redraw);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (focused.current) holder.current?.elements.namedItem(focused.current)?.focus();
  }, [round]);
  return [round, holder];
}

async function present({ number, apiKeyId, apiKeySecret }, showOnce) {
  const fields = [["API Key ID", apiKeyId], [options.secretLabel, apiKeySecret]];
  const what = { fields, report: `tokens/${number}` };
  if (options.twoDialogs) {
    const text = "The new token is ready to use.";
    await showOnce({ ...what, title: "API Token Created", text, button: "OK", late: options.late });
  }
  await showOnce({
    ...what,
    title: "Download API Key Credentials",
    text: "Download or copy your credentials now. For your security they are not shown again.",
    file: "api-key.csv",
    button: "Close",
    late: options.twoDialogs ? 0 : options.late,
  });
}
