"""What is looked at in a page, as JavaScript expressions."""

# Texts whose colour is too near to what is behind them: WCAG 2 asks for 4.5 to 1, for large letters 3 to 1.
LOW_CONTRAST = """(() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((value) => value / 255)
      .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const clear = (colour) => colour === "none" || colour === "transparent" || parts(colour)[3] === 0;
  const behind = (element) => {
    const box = element.closest("svg") && element.parentElement.querySelector(":scope > rect");
    if (box) return getComputedStyle(box).fill;
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!clear(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const low = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility() || element.matches("title, desc, script, option")) continue;
    const style = getComputedStyle(element);
    const front = element.closest("svg") ? style.fill : style.color;
    const [a, b] = [light(parts(front)), light(parts(behind(element)))].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    ++count;
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) {
      low.add(element.tagName + "." + element.getAttribute("class") + " " + front + " on " + behind(element));
    }
  }
  if (count < 100) low.add("only " + count + " texts were looked at");
  return [...low];
})()"""

# Headings that leave a level out, tables without a caption or with nameless headers, fields without a label.
STRUCTURE = """(() => {
  const wrong = [];
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) wrong.push(heading.tagName + " after H" + level + ": " + heading.textContent);
    level = next;
  }
  if (document.querySelectorAll("h1").length !== 1) wrong.push("not one h1");
  for (const table of document.querySelectorAll("table")) {
    if (!table.caption || !table.caption.textContent) wrong.push("a table without a caption");
    for (const header of table.querySelectorAll("th")) {
      if (!header.scope) wrong.push("a header without a scope: " + header.textContent);
    }
  }
  for (const field of document.querySelectorAll("input, select")) {
    if (!field.closest("label") && !field.ariaLabel) wrong.push("a field without a label: " + field.name);
  }
  for (const picture of document.querySelectorAll("svg:not([aria-hidden])")) {
    if (!picture.querySelector(":scope > title")) wrong.push("a picture without a title");
  }
  if (!document.documentElement.lang) wrong.push("no language");
  return wrong;
})()"""

# What has the focus; whether that can be seen.
FOCUSED = """(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const all = [...document.querySelectorAll("*")];
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const marked = style.outlineStyle !== "none" || element.closest("svg") !== null;
  return { key: all.indexOf(element) + " " + element.tagName + " " + element.textContent.slice(0, 30),
           link: element.getAttribute("href"), seen: marked && box.width > 0 && box.height > 0 };
})()"""

# How many elements the tabulator key should stop at.
TAB_STOPS = """[...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true })).length"""
