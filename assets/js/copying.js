// <button data-copy="#id">: copies what stands there, and says whether it did.
export function copying(root) {
  root.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("[data-copy]");
    if (!button) return;
    const source = root.querySelector(button.dataset.copy);
    const text = source?.value ?? source?.textContent ?? "";
    try {
      await navigator.clipboard.writeText(text.trim());
      tell(button, button.dataset.copied ?? "Copied");
    } catch {
      select(source);
      tell(button, button.dataset.notCopied ?? "Press Ctrl and C to copy");
    }
  });
}

// Where the browser does not let us copy, the text is chosen, so that one key does it.
function select(source) {
  if (source?.select) source.select();
  else if (source) window.getSelection().selectAllChildren(source);
}

function tell(button, words) {
  let said = button.nextElementSibling;
  if (!said?.matches(".comity-said")) {
    said = Object.assign(document.createElement("span"), { className: "comity-said", role: "status" });
    button.after(said);
  }
  said.textContent = words;
}
