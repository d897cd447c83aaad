import { createContext, useCallback, useContext, useEffect, useState } from "react";

import { useLoaded } from "./api.js";
import { Icon } from "./Icon.jsx";
import { OneTime } from "./OneTime.jsx";
import { options } from "./options.js";
import { Dashboard, Other } from "./Ordinary.jsx";
import { Sftp } from "./Sftp.jsx";
import { TokenForm } from "./TokenForm.jsx";
import { Tokens } from "./Tokens.jsx";
import { Users } from "./Users.jsx";

const FIRST = {
  dashboard: "/dashboard",
  tokens: "/security/tokens",
  create: "/security/tokens/create",
  sftp: "/security/sftp",
  users: "/security/users",
};
const SECTIONS = ["dashboard", "campaigns", "catalog", "segments", "reports", "settings"];
const SECURITY = [
  ["/security/tokens", "API Tokens"],
  ["/security/sftp", "Manage SFTP Configuration"],
  ["/security/users", "Manage Users"],
];

const Shared = createContext(null);

/** The account and `showOnce`, which resolves when the modal with the values is closed. */
export const useShared = () => useContext(Shared);

export const go = (path) => {
  location.hash = path;
};

const here = () => location.hash.slice(1) || FIRST[options.screen] || FIRST.dashboard;

export function App() {
  const [path, setPath] = useState(here);
  const [once, setOnce] = useState(null);
  const [account] = useLoaded("account", null);
  useEffect(() => {
    const follow = () => setPath(here());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const showOnce = useCallback((what) => new Promise((resolve) => setOnce({ ...what, resolve })), []);
  if (!account) return <p className="loading">Loading…</p>;
  return (
    <Shared.Provider value={{ account, showOnce }}>
      <div className="layout">
        <Navigation path={path} />
        <div className="column">
          <header className="topbar">
            <span className="topbar-account">{account.account}</span>
            <span className="pill">us-5</span>
            <span className="avatar" title={account.admin}>
              {account.admin.split(" ").map((name) => name[0])}
            </span>
          </header>
          <main className="page">
            <Page path={path} />
          </main>
        </div>
      </div>
      {once && (
        <OneTime
          key={once.title}
          {...once}
          onClose={() => {
            setOnce(null);
            once.resolve();
          }}
        />
      )}
    </Shared.Provider>
  );
}

function Page({ path }) {
  const [, section, screen, detail] = path.split("/");
  if (section === "dashboard") return <Dashboard />;
  if (screen === "tokens") return detail ? <TokenForm key={detail} number={Number(detail) || null} /> : <Tokens />;
  if (screen === "sftp") return <Sftp />;
  if (screen === "users") return <Users />;
  return <Other key={section} name={section[0].toUpperCase() + section.slice(1)} />;
}

function Navigation({ path }) {
  const inside = path.startsWith("/security");
  const [open, setOpen] = useState(inside);
  useEffect(() => {
    if (inside) setOpen(true);
  }, [inside]);
  const link = (target, label, icon) => (
    <a key={target} href={`#${target}`} className={path.startsWith(target) ? "nav-link active" : "nav-link"}>
      {icon && <Icon name={icon} />}
      <span>{label}</span>
    </a>
  );
  return (
    <nav className="sidebar">
      <div className="product">
        <span className="product-mark" />
        Personalization
      </div>
      {SECTIONS.map((name) => link(`/${name}`, name[0].toUpperCase() + name.slice(1), name))}
      <div className="sidebar-space" />
      <button type="button" className="nav-link" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="security" />
        <span>Security</span>
        <Icon name={open ? "down" : "right"} />
      </button>
      {open && <div className="nav-group">{SECURITY.map(([target, label]) => link(target, label))}</div>}
    </nav>
  );
}
