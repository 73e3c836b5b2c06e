// The import pages: says that something is being read and for how long, and sends a form once.

for (const form of document.querySelectorAll("form[data-reading]")) {
  const status = form.querySelector(".desk-progress");
  let since = 0;
  let timer = 0;

  const tell = () => {
    const seconds = Math.round((performance.now() - since) / 1000);
    status.textContent = seconds ? `${form.dataset.reading} ${seconds} s` : form.dataset.reading;
  };

  form.addEventListener("submit", (event) => {
    if (since) {
      event.preventDefault();
      return;
    }
    since = performance.now();
    status.hidden = false;
    tell();
    timer = setInterval(tell, 1000);
    form.setAttribute("aria-busy", "true");
  });

  // Come back to by the browser's own button, the page may be sent again.
  addEventListener("pageshow", () => {
    since = 0;
    clearInterval(timer);
    status.hidden = true;
    form.removeAttribute("aria-busy");
  });
}
