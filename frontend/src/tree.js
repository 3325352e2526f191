// Make the nested list a tree: one tab stop, arrows, Home, End, *, typing a name; Enter or a click shows the thing
// beside it. Branches that the server sent shut stay shut, so nothing moves when this script starts.
const section = document.querySelector(".tree");
const tree = section?.querySelector(":scope > ul");
const detail = document.getElementById("detalje");
const items = tree ? [...tree.querySelectorAll("a")] : [];
const WAITS = [300, 900, 2000]; // milliseconds before a page is asked for again
const TYPING = 700; // milliseconds after which a new name is begun
let current = null;
let asked = null;
let typed = { text: "", at: 0 };

if (tree) start();

function start() {
  document.documentElement.classList.add("scripted");
  tree.setAttribute("role", "tree");
  let number = 0;
  for (const item of items) {
    const row = item.parentElement;
    const below = item.nextElementSibling;
    row.setAttribute("role", "none");
    item.setAttribute("role", "treeitem");
    item.tabIndex = -1;
    item.setAttribute("aria-level", level(item));
    item.setAttribute("aria-selected", String(item.hasAttribute("aria-current")));
    if (below) {
      below.setAttribute("role", "group");
      below.id = `gren-${(number += 1)}`;
      item.setAttribute("aria-owns", below.id);
      item.setAttribute("aria-expanded", String(!below.hasAttribute("data-shut")));
    }
  }
  rove(items.find((item) => item.hasAttribute("aria-current")) || items[0]);
  tree.addEventListener("keydown", pressed);
  tree.addEventListener("click", clicked);
  for (const button of section.querySelectorAll("[data-all]")) {
    button.addEventListener("click", () => all(button.dataset.all === "open"));
  }
  addEventListener("popstate", back);
}

// How deep an item is: one more than the item above it, which is earlier in the list.
function level(item) {
  const above = parent(item);
  return above ? Number(above.getAttribute("aria-level")) + 1 : 1;
}

function parent(item) {
  return item.parentElement.parentElement.previousElementSibling?.closest("[role='treeitem']") ?? null;
}

function open(item, wanted) {
  item.setAttribute("aria-expanded", String(wanted));
  item.nextElementSibling.toggleAttribute("data-shut", !wanted);
}

function all(wanted) {
  for (const item of items) if (item.hasAttribute("aria-expanded")) open(item, wanted);
  if (!shown(current)) rove(top(current));
}

// The item of the first level that one hangs under.
function top(item) {
  const above = parent(item);
  return above ? top(above) : item;
}

function shown(item) {
  return !item.closest("[data-shut]");
}

function rove(item) {
  if (current) current.tabIndex = -1;
  current = item;
  current.tabIndex = 0;
}

function next(item, key) {
  const state = item.getAttribute("aria-expanded");
  if (key === "ArrowRight" && state === "false") return open(item, true);
  if (key === "ArrowLeft" && state === "true") return open(item, false);
  if (key === "ArrowLeft") return parent(item);
  if (key === "Home") return items.find(shown);
  if (key === "End") return items.findLast(shown);
  const forward = key === "ArrowDown" || (key === "ArrowRight" && state === "true");
  if (!forward && key !== "ArrowUp") return null;
  for (let at = items.indexOf(item) + (forward ? 1 : -1); items[at]; at += forward ? 1 : -1) {
    if (shown(items[at])) return items[at];
  }
  return null;
}

// The next item whose name begins with what is typed; one letter again and again goes from one to the next.
function named(item, key) {
  const now = performance.now();
  typed = { text: now - typed.at > TYPING ? key : typed.text + key, at: now };
  const same = [...typed.text].every((letter) => letter === typed.text[0]);
  const wanted = (same ? typed.text[0] : typed.text).toLocaleLowerCase("da");
  const seen = items.filter(shown);
  const from = seen.indexOf(item) + (typed.text.length === 1 || same ? 1 : 0);
  return [...seen.slice(from), ...seen.slice(0, from)].find((other) => name(other).startsWith(wanted));
}

function name(item) {
  return item.querySelector(":scope > :not(.tag)").textContent.trim().toLocaleLowerCase("da");
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const item = event.target.closest("[role='treeitem']");
  const letter = [...event.key].length === 1 && event.key !== " ";
  if (!item || !(letter || event.key === " " || /^(Arrow|Home|End)/.test(event.key))) return;
  event.preventDefault();
  if (event.key === " ") return void item.click();
  if (event.key === "*") {
    for (const other of item.parentElement.parentElement.children) {
      if (other.firstElementChild.hasAttribute("aria-expanded")) open(other.firstElementChild, true);
    }
    return;
  }
  const found = letter ? named(item, event.key) : next(item, event.key);
  if (found) {
    rove(found);
    found.focus();
  }
}

// Back and Forward: the tab stop and, where it was in the detail, the focus go along.
async function back() {
  const chosen = new URLSearchParams(location.search).get("vis");
  const item = items.find((one) => new URL(one.href).searchParams.get("vis") === chosen);
  const inside = detail.contains(document.activeElement);
  if (!(await show(location.href, item))) return;
  if (item) rove(item);
  if (inside) read();
}

function read() {
  document.getElementById("detaljens-navn").focus({ preventScroll: matchMedia("(min-width: 900px)").matches });
}

async function clicked(event) {
  const item = event.target.closest("a");
  if (!item || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  rove(item);
  const arrow = item.getBoundingClientRect().left + 24;
  if (item.hasAttribute("aria-expanded") && event.detail > 0 && event.clientX < arrow) {
    open(item, item.getAttribute("aria-expanded") !== "true");
    return;
  }
  if (!(await show(item.href, item))) return;
  history.pushState({}, "", item.href.replace("#detalje", ""));
  read();
}

// Put a thing beside the tree. Where the server does not answer, the link is followed and the page answers by itself.
async function show(address, item) {
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  detail.setAttribute("aria-busy", "true");
  const answer = await fetched(address, signal);
  if (signal.aborted) return false;
  if (!answer) {
    location.assign(address);
    return false;
  }
  detail.innerHTML = answer;
  detail.removeAttribute("aria-busy");
  detail.scrollTop = 0;
  const said = document.getElementById("detaljens-navn").textContent;
  document.title = document.title.replace(/^(.* · )?(?=[^·]+ · [^·]+$)/, item ? `${said} · ` : "");
  for (const other of tree.querySelectorAll("[aria-current]")) {
    other.removeAttribute("aria-current");
    other.setAttribute("aria-selected", "false");
  }
  if (item) {
    item.setAttribute("aria-current", "true");
    item.setAttribute("aria-selected", "true");
    for (let above = parent(item); above; above = parent(above)) open(above, true);
  }
  return true;
}

// The detail of a page as HTML. While the server is away or answers 503 it is asked again, a little later each time.
async function fetched(address, signal) {
  const part = new URL(address);
  part.hash = "";
  part.searchParams.set("part", "detalje");
  for (const wait of [0, ...WAITS]) {
    await new Promise((done) => setTimeout(done, wait));
    try {
      const answer = await fetch(part, { signal });
      if (answer.ok) return await answer.text();
      if (answer.status !== 503) return null;
    } catch (error) {
      if (signal.aborted) return null;
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
}
