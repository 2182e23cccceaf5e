// Small conveniences. Every page works without them.

// A form with unsaved entries asks before it is left.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

// "Add another" shows the next empty record of a group that waits in the page. When none is left,
// the button does what it does without script: it sends the form to have another one.
for (const button of document.querySelectorAll("button[data-more]")) {
  button.addEventListener("click", (event) => {
    const next = document.querySelector(`#${button.dataset.more} > fieldset[hidden]`);
    if (!next) return;
    event.preventDefault();
    next.hidden = false;
    next.querySelector("input, select, textarea")?.focus();
  });
}

// Whoever sent a form that was not taken hears the faults first.
document.querySelector("[data-faults]")?.focus();
