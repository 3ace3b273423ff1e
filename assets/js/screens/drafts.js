// A form that keeps itself: every field is sent ten seconds after it changed and when the page is left; until the server has
// it, it lies on this device. Without this script the button «Сохранить черновик» does the same.
(() => {
  let shelf = { getItem: () => null, setItem() {}, removeItem() {} };
  try { shelf = localStorage; } catch { /* forbidden here: the server alone keeps the text */ }
  const begin = (mark) => {
    const form = mark.form, versions = form.elements["draft-versions"], known = JSON.parse(versions.value || "{}");
    const names = mark.dataset.fields.split(" "), place = "draft:" + mark.dataset.store;
    const state = form.querySelector("[data-off]"), notes = form.querySelector("template");
    const tab = Math.random().toString(36).slice(2), dirty = new Set();
    let turn = 0;

    const read = (name) => new FormData(form).getAll(name).map((one) => String(one).replace(/\r\n?/g, "\n"));
    const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
    const say = (words) => { if (words && state.textContent !== words) state.textContent = words; };
    // A full or forbidden shelf must not stop the saving.
    const put = (name, extra) => {
      try { shelf.setItem(place + name, JSON.stringify({ v: read(name), n: known[name] || 0, ...extra })); } catch { /* no shelf */ }
    };
    const lying = (name) => { try { return JSON.parse(shelf.getItem(place + name)); } catch { return null; } };
    const write = (name, values) => {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (/^(radio|checkbox)$/.test(field.type)) field.checked = values.includes(field.value);
        else if (field.multiple) for (const one of field.options) one.selected = values.includes(one.value);
        else field.value = values[0] || "";
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    };
    const show = (got) => {
      const note = notes.content.cloneNode(true);
      note.querySelector("h3").textContent = got.title;
      note.querySelector("textarea").value = got.earlier;
      for (const button of note.querySelectorAll("button")) button.formAction = got.url;
      notes.before(note);
    };

    const send = async (name, keepalive) => {
      const values = read(name), body = new FormData();
      const facts = { draft: mark.value, key: name, version: known[name] || 0, tab, turn: ++turn };
      for (const fact in facts) body.append(fact, facts[fact]);
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      for (const value of values) body.append("value", value);
      dirty.delete(name);
      let got = {};
      try {
        const answer = await fetch(mark.dataset.url, { method: "POST", body, keepalive, headers: { Accept: "application/json" } });
        if (/json/.test(answer.headers.get("Content-Type"))) got = await answer.json();
        if (!got.version) throw answer;
        known[name] = Math.max(got.version, known[name] || 0);
        versions.value = JSON.stringify(known);
        if (same(values, read(name))) shelf.removeItem(place + name); else put(name);
        if (got.url) show(got);
        say(got.said);
      } catch (fault) {
        dirty.add(name);
        say(got.said || state.dataset[fault.status ? "fault" : "off"]);
      }
    };
    const flush = (leaving) => { for (const name of [...dirty]) send(name, leaving === true); };
    const changed = (event) => {
      const { name, type } = event.target;
      // Leaving a text field says nothing new; old phones tell of ticks and menus only so.
      if (!names.includes(name) || (event.type === "change" && !/^(radio|checkbox|select)/.test(type))) return;
      dirty.add(name);
      put(name);
      if (!navigator.onLine) say(state.dataset.off);
    };

    form.autocomplete = "off"; // the server and the shelf know better than the browser what was typed last
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", (event) => {
      if (!navigator.onLine) { event.preventDefault(); form.sentAt = 0; say(state.dataset.off); return; }
      // On its way with the form: it is put back only if the server has not got it.
      for (const name of dirty) put(name, { s: 1 });
      dirty.clear();
    });
    for (const name of names) {
      const kept = lying(name);
      if (!kept) continue;
      if (same(kept.v, read(name)) || (kept.s && kept.n !== (known[name] || 0))) shelf.removeItem(place + name);
      else { known[name] = kept.n; write(name, kept.v); }
    }
    flush();
    setInterval(flush, 1e4);
    addEventListener("online", flush);
    addEventListener("offline", () => { if (dirty.size) say(state.dataset.off); });
    addEventListener("pagehide", () => flush(true));
    document.addEventListener("visibilitychange", () => { if (document.hidden) flush(true); });
  };

  const marks = document.querySelectorAll("input[name=draft]");
  // Another person's texts on this device are not ours to keep.
  for (const key of Object.keys(shelf)) {
    if (key.startsWith("draft:") && ![...marks].some((mark) => key.startsWith("draft:" + mark.dataset.store.split(":")[0]))) shelf.removeItem(key);
  }
  marks.forEach(begin);
})();
