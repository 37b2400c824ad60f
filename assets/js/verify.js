// The page that checks a proof: in this browser, with what stands in the form. Only sizes are asked of the server.
import { steps } from "./proving.js";

const form = document.querySelector("[data-verify]");

async function ask(old) {
  const answer = await fetch(`/api/v1/ledger/consistency?old=${old}`, { headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : null;
}

function shown(found, proof) {
  const list = document.querySelector("#steps");
  const said = document.querySelector("#result");
  for (const item of list.children) {
    const holds = found[item.dataset.step];
    const state = holds === null ? "open" : holds ? "holds" : "fails";
    item.className = `comity-checks__step comity-checks__step--${state}`;
    item.querySelector("b").textContent = list.dataset[state];
    item.hidden = holds === null && item.dataset.optional !== undefined;
  }
  const failed = Object.values(found).includes(false);
  said.className = failed ? "comity-note comity-note--warn" : "comity-done";
  const words = failed ? said.dataset.fails : said.dataset.holds;
  said.textContent = words.replace("{act}", proof ? proof.index + 1 : "").replace("{size}", proof ? proof.size : "");
  document.querySelector("#outcome").hidden = false;
  said.focus();
}

async function check(event) {
  event.preventDefault();
  const said = new FormData(form);
  const found = await steps(said.get("proof"), said.get("vkey"), said.get("earlier"), ask).catch(() => null);
  if (found === null) {
    // This browser lacks Ed25519: the server can look, and the page says what that means.
    form.removeEventListener("submit", check);
    form.submit();
    return;
  }
  shown(found.found, found.proof);
}

if (form && globalThis.crypto?.subtle) {
  form.addEventListener("submit", check);
  form.querySelector("[type=file]").addEventListener("change", async ({ target }) => {
    if (target.files[0]) form.querySelector("[name=proof]").value = await target.files[0].text();
  });
}
