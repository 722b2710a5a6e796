/* SPDX-License-Identifier: EUPL-1.2 */
/* The passkey ceremony: the browser asks the device, the answer goes back in the form. Words come from the page.
   The press of the button is what lets the browser ask, so nothing starts by itself. */

const steps = {
  create: (options) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

const able =
  typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function" &&
  typeof PublicKeyCredential.prototype.toJSON === "function";

async function ask(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  const go = form.querySelector("[data-passkey-go]");
  failed.hidden = go.disabled = true;
  try {
    const credential = await steps[form.dataset.passkey](JSON.parse(form.dataset.options));
    // The server keeps what the device says about itself (is it found without a name?) as text.
    const extensions = JSON.stringify(credential.getClientExtensionResults());
    form.elements.credential.value = JSON.stringify({ ...credential.toJSON(), extensions });
    form.submit();
  } catch {
    failed.hidden = go.disabled = false;
    go.focus();
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!able) break;
  form.querySelector("[data-passkey-unable]").hidden = true;
  form.querySelector("[data-passkey-go]").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(form);
  });
}
