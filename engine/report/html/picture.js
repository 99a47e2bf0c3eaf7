"use strict";
// The picture of the dependencies: to move, to zoom, to search, and to ask what
// a patch needs and what needs it.

const MOST_ZOOM = 6;

class GraphPicture {
  constructor(box) {
    this.frame = box.querySelector("[data-picture]");
    this.svg = this.frame.querySelector("svg");
    this.note = box.querySelector("[data-note]");
    this.find = box.querySelector("[data-find]");
    this.found = box.querySelector("[data-found]");
    const [x, y, width, height] = this.svg.getAttribute("viewBox").split(" ").map(Number);
    this.whole = { x, y, width, height };
    this.view = { ...this.whole };
    this.nodes = new Map();
    for (const node of this.svg.querySelectorAll("[data-node]")) {
      this.nodes.set(node.dataset.node, { element: node, needs: [], neededBy: [] });
    }
    for (const edge of this.svg.querySelectorAll("[data-from]")) {
      const { from, to } = edge.dataset;
      this.nodes.get(from).needs.push({ edge, node: to });
      this.nodes.get(to).neededBy.push({ edge, node: from });
    }
    this.hits = [];
    this.hit = -1;
    this.chosen = null;
    this.listen(box);
    this.begin();
  }

  listen(box) {
    for (const button of box.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => this.zoomBy(button.dataset.zoom));
    }
    this.frame.addEventListener("keydown", (event) => this.onKey(event));
    this.svg.addEventListener("wheel", (event) => this.onWheel(event), { passive: false });
    this.svg.addEventListener("pointerdown", (event) => this.onPointerDown(event));
    this.svg.addEventListener("click", (event) => {
      const node = event.target.closest("[data-node]");
      if (this.moved) return;
      if (node) this.choose(node.dataset.node);
      else this.choose(null);
    });
    this.find.addEventListener("input", () => this.search());
    this.find.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.nextHit();
    });
    box.querySelector("[data-find-next]").addEventListener("click", () => this.nextHit());
  }

  // A large picture begins at its upper left corner, so that it can be read; a
  // small one takes no more room than it needs.
  begin() {
    const width = this.frame.clientWidth;
    const scale = Math.min(Math.max(width / this.whole.width, 0.75), 1.1);
    const height = Math.min(this.svg.clientHeight, Math.max(this.whole.height * scale, 120));
    this.svg.style.height = height + "px";
    this.view.width = width / scale;
    this.view.height = height / scale;
    this.draw();
    addEventListener("beforeprint", () => this.zoomBy("fit"));
  }

  draw() {
    const { x, y, width, height } = this.view;
    this.svg.setAttribute("viewBox", [x, y, width, height].map((value) => value.toFixed(1)).join(" "));
    this.svg.setAttribute("preserveAspectRatio", "xMinYMin meet");
  }

  // How many units of the picture a pixel is.
  unit() {
    return Math.max(this.view.width / this.svg.clientWidth, this.view.height / this.svg.clientHeight);
  }

  moveBy(dx, dy) {
    const { x, y, width, height } = this.whole;
    const slack = 0.5;
    this.view.x = Math.min(Math.max(this.view.x + dx, x - this.view.width * slack), x + width - this.view.width * slack);
    this.view.y = Math.min(Math.max(this.view.y + dy, y - this.view.height * slack), y + height - this.view.height * slack);
    this.draw();
  }

  // `factor` above 1 makes things larger; (x, y) stays where it is.
  scale(factor, x, y) {
    const most = this.svg.clientWidth / MOST_ZOOM;
    const width = Math.min(Math.max(this.view.width / factor, most), this.whole.width * 2);
    const ratio = width / this.view.width;
    this.view.x = x - (x - this.view.x) * ratio;
    this.view.y = y - (y - this.view.y) * ratio;
    this.view.width = width;
    this.view.height *= ratio;
    this.draw();
  }

  zoomBy(what) {
    if (what === "fit") {
      this.view = { ...this.whole };
      this.draw();
      return;
    }
    const { x, y, width, height } = this.view;
    this.scale(what === "in" ? 1.4 : 1 / 1.4, x + width / 2, y + height / 2);
  }

  // With a key held, or two fingers: a page must scroll past the picture.
  onWheel(event) {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== this.frame &&
        !this.frame.contains(document.activeElement)) return;
    event.preventDefault();
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    this.scale(Math.exp(-event.deltaY * 0.0022), at.x, at.y);
  }

  onPointerDown(event) {
    this.moved = false;
    // A finger moves the page, until it has chosen the picture.
    if (event.button > 0 || (event.pointerType === "touch" && !this.frame.contains(document.activeElement))) return;
    let last = event;
    const move = (next) => {
      if (Math.abs(next.clientX - event.clientX) + Math.abs(next.clientY - event.clientY) > 4) this.moved = true;
      if (!this.moved) return;
      this.svg.classList.add("moving");
      const unit = this.unit();
      this.moveBy((last.clientX - next.clientX) * unit, (last.clientY - next.clientY) * unit);
      last = next;
    };
    const end = () => {
      this.svg.classList.remove("moving");
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }

  onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const node = event.target.closest("[data-node]");
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = this.view.width / 8;
    if (event.key in arrows) {
      const [dx, dy] = arrows[event.key];
      if (node) this.walk(node.dataset.node, dx, dy);
      else this.moveBy(dx * step, dy * step);
    } else if (event.key === "+" || event.key === "=") {
      this.zoomBy("in");
    } else if (event.key === "-") {
      this.zoomBy("out");
    } else if (event.key === "0") {
      this.zoomBy("fit");
    } else if (event.key === "Enter" || event.key === " ") {
      if (node) this.choose(node.dataset.node);
      else this.focusNode(this.chosen || this.nodes.keys().next().value);
    } else if (event.key === "Escape") {
      this.choose(null);
      this.frame.focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  placeOf(number) {
    const { e, f } = this.nodes.get(number).element.transform.baseVal.consolidate().matrix;
    return { x: e, y: f };
  }

  // To the nearest patch in a direction.
  walk(number, dx, dy) {
    const here = this.placeOf(number);
    let best = null;
    let least = Infinity;
    for (const other of this.nodes.keys()) {
      const there = this.placeOf(other);
      const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      const across = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
      if (along < 1) continue;
      const far = along + 2.5 * across;
      if (far < least) {
        least = far;
        best = other;
      }
    }
    if (best !== null) this.focusNode(best);
  }

  focusNode(number) {
    this.bringIntoView(number);
    this.nodes.get(number).element.focus({ preventScroll: true });
  }

  bringIntoView(number) {
    const at = this.placeOf(number);
    const { x, y, width, height } = this.view;
    if (at.x < x || at.x + 200 > x + width || at.y < y || at.y + 36 > y + height) {
      if (this.unit() > 1.6) this.scale(this.unit() / 1.1, at.x, at.y);
      this.view.x = at.x + 100 - this.view.width / 2;
      this.view.y = at.y + 18 - this.view.height / 2;
      this.draw();
    }
  }

  // All that is reached from a patch, and the edges on the way.
  reach(number, way, mark) {
    const seen = new Set([number]);
    const waiting = [number];
    while (waiting.length > 0) {
      for (const { edge, node } of this.nodes.get(waiting.pop())[way]) {
        edge.classList.add(mark);
        if (seen.has(node)) continue;
        seen.add(node);
        waiting.push(node);
      }
    }
    for (const node of seen) this.nodes.get(node).element.classList.add("near");
  }

  choose(number) {
    for (const { element } of this.nodes.values()) element.classList.remove("near", "chosen");
    for (const edge of this.svg.querySelectorAll(".edge")) edge.classList.remove("needs", "needed-by");
    this.chosen = number;
    this.svg.classList.toggle("choosing", number !== null);
    this.note.replaceChildren();
    if (number === null) return;
    this.nodes.get(number).element.classList.add("chosen");
    this.reach(number, "needs", "needs");
    this.reach(number, "neededBy", "needed-by");
    this.describe(number);
  }

  describe(number) {
    const { element, needs, neededBy } = this.nodes.get(number);
    const first = document.createElement("p");
    const name = document.createElement("b");
    name.textContent = element.querySelector("title").textContent;
    first.append(name, " ");
    if (element.dataset.anchor) {
      const link = document.createElement("a");
      link.href = "#" + element.dataset.anchor;
      link.textContent = "In the list of patches";
      first.append(link);
    }
    this.note.append(first);
    const list = document.createElement("ul");
    list.className = "plain";
    for (const { edge } of [...needs, ...neededBy]) {
      const item = document.createElement("li");
      item.textContent = edge.querySelector("title").textContent;
      list.append(item);
    }
    this.note.append(list);
  }

  search() {
    const words = this.find.value.toLowerCase().split(/\s+/).filter(Boolean);
    this.hits = [];
    this.hit = -1;
    for (const [number, { element }] of this.nodes) {
      const text = element.querySelector("title").textContent.toLowerCase();
      const is = words.length > 0 && words.every((word) => text.includes(word));
      element.classList.toggle("found", is);
      if (is) this.hits.push(number);
    }
    this.found.textContent = words.length > 0 ? this.hits.length + " found" : "";
    if (this.hits.length > 0) this.nextHit();
  }

  nextHit() {
    if (this.hits.length === 0) return;
    this.hit = (this.hit + 1) % this.hits.length;
    this.found.textContent = this.hit + 1 + " of " + this.hits.length + " found";
    this.bringIntoView(this.hits[this.hit]);
    this.choose(this.hits[this.hit]);
  }
}

function watchGraph(box) {
  if (box.querySelector("[data-picture] svg")) new GraphPicture(box);
}
