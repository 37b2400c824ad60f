// <button data-print>; and on paper every part that can be opened is open.
export function printing(root, view) {
  let opened = [];
  root.addEventListener("click", ({ target }) => {
    if (target.closest?.("[data-print]")) view.print();
  });
  view.addEventListener("beforeprint", () => {
    opened = [...root.querySelectorAll("details:not([open])")];
    for (const each of opened) each.open = true;
  });
  view.addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
    opened = [];
  });
}
