// Sees to it that a form's changes are not lost: by leaving the page, or by another button on it.
"use strict";

const ASIDE = "desk-aside:";

// What is typed beside a form that is saved first, so that it is there when the page comes back.
function setAside(other) {
  const typed = [...other.elements]
    .filter((field) => field.name && field.type !== "hidden")
    .map((field) => [field.name, field.value]);
  try {
    sessionStorage.setItem(ASIDE + other.action, JSON.stringify(typed));
  } catch {
    // A browser may refuse to keep anything.
  }
}

function takeBack(other) {
  let typed = null;
  try {
    typed = JSON.parse(sessionStorage.getItem(ASIDE + other.action));
    sessionStorage.removeItem(ASIDE + other.action);
  } catch {
    // Nothing was kept.
  }
  for (const [name, value] of typed ?? []) {
    const field = other.elements[name];
    if (field && "value" in field) {
      field.value = value;
      other.closest("details")?.setAttribute("open", "");
    }
  }
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "desk-button desk-plain";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("body.change-form #content-main > form[method=post]");
  if (!form) {
    return;
  }
  // A form that was refused holds what is not saved yet.
  let changed = document.getElementById("desk-not-saved") !== null;
  form.addEventListener("input", () => { changed = true; });
  // Choosing by typing speaks through jQuery alone.
  window.django.jQuery(form).on("select2:select select2:clear", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) {
      event.preventDefault();
    }
  });

  const note = document.createElement("div");
  note.className = "desk-unsaved";
  note.setAttribute("role", "alert");
  note.tabIndex = -1;

  function refuse(other) {
    const told = document.createElement("p");
    told.textContent = "You have changes that are not saved: nothing was done. Save them first.";
    const save = button("Save first", () => {
      setAside(other);
      const by = form.querySelector("[name=_continue]") ?? form.querySelector("[name=_save]");
      form.requestSubmit(by);
    });
    const leave = button("Discard my changes", () => {
      setAside(other);
      changed = false;
      document.dispatchEvent(new Event("desk:discarded"));
      location.assign(form.action);
    });
    note.replaceChildren(told, save, " ", leave);
    other.append(note);
    note.focus();
  }

  document.addEventListener("submit", (event) => {
    const other = event.target;
    if (changed && other !== form && other.method === "post" && other.closest("#content")) {
      event.preventDefault();
      event.stopPropagation();
      refuse(other);
    }
  }, true);
  document.querySelectorAll("#content form[method=post]").forEach((other) => {
    if (other !== form) {
      takeBack(other);
    }
  });
});

// A link of the note on errors leads to its field, whatever it is folded into.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-field]");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) {
    return;
  }
  event.preventDefault();
  for (let at = field.closest("details"); at; at = at.parentElement.closest("details")) {
    at.open = true;
  }
  const input = field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea");
  (input ?? field).focus();
  (input ?? field).closest(".form-row, tr, p")?.scrollIntoView({ block: "center" });
});

// What was refused is said first.
window.addEventListener("load", () => setTimeout(() => {
  document.querySelector("[data-focus]")?.focus();
}));

// An input that is chosen by typing is read out by the label of the select behind it.
function nameChoices() {
  for (const box of document.querySelectorAll(".select2-selection")) {
    const select = box.closest(".select2-container").previousElementSibling;
    const named = select?.getAttribute("aria-label");
    const label = select?.labels?.[0];
    if (named || label) {
      const chosen = box.querySelector(".select2-selection__rendered");
      chosen.removeAttribute("role");
      chosen.removeAttribute("aria-readonly");
      box.setAttribute("aria-label", named || label.textContent.trim().replace(/:$/, ""));
      box.setAttribute("aria-describedby", chosen.id);
      box.removeAttribute("aria-labelledby");
    }
  }
}

window.addEventListener("load", () => setTimeout(nameChoices));
document.addEventListener("formset:added", () => setTimeout(nameChoices));
