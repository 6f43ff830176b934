"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const turns = byId("turns"), tools = byId("tools");
  if (!turns || !tools) return;
  tools.hidden = false;
  const all = [...turns.children];
  const boxes = [...tools.querySelectorAll("[data-family]")];
  const only = byId("only"), firm = byId("firm"), keys = byId("keys"), shown = byId("shown");
  let now = -1;

  const codes = (turn) => [...turn.querySelectorAll(".margin > .code")];
  const visible = (code) =>
    !(firm.checked && code.classList.contains("possible")) &&
    !boxes.some((box) => !box.checked && code.classList.contains("f-" + box.dataset.family));
  const marked = () => all.filter((turn) => turn.classList.contains("coded") && codes(turn).some(visible));

  function apply() {
    for (const box of boxes) turns.classList.toggle("off-" + box.dataset.family, !box.checked);
    turns.classList.toggle("off-possible", firm.checked);
    const kept = new Set(marked());
    for (const turn of all) turn.hidden = only.checked && !kept.has(turn);
    const listed = only.checked ? kept.size : all.length;
    const filtered = boxes.some((box) => !box.checked) || firm.checked;
    shown.textContent = `${listed} of ${all.length} turns shown, ${kept.size} with ${filtered ? "the codes chosen" : "codes"}`;
  }

  function step(by) {
    const places = all.map((turn, place) => [turn, place]).filter(([turn]) => !turn.hidden);
    const kept = new Set(marked());
    const next = places.filter(([turn, place]) => kept.has(turn) && (by > 0 ? place > now : place < now));
    if (!next.length) return;
    const [turn, place] = by > 0 ? next[0] : next[next.length - 1];
    show(turn, place);
  }

  function show(turn, place) {
    turns.querySelector(".now")?.classList.remove("now");
    turn.classList.add("now");
    now = place;
    turn.focus({ preventScroll: true });
    turn.scrollIntoView({ block: "center" });
  }

  function arrive() {
    const turn = location.hash.startsWith("#t") ? byId(location.hash.slice(1)) : null;
    const place = all.indexOf(turn);
    if (place < 0) return;
    if (turn.hidden) {
      only.checked = false;
      apply();
      turn.scrollIntoView({ block: "center" });
    }
    turns.querySelector(".now")?.classList.remove("now");
    now = place;
  }

  turns.addEventListener("focusin", (event) => (now = all.indexOf(event.target.closest(".turn"))));
  tools.addEventListener("change", apply);
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  addEventListener("hashchange", arrive);
  addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=checkbox]), textarea, select");
    if (typing || !keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });
  turns.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (!mark || String(getSelection())) return;
    for (const code of mark.closest(".turn").querySelectorAll("details.code")) code.open = !code.open;
  });
  apply();
  arrive();
})();
