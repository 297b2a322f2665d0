// Shows the buttons that print a page, and prints. Without this a person prints with Ctrl+P.
"use strict";

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
