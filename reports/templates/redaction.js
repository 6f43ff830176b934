"use strict";
(() => {
  const tools = document.getElementById("tools"), filter = document.getElementById("filter");
  const unsure = document.getElementById("unsure"), shown = document.getElementById("shown");
  const groups = [...document.querySelectorAll(".group")];
  tools.hidden = false;

  function sieve() {
    const wanted = filter.value.trim().toLowerCase();
    let count = 0;
    for (const group of groups) {
      const doubtful = group.matches(".likely, .left");
      group.hidden = (unsure.checked && !doubtful) || !group.textContent.toLowerCase().includes(wanted);
      count += !group.hidden;
    }
    shown.textContent = `${count} of ${groups.length} shown`;
  }

  addEventListener("beforeprint", () => groups.forEach((group) => { group.open = true; }));
  filter.addEventListener("input", sieve);
  unsure.addEventListener("change", sieve);
  sieve();
})();
