/** A check box inside its label. */
export function Check({ name, label, checked, onChange }) {
  return (
    <label className="check">
      <input type="checkbox" name={name} checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span className="check-text">{label}</span>
    </label>
  );
}

/** A caption over whatever is inside. */
export function Field({ label, hint, children }) {
  return (
    <div className="form-field">
      <div className="form-label">{label}</div>
      {children}
      {hint && <div className="form-hint">{hint}</div>}
    </div>
  );
}

export function Text({ name, value, onChange, placeholder }) {
  return (
    <input
      className="input"
      type="text"
      name={name}
      value={value}
      placeholder={placeholder}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export function Buttons({ onClear, onCancel }) {
  return (
    <div className="form-buttons">
      <button type="submit" className="btn btn-primary">
        OK
      </button>
      <button type="button" className="btn" onClick={onClear}>
        Clear
      </button>
      <button type="button" className="btn btn-plain" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}

export function Status({ on, yes = "Yes", no = "No" }) {
  return <span className={on ? "status status-on" : "status"}>{on ? yes : no}</span>;
}

/** A table from the captions of its columns and rows of cells. */
export function Grid({ columns, rows, onOpen }) {
  return (
    <table className="k-grid">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column}>{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key} onDoubleClick={onOpen && (() => onOpen(key))}>
            {cells.map((cell, index) => (
              <td key={columns[index]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
