// Asks the browser for a passkey when the button is pressed, and sends the plain form with the answer in a hidden field. What to
// ask, and every word, comes with the page. Where this does not run, or the browser knows no passkeys, the page says what to do.
"use strict";
(() => {
  const form = document.querySelector("form[data-passkey]");
  if (!form || !window.PublicKeyCredential) return;

  const says = form.querySelector("[data-passkey-says]");
  const isNew = form.dataset.passkey === "create";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const withBytes = (credential) => ({ ...credential, id: bytes(credential.id) });

  const options = () => {
    const { publicKey } = JSON.parse(form.dataset.options);
    publicKey.challenge = bytes(publicKey.challenge);
    if (publicKey.user) publicKey.user = withBytes(publicKey.user);
    for (const list of ["allowCredentials", "excludeCredentials"]) {
      if (publicKey[list]) publicKey[list] = publicKey[list].map(withBytes);
    }
    return { publicKey };
  };

  const answer = ({ id, rawId, type, response }) => {
    const given = { clientDataJSON: text(response.clientDataJSON) };
    if (isNew) {
      given.attestationObject = text(response.attestationObject);
      given.transports = response.getTransports ? response.getTransports() : [];
    } else {
      given.authenticatorData = text(response.authenticatorData);
      given.signature = text(response.signature);
      given.userHandle = response.userHandle ? text(response.userHandle) : null;
    }
    return JSON.stringify({ id, rawId: text(rawId), type, response: given });
  };

  const say = (why) => {
    says.textContent = says.dataset[why];
    says.hidden = false;
  };
  const why = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known", ConstraintError: "lock" };

  let isAsking = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    says.hidden = true;
    try {
      const credential = await (isNew ? navigator.credentials.create(options()) : navigator.credentials.get(options()));
      form.elements.namedItem("answer").value = answer(credential);
      form.submit();
    } catch (error) {
      say(why[error.name] || "failed");
    } finally {
      isAsking = false;
    }
  });

  document.querySelector("[data-passkey-without]").hidden = true;
  form.hidden = false;
})();
