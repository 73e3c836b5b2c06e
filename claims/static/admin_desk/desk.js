// Asks before leaving a form whose changes were not saved, such as by pressing a verb's button.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("body.change-form #content-main > form[method=post]");
  if (!form) {
    return;
  }
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  // Choosing by typing speaks through jQuery alone.
  window.django.jQuery(form).on("select2:select select2:clear", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) {
      event.preventDefault();
    }
  });
});

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
