// A second click on submit, while the first is under way, sends nothing.
const PAUSE = 5000;

export function onceOnly(root) {
  const sent = new WeakMap();
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || "again" in form.dataset || event.defaultPrevented) return;
    if (sent.has(form) && Date.now() - sent.get(form) < PAUSE) {
      event.preventDefault();
      return;
    }
    sent.set(form, Date.now());
    mark(form, true);
    setTimeout(() => mark(form, false), PAUSE);
  });
  // A page that comes back from the browser's memory may be sent again.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) for (const form of root.querySelectorAll("form")) (sent.delete(form), mark(form, false));
  });
}

function mark(form, busy) {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    if (busy) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}
