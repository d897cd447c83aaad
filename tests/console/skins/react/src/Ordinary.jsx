import { useEffect, useState } from "react";

import { call } from "./api.js";
import { Check, Grid } from "./Fields.jsx";

const TILES = [
  ["Active visitors", "1,284", "+4.1 %"],
  ["Impressions", "48,930", "+1.8 %"],
  ["Clickthrough rate", "3.6 %", "−0.2 %"],
  ["Attributed revenue", "$ 92,417", "+6.4 %"],
];

export function Dashboard() {
  const [events, setEvents] = useState([]);
  useEffect(() => {
    let last = 0;
    let current = true;
    const more = async () => {
      const fresh = await call(`activity?after=${last}`);
      if (!current || !fresh.length) return;
      last = fresh.at(-1).number;
      setEvents((old) => [...fresh.reverse(), ...old].slice(0, 40));
    };
    more();
    const timer = setInterval(more, 1500);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, []);
  const rows = events.map(({ number, time, visitor, action, channel, segments }) => ({
    key: number,
    cells: [time, visitor, action, channel, segments],
  }));
  return (
    <>
      <div className="page-head">
        <h1>Dashboard</h1>
      </div>
      <div className="tiles">
        {TILES.map(([name, value, change]) => (
          <div className="card tile" key={name}>
            <div className="tile-name">{name}</div>
            <div className="tile-value">{value}</div>
            <div className="tile-change">{change}</div>
          </div>
        ))}
      </div>
      <div className="card card-flush">
        <Grid columns={["Time", "Visitor", "Action", "Channel", "Segments"]} rows={rows} />
      </div>
    </>
  );
}

export function Other({ name }) {
  const [enabled, setEnabled] = useState(true);
  return (
    <>
      <div className="page-head">
        <h1>{name}</h1>
      </div>
      <div className="card">
        <p className="empty">There is nothing here yet.</p>
        <Check label="Is enabled" checked={enabled} onChange={setEnabled} />
      </div>
    </>
  );
}
