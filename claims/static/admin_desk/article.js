// The article view: tells the server what was selected and where, and acts on single keys.

const text = document.getElementById("desk-article");
const form = document.getElementById("desk-select");

// The captured text within a range: labels left out, characters that are not seen put back.
function captured(range) {
  const copy = range.cloneContents();
  for (const label of copy.querySelectorAll("[data-label]")) {
    label.remove();
  }
  for (const sign of copy.querySelectorAll("[data-char]")) {
    sign.replaceWith(String.fromCodePoint(parseInt(sign.dataset.char, 16)));
  }
  return copy.textContent;
}

function codePoints(words) {
  return Array.from(words).length;
}

// A label is left out as a whole, so an edge inside one is set before or after it.
function outside(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element.closest("[data-label], [data-char]");
}

function selectedRange() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) {
    return null;
  }
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(text)) {
    return null;
  }
  if (!text.contains(range.startContainer)) {
    range.setStart(text, 0);
  }
  if (!text.contains(range.endContainer)) {
    range.setEnd(text, text.childNodes.length);
  }
  const first = outside(range.startContainer);
  if (first) {
    range.setStartBefore(first);
  }
  const last = outside(range.endContainer);
  if (last) {
    range.setEndAfter(last);
  }
  return range;
}

function takeSelection() {
  const range = selectedRange();
  const words = range ? captured(range) : "";
  if (!words) {
    return;
  }
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = codePoints(captured(before));
  const end = start + codePoints(words);
  form.elements.start.value = start;
  form.elements.end.value = end;
  form.elements.words.value = words;
  const line = words.replace(/\s+/g, " ").trim();
  const short = line.length > 90 ? `${Array.from(line).slice(0, 88).join("")}…` : line;
  document.getElementById("desk-selected").textContent = `Selected, ${start} to ${end}: ${short}`;
}

function goToForm() {
  const fields = document.querySelector(
    "#statement_form .select2-selection, #statement_form input:not([type=hidden]), " +
    "#statement_form textarea, #statement_form select",
  );
  if (fields) {
    fields.focus();
  }
}

function isTyping(element) {
  return element.isContentEditable ||
    element.closest("input, textarea, select, .select2-container, .select2-dropdown");
}

function onKey(event) {
  const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
  if (!plain || event.repeat || event.defaultPrevented || !keysAct() || isTyping(event.target)) {
    return;
  }
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted) {
    return;
  }
  event.preventDefault();
  wanted.focus();
  wanted.click();
}

const KEPT = "desk-single-keys";
const toggle = document.getElementById("desk-keys-on");

function keysAct() {
  return toggle.checked;
}

// A browser may refuse to keep anything; then the choice holds for this page alone.
function remembered() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

toggle.checked = remembered() !== "off";
toggle.addEventListener("change", () => {
  try {
    localStorage.setItem(KEPT, toggle.checked ? "on" : "off");
  } catch {
    // Nothing is kept.
  }
});
document.addEventListener("keydown", onKey);

if (form) {
  document.addEventListener("selectionchange", takeSelection);
  // That event comes late: a quick hand presses a key before it.
  form.addEventListener("submit", takeSelection);
}

text.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-statement]");
  if (mark && document.getSelection().isCollapsed && !event.target.closest("a")) {
    location.assign(mark.dataset.statement);
  }
});

const edit = document.querySelector('[data-key="e"]');
if (edit) {
  edit.addEventListener("click", (event) => {
    event.preventDefault();
    goToForm();
  });
}

// The open statement is brought into view within its text, without moving the page.
const here = text.querySelector(".desk-here");
if (here) {
  const offset = here.getBoundingClientRect().top - text.getBoundingClientRect().top;
  text.scrollTop += offset - text.clientHeight / 3;
}
