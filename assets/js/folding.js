// On a narrow screen filters begin folded, so that what they filter is in sight; one with an error stays open.
const BESIDE = "(min-width: 64em)";

export function folding(root, view) {
  if (view.matchMedia(BESIDE).matches) return;
  for (const filter of root.querySelectorAll("details.comity-filter[open]")) {
    if (!filter.querySelector(".govuk-error-message")) filter.open = false;
  }
}
