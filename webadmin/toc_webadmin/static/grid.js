// A grid that feels like a sheet. Everything that has to be understood (a pasted block, headings,
// days, names of schools) is read by the server, once: this script only walks, fills and sends.
// Without it the same form works with its buttons.
(function () {
  "use strict";
  const WAIT = 800; // milliseconds after the last key
  const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"; // of a reference, as the server makes them
  const LONGEST = 1900000; // letters; the server takes two million in a form
  let form = document.getElementById("klad");
  if (!form) return;
  const kept = `klad ${location.pathname}`;
  let timer = 0;
  let changes = 0; // since the page was opened: tells whether an answer is about what is there now
  let sending = false;
  let dirty = false;
  let last = null; // the cell that had the focus last, for the button that fills

  const byId = (id) => document.getElementById(id);
  const rows = () => Array.from(form.querySelectorAll(".grid tbody tr"));
  const shown = () => rows().filter((row) => row.offsetParent);
  const cellsOf = (row) => Array.from(row.querySelectorAll("[data-kolom]"));
  const cellIn = (row, column) => row && row.querySelector(`[data-kolom="${column}"]`);
  const say = (words) => (byId("bewaard").textContent = words);

  function refuse(words) {
    const box = byId("geweigerd");
    box.replaceChildren();
    if (!words) return;
    const inner = box.appendChild(document.createElement("div"));
    inner.className = "problems";
    inner.textContent = words;
  }

  // Walking

  function focus(cell) {
    if (!cell) return false;
    cell.focus();
    if (cell.select) cell.select();
    return true;
  }

  function step(cell, by) {
    const all = shown();
    const at = all.indexOf(cell.closest("tr")) + by;
    if (at >= all.length && by > 0 && !byId("alleen").checked) addRows(1);
    return focus(cellIn(shown()[at], cell.dataset.kolom));
  }

  function sideways(cell, by) {
    const all = cellsOf(cell.closest("tr"));
    return focus(all[all.indexOf(cell) + by]);
  }

  function atEdge(cell, by) {
    if (cell.tagName === "SELECT") return true;
    const all = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    return all || (by < 0 ? cell.selectionEnd === 0 : cell.selectionStart === cell.value.length);
  }

  function walk(event, cell) {
    const key = event.key;
    if (event.isComposing || event.altKey) return false;
    if (key === "Escape") return focus(byId("neem"));
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "d") return fill(cell) || true;
    if (event.ctrlKey || event.metaKey) return false;
    if (key === "Enter" && cell.tagName !== "TEXTAREA") return step(cell, event.shiftKey ? -1 : 1) || true;
    if (event.shiftKey) return false;
    // A list, and a field with suggestions, use these keys themselves.
    const own = cell.tagName !== "INPUT" || cell.getAttribute("list");
    if (!own && key === "ArrowDown") return step(cell, 1);
    if (!own && key === "ArrowUp") return step(cell, -1);
    if (key === "ArrowLeft" && atEdge(cell, -1)) return sideways(cell, -1);
    if (key === "ArrowRight" && atEdge(cell, 1)) return sideways(cell, 1);
    return false;
  }

  // Filling

  function put(cell, text) {
    if (cell.tagName === "SELECT" && !Array.from(cell.options).some((o) => o.value === text)) {
      cell.add(new Option(text, text));
    }
    cell.value = text;
  }

  // What stands in a cell goes down to the next that holds something; an empty cell takes over
  // what stands above it. Nothing that was typed is written over.
  function fill(cell) {
    const all = shown();
    const at = all.indexOf(cell.closest("tr"));
    const name = cell.dataset.kolom;
    if (!cell.value) {
      const above = cellIn(all[at - 1], name);
      if (above && above.value) put(cell, above.value);
      return changed();
    }
    const used = all.map((row) => cellsOf(row).some((one) => one.value));
    for (let n = at + 1; n <= used.lastIndexOf(true); n += 1) {
      const next = cellIn(all[n], name);
      if (next.value) break;
      if (used[n]) put(next, cell.value);
    }
    changed();
  }

  function newRef() {
    const found = crypto.getRandomValues(new Uint8Array(10));
    return Array.from(found, (n) => LETTERS[n % LETTERS.length]).join("");
  }

  function addRows(number) {
    for (let n = 0; n < number; n += 1) {
      const all = rows();
      const place = all.length + 1;
      if (place > Number(form.dataset.most)) return refuse(form.dataset.full);
      const old = all[all.length - 1];
      const row = old.cloneNode(true);
      row.classList.remove("wrong-row");
      row.querySelectorAll(".wrong-text, .away button").forEach((one) => one.remove());
      row.querySelector("[name^=ref-]").name = `ref-${place}`;
      row.querySelector("[name^=ref-]").value = newRef();
      const label = row.querySelector("[id^=r-]");
      label.id = `r-${place}`;
      label.lastChild.textContent = String(place);
      cellsOf(row).forEach((cell) => {
        cell.id = cell.name = `cel-${place}-${cell.dataset.kolom}`;
        cell.setAttribute("aria-labelledby", `k-${cell.dataset.kolom} r-${place}`);
        cell.removeAttribute("aria-invalid");
        cell.removeAttribute("aria-describedby");
        cell.value = "";
      });
      old.after(row);
    }
  }

  // Sending

  function changed() {
    changes += 1;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  }

  function entries() {
    const data = new FormData(form);
    data.delete("doel");
    return data;
  }

  // Until it is saved, this tab remembers what was typed: for this person and nobody else.
  function remember() {
    const rest = Array.from(entries()).filter(([name]) => name !== "csrf_token");
    sessionStorage.setItem(kept, JSON.stringify({ who: form.dataset.who, rest }));
  }

  async function post(data, goal) {
    data.set("doel", goal);
    const answer = await fetch(form.action, { method: "POST", body: data });
    if (answer.status === 401 || answer.status === 400 || answer.redirected) throw new Error("out");
    return answer;
  }

  function failed(error) {
    remember();
    const isOut = error.message === "out";
    say(isOut ? form.dataset.out : form.dataset.lost);
    if (!isOut) timer = setTimeout(save, 10 * WAIT);
    byId("aanmelden").hidden = !isOut; // back here, what was remembered is sent again
  }

  async function save() {
    if (sending || !dirty) return;
    sending = true;
    const about = changes;
    try {
      const data = entries();
      data.delete("plak"); // waits for its own button
      const answer = await post(data, "vanzelf");
      const told = await answer.json();
      if (answer.status === 409) {
        remember();
        return refuse(told.said);
      }
      form.elements.version.value = told.version;
      dirty = about !== changes;
      if (!dirty) {
        sessionStorage.removeItem(kept);
        show(told);
      }
    } catch (error) {
      failed(error);
    } finally {
      sending = false;
      if (dirty && about !== changes) changed();
    }
  }

  function show(told) {
    say(told.said);
    byId("geteld").textContent = told.counted;
    byId("neem").textContent = told.ready;
    let wrong = 0;
    rows().forEach((row) => {
      let isWrong = false;
      cellsOf(row).forEach((cell) => {
        const words = told.problems[cell.id] || "";
        let place = byId(`${cell.id}-fout`);
        isWrong = isWrong || Boolean(words);
        if (!words) {
          if (place) place.remove();
          cell.removeAttribute("aria-invalid");
          cell.removeAttribute("aria-describedby");
          return;
        }
        if (!place) {
          place = cell.parentNode.appendChild(document.createElement("span"));
          place.className = "wrong-text";
          place.id = `${cell.id}-fout`;
        }
        place.textContent = words;
        cell.setAttribute("aria-invalid", "true");
        cell.setAttribute("aria-describedby", place.id);
      });
      row.classList.toggle("wrong-row", isWrong);
      wrong += isWrong ? 1 : 0;
    });
    byId("fouten").textContent = String(wrong);
  }

  // The whole form as the server answers it, in the place of this one.
  async function replace(data, goal, focused) {
    clearTimeout(timer);
    say(form.dataset.busy);
    try {
      const answer = await post(data, goal);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.getElementById("klad");
      if (!next) return refuse(answer.status === 413 ? form.dataset.big : form.dataset.lost);
      form.replaceWith(next);
      form = next;
      dirty = false;
      sessionStorage.removeItem(kept);
      ready();
      const box = byId("geweigerd"); // what was not taken over is read before the cells
      const wrong = form.querySelector("[aria-invalid]") || byId(focused) || byId("neem");
      focus(box.textContent ? box : wrong);
    } catch (error) {
      failed(error);
    }
  }

  function pasted(event) {
    const cell = event.target.closest("[data-kolom]");
    const text = event.clipboardData.getData("text/plain");
    if (!cell || !/[\t\r\n]./.test(text)) return; // one cell: as any field
    event.preventDefault();
    if (text.length > LONGEST) return refuse(form.dataset.big);
    const data = entries();
    data.set("plak", text);
    data.set("rij", cell.id.split("-")[1]);
    data.set("kolom", cell.dataset.kolom);
    replace(data, "plak", cell.id);
  }

  // What listens stands on the form: it must come again when the form is replaced.
  function ready() {
    byId("vul").hidden = byId("meer").hidden = false;
    byId("vul").addEventListener("click", () => last && form.contains(last) && fill(last));
    byId("meer").addEventListener("click", () => {
      const next = rows().length;
      addRows(10);
      focus(cellsOf(rows()[next] || rows()[0])[0]);
    });
    form.addEventListener("paste", pasted);
    form.addEventListener("input", (event) => event.target.closest("[data-kolom]") && changed());
    form.addEventListener("focusin", (event) => {
      last = event.target.closest("[data-kolom]") || last;
    });
    form.addEventListener("keydown", (event) => {
      const cell = event.target.closest("[data-kolom]");
      if (cell && walk(event, cell)) event.preventDefault();
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      dirty = false; // it is being sent; an answer "not signed in" holds it too
    });
  }

  function restore() {
    const found = JSON.parse(sessionStorage.getItem(kept) || "null");
    sessionStorage.removeItem(kept);
    if (!found || found.who !== form.dataset.who) return;
    const data = new FormData();
    found.rest.forEach(([name, value]) => data.append(name, value));
    data.set("csrf_token", form.elements.csrf_token.value);
    replace(data, "bewaar", "");
  }

  window.addEventListener("pagehide", () => {
    if (!dirty) return;
    remember();
    const data = entries();
    data.set("doel", "vanzelf");
    navigator.sendBeacon(form.action, data);
  });
  ready();
  restore();
  // Ready to paste; on a phone this would open the keyboard.
  const isDesk = matchMedia("(pointer: fine)").matches;
  if (isDesk && document.activeElement === document.body) focus(form.querySelector("[aria-invalid]") || cellsOf(rows()[0])[0]);
})();
