// A file of one's own: drop it on the field, be told at once what is too large, and that the review is under way.
const form = document.getElementById("egen-fil");
const input = document.getElementById("fil");
const zone = document.getElementById("slip");
const chosen = document.getElementById("fil-status");
const button = document.getElementById("gennemgaa");
const status = document.getElementById("gennemgang-status");
const words = form.dataset;
const name = button.textContent;

const hint = document.createElement("p");
hint.className = "drop-hint";
hint.setAttribute("aria-hidden", "true");
hint.textContent = words.drop;
input.before(hint);
zone.classList.add("can-drop");

function size() {
  return [...input.files].reduce((sum, file) => sum + file.size, 0);
}

function tell() {
  const tooBig = size() > Number(words.most) * 1e6;
  input.setCustomValidity(tooBig ? words.tooBig : "");
  chosen.textContent = tooBig ? words.tooBig : input.files.length ? `${words.chosen} ${[...input.files].map((file) => file.name).join(", ")}` : "";
  zone.classList.toggle("is-wrong", tooBig);
}

input.addEventListener("change", tell);
for (const kind of ["dragenter", "dragover"]) {
  zone.addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
}
for (const kind of ["dragleave", "drop"]) {
  zone.addEventListener(kind, (event) => {
    event.preventDefault();
    if (kind === "drop" || !zone.contains(event.relatedTarget)) zone.classList.remove("is-over");
  });
}
zone.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  tell();
  button.focus();
});

function rest() {
  button.textContent = name;
  button.removeAttribute("aria-disabled");
  status.textContent = "";
}

form.addEventListener("submit", (event) => {
  if (button.getAttribute("aria-disabled")) {
    event.preventDefault();
    return;
  }
  button.textContent = words.busy;
  button.setAttribute("aria-disabled", "true");
  status.textContent = words.waiting;
  if (document.getElementById("som").value) setTimeout(rest, 15000); // a file comes down, and the page stays
});
addEventListener("pageshow", rest); // back from the answer, the form is at rest again

document.getElementById("fejl")?.focus();
