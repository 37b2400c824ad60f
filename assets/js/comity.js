// What every page starts. Each page works without it; this only spares a click or a mistake.
import { initAll } from "./govuk-frontend.min.js";
import { chooseAll } from "./choosing.js";
import { folding } from "./folding.js";
import { copying } from "./copying.js";
import { guarding } from "./guarding.js";
import { listening } from "./listening.js";
import { live } from "./live.js";
import { onceOnly } from "./once.js";
import { passkeys } from "./passkeys.js";
import { printing } from "./printing.js";
import { relied } from "./relied.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
folding(document, window);
onceOnly(document);
guarding(document, window);
copying(document);
passkeys(document, window);
printing(document, window);
relied(document);
chooseAll(document);
listening(document);
live(document, window);

// What htmx puts in needs the same start as what came with the page.
document.addEventListener("htmx:load", ({ target }) => {
  if (target === document.body) return;
  initAll({ scope: target });
  listening(target);
});

// Nothing that htmx swaps in may steal the reader's place: an error summary says itself, all else stays where one types.
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status === 401) window.location.reload();
});
