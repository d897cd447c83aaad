// What the address says about how this page is to behave.
const query = new URLSearchParams(location.search);

export const options = {
  screen: query.get("screen") ?? "dashboard",
  twoDialogs: query.get("dialogs") === "two",
  presetDataset: query.get("datasets") === "preset",
  secretLabel: query.get("wording") === "secret-key" ? "API Secret Key" : "API Key Secret",
  extra: query.has("extra"),
  enabled: query.has("enabled"),
  late: Number(query.get("late") ?? 0),
  redraw: Number(query.get("redraw") ?? 0),
};
