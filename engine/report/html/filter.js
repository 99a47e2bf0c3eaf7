"use strict";
// Filters over all lists of the page. A row says what it is in data-stack,
// data-verdict, data-subsystem (several, with ";" between them) and
// data-flavour; a filter asks nothing of a row that does not have its
// attribute. Pictures are not filtered: what does not pass is dimmed.

const rowTexts = new WeakMap();

// The words of a row, once it is asked for them.
function textOf(row) {
  let text = rowTexts.get(row);
  if (text === undefined) {
    text = row.textContent.toLowerCase();
    rowTexts.set(row, text);
  }
  return text;
}

function hasName(names, wanted) {
  return names === wanted || (";" + names + ";").includes(";" + wanted + ";");
}

function passes(row, view, words) {
  for (const name of FILTERS) {
    if (name === "q" || !view[name]) continue;
    const names = row.dataset[name];
    if (names !== undefined && !hasName(names, view[name])) return false;
  }
  if (words.length === 0 || row.dataset.group !== undefined) return true;
  const text = textOf(row);
  return words.every((word) => text.includes(word));
}

// Counts and folds of one list. A fold that holds what was asked for opens, and
// closes again with the filter, unless a hand opened it.
function refreshList(list, filtering) {
  const rows = list.querySelectorAll("[data-row]");
  let shown = 0;
  for (const row of rows) if (!row.hidden) ++shown;
  const count = list.querySelector("[data-count]");
  const number = (value) => value.toLocaleString("en");
  if (count) {
    count.textContent = filtering ? number(shown) + " of " + number(rows.length) : number(rows.length);
  }
  const none = list.querySelector("[data-none]");
  if (none) none.hidden = shown > 0;
  const fold = list.querySelector("details.fold");
  if (fold && filtering && shown > 0 && !fold.open) {
    fold.open = true;
    fold.dataset.opened = "";
  } else if (fold && !filtering && fold.dataset.opened !== undefined) {
    fold.open = false;
    delete fold.dataset.opened;
  }
  return { shown, all: rows.length, one: list.dataset.list, many: list.dataset.many };
}

// Words for a person who does not see the lists change.
function resultWords(results) {
  const parts = [];
  for (const { shown, all, one, many } of results) {
    if (all > 0) parts.push(shown + " of " + all + " " + (all === 1 ? one : many));
  }
  return parts.length > 0 ? parts.slice(0, 4).join(", ") + (parts.length > 4 ? " and more" : "") + "." : "";
}

function applyFilters(view) {
  const words = (view.q || "").toLowerCase().split(/\s+/).filter(Boolean);
  const set = FILTERS.filter((name) => view[name]);
  const filtering = set.length > 0;
  for (const row of document.querySelectorAll("[data-row]")) {
    row.hidden = filtering && !passes(row, view, words);
  }
  for (const mark of document.querySelectorAll("[data-mark]")) {
    mark.classList.toggle("dim", filtering && !passes(mark, view, words));
  }
  const results = [];
  for (const list of document.querySelectorAll("[data-list]")) {
    results.push(refreshList(list, filtering));
  }
  const say = document.querySelector("[data-filter-result]");
  if (say) say.textContent = filtering ? resultWords(results) : "";
  const count = document.querySelector("[data-filter-count]");
  if (count) count.textContent = filtering ? set.length + " set" : "";
}

function showInForm(form, view) {
  for (const name of FILTERS) {
    const field = form.elements.namedItem(name);
    if (!field) continue;
    const value = view[name] || "";
    if (field.value !== value) field.value = value;
    // A link may name what this report has not: it is shown, and nothing passes.
    if (field.tagName === "SELECT" && field.value !== value) {
      field.add(new Option(value, value));
      field.value = value;
    }
  }
}

function watchForm(form) {
  let waiting = 0;
  // What was typed becomes one step back, not one for each letter.
  let typing = false;
  const take = (replace) => {
    const view = parseAddress(location.hash);
    for (const name of FILTERS) {
      const field = form.elements.namedItem(name);
      if (field) view[name] = field.value;
    }
    goTo(view, replace);
  };
  form.addEventListener("input", (event) => {
    if (event.target.name !== "q") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      take(typing);
      typing = true;
    }, 120);
  });
  form.addEventListener("change", (event) => {
    clearTimeout(waiting);
    take(event.target.name === "q" && typing);
    typing = false;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(typing);
    typing = false;
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    typing = false;
    goTo({ place: parseAddress(location.hash).place });
  });
}
