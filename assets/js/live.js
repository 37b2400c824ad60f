// <p data-live="/events" hidden><a href="…"></a></p>: says how much is new for the reader, and never what it is.
// Only the page in sight listens: a browser opens few connections to one place, and hidden pages need none.
export function live(root, view) {
  const box = root.querySelector("[data-live]");
  if (box && "EventSource" in view) view.addEventListener("load", () => follow(box, root, view));
}

function follow(box, root, view) {
  let source = null;
  let since = "";
  const stop = () => {
    source?.close();
    source = null;
  };
  const start = () => {
    if (source || root.hidden) return;
    source = new view.EventSource(since ? `${box.dataset.live}?since=${since}` : box.dataset.live);
    source.addEventListener("new", ({ data }) => {
      const told = JSON.parse(data);
      since = told.since;
      say(box, told.new);
    });
    source.addEventListener("end", stop);
    // A connection that breaks is not opened again by itself: to listen must not look like somebody at work.
    source.addEventListener("error", stop);
  };
  root.addEventListener("visibilitychange", () => (root.hidden ? stop() : start()));
  view.addEventListener("pagehide", stop);
  start();
}

function say(box, count) {
  if (!count) return;
  box.querySelector("a").textContent = `${count} new: load the page again`;
  box.hidden = false;
}
