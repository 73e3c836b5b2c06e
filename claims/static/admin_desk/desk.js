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
