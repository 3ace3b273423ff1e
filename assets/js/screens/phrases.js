// A tap on a ready phrase puts it into the answer; without this script the phrases can be read and copied.
(() => {
  const field = document.querySelector("textarea[name=comment]");
  if (!field) return;
  for (const one of document.querySelectorAll("[data-phrase]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "as-a as-a--l";
    button.textContent = one.textContent;
    button.addEventListener("click", () => {
      field.value += (field.value && !/\s$/.test(field.value) ? "\n" : "") + button.textContent;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
    one.replaceChildren(button);
  }
})();
