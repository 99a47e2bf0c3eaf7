"use strict";
// The view as the address has it, so that it can be linked:
// "#conflicts&stack=xen&verdict=conflict&q=smp". First the place in the page,
// then the filters that are set.

const FILTERS = ["stack", "verdict", "subsystem", "flavour", "q"];

// A part of an address as text; a broken one as it stands.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function parseAddress(hash) {
  const view = { place: "" };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    if (at < 0) {
      view.place = decoded(part) || view.place;
    } else if (FILTERS.includes(part.slice(0, at))) {
      view[part.slice(0, at)] = decoded(part.slice(at + 1));
    }
  }
  return view;
}

function formatAddress(view) {
  const parts = [encodeURIComponent(view.place || "")];
  for (const name of FILTERS) {
    if (view[name]) parts.push(name + "=" + encodeURIComponent(view[name]));
  }
  return "#" + parts.join("&");
}

// Shows another view; `replace` keeps it out of the history, for what is still
// being typed.
function goTo(view, replace) {
  const address = formatAddress(view);
  if (address === location.hash || (address === "#" && !location.hash)) return;
  if (replace) {
    location.replace(address);
  } else {
    location.hash = address;
  }
}

// The colours that were chosen, before anything is drawn. A page from a disk
// may have no storage; then the choice ends with the page.
const THEME = "patchgraph-colours";

function storedTheme() {
  try {
    return localStorage.getItem(THEME) || "";
  } catch {
    return "";
  }
}

function showTheme(theme) {
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  } else {
    delete document.documentElement.dataset.theme;
  }
}

function chooseTheme(theme) {
  showTheme(theme);
  try {
    localStorage.setItem(THEME, theme);
  } catch {
    // Shown, and not remembered.
  }
}

document.documentElement.classList.add("script");
showTheme(storedTheme());
