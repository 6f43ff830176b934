"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const tools = byId("tools"), session = byId("session"), shown = byId("shown");
  if (!tools) return;
  tools.hidden = false;
  const pairs = [...document.querySelectorAll(".pair")], lines = pairs.map((pair) => [...pair.querySelectorAll("tbody tr")]);
  const meetings = [...document.querySelectorAll("#events [data-session]")];
  const chosen = (name) => new Set([...tools.querySelectorAll(`[data-${name}]`)].filter((box) => box.checked).map((box) => box.dataset[name]));

  // A turn is shown when one of its differences is of a family and a sort that are chosen.
  function sieve() {
    const families = chosen("family"), whats = chosen("what"), only = session?.value ?? "";
    let turns = 0, codes = 0;
    pairs.forEach((pair, at) => {
      for (const line of lines[at]) line.hidden = !families.has(line.dataset.family) || (line.dataset.what !== "agreed" && !whats.has(line.dataset.what));
      const differing = lines[at].filter((line) => !line.hidden && line.dataset.what !== "agreed").length;
      pair.hidden = !differing || Boolean(only && pair.dataset.session !== only);
      if (!pair.hidden) [turns, codes] = [turns + 1, codes + differing];
    });
    for (const row of meetings) row.hidden = Boolean(only && row.dataset.session !== only);
    shown.textContent = `${codes} difference${codes === 1 ? "" : "s"} on ${turns} of ${pairs.length} turns shown`;
  }

  tools.addEventListener("change", sieve);
  sieve();
})();
