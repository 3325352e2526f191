// Make the nested list a tree: one tab stop, arrows, Home, End; Enter or a click shows the thing beside it.
const tree = document.querySelector(".tree > ul");
const detail = document.getElementById("detalje");
const items = [...tree.querySelectorAll("a")];
let number = 0;

tree.setAttribute("role", "tree");
tree.setAttribute("aria-label", "Aftalens opbygning");
for (const list of tree.querySelectorAll("ul")) {
  list.setAttribute("role", "group");
  list.id = `gren-${(number += 1)}`;
}
for (const item of items) {
  item.parentElement.setAttribute("role", "none");
  item.setAttribute("role", "treeitem");
  item.setAttribute("aria-selected", String(item.hasAttribute("aria-current")));
  const below = branch(item);
  if (below) {
    item.setAttribute("aria-expanded", "true");
    item.setAttribute("aria-owns", below.id);
  }
}
rove(items.find((item) => item.hasAttribute("aria-current")) || items[0]);

function branch(item) {
  return item.parentElement.querySelector(":scope > ul");
}

function open(item, wanted) {
  item.setAttribute("aria-expanded", String(wanted));
  branch(item).hidden = !wanted;
}

function rove(item) {
  for (const other of items) other.tabIndex = other === item ? 0 : -1;
}

function visible() {
  return items.filter((item) => item.offsetParent !== null);
}

function parent(item) {
  return item.closest("ul").parentElement.querySelector(":scope > a");
}

function step(item, key) {
  const shown = visible();
  const place = shown.indexOf(item);
  const state = item.getAttribute("aria-expanded");
  if (key === "ArrowDown") return shown[place + 1];
  if (key === "ArrowUp") return shown[place - 1];
  if (key === "Home") return shown[0];
  if (key === "End") return shown.at(-1);
  if (key === "ArrowRight" && state === "true") return shown[place + 1];
  if (key === "ArrowRight" && state === "false") open(item, true);
  if (key === "ArrowLeft" && state === "true") open(item, false);
  else if (key === "ArrowLeft") return parent(item);
  return null;
}

async function show(address, item) {
  const answer = await fetch(address);
  if (!answer.ok) {
    location.href = address;
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  detail.replaceChildren(...page.getElementById("detalje").childNodes);
  document.title = page.title;
  for (const other of items) {
    other.toggleAttribute("aria-current", false);
    other.setAttribute("aria-selected", String(other === item));
  }
  if (item) item.setAttribute("aria-current", "true");
}

tree.addEventListener("keydown", (event) => {
  if (!["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  const next = step(event.target, event.key);
  if (next) {
    rove(next);
    next.focus();
  }
});

tree.addEventListener("click", async (event) => {
  const item = event.target.closest("a");
  if (!item || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  rove(item);
  if (item.hasAttribute("aria-expanded") && event.detail > 0 && event.offsetX < 22 && event.target === item) {
    open(item, item.getAttribute("aria-expanded") !== "true");
    return;
  }
  await show(item.href, item);
  history.pushState({}, "", item.href.replace("#detalje", ""));
  document.getElementById("detaljens-navn").focus({ preventScroll: matchMedia("(min-width: 900px)").matches });
});

addEventListener("popstate", () => {
  const chosen = new URLSearchParams(location.search).get("vis");
  show(location.href, items.find((item) => new URL(item.href).searchParams.get("vis") === chosen));
});
