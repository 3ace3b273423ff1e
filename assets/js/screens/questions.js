// Questions that do not concern the answers given so far are put out of sight. The server decides by itself what was asked.
(() => {
  const look = (form) => {
    const said = new FormData(form);
    for (const one of form.querySelectorAll("[data-if]")) {
      const earlier = form.querySelector(`[name="${CSS.escape(one.dataset.if)}"]`);
      const asked = earlier && !earlier.closest("[data-if][hidden]");
      one.hidden = !(asked && said.getAll(one.dataset.if).some((value) => one.dataset.values.split(" ").includes(value)));
    }
  };
  for (const form of new Set([...document.querySelectorAll("[data-if]")].map((one) => one.closest("form")))) {
    look(form);
    form.addEventListener("input", () => look(form));
    form.addEventListener("change", () => look(form));
  }
})();
