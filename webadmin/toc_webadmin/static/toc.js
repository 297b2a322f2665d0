// Every page works without this script; with it, Ctrl+K jumps and shows where the letters lead.
(function () {
  "use strict";
  const field = document.getElementById("spring");
  const list = document.getElementById("plaatsen");
  if (!field || !list) return;
  const WAIT = 150; // milliseconds after the last letter
  let timer = 0;
  let chosen = -1;

  const places = () => Array.from(list.querySelectorAll("li[data-url]"));

  function close() {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    const all = places();
    if (!all.length) return;
    chosen = (number + all.length) % all.length;
    all.forEach((one, n) => one.setAttribute("aria-selected", String(n === chosen)));
    field.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    const asked = field.value.trim();
    if (!asked) return close();
    const answer = await fetch(`/spring?deel=1&q=${encodeURIComponent(asked)}`);
    if (!answer.ok || asked !== field.value.trim()) return;
    list.innerHTML = await answer.text(); // our own page: every name in it is escaped
    list.hidden = false;
    chosen = -1;
    field.setAttribute("aria-expanded", "true");
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(places()[chosen].dataset.url);
    } else if (event.key === "Escape") {
      close();
    }
  });
  list.addEventListener("click", (event) => {
    const place = event.target.closest("li[data-url]");
    if (place) location.assign(place.dataset.url);
  });
  field.addEventListener("blur", () => setTimeout(close, 200)); // after a click on a place
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
})();

// "Kopieer": without this script a person selects the field, which stays there to be seen.
(function () {
  "use strict";
  const button = document.querySelector("button[data-copies]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      if (!document.execCommand("copy")) return; // over http a browser has no clipboard
    }
    document.getElementById(`${field.id}-said`).textContent = button.dataset.done;
  });
})();
