// Tells, while somebody types a name, an address or a claim, what may be there already.

const WAIT = 400;
const place = document.getElementById("desk-likes");

function inputs() {
  return place.dataset.watched
    .split(" ")
    .map((name) => document.getElementById(`id_${name}`))
    .filter(Boolean);
}

function line(one) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = one.href;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = one.label;
  item.append(`${one.reason}: `, link);
  return item;
}

function warning(text) {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}

function show(answer) {
  const list = document.createElement("ul");
  list.append(...answer.warnings.map(warning), ...answer.found.map(line));
  const told = list.children.length > 0;
  const heading = document.createElement("p");
  heading.textContent = answer.found.length ? "Is it here already?" : "Look again:";
  place.replaceChildren(...(told ? [heading, list] : []));
  place.hidden = !told;
}

let timer = 0;
let asked = null;

async function ask() {
  asked?.abort();
  asked = new AbortController();
  const query = new URLSearchParams({ leaving_out: place.dataset.leavingOut });
  for (const input of inputs()) {
    query.set(input.name, input.value.slice(0, 2000));
  }
  try {
    const answer = await fetch(`${place.dataset.where}?${query}`, { signal: asked.signal });
    if (answer.ok) {
      show(await answer.json());
    }
  } catch (fault) {
    if (fault.name !== "AbortError") {
      place.hidden = true;
    }
  }
}

if (place) {
  for (const input of inputs()) {
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
  }
}
