"use strict";
/* Articles and terms by place, id or name, from the chunks that hold them. */
Object.assign(presswork, (() => {
  // An acronym, as in Python's `is_in_capitals`.
  const ACRONYM = /^(?=(?:[^\p{Lu}]*\p{Lu}){2})(?![IVX]+s?$)[\p{Lu}\p{N}.]+s?$/u;
  let articles = null;
  let terms = null;

  /** The list of all articles, as columns. */
  async function listArticles() {
    if (articles) return articles;
    const { chunks, codes } = presswork.site.index;
    const parts = await Promise.all(Array.from({ length: chunks }, (_, n) => presswork.load(`articles/index-${n}`)));
    const columns = new Map();
    for (const name of Object.keys(parts[0] ?? {})) columns.set(name, parts.flatMap((part) => part[name]));
    const coded = (name, at) => codes[name]?.[columns.get(name)?.[at]] ?? null;
    const byId = new Map(columns.get("id")?.map((id, at) => [id, at]));
    articles = {
      length: columns.get("id")?.length ?? 0,
      place: (id) => byId.get(id),
      id: (at) => columns.get("id")[at],
      title: (at) => columns.get("title")?.[at] ?? null,
      published: (at) => columns.get("published")[at],
      words: (at) => columns.get("words")[at],
      counted: (at) => columns.get("counted")[at] === 1,
      outlet: (at) => coded("outlet", at),
      group: (at) => coded("group", at),
      language: (at) => coded("language", at),
      has: (name) => columns.get(name)?.some((value) => value !== null) ?? false,
    };
    return articles;
  }

  /** Words, also by their lower case. */
  function gatherWords(words) {
    const sorted = [...new Set(words)].sort().reverse();
    return { known: new Set(sorted), byLower: new Map(sorted.map((word) => [word.toLowerCase(), word])) };
  }

  /** The word that a user means, as in Python's `TermFinder`: as written, in lower case, in any case, or with a last full stop (U.S. for U.S). */
  function findWord(written, held) {
    const lower = written.toLowerCase();
    const found = [written, written.toLocaleLowerCase("tr"), lower].find((form) => held.known.has(form)) ?? held.byLower.get(lower);
    return found ?? (/\..*[^.]$/s.test(written) ? findWord(`${written}.`, held) : undefined);
  }

  /** The word that a user means or, if there is none, what was written: acronyms in capitals, other words in lower case. */
  const nameWord = (written, held) => findWord(written, held) ?? (ACRONYM.test(written) ? written : written.toLowerCase());

  /** What is told of an article, by its place. */
  async function readArticle(place) {
    const { starts, names, codes, origins } = presswork.site.details;
    let low = 0;
    for (let high = starts.length - 1; low < high;) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    const chunk = await presswork.load(`articles/${low}`);
    const [known, fields, spans, shares, similar, pieces, signs, steps] = chunk[place - starts[low]];
    const about = Object.fromEntries(names.map((name, at) => [name, known[at]]));
    if (about.reason !== null) about.reason = codes[about.reason];
    return { about, fields: origins[fields] ?? [], spans, shares, similar, pieces, signs, steps, code: (n) => (n === null ? null : codes[n]) };
  }

  /** The list of terms, as columns, with the place of each. */
  async function listTerms() {
    if (terms) return terms;
    const columns = await presswork.load("terms/index");
    const places = new Map(columns.term.map((term, at) => [term, at]));
    const ranks = new Map(columns.rank.map((rank, at) => [rank, at]));
    const held = gatherWords(columns.term);
    terms = { ...columns, length: columns.term.length, place: (term) => places.get(term), ofRank: (rank) => ranks.get(rank), find: (written) => findWord(written, held) };
    return terms;
  }

  /** Rows with the texts that numbers stand for in some columns. */
  function decodeRows(columns, rows) {
    const [names, texts] = presswork.site.coded;
    const coded = columns.map((name) => names.includes(name));
    return rows.map((row) => row.map((value, at) => (coded[at] && typeof value === "number" ? texts[value] : value)));
  }

  /** Places and counts of the articles that have a term, from steps. */
  function readSample(steps) {
    const sample = [];
    for (let at = 0, place = 0; at < steps.length; at += 2) {
      place += steps[at];
      sample.push({ place, count: steps[at + 1] });
    }
    return sample;
  }

  /** What is told of a term, by its place in the list. */
  async function readTerm(place) {
    const size = presswork.site.term_chunk;
    const chunk = await presswork.load(`terms/${Math.floor(place / size)}`);
    const told = chunk[place % size];
    const framed = Object.entries(presswork.site.frames).map(([name, columns]) => [name, { columns, rows: decodeRows(columns, told[name] ?? []) }]);
    return { ...told, sample: readSample(told.sample), ...Object.fromEntries(framed) };
  }

  return { listArticles, readArticle, listTerms, readTerm, gatherWords, findWord, nameWord };
})());
