"use strict";
/* Elements. Text of the corpus becomes a text node and nothing else: no markup is ever parsed. */
Object.assign(presswork, (() => {
  const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
  const ADDRESS = /^(#|https?:\/\/|\.\.\/figures\/[a-z0-9_.]+$)/i;
  // A fact of so many letters has a line of its own, as one with such a long word.
  const LONG = /.{60}|\S{19}/s;

  function append(node, children) {
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false) continue;
      node.append(child instanceof Node ? child : String(child));
    }
    return node;
  }

  /** An element with attributes (or listeners, as `onclick`) and children. */
  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (name === "href" && !ADDRESS.test(value)) continue;
      else node.setAttribute(name, value === true ? "" : value);
    }
    return append(node, children);
  }

  /** Control signs by their codes, so that none can act or hide. */
  function visible(text) {
    return String(text).replace(HIDDEN, (sign) => `⟨${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
  }

  /** Text of the corpus, isolated from the direction of what stands around it. */
  function data(text) {
    return el("bdi", {}, visible(text));
  }

  /** A link to an address outside, where it is one; else its text. */
  function outside(url) {
    if (!/^https?:\/\//i.test(url)) return data(url);
    return el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, data(url));
  }

  function section(title, ...children) {
    return el("section", {}, el("h2", {}, title), children);
  }

  /** A list of names with values. */
  function facts(pairs) {
    return el("dl", { class: "facts" }, pairs.filter((pair) => pair && pair[1] !== null && pair[1] !== undefined)
      .map(([name, value]) => [name, el("dd", {}, value)])
      .map(([name, told]) => el("div", { class: LONG.test(told.textContent) && "long" }, el("dt", {}, name), told)));
  }

  return { el, data, visible, outside, section, facts };
})());
