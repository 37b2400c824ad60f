// <article data-relies>: while it is pointed at or holds the focus, what its links lead to in the file stands out.
// Without this script each link leads to its place, and that place stands out by itself.
const CHOSEN = "comity-chosen";

function choose(root, card) {
  for (const each of root.querySelectorAll(`.${CHOSEN}`)) each.classList.remove(CHOSEN);
  if (!card) return;
  for (const link of card.querySelectorAll('a[href^="#at-"]')) {
    root.getElementById(link.hash.slice(1))?.classList.add(CHOSEN);
  }
}

export function relied(root) {
  for (const type of ["pointerover", "focusin"]) {
    root.addEventListener(type, ({ target }) => {
      const card = target.closest?.("[data-relies]");
      if (card || type === "focusin") choose(root, card);
    });
  }
}
