"use strict";
/* The box in the header: terms, topics and headlines that contain what is typed, and the way to a search of the texts. */
(() => {
  const { el } = presswork;
  const MOST = 8;

  /** The first places whose text holds what is sought: those that begin with it, then others. */
  function pick(length, text, wanted) {
    const first = [];
    const later = [];
    for (let at = 0; at < length && first.length < MOST; at += 1) {
      const found = text(at).toLowerCase().indexOf(wanted);
      if (found === 0) first.push(at);
      else if (found > 0 && later.length < MOST) later.push(at);
    }
    return [...first, ...later].slice(0, MOST);
  }

  async function find(written) {
    const wanted = written.toLowerCase();
    const [terms, articles] = await Promise.all([presswork.listTerms(), presswork.listArticles()]);
    const { topics } = presswork.site;
    const name = (at) => articles.title(at) ?? articles.id(at);
    const item = (kind, href, text) => el("li", {}, el("a", { href }, el("span", { class: "kind" }, kind), " ", presswork.data(text)));
    // The term itself comes first: US is not us.
    const meant = terms.place(terms.find(written));
    const first = [meant, ...pick(terms.length, (at) => terms.term[at], wanted).filter((at) => at !== meant)].filter((at) => at !== undefined).slice(0, MOST);
    const found = [
      ...first.map((at) => item("term", presswork.address("term", terms.term[at]), terms.term[at])),
      ...pick(topics.length, (at) => topics[at][1] ?? "", wanted).map((at) => item("topic", presswork.address("topic", topics[at][0]), presswork.nameTopic(...topics[at]))),
      ...pick(articles.length, name, wanted).map((at) => item("article", presswork.address("article", articles.id(at)), name(at))),
    ];
    const text = presswork.site.text === "none" ? [] : [item("search the texts", presswork.address("search", written), written)];
    // A phrase or a wildcard is meant for the texts.
    return { found, items: /[\s*]/.test(wanted) ? [...text, ...found] : [...found, ...text] };
  }

  presswork.pickPlaces = pick;
  presswork.openSearch = () => {
    const query = document.getElementById("query");
    const found = document.getElementById("found");
    const matches = document.getElementById("matches");
    const close = () => {
      found.hidden = true;
      matches.textContent = "";
    };
    let turn = 0;
    async function answer() {
      const wanted = query.value.trim();
      const mine = (turn += 1);
      if (!wanted) return close();
      const { found: matching, items } = await find(wanted);
      if (mine !== turn) return;
      found.replaceChildren(...items);
      found.hidden = items.length === 0;
      matches.textContent = matching.length ? presswork.plural(matching.length, "match", "matches") : "nothing found";
    }
    const links = () => [...found.querySelectorAll("a")];
    const step = (event) => {
      const at = links().indexOf(document.activeElement);
      if (event.key === "Escape") { close(); query.focus(); }
      else if (event.key === "ArrowDown" && !found.hidden) { event.preventDefault(); links()[Math.min(at + 1, links().length - 1)]?.focus(); }
      else if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (at ? links()[at - 1] : query).focus(); }
    };
    query.addEventListener("input", answer);
    query.form.addEventListener("submit", (event) => {
      event.preventDefault();
      links()[0]?.click();
    });
    document.querySelector("search").addEventListener("keydown", step);
    found.addEventListener("click", close);
    presswork.closeSearch = close;
  };
})();
