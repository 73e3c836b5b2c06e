// Tells when the account is signed out while a form is open, and lets it be saved after all.

const EVERY = 60_000;
const place = document.getElementById("desk-signed-out");
let gone = false;

async function isGone() {
  const answer = await fetch(place.dataset.asks, { cache: "no-store", redirect: "manual" });
  return answer.type === "opaqueredirect";
}

// Signing in changes the token without which nothing is taken.
async function renewTokens() {
  const page = await (await fetch(place.dataset.home, { cache: "no-store" })).text();
  const found = new DOMParser().parseFromString(page, "text/html");
  const token = found.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    field.value = token ?? field.value;
  }
}

async function look() {
  try {
    const was = gone;
    gone = await isGone();
    if (was && !gone) {
      await renewTokens();
    }
    place.hidden = !gone;
  } catch {
    // The network is away; the next time tells.
  }
}

if (place) {
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  window.addEventListener("focus", look);
  document.addEventListener("submit", (event) => {
    if (gone && event.target.method === "post") {
      event.preventDefault();
      event.stopImmediatePropagation();
      place.focus();
      look();
    }
  }, true);
}
