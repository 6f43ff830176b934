"use strict";
(() => {
  const table = document.getElementById("table"), tools = document.getElementById("tools");
  if (!table || !tools) return;
  tools.hidden = false;
  const filter = document.getElementById("filter"), shown = document.getElementById("shown");
  const body = table.tBodies[0], rows = [...body.rows];
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  const value = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent;

  function sort(head) {
    const column = head.cellIndex, numeric = head.dataset.kind === "number";
    const falling = head.ariaSort ? head.ariaSort === "ascending" : numeric;
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const compare = numeric
      ? (a, b) => value(a, column) - value(b, column)
      : (a, b) => collator.compare(value(a, column), value(b, column));
    rows.sort((a, b) => (falling ? compare(b, a) : compare(a, b)));
    body.append(...rows);
  }

  function sieve() {
    const wanted = filter.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      count += !row.hidden;
    }
    shown.textContent = `${count} of ${rows.length} ${table.dataset.noun ?? "sessions"} shown`;
  }

  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head));
    head.append(button);
  }
  filter.addEventListener("input", sieve);
  sieve();
})();
