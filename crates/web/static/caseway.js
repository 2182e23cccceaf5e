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

// "Add another" shows the next empty record of a repeated group.
for (const button of document.querySelectorAll("button[data-more]")) {
  button.addEventListener("click", () => {
    const next = document.querySelector(`#${button.dataset.more} fieldset[hidden]`);
    if (next) {
      next.hidden = false;
      next.querySelector("input, select, textarea")?.focus();
    }
    if (!document.querySelector(`#${button.dataset.more} fieldset[hidden]`)) button.hidden = true;
  });
  button.hidden = false;
}
