// Tells who else has the page open, what is missing as one types, and leads from the board
// to the form. Everything it does is there without it, as of when the page was opened.

const EVERY = 60_000;
const place = document.getElementById("desk-presence");
const missing = document.getElementById("desk-missing");
const asTyped = document.getElementById("desk-as-typed");
const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;

function body(fields) {
  return new URLSearchParams({ csrfmiddlewaretoken: token, ...fields });
}

function paragraph(text) {
  const told = document.createElement("p");
  told.className = "desk-warn";
  told.textContent = text;
  return told;
}

function tell(news) {
  const lines = [];
  if (news.others.length) {
    const names = news.others.map((other) => other.name).join(", ");
    lines.push(`${names} ${news.others.length === 1 ? "has" : "have"} this open too.`);
  }
  if (String(news.version) !== place.dataset.version) {
    lines.push("It was saved by somebody since you opened it. Your text is safe: save, and you see both.");
  }
  if (lines.join(" ") !== place.textContent.trim()) {
    place.replaceChildren(...lines.map(paragraph));
  }
  // What is being typed says more than what somebody else saved.
  if (missing && asTyped.hidden) {
    tellMissing(news);
  }
}

function tellMissing(news) {
  for (const list of missing.querySelectorAll("[data-lacks]")) {
    const lines = news[list.dataset.lacks];
    if (lines) {
      list.replaceChildren(...lines.map((text) => {
        const item = document.createElement("li");
        item.textContent = text;
        return item;
      }));
      list.hidden = lines.length === 0;
      if (list.nextElementSibling.matches(".desk-good")) {
        list.nextElementSibling.hidden = lines.length > 0;
      }
    }
  }
}

async function ask() {
  if (document.hidden) {
    return;
  }
  try {
    const fields = { version: place.dataset.version };
    const answer = await fetch(place.dataset.where, { method: "POST", body: body(fields) });
    if (answer.ok && !answer.redirected) {
      tell(await answer.json());
    }
  } catch {
    // The network is away; the next time tells again.
  }
}

if (place?.dataset.where && token) {
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
  window.addEventListener("pagehide", () => {
    navigator.sendBeacon(place.dataset.where, body({ closed: "1" }));
  });
}

const PAUSE = 1_200;
const form = missing?.dataset.where ? document.getElementById("claim_form") : null;
let pause = 0;
let asking = new AbortController();

async function askAsTyped() {
  asking.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(missing.dataset.where, {
      method: "POST",
      body: new FormData(form),
      signal: asking.signal,
    });
    const news = answer.ok && !answer.redirected ? await answer.json() : {};
    if (news.lacking) {
      tellMissing(news);
      asTyped.hidden = false;
    }
  } catch {
    // Superseded by what was typed since, or the network is away.
  }
}

for (const typed of form ? ["input", "change"] : []) {
  form.addEventListener(typed, () => {
    clearTimeout(pause);
    pause = setTimeout(askAsTyped, PAUSE);
  });
}

function open(row) {
  for (const folded of row.querySelectorAll("details")) {
    if (!folded.closest(".desk-kept-folded")) {
      folded.open = true;
      break;
    }
  }
}

for (const link of document.querySelectorAll("[data-opens]")) {
  link.addEventListener("click", () => {
    const row = document.getElementById(link.dataset.opens);
    if (row) {
      open(row);
      row.querySelector("select, input:not([type=hidden]), textarea")?.focus();
    }
  });
}

document.addEventListener("formset:added", (event) => open(event.target));

for (const button of document.querySelectorAll("[data-adds]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    document.querySelector("#evidence-group .add-row a")?.click();
    const rows = document.querySelectorAll("#evidence-group .inline-related:not(.empty-form)");
    const row = rows[rows.length - 1];
    const stance = row?.querySelector("select[name$=-stance]");
    if (stance) {
      open(row);
      stance.value = button.dataset.adds;
      row.scrollIntoView({ block: "center" });
      stance.focus();
    }
  });
}
