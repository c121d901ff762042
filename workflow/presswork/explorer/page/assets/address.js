"use strict";
/* Addresses: #/view/name?option=value. Each names a view whole, and can be sent. */
Object.assign(presswork, (() => {
  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** The view, its name and its options that the address line holds. */
  function readAddress() {
    const [path, query = ""] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
    const [view, ...name] = path.split("/");
    return { view: decode(view), name: decode(name.join("/")), options: new URLSearchParams(query) };
  }

  function address(view, name = "", options = {}) {
    const given = Object.entries(options).filter(([, value]) => value !== null && value !== undefined && value !== "");
    const query = new URLSearchParams(given).toString();
    return `#/${encodeURIComponent(view)}${name === "" ? "" : `/${encodeURIComponent(name)}`}${query ? `?${query}` : ""}`;
  }

  /** Change options of the view that is shown; `step` makes it one that Back undoes. */
  function setOptions(changes, step) {
    const { view, name, options } = readAddress();
    for (const [key, value] of Object.entries(changes)) {
      if (value === null || value === "") options.delete(key);
      else options.set(key, value);
    }
    const next = address(view, name, Object.fromEntries(options));
    if (next === location.hash) return;
    if (step) history.pushState(null, "", next);
    else history.replaceState(null, "", next);
  }

  return { readAddress, address, setOptions };
})());
