"use strict";
/* The data: scripts beside the page, each of which registers one value; loaded when they are asked for. */
const presswork = (() => {
  const { nonce } = document.currentScript;
  const values = new Map();
  const asked = new Map();
  const LOCAL = /^data\/[a-z0-9_/-]+\.js$/;

  const check = (url) => {
    if (!LOCAL.test(url)) throw new TypeError(`no script of this page: ${url}`);
    return url;
  };
  const policy = window.trustedTypes
    ? window.trustedTypes.createPolicy("presswork", { createScriptURL: check })
    : { createScriptURL: check };

  function register(name, value) {
    values.set(name, value);
  }

  function fetchScript(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const missing = () => reject(new Error(`data/${name}.js is missing from the page's folder, or damaged.`));
      script.nonce = nonce;
      script.src = policy.createScriptURL(`data/${name}.js`);
      script.onload = () => (values.has(name) ? resolve(values.get(name)) : missing());
      script.onerror = missing;
      document.head.append(script);
    });
  }

  /** A promise of a registered value. */
  function load(name) {
    if (!asked.has(name)) asked.set(name, values.has(name) ? Promise.resolve(values.get(name)) : fetchScript(name));
    return asked.get(name);
  }

  return { register, load, views: new Map(), get site() { return values.get("site"); } };
})();
