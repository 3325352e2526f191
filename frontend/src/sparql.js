// The SPARQL page: an editor in place of the textarea, and answers without leaving the page.
// The server makes every answer and every explanation; without this script the form does the same.

const form = document.querySelector("#sparql");
const box = document.querySelector("#query");
const status = document.querySelector("#sparql-status");
const stop = document.querySelector("#sparql-stop");
const words = JSON.parse(form.dataset.words);
const MOST_TRIES = 4;
const LONGEST_WAIT = 10;
const LONGEST_ADDRESS = 3000;

let editor = null;
let running = null;

const said = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const pause = (seconds, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });

// One request. Gives the section with the answer, and after how many seconds it is worth to ask again.
async function asked(query, signal) {
  const body = new URLSearchParams({ query });
  const response = await fetch(form.action.split("#")[0], { method: "POST", body, signal, headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const section = page.querySelector("#svar");
  const late = response.status === 429 || (response.status >= 502 && response.status <= 504);
  const again = Number(response.headers.get("Retry-After")) || 0;
  const hopeless = section?.querySelector("[data-kind='deadline']");
  return { section, status: response.status, again: late && !hopeless ? Math.max(again, 1) : 0 };
}

// Ask until there is an answer, as often as it makes sense.
async function answered(query, signal) {
  for (let attempt = 1; ; attempt += 1) {
    let got;
    try {
      got = await asked(query, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      got = { section: null, status: 0, again: 2 ** (attempt - 1) };
    }
    if (!got.again || attempt === MOST_TRIES) return got;
    const seconds = Math.min(got.again, LONGEST_WAIT);
    status.textContent = said(got.status ? words.busy : words.lost, { seconds, attempt: attempt + 1, most: MOST_TRIES });
    await pause(seconds, signal);
  }
}

function explained(code) {
  const section = document.createElement("section");
  section.id = "svar";
  const title = section.appendChild(document.createElement("h2"));
  title.textContent = words.none;
  title.tabIndex = -1;
  const text = section.appendChild(document.createElement("p"));
  text.textContent = code ? said(words.refused, { code }) : words.unreachable;
  return section;
}

async function ask() {
  running?.abort();
  const mine = (running = new AbortController());
  const query = editor ? editor.getValue() : box.value;
  stop.hidden = false;
  status.textContent = words.asking;
  mark(0, 0);
  try {
    const got = await answered(query, mine.signal);
    show(got.section ?? explained(got.status), query);
    status.textContent = "";
  } catch {
    if (running === mine) status.textContent = words.stopped;
  } finally {
    if (running === mine) stop.hidden = true;
  }
}

function show(section, query) {
  document.querySelector("#svar").replaceWith(document.adoptNode(section));
  const address = new URL(form.action.split("#")[0]);
  if (query.length < LONGEST_ADDRESS) address.searchParams.set("query", query);
  history.replaceState(null, "", address);
  section.querySelector("h2")?.focus();
  place();
}

// Mark the place that the answer on the page points to, and make its link lead into the editor.
function place() {
  const fault = document.querySelector("#svar [data-line]");
  if (!fault) return;
  const [line, column] = [Number(fault.dataset.line), Number(fault.dataset.column)];
  mark(line, column);
  document.querySelector("#svar [data-goto]")?.addEventListener("click", (event) => {
    event.preventDefault();
    if (!editor) return box.focus();
    editor.focus();
    editor.setCursor({ line: line - 1, ch: Math.max(column - 1, 0) });
  });
}

let marked = [];
function mark(line, column) {
  if (!editor) return;
  marked.forEach((one) => one.clear());
  marked = [];
  editor.clearGutter("gutterErrorBar");
  if (!line) return;
  const row = editor.addLineClass(line - 1, "background", "query-fault-line");
  marked.push({ clear: () => editor.removeLineClass(row, "background", "query-fault-line") });
  const sign = document.createElement("span");
  sign.className = "query-fault-sign";
  sign.textContent = "!";
  sign.title = said(words.place, { line, column });
  editor.setGutterMarker(line - 1, "gutterErrorBar", sign);
  const at = editor.getTokenAt({ line: line - 1, ch: column }, true);
  marked.push(editor.markText({ line: line - 1, ch: at.start }, { line: line - 1, ch: at.end }, { className: "query-fault" }));
  editor.scrollIntoView({ line: line - 1, ch: 0 });
}

// Terms to complete with: [written, Danish, English, kind]. Fetched when the editor is first used.
let terms = null;
async function known() {
  terms ??= fetch(form.dataset.terms).then((response) => (response.ok ? response.json() : []), () => []);
  return terms;
}

const plain = (text) => text.toLowerCase().normalize("NFC");
function rank([written, da, en], wanted) {
  const name = plain(written.split(":")[1] ?? "");
  const texts = [plain(written), name, plain(da), plain(en)];
  if (texts.some((text) => text === wanted)) return 0;
  if (texts.some((text) => text.startsWith(wanted))) return 1;
  if (texts.some((text) => text.split(" ").some((word) => word.startsWith(wanted)))) return 2;
  return texts.some((text) => text.includes(wanted)) ? 3 : 9;
}

function render(element, _, hint) {
  const [written, da, en, kind] = hint.term;
  for (const [tag, text] of [["strong", form.dataset.language === "en" ? en || da : da || en], ["code", written], ["span", kind]]) {
    element.appendChild(document.createElement(tag)).textContent = text;
    element.append(" ");
  }
}

async function hints() {
  const cursor = editor.getCursor();
  const before = editor.getLine(cursor.line).slice(0, cursor.ch);
  const word = /[\p{L}\d_:-]*$/u.exec(before)[0];
  const from = { line: cursor.line, ch: cursor.ch - word.length };
  const wanted = plain(word);
  const found = (await known())
    .map((term) => [wanted ? rank(term, wanted) : 2, term])
    .filter(([fit]) => fit < 9)
    .sort((a, b) => a[0] - b[0])
    .slice(0, 40)
    .map(([, term]) => ({ text: term[0], term, render }));
  return { list: found, from, to: cursor };
}

function complete() {
  editor.showHint({ hint: hints, completeSingle: false, closeCharacters: /[\s{}()[\];,."'<>]/ });
}

// Offer terms by themselves while a word is written that is no variable and stands in no text, name of a thing or comment.
function offer(_, change) {
  if (change.origin !== "+input" || editor.state.completionActive) return;
  const cursor = editor.getCursor();
  const before = editor.getLine(cursor.line).slice(0, cursor.ch);
  if (/(?:^|[\s(|/^{])(?:\p{L}[\p{L}\d_-]*:[\p{L}\d_-]*|\p{Ll}{3,})$/u.test(before) && !/[#"'<][^>"']*$/.test(before)) complete();
}

async function edit() {
  const { default: Yasqe } = await import("@zazuko/yasqe");
  Yasqe.defaults.autocompleters = [];
  const holder = document.querySelector("#editor");
  const height = `${box.getBoundingClientRect().height}px`;
  holder.hidden = false;
  editor = new Yasqe(holder, {
    value: box.value,
    inputStyle: "contenteditable",
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    showQueryButton: false,
    resizeable: false,
    syntaxErrorCheck: false,
    editorHeight: height,
    viewportMargin: Infinity,
    highlightSelectionMatches: false,
    foldGutter: false,
    gutters: ["gutterErrorBar", "CodeMirror-linenumbers"],
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": ask, "Cmd-Enter": ask, "Ctrl-Space": complete, "Ctrl-S": false },
  });
  box.hidden = true;
  const field = editor.getInputField();
  const described = { role: "textbox", "aria-multiline": "true", "aria-labelledby": "query-label", "aria-describedby": "query-help" };
  for (const [name, value] of Object.entries(described)) field.setAttribute(name, value);
  document.querySelector("#query-label").addEventListener("click", () => editor.focus());
  editor.on("change", () => (box.value = editor.getValue()));
  editor.on("focus", known);
  editor.on("change", offer);
  // Without this the browser writes into the page itself, in elements with a style of their own, and is read later.
  field.addEventListener("beforeinput", (event) => {
    if (event.inputType !== "insertText" || !event.data || event.isComposing) return;
    event.preventDefault();
    editor.replaceSelection(event.data, null, "+input");
  });
  place();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
stop.addEventListener("click", () => {
  running?.abort();
  (editor ?? box).focus(); // the button that had the focus goes away
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask();
});
edit();
