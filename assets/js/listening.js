// <div data-progress="/address">: shows how far long work has come, as the hub tells it.
export function listening(root) {
  const found = [...root.querySelectorAll("[data-progress]")];
  if (root.matches?.("[data-progress]")) found.push(root);
  for (const box of found) if (!("listens" in box.dataset)) listen(box);
}

function listen(box) {
  box.dataset.listens = "";
  const bar = box.querySelector("progress");
  const text = box.querySelector(".comity-progress__text");
  const source = new EventSource(box.dataset.progress);
  const hear = ({ data }) => {
    const told = JSON.parse(data);
    if (!box.isConnected || told.end || told.go) source.close();
    if (bar && told.max !== undefined) bar.max = told.max;
    if (bar && told.value !== undefined) bar.value = told.value;
    if (text && told.text !== undefined) text.textContent = told.text;
    if (ours(told.go)) window.location.assign(told.go);
  };
  source.addEventListener("message", hear);
  source.addEventListener("progress", hear);
}

// Only a path of this site is followed.
function ours(path) {
  return typeof path === "string" && new URL(path, window.location.href).origin === window.location.origin;
}
