// S skips and U undoes; Enter presses the button that has the focus, without this script too.
// Single keys can be switched off, and the browser remembers it (WCAG 2.1.4).
(function () {
  "use strict";
  const switched = document.querySelector(".keys input");
  if (!switched) return;
  const KEPT = "toc-keys";
  switched.closest(".keys").hidden = false;
  switched.checked = localStorage.getItem(KEPT) !== "off";
  switched.addEventListener("change", () => localStorage.setItem(KEPT, switched.checked ? "on" : "off"));

  function pressed(key) {
    const said = key === "u" && document.querySelector('.said form[action*="/ongedaan/"] button');
    return said || document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.repeat) event.preventDefault(); // held down: one match, no row
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (!switched.checked || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const thing = event.key.length === 1 && pressed(event.key.toLowerCase());
    if (!thing) return;
    event.preventDefault();
    thing.click();
  });
})();
