const addresses = arguments[0];
const element = (name, properties) => new Promise((resolve) => {
  const made = Object.assign(document.createElement(name), properties);
  made.onload = () => resolve(true);
  made.onerror = () => resolve(false);
  document.body.append(made);
});
const settled = (promise) => promise.then(() => true, () => false);
const ways = {
  fetch: (url) => settled(fetch(url)),
  "opaque fetch": (url) => settled(fetch(url, { mode: "no-cors" })),
  image: (src) => element("img", { src }),
  script: (src) => element("script", { src }),
  module: (url) => settled(import(url)),
  style: (href) => element("link", { rel: "stylesheet", href }),
};
const brought = addresses.flatMap((address) => Object.entries(ways).map(([name, way]) =>
  way(address).then((came) => (came ? [`${name} of ${address}`] : []))));
return Promise.all(brought).then((brought) => brought.flat());
