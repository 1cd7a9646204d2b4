// The one script of the pages: sorts and filters long tables, and searches. It loads nothing, and
// what it shows of a text it shows as text. Its words lie in the templates of the page.
"use strict";
const LONG = 15, PLACES = 4, PAGES = 30, BEFORE = 60, AFTER = 160;
const fold = text => text.normalize("NFKC").toLowerCase();
const split = text => fold(text).split(/\s+/).filter(Boolean);
const asked = name => new URLSearchParams(location.search).get(name) || "";
const from = name => document.getElementById(name).content.firstElementChild.cloneNode(true);
const count = (place, ...numbers) => {
  place.querySelectorAll("b").forEach((slot, at) => { slot.textContent = numbers[at].toLocaleString("en"); });
  return place;
};

// A column of numbers or of dates sorts by value, any other as text; what has no value comes last.
const NUMBER = /^[≈~<>≥≤+]?\s?([−-]?)(\d[\d,]*(?:\.\d+)?)(?=$|\s?%|\s[a-z(])/;
const DATE = /^(\d{1,2} )?[A-Z][a-z]+ \d{4}$/;
const readers = [
  text => { const found = NUMBER.exec(text); return found ? Number(found[2].replaceAll(",", "")) * (found[1] ? -1 : 1) : NaN; },
  text => DATE.test(text) ? Date.parse(text + " UTC") : NaN,
];
const isBlank = cell => cell.classList.contains("blank") || !cell.textContent.trim();
function keys(cells) {
  const texts = cells.map(cell => isBlank(cell) ? "" : cell.textContent.trim().replaceAll("\u00a0", " "));
  const read = readers.find(one => texts.some(Boolean) && texts.every(text => !text || !isNaN(one(text))));
  return texts.map(text => text && read ? read(text) : text);
}
function compare(first, second) {
  if (first === "" || second === "") return (first === "") - (second === "");
  return typeof first === "number" ? first - second : first.localeCompare(second, "en", {numeric: true});
}
function sortable(table, rows) {
  const heads = [...table.tHead.rows[0].cells];
  if (table.tHead.rows.length > 1 || rows.some(row => row.cells.length !== heads.length)) return;
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.append(...[...head.childNodes].filter(node => node.nodeName !== "A"));
    head.prepend(button);
    button.addEventListener("click", () => {
      const next = {ascending: "descending", descending: ""}[head.ariaSort] ?? "ascending";
      heads.forEach(one => one.removeAttribute("aria-sort"));
      if (next) head.ariaSort = next;
      const values = keys(rows.map(row => row.cells[column]));
      const order = rows.map((row, at) => at);
      const sign = next === "descending" ? -1 : 1;
      if (next) order.sort((a, b) => values[a] === "" || values[b] === "" ? compare(values[a], values[b]) : sign * compare(values[a], values[b]));
      table.tBodies[0].append(...order.map(at => rows[at]));
    });
  });
}
function filterable(table, rows) {
  const tools = from("tools"), field = tools.querySelector("input"), told = tools.querySelector("output");
  const texts = rows.map(row => fold(row.textContent));
  const show = () => {
    const wanted = split(field.value);
    rows.forEach((row, at) => { row.hidden = !wanted.every(word => texts[at].includes(word)); });
    count(told, rows.filter(row => !row.hidden).length, rows.length);
  };
  field.addEventListener("input", show);
  const words = split(asked("find"));
  if (words.length && texts.some(text => words.every(word => text.includes(word)))) field.value = asked("find");
  show();
  (table.closest(".table") || table).before(tools);
}
// A search leads to a row; the fold it lies in opens.
function unfold(table, rows) {
  const words = split(asked("find"));
  const found = words.length && rows.some(row => words.every(word => fold(row.textContent).includes(word)));
  if (found) table.closest("details")?.setAttribute("open", "");
}
for (const table of document.querySelectorAll("table")) {
  const rows = table.tHead && table.tBodies.length === 1 ? [...table.tBodies[0].rows] : [];
  if (table.closest("figure")) continue;
  unfold(table, rows);
  if (rows.length > LONG) {
    sortable(table, rows);
    filterable(table, rows);
  }
}

// Every text of the version with its page, its heading and where it stands. A page comes the earlier
// the more of the words stand in its title or above one of its texts.
function entries(pages) {
  return pages.map(({href, title, parts}) => ({href, title, texts: parts.flatMap(([anchor, heading, texts]) =>
    texts.map(([text, own]) => ({text, heading, own, anchor: own || anchor, over: fold(`${title} ${heading}`), inside: fold(text)})))}));
}
function hits(page, wanted) {
  const found = page.texts
    .filter(one => wanted.every(word => one.inside.includes(word) || one.over.includes(word)))
    .map(one => ({...one, score: wanted.filter(word => one.over.includes(word)).length}))
    .sort((a, b) => b.score - a.score);
  return {page, found, best: found.filter(one => wanted.some(word => one.inside.includes(word)))};
}
function snippet(place, text, wanted) {
  const low = text.toLowerCase(), at = Math.min(...wanted.map(word => low.indexOf(word)).filter(at => at >= 0), text.length);
  const start = at < BEFORE || at === text.length ? 0 : text.lastIndexOf(" ", at - BEFORE) + 1;
  const shown = text.slice(start, start + BEFORE + AFTER);
  place.append(start ? "… " : "");
  let rest = shown;
  while (rest) {
    const [next, word] = wanted.map(one => [rest.toLowerCase().indexOf(one), one]).filter(([found]) => found >= 0)
      .sort(([a], [b]) => a - b)[0] || [rest.length, ""];
    const marked = document.createElement("mark");
    marked.textContent = rest.slice(next, next + word.length);
    place.append(rest.slice(0, next), ...word ? [marked] : []);
    rest = rest.slice(next + word.length);
  }
  place.append(start + shown.length < text.length ? " …" : "");
}
function searching(pages, field, told, place) {
  const known = entries(pages);
  const show = () => {
    const query = field.value.trim(), wanted = split(query);
    told.replaceChildren();
    place.replaceChildren();
    if (!wanted.length) return;
    const found = known.map(page => hits(page, wanted)).filter(one => one.found.length)
      .sort((a, b) => b.found[0].score - a.found[0].score);
    told.append(found.length ? count(from("found"), found.length) : from("nothing"));
    for (const {page, best} of found.slice(0, PAGES)) {
      const result = from("result"), list = result.querySelector("ul");
      result.querySelector("a").textContent = page.title;
      result.querySelector("a").setAttribute("href", page.href);
      for (const one of best.slice(0, PLACES)) {
        const item = from("place");
        if (one.heading) item.querySelector("a").textContent = one.heading;
        const find = one.own === "" ? `?find=${encodeURIComponent(query)}` : "";
        item.querySelector("a").setAttribute("href", page.href + find + (one.anchor ? `#${one.anchor}` : ""));
        snippet(item.querySelector("span"), one.text, wanted);
        list.append(item);
      }
      place.append(result);
    }
  };
  field.addEventListener("input", show);
  field.value = asked("q");
  show();
}
const index = document.getElementById("index");
if (index) searching(JSON.parse(index.textContent), ...["words", "told", "results"].map(name => document.getElementById(name)));
