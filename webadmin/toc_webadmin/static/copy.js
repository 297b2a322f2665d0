// Copies a table so that Excel reads it: cells apart by tabs. Without this the table can be selected.
"use strict";

const THIN = /(\d)\u202f(?=\d)/g;

function cellText(cell) {
  const text = cell.dataset.copied ?? cell.textContent;
  return text.trim().replace(/[\t\r\n]+/g, " ").replace(THIN, "$1");
}

function tableText(table) {
  return [...table.rows].map((row) => [...row.cells].map(cellText).join("\t")).join("\r\n");
}

// Where the clipboard is closed (a page without https) a person copies what was selected.
function select(table) {
  const range = document.createRange();
  range.selectNodeContents(table);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(button) {
  const table = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(tableText(table));
    said.textContent = said.dataset.done;
  } catch {
    select(table);
    said.textContent = said.dataset.failed;
  }
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
