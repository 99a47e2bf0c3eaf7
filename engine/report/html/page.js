"use strict";
// What ties the page together: the address, its links, and folds.

let lastPlace = "";

// Opens what hides an element, and goes there.
function show(element) {
  for (let at = element; at; at = at.parentElement) {
    if (at.tagName === "DETAILS") at.open = true;
  }
  element.scrollIntoView({ block: "start" });
  if (element.tagName === "DETAILS") {
    element.querySelector("summary").focus({ preventScroll: true });
  } else {
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }
  for (const old of document.querySelectorAll("tr.found")) old.classList.remove("found");
  if (element.tagName === "TR") element.classList.add("found");
}

function showAddress() {
  const view = parseAddress(location.hash);
  const form = document.querySelector("[data-filters]");
  if (form) showInForm(form, view);
  applyFilters(view);
  if (view.place !== lastPlace) {
    lastPlace = view.place;
    const element = view.place && document.getElementById(view.place);
    if (element) {
      // A link to a row leads there, whatever filter it comes with.
      if (element.hidden) element.hidden = false;
      show(element);
    }
  }
}

// Links within the page keep the filters.
function followLink(event) {
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0) return;
  event.preventDefault();
  const wanted = parseAddress(link.getAttribute("href"));
  const view = { ...parseAddress(location.hash), ...wanted };
  lastPlace = "";
  if (formatAddress(view) === location.hash) {
    showAddress();
  } else {
    goTo(view);
  }
}

// The part that is being read, in the contents.
function watchParts() {
  const links = new Map();
  for (const link of document.querySelectorAll('nav a[href^="#"]')) {
    links.set(link.getAttribute("href").slice(1), link);
  }
  const seen = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen.add(entry.target.id);
      else seen.delete(entry.target.id);
    }
    let current = true;
    for (const [id, link] of links) {
      if (current && seen.has(id)) {
        link.setAttribute("aria-current", "true");
        current = false;
      } else {
        link.removeAttribute("aria-current");
      }
    }
  }, { rootMargin: "-10% 0px -60% 0px" });
  for (const id of links.keys()) {
    const part = document.getElementById(id);
    if (part) observer.observe(part);
  }
}

function openAll(button) {
  const open = button.dataset.openAll === "true";
  for (const item of button.closest("[data-list]").querySelectorAll("details.item")) {
    if (!item.hidden) item.open = open;
  }
}

// Paper has no folds: all that passes the filter is printed.
function watchPrinting() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")].filter((fold) => !fold.hidden);
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });
}

// A table is a stop of the keyboard where it has to be scrolled, and only there.
// However much opens at once, it is measured once.
let measuring = false;

function markScrolled() {
  if (measuring) return;
  measuring = true;
  requestAnimationFrame(measureScrolled);
}

function measureScrolled() {
  measuring = false;
  for (const holder of document.querySelectorAll(".scroll")) {
    const scrolled = holder.scrollWidth > holder.clientWidth;
    if (scrolled) holder.tabIndex = 0;
    else holder.removeAttribute("tabindex");
  }
}

// The arrow keys go from conflict to conflict, and from fork to fork.
function walkItems(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const item = event.target.closest("details.item > summary")?.parentElement;
  if (!item) return;
  const step = event.key === "ArrowDown" ? "nextElementSibling" : "previousElementSibling";
  let next = item[step];
  while (next && (next.hidden || !next.matches("details.item"))) next = next[step];
  if (!next) return;
  event.preventDefault();
  next.querySelector("summary").focus();
}

addEventListener("DOMContentLoaded", () => {
  const theme = document.querySelector("[data-theme-choice]");
  theme.value = storedTheme();
  theme.addEventListener("change", () => chooseTheme(theme.value));
  const form = document.querySelector("[data-filters]");
  if (form) watchForm(form);
  const box = document.querySelector(".filter-box");
  if (box && matchMedia("(max-width: 60rem)").matches) box.open = false;
  for (const list of document.querySelectorAll("[data-list]")) refreshList(list, false);
  document.addEventListener("click", followLink);
  document.addEventListener("keydown", walkItems);
  for (const button of document.querySelectorAll("[data-open-all]")) {
    button.addEventListener("click", () => openAll(button));
  }
  for (const graph of document.querySelectorAll("[data-graph]")) watchGraph(graph);
  markScrolled();
  addEventListener("resize", markScrolled);
  document.addEventListener("toggle", markScrolled, true);
  watchPrinting();
  watchParts();
  addEventListener("hashchange", showAddress);
  if (!location.hash) return;
  showAddress();
  // The browser goes to the place by itself meanwhile, and takes the focus along.
  addEventListener("load", () => {
    lastPlace = "";
    showAddress();
  });
});
