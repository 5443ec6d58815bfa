"use strict";
(() => {
  const panel = document.getElementById("reweighting");
  const given = JSON.parse(document.getElementById("standings").textContent);
  const sliders = [...panel.querySelectorAll("input[type=range]")];
  const shares = [...panel.querySelectorAll(".share")];
  const body = panel.querySelector("tbody");
  const told = panel.querySelector("[role=status]");
  const LOW = 0;
  const HIGH = 1;
  const DIGITS = 1e9; // equal scores must stay equal whatever the order in which they were added up
  let weights = [...given.weights];

  // ---- scores: the weighted sum of the groups, low ends and high ends apart ----
  const end = (value, which) => (Array.isArray(value) ? value[which] : value);
  function scored(cluster, parts, which) {
    const [, extra, ...groups] = cluster;
    const sum = groups.reduce((before, group, at) => before + parts[at] * end(group, which), 0);
    return Math.max(0, Math.round((given.scale * sum + end(extra, which)) * DIGITS) / DIGITS);
  }
  function above(sorted, value) {
    let from = 0;
    let to = sorted.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sorted[middle] > value) to = middle;
      else from = middle + 1;
    }
    return sorted.length - from;
  }
  function ranked(scores) {
    const sorted = given.classes.map((_, own) => [LOW, HIGH].map((which) =>
      Float64Array.from(scores.filter((_, at) => given.clusters[at][0] === own), (one) => one[which]).sort()));
    return scores.map(([low, high], at) => {
      const [lows, highs] = sorted[given.clusters[at][0]];
      return [1 + above(lows, high), 1 + above(highs, low) - (high > low ? 1 : 0)];
    });
  }

  // ---- the table ----
  const range = (low, high) => (low === high ? `${low}` : `${low}–${high}`);
  const tenth = (value) => Math.round(value * 10) / 10;
  function made(tag, content, name) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...[content].flat());
    return element;
  }
  function both(english, chinese) {
    if (english === chinese) return [english];
    return [["en", english], ["zh", chinese]].map(([tongue, words]) => Object.assign(made("span", words), { lang: tongue }));
  }
  function linked(id, words) {
    if (!document.getElementById("t-" + id)) return words;
    return Object.assign(made("a", words), { href: "#t-" + encodeURIComponent(id) });
  }
  function meter(low, high) {
    const bars = [["i", high], ["b", low]].map(([tag, value]) => {
      const bar = document.createElement(tag);
      bar.style.width = `${Math.min(100, (100 * value) / given.scale)}%`;
      return bar;
    });
    return made("td", made("span", bars), "meter");
  }
  function line(at, [low, high], [best, worst]) {
    const [id, english, chinese, before] = given.shown[at];
    const now = range(best, worst);
    const name = Object.assign(made("th", linked(id, both(english, chinese))), { scope: "row" });
    const row = made("tr", [made("td", now, "n"), made("td", before, "n soft"), name, meter(low, high),
      made("td", range(tenth(low), tenth(high)), "n")], now === before ? "" : "moved");
    row.dataset.cluster = id;
    return row;
  }
  function heading(own) {
    const cell = Object.assign(made("th", both(...given.classes[own])), { colSpan: 5, scope: "rowgroup" });
    return made("tr", cell, "class");
  }
  function show() {
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const parts = weights.map((weight) => (all ? weight / all : 0));
    // The share is spoken as the value of its slider.
    parts.forEach((part, at) => {
      shares[at].textContent = all ? `${(100 * part).toFixed(1)} %` : "–";
      sliders[at].setAttribute("aria-valuetext", shares[at].textContent);
    });
    body.parentElement.hidden = !all;
    if (!all) {
      say(panel.dataset.zeroEn, panel.dataset.zeroZh);
      return;
    }
    const scores = given.clusters.map((cluster) => [LOW, HIGH].map((which) => scored(cluster, parts, which)));
    const ranks = ranked(scores);
    const order = given.shown.map((_, at) => at).sort((one, other) =>
      given.clusters[one][0] - given.clusters[other][0] || scores[other][LOW] - scores[one][LOW]
      || scores[other][HIGH] - scores[one][HIGH] || one - other);
    const rows = [];
    let last = -1;
    for (const at of order) {
      const own = given.clusters[at][0];
      if (own !== last && given.classes.length > 1) rows.push(heading(own));
      last = own;
      rows.push(line(at, scores[at], ranks[at]));
    }
    body.replaceChildren(...rows);
    const moved = rows.filter((row) => row.classList.contains("moved")).length;
    const { length } = order;
    say(`The rank of ${moved} of ${length} differs from the programme's.`, `${length}个中有${moved}个的位次与本工程不同。`);
  }
  function say(english, chinese) {
    told.replaceChildren(...both(english, chinese));
  }

  // ---- the sliders ----
  function reset() {
    weights = [...given.weights];
    sliders.forEach((slider, at) => { slider.value = weights[at]; });
    show();
  }
  sliders.forEach((slider, at) => slider.addEventListener("input", () => {
    // Only the slider that was moved: the others keep the programme's exact weight, which may lie between two steps.
    weights[at] = Number(slider.value);
    show();
  }));
  panel.querySelector("button").addEventListener("click", reset);
  panel.hidden = false;
  reset();
})();
