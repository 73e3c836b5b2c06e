// Keeps what is typed in a form until it is saved, in this tab alone, and offers it again.

const KEPT = "desk-kept:";
const SENT = "desk-sent";
const account = document.querySelector("meta[name=desk-account]")?.content;
const form = document.querySelector("body.change-form #content-main > form[method=post]");
const key = form && KEPT + new URL(form.action).pathname;

function typed() {
  return [...new FormData(form)].filter(([name, value]) =>
    typeof value === "string" && name !== "csrfmiddlewaretoken");
}

// What tells one showing of a form from another is kept, so that it makes one thing, and not typed.
function content(fields) {
  return JSON.stringify(fields.filter(([name]) => name !== "shown"));
}

function keep() {
  sessionStorage.setItem(key, JSON.stringify({ account, at: Date.now(), fields: typed() }));
}

function forget() {
  Object.keys(sessionStorage)
    .filter((one) => one.startsWith("desk-"))
    .forEach((one) => sessionStorage.removeItem(one));
}

function putBack(fields) {
  const again = document.createElement("form");
  again.method = "post";
  again.action = form.action;
  const token = ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value];
  for (const [name, value] of [...fields, token, ["_restore", "1"]]) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    again.append(field);
  }
  again.hidden = true;
  document.body.append(again);
  again.submit();
}

function offer(held) {
  const note = document.getElementById("desk-kept");
  const time = new Date(held.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  note.querySelector("span").textContent = time;
  note.querySelector("[data-put-back]").addEventListener("click", () => putBack(held.fields));
  note.querySelector("[data-forget]").addEventListener("click", () => {
    sessionStorage.removeItem(key);
    note.hidden = true;
  });
  note.hidden = false;
}

function start() {
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (!account) {
    return; // The page to sign in: what was typed waits for whoever typed it.
  }
  if (sent && document.querySelector(".messagelist .success, .messagelist .info")) {
    sessionStorage.removeItem(sent);
  }
  document.getElementById("logout-form")?.addEventListener("submit", forget);
  if (!form || form.querySelector("input[type=password]")) {
    return;
  }
  const held = JSON.parse(sessionStorage.getItem(key));
  if (held && held.account !== account) {
    forget();
  } else if (held && !document.getElementById("desk-not-saved")) {
    if (content(held.fields) === content(typed())) {
      sessionStorage.removeItem(key);
    } else {
      offer(held);
    }
  }
  let pause = 0;
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, 300);
  });
  form.addEventListener("submit", () => {
    clearTimeout(pause);
    keep();
    sessionStorage.setItem(SENT, key);
  });
  document.addEventListener("desk:discarded", () => {
    clearTimeout(pause);
    sessionStorage.removeItem(key);
  });
}

try {
  start();
} catch {
  // A browser may refuse to keep anything.
}
