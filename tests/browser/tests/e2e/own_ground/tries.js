async (expected) => {
  // What is brought from elsewhere is known by its address when the browser tells that it was stopped.
  let asked = "";
  const elsewhere = (name, scheme = "https") => (asked = `${scheme}://elsewhere.example.com/${name}`);
  const make = (name, ...properties) => Object.assign(document.createElement(name), ...properties);
  const put = (element) => (document.body.append(element), element);
  const ran = () => globalThis.ran === 1;
  const text = "globalThis.ran = 1";

  // Each does something that must not be, and answers with a function that says whether it was.
  const tries = {
    "eval": () => (eval(text), ran),
    "new Function": () => (new Function(text)(), ran),
    "a timer of text": () => (setTimeout(text), ran),
    "innerHTML": () => {
      const box = make("div");
      box.innerHTML = "<b></b>";
      return () => box.firstChild !== null;
    },
    "outerHTML": () => {
      const box = make("div");
      box.append(make("i"));
      box.firstChild.outerHTML = "<b></b>";
      return () => box.firstChild.localName === "b";
    },
    "insertAdjacentHTML": () => {
      const box = make("div");
      box.insertAdjacentHTML("beforeend", "<b></b>");
      return () => box.firstChild !== null;
    },
    "document.write": () => (document.write("<b id=written></b>"), () => document.getElementById("written") !== null),
    "a policy of trusted types": () => (trustedTypes.createPolicy("any", { createHTML: (text) => text }), () => true),
    "an inline script": () => {
      const script = make("script");
      script.append(text);
      put(script);
      return ran;
    },
    "an inline handler": () => {
      const button = put(make("button"));
      button.setAttribute("onclick", text);
      button.click();
      return ran;
    },
    "a remote script": () => (put(make("script", { src: elsewhere("script.js") })), ran),
    "a remote module": () => {
      let came = false;
      import(elsewhere("module.js")).then(() => { came = true; }, () => {});
      return () => came;
    },
    "an inline style": () => {
      const style = make("style");
      style.append("body { --ran: 1 }");
      put(style);
      return () => getComputedStyle(document.body).getPropertyValue("--ran") !== "";
    },
    "a remote style": () => {
      let came = false;
      put(make("link", { rel: "stylesheet", href: elsewhere("style.css"), onload: () => { came = true; } }));
      return () => came;
    },
    "a remote image": () => {
      const image = put(make("img", { src: elsewhere("image.png") }));
      return () => image.naturalWidth > 0;
    },
    "a frame": () => (put(make("iframe", { src: elsewhere("frame.html") })), () => false),
    "a form": () => {
      // Into another window: before it left this one, the browser would ask.
      put(make("form", { action: elsewhere("form"), target: "_blank" })).submit();
      return () => false;
    },
    "a base": () => (put(make("base", { href: elsewhere("base/") })), () => document.baseURI === asked),
    "a request that is not encrypted": () => {
      let came = false;
      fetch(elsewhere("request", "http")).then(() => { came = true; }, () => {});
      return () => came;
    },
    "a web socket": () => {
      const socket = new WebSocket(elsewhere("socket", "wss"));
      return () => socket.readyState === WebSocket.OPEN;
    },
  };

  const outcomes = {};
  for (const [name, attempt] of Object.entries(tries)) {
    let thrown = "";
    let hadEffect = () => false;
    let violated = "";
    asked = "";
    const event = new Promise((resolve) => {
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
        // Of a frame the origin is told, and no more.
        const origin = asked && new URL(asked).origin;
        const isIt = effectiveDirective.startsWith(expected[name]) && blockedURI.startsWith(origin);
        if (isIt) resolve(violated = effectiveDirective);
      });
      // Only where nothing stops it is this waited for.
      setTimeout(resolve, 3000);
    });
    try {
      hadEffect = attempt();
      await event;
    } catch (error) {
      thrown = String(error);
    }
    outcomes[name] = { thrown, violated, hadEffect: hadEffect() };
  }

  // The document's own image comes: not everything fails here.
  const own = make("img", { src: "icons/16.png" });
  await own.decode();
  outcomes["its own image"] = { thrown: "", violated: "", hadEffect: own.naturalWidth > 0 };
  return JSON.stringify(outcomes);
}
