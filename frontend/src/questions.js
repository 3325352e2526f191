// The page of a question: the errors get the focus, and the address can be copied.
document.getElementById("fejl")?.focus();

for (const button of document.querySelectorAll(".keep .copy")) {
  const field = document.getElementById("adressen");
  const said = document.querySelector(".keep .copied");
  button.classList.add("ready");
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      return; // a page that is not secure may not write to the clipboard; the address stands selected
    }
    said.textContent = button.dataset.copied;
  });
}
