// <input type="checkbox" data-choose-all="name">: ticks all boxes of that name in the form.
export function chooseAll(root) {
  root.addEventListener("change", ({ target }) => {
    const form = target.form;
    if (!form) return;
    const all = form.querySelector("[data-choose-all]");
    if (!all) return;
    const boxes = [...form.querySelectorAll('input[type="checkbox"]')].filter((box) => box.name === all.dataset.chooseAll);
    if (target === all) for (const box of boxes) box.checked = all.checked;
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  });
}
