// The panel beside the poster: Esc closes it, and what was in view stays in view. Without this
// script the links do the same, only the page may jump.
(function () {
  "use strict";
  const KEPT = "toc-poster-place";
  const frame = document.querySelector(".poster-frame");
  const panel = document.getElementById("blok");
  const close = document.querySelector(".panel-close a[data-close]");
  if (!frame || !panel || !close) return;
  const isBeside = matchMedia("(min-width: 68rem)").matches;

  function keep() {
    sessionStorage.setItem(KEPT, JSON.stringify([location.pathname, scrollY, frame.scrollLeft]));
  }

  function restore() {
    const [path, top, left] = JSON.parse(sessionStorage.getItem(KEPT) || "[]");
    sessionStorage.removeItem(KEPT);
    if (path === location.pathname) {
      scrollTo({ top, behavior: "instant" });
      frame.scrollLeft = left;
    }
    const box = document.querySelector(`#${CSS.escape(panel.dataset.box)}`);
    if (box) box.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    panel.focus({ preventScroll: true });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.target.matches("input, select")) return;
    close.click();
  });
  if (!isBeside) return;
  frame.addEventListener("click", (event) => event.target.closest("a") && keep());
  addEventListener("load", () => requestAnimationFrame(restore));
})();
