// <div data-passkeys> holds a form that is sent with a passkey's answers: each of its fields with data-passkey-get or
// data-passkey-create is filled by the browser when the form is sent. What is said beside it shows why it is not.
export function passkeys(root, view) {
  for (const box of root.querySelectorAll("[data-passkeys]")) start(box, view);
}

function start(box, view) {
  show(box, "[data-passkey-script]", false);
  const form = box.querySelector("[data-passkey-form]");
  const elsewhere = box.querySelector("[data-passkey-elsewhere]");
  if (elsewhere && elsewhere.dataset.passkeyElsewhere !== view.location.origin) {
    elsewhere.hidden = false;
    return;
  }
  if (!view.PublicKeyCredential) {
    show(box, "[data-passkey-without]", true);
    return;
  }
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if ("answered" in form.dataset) {
      delete form.dataset.answered;
      return;
    }
    event.preventDefault();
    show(box, "[data-passkey-said]", false);
    try {
      for (const field of form.querySelectorAll("[data-passkey-get], [data-passkey-create]")) {
        field.value = await answer(field, view);
      }
    } catch {
      show(box, "[data-passkey-said]", true);
      return;
    }
    form.dataset.answered = "";
    form.requestSubmit();
  });
}

function show(box, which, whether) {
  const found = box.querySelector(which);
  if (found) found.hidden = !whether;
}

async function answer(field, view) {
  const making = "passkeyCreate" in field.dataset;
  const asked = JSON.parse(making ? field.dataset.passkeyCreate : field.dataset.passkeyGet);
  asked.challenge = bytes(asked.challenge);
  if (asked.user) asked.user.id = bytes(asked.user.id);
  for (const each of [...(asked.excludeCredentials ?? []), ...(asked.allowCredentials ?? [])]) each.id = bytes(each.id);
  const keys = view.navigator.credentials;
  const found = await (making ? keys.create({ publicKey: asked }) : keys.get({ publicKey: asked }));
  return JSON.stringify(plain(found));
}

// The answer as the hub reads it: every part of it that is bytes becomes base64url.
function plain(found) {
  const response = { clientDataJSON: text(found.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (found.response[part]) response[part] = text(found.response[part]);
  }
  return { id: found.id, rawId: text(found.rawId), type: found.type, response };
}

function bytes(base64url) {
  const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
