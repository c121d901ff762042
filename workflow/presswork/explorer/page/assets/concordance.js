"use strict";
/* Concordances: a term with the words around each occurrence, and a search for any words in the texts of the page. */
(() => {
  const { el, section, number, plural, table, views, findWord, nameWord } = presswork;
  const WIDTH = 45;
  // Enough for the words that lines are sorted by.
  const AROUND = 120;
  const MOST = 5000;

  /** The text without the word that is cut at its outer end. */
  const trim = (text, part) => (text.length > WIDTH ? text.replace(part, "") : text);

  /** A function that makes a line of an article from a place in it; the text is read when it is needed. */
  function lineMaker(place, told) {
    let parts;
    const pieces = presswork.listPieces(told);
    const flat = (piece, from, to) => {
      parts ??= presswork.listSpans(told);
      return presswork.readRange(parts, piece, from, to);
    };
    return (start, end) => {
      const piece = pieces.find((each) => each.start <= start && end <= each.end);
      let [left, right] = [null, null];
      return { place, start, end,
        get before() { return (left ??= flat(piece, start - AROUND, start)); },
        get after() { return (right ??= flat(piece, end, end + AROUND)); },
        get left() { return trim(this.before.slice(-WIDTH - 1), /^\S*\s/); },
        get node() { return flat(piece, start, end); },
        get right() { return trim(this.after.slice(0, WIDTH + 1), /\s\S*$/); } };
    };
  }

  const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];

  /** Lines as a table that can be sorted by the words on either side. */
  function kwic(name, caption, lines, articles, term) {
    const options = (line) => ({ term, from: line.start, to: line.end });
    const columns = [
      { key: "left", label: "left (L1)", type: "text left", title: "The text before the hit. Sorts by the word next to it (L1), then by the second (L2), and so on.", sort: (line) => words(line.before).reverse().join(" "), value: (line) => line.left },
      { key: "node", label: "hit", type: "text node", value: (line) => line.node,
        show: (line) => el("a", { href: presswork.address("article", articles.id(line.place), options(line)) }, presswork.data(line.node)) },
      { key: "right", label: "right (R1)", type: "text right", title: "The text after the hit. Sorts by the word next to it (R1), then by the second (R2), and so on.", sort: (line) => words(line.after).join(" "), value: (line) => line.right },
      ...presswork.articleColumns(articles, (line) => line.place, options).filter((column) => ["published", "outlet", "article"].includes(column.key)),
    ];
    const place = ["start", "end"].map((key) => ({ key, value: (line) => line[key] }));
    const saved = columns.map((column) => (column.key === "article" ? { ...column, saved: [...column.saved, ...place] } : column));
    return el("div", { class: "kwic" }, table({ name, caption, columns: saved, rows: lines, page: 25 }));
  }

  presswork.concordance = async (row, told) => {
    const { site } = presswork;
    if (site.text === "none") return section("Concordance", el("p", {}, presswork.explainText(`results.concordance(${JSON.stringify(row.term)})`)));
    const articles = await presswork.listArticles();
    const places = told.lines ?? told.sample.map((each) => each.place);
    const lines = (await Promise.all(places.map(async (place) => {
      const article = await presswork.readArticle(place);
      const make = lineMaker(place, article);
      return (await presswork.listWords(article)).filter((word) => word.rank === row.rank && !word.title).map((word) => make(word.start, word.end));
    }))).flat();
    const all = site.text === "full" && lines.length < row.count && site.layer !== "phrase" ? [" ", el("a", { href: presswork.address("search", row.term) }, `Show all ${number(row.count)}`), "."] : "";
    const found = lines.length < row.count ? `${plural(lines.length, "line")} of ${number(row.count)}, from a sample of ${plural(places.length, "article")}.` : `${plural(lines.length, "line")} in ${plural(places.length, "article")}.`;
    const shown = site.text === "snippets" ? `${plural(lines.length, "line")} of ${number(row.count)}: this copy holds only short quotations of each article.` : found;
    return section("Concordance", el("p", {}, shown, all), lines.length > 0 && kwic("lines", `Concordance of ${row.term}`, lines, articles, row.term));
  };

  let index = null;

  /** The tokens of all texts as numbers of their spellings; `tell` is called with the share that has been loaded. */
  async function readIndex(tell) {
    if (index) return index;
    const [articles, forms] = await Promise.all([presswork.listArticles(), presswork.readForms()]);
    const numbers = new Map();
    const known = [];
    const texts = [];
    let loaded = 0;
    const chunks = presswork.site.details.starts.length;
    await Promise.all(presswork.site.details.starts.map((_, at) => presswork.load(`articles/${at}`).then(() => tell((loaded += 1) / chunks))));
    for (let place = 0; place < articles.length; place += 1) {
      const told = await presswork.readArticle(place);
      const [ids, starts, ends, kinds] = [[], [], [], []];
      presswork.walkTokens(told, (start, end, spelling, title, begins, apart) => {
        const key = apart === undefined ? spelling : `${spelling}\n${apart}`;
        let id = numbers.get(key);
        if (id === undefined) {
          numbers.set(key, (id = numbers.size));
          known.push(forms(spelling, apart));
        }
        ids.push(id);
        starts.push(start);
        ends.push(end);
        kinds.push((begins ? 1 : 0) + (title ? 2 : 0));
      });
      texts.push({ ids: Int32Array.from(ids), starts: Int32Array.from(starts), ends: Int32Array.from(ends), kinds: Uint8Array.from(kinds) });
    }
    index = { texts, ...gatherForms(known.map((form) => form.term), known.map((form) => form.word)) };
    return index;
  }

  /** The forms of all spellings, with those of words apart. */
  const gatherForms = (forms, isWord) => ({ forms, isWord, all: new Set(forms), ...presswork.gatherWords(forms.filter((_, id) => isWord[id])) });

  /** The tokens that a word of a query stands for: itself if the texts have it, else the longest tokens that make it up. */
  function divide(word, held) {
    const plain = word.replace(/[‘’‛´＇]/g, "'");
    const found = findWord(plain, held);
    if (plain.includes("*") || found !== undefined) return [found ?? nameWord(plain, held)];
    const tokens = [];
    for (let from = 0; from < plain.length;) {
      let to = plain.length;
      while (to > from && !held.all.has(nameWord(plain.slice(from, to), held))) to -= 1;
      if (to === from) to = plain.length;
      tokens.push(nameWord(plain.slice(from, to), held));
      from = to;
    }
    return tokens;
  }

  /** For each token of a query, which spellings match it: words, if any of them are. */
  function matchQuery(query, held) {
    return query.trim().split(/\s+/).flatMap((word) => divide(word, held)).map((token) => {
      const pattern = new RegExp(`^${token.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll("\\*", ".*")}$`, token.includes("*") ? "isu" : "su");
      const matches = held.forms.map((form) => pattern.test(form));
      const words = matches.some((match, id) => match && held.isWord[id]);
      return Uint8Array.from(matches, (match, id) => (match && (!words || held.isWord[id]) ? 1 : 0));
    });
  }

  /** The places of a query as [place of the article, start, end]: in counted bodies, or `everywhere`. */
  function findPlaces(query, held, counted, everywhere) {
    if (!query.trim()) return [];
    const slots = matchQuery(query, held);
    const found = [];
    held.texts.forEach(({ ids, starts, ends, kinds }, place) => {
      if (!everywhere && !counted(place)) return;
      for (let at = 0; at + slots.length <= ids.length; at += 1) {
        if (!slots[0][ids[at]] || (kinds[at] & 2 && !everywhere)) continue;
        let step = 1;
        while (step < slots.length && slots[step][ids[at + step]] && !(kinds[at + step] & 1)) step += 1;
        if (step === slots.length) found.push([place, starts[at], ends[at + step - 1]]);
      }
    });
    return found;
  }

  function sumUp(found, name) {
    const sums = new Map();
    for (const [place] of found) {
      const key = name(place);
      const sum = sums.get(key) ?? { hits: 0, articles: new Set() };
      sum.hits += 1;
      sum.articles.add(place);
      sums.set(key, sum);
    }
    return [...sums].map(([key, sum]) => ({ key, hits: sum.hits, articles: sum.articles.size })).sort((one, other) => other.hits - one.hits);
  }

  const hits = { key: "hits", label: "hits", type: "number", value: (row) => row.hits };

  async function showFound(query, found, articles) {
    const { site } = presswork;
    const shown = found.length > MOST ? Array.from({ length: MOST }, (_, at) => found[Math.floor((at * found.length) / MOST)]) : found;
    const made = new Map(await Promise.all([...new Set(shown.map(([place]) => place))].map(async (place) => [place, lineMaker(place, await presswork.readArticle(place))])));
    const lines = shown.map(([place, start, end]) => made.get(place)(start, end));
    const byArticle = sumUp(found, (place) => place);
    const byOutlet = articles.has("outlet") ? sumUp(found, (place) => articles.outlet(place) ?? "unknown") : [];
    const byMonth = sumUp(found.filter(([place]) => articles.published(place) !== null), (place) => presswork.day(articles.published(place)).slice(0, 7));
    const term = (await presswork.listTerms()).find(query.trim()) ?? null;
    return [
      el("p", { role: "status" }, `${plural(found.length, "hit")} in ${plural(byArticle.length, "article")}`, found.length > MOST ? `; ${number(MOST)} of them, evenly spaced, are listed.` : ".",
        term !== null && [" ", el("a", { href: presswork.address("term", term) }, "Frequency, trend and collocates of this term"), "."]),
      found.length > 0 && kwic("hits", `Hits of ${query}`, lines, articles, null),
      byMonth.length > 0 && site.months.places.length > 1 && section("Hits by month", presswork.bars({ caption: `Hits of ${query} by month`, unit: "hits", places: site.months.places, rows: byMonth.filter((row) => site.months.places.includes(row.key)).map((row) => ({ x: row.key, part: "hits", value: row.hits })) })),
      byOutlet.length > 1 && section("Hits by outlet", table({ name: "outlets", caption: `Hits of ${query} by outlet`, rows: byOutlet, columns: [
        { key: "outlet", label: "outlet", type: "text", value: (row) => row.key }, hits, { key: "articles", label: "articles with a hit", type: "number", value: (row) => row.articles }] })),
      byArticle.length > 0 && section("Hits by article", table({ name: "articles", caption: `Hits of ${query} by article`, rows: byArticle, page: 25, columns: [
        ...presswork.articleColumns(articles, (row) => row.key, () => ({ term })).filter((column) => column.key !== "counted"), hits] })),
    ];
  }

  async function answer(query, everywhere, holder) {
    const status = el("p", { role: "status" });
    holder.replaceChildren(status);
    const tell = (part) => { status.textContent = `Reading the texts: ${Math.floor(part * 100)}%`; };
    const held = await readIndex(tell);
    const articles = await presswork.listArticles();
    const found = findPlaces(query, held, articles.counted, everywhere);
    const content = await showFound(query, found, articles);
    if (!holder.isConnected) return;
    holder.replaceChildren(...content.flat(Infinity).filter((node) => node instanceof Node));
    presswork.drawCharts();
    presswork.centreHits();
  }

  /** Scroll concordances that are too wide for the window so that the hits can be seen. */
  presswork.centreHits = () => {
    for (const frame of document.querySelectorAll(".kwic .scroll")) {
      const hit = frame.querySelector("td.node");
      if (hit && hit.offsetLeft + hit.offsetWidth > 0.8 * frame.clientWidth) frame.scrollLeft = hit.offsetLeft + (hit.offsetWidth - frame.clientWidth) / 2;
    }
  };

  views.set("search", async ({ name, options }) => {
    const { site } = presswork;
    const title = name ? `Search: ${name}` : "Search the texts";
    if (site.text === "none") return { title, content: [el("p", {}, presswork.explainText(`results.concordance(${JSON.stringify(name || "air def*")})`))] };
    const input = el("input", { id: "words", type: "search", value: name, "aria-describedby": "how" });
    const every = el("input", { id: "everywhere", type: "checkbox", checked: options.get("everywhere") === "yes" });
    const ask = (event) => {
      event.preventDefault();
      location.hash = presswork.address("search", input.value.trim(), { everywhere: every.checked ? "yes" : null });
    };
    const form = el("form", { class: "ask", onsubmit: ask }, el("label", { for: "words" }, "Words"), input, el("button", { type: "submit" }, "Search"),
      el("span", {}, every, " ", el("label", { for: "everywhere" }, "also in headlines and in articles that are not counted")));
    const help = el("p", { class: "note", id: "how" }, "A word, or a phrase such as ", el("i", {}, "air defense"), "; * stands for any letters, as in ", el("i", {}, "air def*"), ". Capitals matter only for acronyms: US is not us.",
      site.text === "snippets" && " This copy holds headlines and short quotations only; nothing else is searched.");
    const holder = el("div", { id: "answer" });
    return { title, content: [form, help, holder], shown: () => {
      if (name) answer(name, every.checked, holder).catch((error) => holder.replaceChildren(el("p", { role: "alert" }, presswork.visible(error.message))));
      else input.focus();
    } };
  });

  Object.assign(presswork, { divideWord: divide, findPlaces, gatherForms });
})();
