import { useLoaded } from "./api.js";
import { go } from "./App.jsx";
import { Grid, Status } from "./Fields.jsx";

export function Tokens() {
  const [tokens] = useLoaded("tokens", []);
  const rows = tokens.map(({ number, notes, rights, datasets, created }) => ({
    key: number,
    cells: [
      number,
      notes || <em>No notes</em>,
      [rights.accessApi && "API", rights.sendEvents && "Events"].filter(Boolean).join(", "),
      datasets.length ? datasets.map((name) => <span className="tag" key={name}>{name}</span>) : "–",
      <Status on={rights.enabled} yes="Active" no="Inactive" />,
      created,
    ],
  }));
  return (
    <>
      <div className="page-head">
        <h1>API Tokens</h1>
        <button type="button" className="btn btn-primary btn-caps" onClick={() => go("/security/tokens/create")}>
          Create Token
        </button>
      </div>
      <div className="card card-flush">
        <Grid
          columns={["#", "Notes", "Permissions", "Datasets", "Status", "Created"]}
          rows={rows}
          onOpen={(number) => go(`/security/tokens/${number}`)}
        />
      </div>
    </>
  );
}
