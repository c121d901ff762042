"use strict";
/* The frame: shows the view that the address names, again whenever it changes. */
(() => {
  const { el, site, views } = presswork;
  const main = document.getElementById("main");
  const NAMES = [["", "Corpus"], ["articles", "Articles"], ["search", "Search"], ["terms", "Terms"], ["keyness", "Key terms"], ["topics", "Topics"], ["figures", "Figures"]];
  const PARENTS = new Map([["term", "terms"], ["topic", "topics"], ["article", "articles"], ["figure", "figures"], ["behind", "figures"]]);
  let turn = 0;

  function mark(view) {
    const own = PARENTS.get(view) ?? view;
    document.getElementById("views").replaceChildren(el("ul", {}, NAMES.map(([key, name]) =>
      el("li", {}, el("a", { href: key ? presswork.address(key) : "#/", "aria-current": key === own ? "page" : null }, name)))));
  }

  async function compose(asked) {
    const view = views.get(asked.view);
    if (!view) return { title: "No such view", content: [el("p", {}, "The page has no view with this address.")] };
    try {
      return await view(asked);
    } catch (error) {
      return { title: "This view could not be shown", content: [el("p", { role: "alert" }, presswork.visible(error.message))] };
    }
  }

  async function show(first) {
    const mine = (turn += 1);
    const asked = presswork.readAddress();
    presswork.forgetCharts();
    const made = await compose(asked);
    if (mine !== turn) return;
    const heading = el("h1", { tabindex: "-1" }, presswork.data(made.title));
    main.replaceChildren(heading, ...made.content.flat(Infinity).filter((node) => node instanceof Node));
    mark(asked.view);
    document.title = `${presswork.visible(made.title)} – Presswork`;
    presswork.closeSearch();
    presswork.drawCharts();
    presswork.centreHits();
    if (!first) {
      heading.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    made.shown?.(main);
    main.dataset.view = location.hash || "#/";
    performance.mark("presswork-shown");
  }

  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) presswork.drawCharts();
    width = innerWidth;
  });
  addEventListener("hashchange", () => show(false));
  document.addEventListener("toggle", presswork.drawCharts, true);
  document.getElementById("skip").addEventListener("click", () => main.focus());
  const [short, long] = presswork.tellCopy();
  document.getElementById("copy").textContent = short;
  document.getElementById("about").replaceChildren(el("p", {}, long), el("p", {}, `Made with Presswork ${site.presswork}. The page works offline and sends nothing anywhere. Charts: D3, © Mike Bostock, ISC licence; see assets/licences.txt.`));
  presswork.openSearch();
  show(true);
})();
