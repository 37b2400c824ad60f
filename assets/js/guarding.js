// Asks before a page is left on which something was typed and not sent.
export function guarding(root, view) {
  const dirty = new Set();
  root.addEventListener("input", ({ target }) => {
    const form = target.closest?.("form[data-guard]");
    if (form) dirty.add(form);
  });
  for (const over of ["submit", "reset"]) root.addEventListener(over, ({ target }) => dirty.delete(target));
  root.addEventListener("htmx:afterRequest", ({ target, detail }) => {
    if (detail.successful && target.matches?.("form[data-guard]")) dirty.delete(target);
  });
  view.addEventListener("beforeunload", (event) => {
    if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
  });
}
