// Only makes nicer what works without it: nothing here is needed to read, register or learn.
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // Escape closes an open menu and gives the focus back to its button.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.menu[open],details.lang[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  // A click beside it closes it too.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open],details.lang[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // The filters stand open where there is room for them.
  const wide = matchMedia("(min-width:60em)");
  const unfold = () => document.querySelectorAll("details.facets").forEach((one) => { if (wide.matches) one.open = true; });
  unfold();
  wide.addEventListener && wide.addEventListener("change", unfold);

  // The summary of errors is read out first.
  const errors = document.querySelector(".errs[role=alert]");
  if (errors) errors.focus();

  // A hand that trembles clicks twice: the second click within two seconds is dropped. Later ones pass,
  // so a form that got no answer over a bad link can always be sent again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    const now = Date.now();
    if (now - (form.sentAt || 0) < 2000) {
      event.preventDefault();
      return;
    }
    form.sentAt = now;
  });
  // Coming back by the browser's button, the form is fresh.
  addEventListener("pageshow", () => { for (const form of document.forms) form.sentAt = 0; });

  // htmx comes when a hand first reaches for what it makes nicer: every other visit is spared its 13 KB.
  document.addEventListener("focusin", (event) => {
    const place = event.target.closest("[data-htmx]");
    if (!place) return;
    const script = document.createElement("script");
    script.src = place.dataset.htmx;
    delete place.dataset.htmx;
    document.head.append(script);
  });

  // How many characters are left, told while writing.
  document.addEventListener("input", (event) => {
    const field = event.target;
    const place = field.maxLength > 0 && document.getElementById(field.id + "_left");
    if (place) place.textContent = place.dataset.words.replace("%", field.maxLength - field.value.length);
  });
})();
