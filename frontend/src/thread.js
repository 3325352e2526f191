// Light the whole path through a box: on hover, on focus and, kept until Escape, on a click. Arrow keys move between boxes.
const region = document.getElementById("traad");
const svg = region?.querySelector("svg");
const status = document.getElementById("traad-valgt");
const boxes = svg ? [...svg.querySelectorAll(".box")] : [];
const links = svg ? [...svg.querySelectorAll(".links > .link")] : [];
let chosen = null; // lit by the keyboard or a click
let kept = null;

if (boxes.length) start();

function start() {
  document.documentElement.classList.add("scripted");
  svg.classList.add("thread");
  rove(boxes[0]);
  for (const box of boxes) listen(box);
  svg.addEventListener("focusout", (event) => {
    if (!kept && !svg.contains(event.relatedTarget)) choose(null);
  });
  svg.addEventListener("keydown", pressed);
  region.addEventListener("click", (event) => {
    if (!event.target.closest(".box")) clear();
  });
}

function rove(box) {
  for (const other of boxes) other.setAttribute("tabindex", other === box ? "0" : "-1");
}

function light(box) {
  const path = new Set(box ? box.dataset.path.split(" ") : []);
  svg.classList.toggle("lit", Boolean(box));
  for (const other of boxes) other.classList.toggle("on", path.has(other.dataset.id));
  for (const link of links) link.classList.toggle("on", path.has(link.dataset.from) && path.has(link.dataset.to));
  for (const other of boxes) other.classList.toggle("chosen", other === box);
}

function tell(box) {
  const others = boxes.filter((other) => other !== box && other.classList.contains("on")).length;
  const { one, many } = region.dataset;
  const words = others === 1 ? one : many.replace("{}", others);
  status.textContent = box ? `${box.getAttribute("aria-label")}. ${words}` : "";
}

function choose(box) {
  chosen = box;
  light(box);
  tell(box);
}

// The boxes that a link leads to, to the right or the left.
function linked(from, key) {
  const [here, there] = key === "ArrowRight" ? ["from", "to"] : key === "ArrowLeft" ? ["to", "from"] : [];
  const ids = new Set(here ? links.filter((l) => l.dataset[here] === from.dataset.id).map((l) => l.dataset[there]) : []);
  return boxes.filter((box) => ids.has(box.dataset.id));
}

// The box to go to: along a link if there is one, else the nearest that way; across costs more than along.
function nearest(from, key) {
  const [x, y] = middle(from);
  const along = linked(from, key);
  let best = null;
  for (const box of along.length ? along : boxes) {
    const [a, b] = middle(box);
    const far = { ArrowRight: a - x, ArrowLeft: x - a, ArrowDown: b - y, ArrowUp: y - b }[key];
    const aside = key === "ArrowRight" || key === "ArrowLeft" ? Math.abs(b - y) : Math.abs(a - x) * 4;
    if (box !== from && far > 8 && (!best || far + aside < best.cost)) best = { box, cost: far + aside };
  }
  return best && best.box;
}

function middle(box) {
  const place = box.querySelector("rect").getBoundingClientRect();
  return [place.x + place.width / 2, place.y + place.height / 2];
}

function listen(box) {
  box.addEventListener("pointerenter", () => kept || light(box));
  box.addEventListener("pointerleave", () => light(chosen));
  box.addEventListener("focus", () => {
    rove(box);
    kept = null;
    choose(box);
  });
  box.addEventListener("click", (event) => {
    // A key opens the page at once; a pointer first lights the path and opens the page at the second click.
    if (event.detail === 0 || kept === box || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    box.focus({ preventScroll: true });
    kept = box;
    choose(box);
  });
}

function clear() {
  kept = null;
  choose(null);
}

function pressed(event) {
  const from = event.target.closest(".box");
  if (event.key === "Escape") {
    clear();
  } else if (from && event.key.startsWith("Arrow")) {
    event.preventDefault();
    nearest(from, event.key)?.focus();
  } else if (event.key === "Home" || event.key === "End") {
    event.preventDefault();
    boxes.at(event.key === "Home" ? 0 : -1).focus();
  }
}
