/* Passkeys: the browser is asked for one, and what it answers is sent with an ordinary form. */

const SENT_AS_BYTES = ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"];

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

function read(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (options.user) publicKey.user = { ...options.user, id: bytes(options.user.id) };
  if (options.allowCredentials) publicKey.allowCredentials = known(options.allowCredentials);
  if (options.excludeCredentials) publicKey.excludeCredentials = known(options.excludeCredentials);
  return { publicKey };
}

function written(credential) {
  const response = {};
  for (const name of SENT_AS_BYTES) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  const { id, type } = credential;
  return JSON.stringify({ id, rawId: text(credential.rawId), type, response });
}

async function asked(form) {
  const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams() });
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(told.said), { said: told.said });
  return told;
}

async function ceremony(form) {
  const { token, options } = await asked(form);
  const credentials = navigator.credentials;
  const credential = await (form.dataset.passkey === "make"
    ? credentials.create(read(options))
    : credentials.get(read(options)));
  form.elements.token.value = token;
  form.elements.answer.value = written(credential);
  form.submit();
}

function prepare(form) {
  const part = (name) => form.querySelector(`[data-passkey-${name}]`);
  const told = part("told");
  const button = form.querySelector("button");
  part("script").hidden = true;
  if (location.origin !== form.dataset.origin) {
    part("elsewhere").hidden = false;
  } else if (!window.PublicKeyCredential) {
    part("unable").hidden = false;
  } else {
    button.hidden = false;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.hidden || button.disabled) return;
    button.disabled = true;
    told.textContent = "";
    try {
      await ceremony(form);
    } catch (fault) {
      told.textContent = fault.said ?? told.dataset.givenUp;
      delete form.dataset.sent;
      button.disabled = false;
    }
  });
  addEventListener("pageshow", () => { button.disabled = false; });
}

for (const form of document.querySelectorAll("form[data-passkey]")) prepare(form);
