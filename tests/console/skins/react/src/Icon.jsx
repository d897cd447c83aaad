const PATHS = {
  dashboard: "M3 3h6v8H3zM11 3h6v4h-6zM11 9h6v8h-6zM3 13h6v4H3z",
  campaigns: "M3 8v4h3l7 4V4L6 8zM16 8v4",
  catalog: "M3 6l7-3 7 3v8l-7 3-7-3zM3 6l7 3 7-3M10 9v8",
  segments: "M10 10V3a7 7 0 1 0 7 7zM13 3.6A7 7 0 0 1 16.6 7H13z",
  reports: "M3 17V3M3 17h14M7 14v-4M11 14V6M15 14V9",
  settings: "M3 6h14M3 14h14M11 4v4M7 12v4",
  security: "M10 2.5l6 2.2v4.6c0 4-2.6 6.8-6 8.2-3.4-1.4-6-4.2-6-8.2V4.7zM7.5 10l2 2 3.5-4",
  right: "M8 6l4 4-4 4",
  down: "M6 8l4 4 4-4",
  close: "M5 5l10 10M15 5L5 15",
  copy: "M7 7h9v10H7zM13 7V3H4v10h3",
};

export function Icon({ name }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
