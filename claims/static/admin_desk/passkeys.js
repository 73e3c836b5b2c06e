// Makes a passkey, or signs in with one: what the browser answers goes into the form and is sent.
"use strict";

const REFUSED = "The browser did not give a passkey. Open the desk by its name over https, or by localhost, and try again.";

function options() {
  return JSON.parse(document.getElementById("passkey-options").textContent);
}

async function answerFor(form) {
  if (form.dataset.passkey === "make") {
    const asked = options().creation_options;
    const alone = form.querySelector("[name=passwordless]").checked;
    const wanted = asked.publicKey.authenticatorSelection;
    wanted.residentKey = alone ? "required" : "discouraged";
    wanted.requireResidentKey = alone;
    wanted.userVerification = alone ? "required" : "preferred";
    return window.webauthnJSON.create(asked);
  }
  if (form.dataset.passkey === "use") {
    return window.webauthnJSON.get(options().request_options);
  }
  const asked = await fetch(form.action, { headers: { Accept: "application/json" } });
  return window.webauthnJSON.get((await asked.json()).request_options);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.webauthnJSON?.supported()) {
    continue;
  }
  form.hidden = false;
  const said = form.querySelector("[role=alert]");
  const button = form.querySelector("button");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.click();
  });
  button.addEventListener("click", async () => {
    said.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await answerFor(form));
      form.submit();
    } catch (error) {
      said.textContent = `${REFUSED} (${error.name})`;
      said.hidden = false;
    }
  });
}
