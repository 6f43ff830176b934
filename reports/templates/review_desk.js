// The desk: under the current turn, its codes with what was decided about each and what can be decided.
function reviewDesk(store, picker) {
  const byId = (id) => document.getElementById(id);
  const desk = byId("desk"), list = byId("desk-codes"), within = byId("desk-within"), noter = byId("desk-note"), note = byId("note");
  const blind = store.about.mode === "blind";
  const DONE = { accept: "accepted", reject: "rejected", change: "changed", add: blind ? "" : "added" };
  let turn = null, place = 0, noted = null;

  const number = (of = turn) => Number(of.id.slice(1));
  const rows = () => (turn ? store.rows(number()) : []);
  const side = () => ["therapist", "client"].find((name) => turn.classList.contains(name)) ?? "other";
  const label = (code) => store.known.get(code)?.[1] ?? code;
  const slug = (code) => store.known.get(code)?.[2] ?? "X";

  function element(name, looks, ...inside) {
    const made = document.createElement(name);
    made.className = looks;
    made.append(...inside);
    return made;
  }

  // A code as it stands in the margin: struck out where rejected, both names where changed.
  function chip(row) {
    const verdict = store.verdict(row), stands = store.stands(row), code = stands || row.code;
    const possible = !store.clear(row) && stands;
    const made = element("p", `code f-${slug(code)} ${possible ? "possible" : ""} v-${verdict || "open"}`);
    if (verdict === "change") made.append(element("s", "", row.code), " ");
    made.append(element(stands ? "b" : "s", "", code), ` ${label(code) === code ? "" : label(code)}${possible ? " (possible)" : ""}`);
    const told = verdict ? DONE[verdict] : "undecided";
    if (told) made.append(" ", element("span", "verdict", told));
    return made;
  }

  function button(act, text, key, pressed) {
    const made = element("button", "", text, " ", element("kbd", "", key));
    made.type = "button";
    made.dataset.act = act;
    if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
    return made;
  }

  function line(row, at) {
    const verdict = store.verdict(row), own = verdict === "add";
    const acts = element("span", "acts");
    if (!own) acts.append(button("accept", "Accept", "a", verdict === "accept"), button("reject", "Reject", "r", verdict === "reject"));
    else acts.append(button("release", "Remove", "x"));
    acts.append(button("change", "Change", "c", own ? undefined : verdict === "change"));
    if (store.stands(row)) acts.append(button("clarity", store.clear(row) ? "Make possible" : "Make clear", "p"));
    acts.append(button("note", row.entry?.note ? "Edit note" : "Note", "m"));
    const item = element("li", at === place ? "row chosen" : "row", chip(row), acts);
    item.dataset.at = at;
    if (at === place) item.setAttribute("aria-current", "true");
    if (row.why) item.append(element("p", "why", row.why));
    if (row.entry?.note && noted !== row.code) item.append(element("p", "noted", row.entry.note));
    const by = row.entry?.by && verdict ? `${row.entry.by}, ${row.entry.at.slice(0, 10)}` : "";
    if (by) item.append(element("p", "why", by));
    return item;
  }

  function draw() {
    if (!turn) return;
    const held = document.activeElement?.closest?.("#desk-codes [data-act]")?.dataset.act;
    const found = rows();
    place = Math.max(0, Math.min(place, found.length - 1));
    const remark = noted === "" ? "" : store.remark(number());
    list.replaceChildren(...found.map(line));
    if (remark) list.append(element("li", "noted", remark));
    if (!found.length && !remark) list.append(element("li", "none", "No codes on this turn."));
    margin(turn);
    if (held) (list.querySelector(`.chosen [data-act=${held}]`) ?? turn).focus({ preventScroll: true });
  }

  const margins = new Map();

  // Show a turn's codes as they stand; the program's own margin is put aside until the bench is closed.
  function margin(of) {
    if (!margins.has(of)) margins.set(of, of.querySelector(".margin"));
    const found = store.rows(number(of)), remark = store.remark(number(of));
    const made = element("div", "margin", ...found.map(chip));
    if (remark) made.append(element("p", "noted", "note"));
    of.querySelector(".margin")?.remove();
    of.classList.toggle("coded", found.length > 0);
    if (made.childElementCount) of.querySelector(".text").after(made);
  }

  function restore() {
    for (const [of, was] of margins) {
      of.querySelector(".margin")?.remove();
      of.classList.toggle("coded", Boolean(was));
      if (was) of.querySelector(".text").after(was);
    }
    margins.clear();
    leave();
  }

  function leave() {
    quit();
    desk.hidden = true;
    list.replaceChildren();
    byId("transcript").append(desk);
    turn = null;
  }

  // Put the desk under a turn, without moving what the reader looks at.
  function sit(at, row = 0) {
    if (at === turn) return;
    const before = at.getBoundingClientRect().top;
    quit();
    turn = at;
    place = row;
    document.querySelector(".turn.now")?.classList.remove("now");
    at.classList.add("now");
    at.append(desk);
    desk.hidden = false;
    draw();
    scrollBy({ top: at.getBoundingClientRect().top - before, behavior: "instant" });
  }

  function quit() {
    picker.close();
    noter.hidden = true;
    noted = null;
  }

  function choose(at) {
    if (at < rows().length) place = at;
    draw();
  }

  // Go on to the next code of the turn that is undecided, if there is one.
  function onward() {
    const open = rows().findIndex((row, at) => at > place && !store.verdict(row));
    if (open >= 0) place = open;
  }

  const acts = {
    accept: (row) => store.verdict(row) === "add" || (store.decide(row, "accept"), onward()),
    reject: (row) => (store.verdict(row) === "add" ? store.release(row) : (store.decide(row, "reject"), onward())),
    change: (row) => picker.open(side(), (code, clarity) => (store.replace(row, code, clarity), back()), back),
    clarity: (row) => {
      const verdict = store.verdict(row), clarity = store.clear(row) ? "possible" : "clear";
      if (store.stands(row)) store.decide(row, verdict || "accept", { clarity, to: row.entry?.to ?? "" });
    },
    release: (row) => store.release(row),
    note: (row) => write(row.code),
  };

  function act(name) {
    const row = rows()[place];
    if (!row) return false;
    acts[name](row);
    draw();
    return true;
  }

  function back() {
    draw();
    turn?.focus({ preventScroll: true });
  }

  // Open the note on a code of the turn, or with "" on the turn itself.
  function write(code) {
    noted = code;
    note.value = code ? (rows().find((row) => row.code === code)?.entry?.note ?? "") : store.remark(number());
    noter.querySelector("label").textContent = code ? `Note on ${code}` : "Note on the turn";
    noter.hidden = false;
    draw();
    note.focus({ preventScroll: true });
    noter.scrollIntoView({ block: "nearest" });
  }

  // The characters of the turn that are selected, as code points; null where none are.
  function selected() {
    const picked = getSelection(), text = turn.querySelector(".text");
    if (!picked.rangeCount || picked.isCollapsed || !text.contains(picked.anchorNode) || !text.contains(picked.focusNode)) return undefined;
    const range = picked.getRangeAt(0), before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const start = [...before.toString()].length, length = [...range.toString()].length;
    return length ? [start, start + length] : undefined;
  }

  function add() {
    const evidence = selected(), at = number();
    picker.open(
      side(),
      (code, clarity) => {
        store.add(at, code, clarity, evidence);
        place = rows().findIndex((row) => row.code === code);
        back();
      },
      back,
    );
  }

  list.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!row) return;
    place = Number(row.dataset.at);
    const name = event.target.closest("[data-act]")?.dataset.act;
    if (name) act(name);
    else draw();
  });
  note.addEventListener("input", () => {
    const row = noted && rows().find((one) => one.code === noted);
    if (noted === "") store.remarked(number(), note.value);
    else if (row) store.annotate(row, note.value);
  });
  note.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && !(event.key === "Enter" && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    event.stopPropagation();
    quit();
    back();
  });
  return {
    sit, act, add, choose, margin, restore, quit, write, draw,
    within(told) { within.replaceChildren(...told); },
    get turn() { return turn; },
    get number() { return turn ? number() : 0; },
    get place() { return place; },
  };
}
