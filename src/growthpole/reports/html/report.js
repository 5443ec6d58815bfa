"use strict";
(() => {
  const root = document.documentElement;
  const pages = [...document.querySelectorAll(".page")];
  const figures = [...document.querySelectorAll("figure.chart")];
  const specs = JSON.parse(document.getElementById("specs").textContent || "{}");
  const drawn = new Map();
  const ERRORS_ONLY = 1; // of the levels of Vega

  // ---- one page at a time ----
  const target = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
  function open() {
    const aim = target();
    const page = (aim && aim.closest(".page")) || pages[0];
    pages.forEach((one) => one.classList.toggle("open", one === page));
    const place = page.classList.contains("town") ? "clusters" : page.id;
    document.querySelectorAll("nav a").forEach((link) => {
      if (link.hash === "#" + place) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    if (aim && aim !== page) aim.scrollIntoView({ block: "center" });
    else if (aim) window.scrollTo(0, 0);
  }

  // ---- charts: the same specification as in a notebook, drawn at the width of the page ----
  function width(figure) {
    return Math.max(280, Math.min(document.querySelector("main").clientWidth - 34, 860));
  }
  // A line above a chart wraps as text of the page: inside the drawing it would be cut at the edge of a narrow screen.
  function said(figure, text) {
    const line = figure.querySelector(".said") || figure.insertBefore(document.createElement("p"), figure.querySelector(".canvas"));
    line.className = "said";
    line.hidden = !text;
    line.textContent = text;
  }
  async function draw(figure) {
    const spec = (specs[root.lang] || {})[figure.dataset.chart];
    const before = drawn.get(figure);
    if (before) before.finalize();
    if (!spec) return;
    const wide = width(figure);
    const { title, ...untitled } = spec;
    said(figure, title ? title.text : "");
    // Charts side by side have widths of their own.
    const sized = "width" in spec ? { ...untitled, width: wide, autosize: { type: "fit-x", contains: "padding" } } : untitled;
    // A map keeps its shape; a chart with a row a cluster keeps the height of its rows.
    if (figure.dataset.chart === "county_map") sized.height = Math.round((spec.height / spec.width) * wide);
    const made = await window.vegaEmbed(figure.querySelector(".canvas"), sized, {
      ast: true, actions: false, renderer: "svg", logLevel: ERRORS_ONLY, tooltip: { theme: "light" },
    });
    // The columns of a legend hang on the width that fitting leaves: only a second pass has room for all its lines.
    await made.view.resize().runAsync();
    drawn.set(figure, made);
    made.view.addEventListener("click", (_, item) => visit(item && item.datum && item.datum.id));
    figure.dataset.drawn = root.lang;
  }
  async function drawAll() {
    for (const figure of figures) await draw(figure);
    root.dataset.drawn = root.lang;
  }
  function visit(id) {
    const page = id && pages.find((one) => one.dataset.cluster === id);
    if (page) location.hash = "#" + encodeURIComponent(page.id);
  }

  // ---- language ----
  function speak(tongue) {
    root.lang = tongue;
    document.title = document.querySelector("title").dataset[tongue];
    document.querySelectorAll("[data-tongue]").forEach((one) => one.setAttribute("aria-pressed", one.dataset.tongue === tongue));
    const find = document.getElementById("find");
    find.placeholder = find.dataset[tongue];
    try { localStorage.setItem("growthpole-language", tongue); } catch { /* a page opened from a file may have no store */ }
    return drawAll();
  }
  function preferred() {
    try {
      const kept = localStorage.getItem("growthpole-language");
      if (kept) return kept;
    } catch { /* no store: ask the browser */ }
    return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
  }

  // ---- the table of clusters ----
  const find = document.getElementById("find");
  const lines = [...document.querySelectorAll("#register tbody tr")];
  find.parentElement.hidden = lines.length < 12;
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const line of lines) line.hidden = !line.textContent.toLowerCase().includes(wanted);
  });

  document.querySelectorAll("[data-tongue]").forEach((one) => one.addEventListener("click", () => speak(one.dataset.tongue)));
  const print = document.getElementById("print");
  print.hidden = false;
  print.addEventListener("click", () => window.print());
  window.addEventListener("hashchange", open);
  let wait = 0;
  let last = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth === last) return;
    last = window.innerWidth;
    clearTimeout(wait);
    wait = setTimeout(drawAll, 200);
  });

  root.classList.add("paged");
  open();
  speak(preferred());
})();
