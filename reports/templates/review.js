// Review: turns the bench on, and leads keys, files and focus to its parts.
(() => {
  const byId = (id) => document.getElementById(id);
  const bench = byId("bench"), turns = byId("turns");
  if (!bench || !turns) return;
  const store = reviewStore(JSON.parse(bench.dataset.about)), picker = reviewPicker(store), desk = reviewDesk(store, picker);
  const events = reviewEvents(store, arrive, ready);
  const blind = store.about.mode === "blind", all = [...turns.children], stepped = Boolean(byId("tools"));
  const on = [...document.querySelectorAll(".bench-on")], own = byId("own");
  const [name, tally, kept, notice, panel, file] = ["name", "tally", "kept", "notice", "panel", "file"].map((id) => byId(`bench-${id}`));
  const [note, finished, keys, more] = ["note", "finished", "keys", "more"].map((id) => byId(`bench-${id}`));
  const FIRST = blind
    ? "Give your initials first: your coding is kept under them, apart from that of others who use this browser."
    : "Give your initials first: each decision is kept with them.";
  let active = false;

  function open() {
    active = true;
    bench.hidden = own.hidden = false;
    document.body.classList.add("reviewing");
    for (const button of on) button.setAttribute("aria-pressed", "true");
    refresh();
    if (!store.state.reviewer) say(FIRST);
    if (!store.kept) say("This browser keeps nothing for a page opened from disk: save your review as a file before you close the page.");
  }

  function close() {
    active = false;
    bench.hidden = own.hidden = true;
    document.body.classList.remove("reviewing");
    for (const button of on) button.setAttribute("aria-pressed", "false");
    desk.restore();
    events.restore();
  }

  // Draw everything anew: after opening, undoing, loading.
  function refresh() {
    const coded = store.coded;
    for (const turn of all) if (coded.has(Number(turn.id.slice(1))) || turn.classList.contains("coded") || turn.querySelector(".margin")) desk.margin(turn);
    draw();
  }

  function draw() {
    if (!active) return;
    desk.draw();
    events.draw();
    if (desk.turn) desk.within(events.within(desk.number));
    for (const [field, value] of [[name, store.state.reviewer], [note, store.state.note]]) if (field !== document.activeElement) field.value = value;
    finished.checked = store.state.finished;
    tally.textContent = counted();
    kept.textContent = held();
    byId("bench-save").classList.toggle("due", store.dirty);
  }

  function counted() {
    const added = store.state.codes.filter((entry) => entry.decision === "add").length, of = events.tally;
    const number = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
    if (blind) return `${number(added, "code")} and ${number(of.added, "event")} given`;
    const decided = store.about.codes.filter(([turn, code]) => store.rows(turn).some((row) => row.code === code && store.verdict(row))).length;
    const more = [[added, "code"], [of.added, "event"]].filter(([n]) => n).map(([n, noun]) => number(n, noun));
    return `${decided} of ${store.about.codes.length} codes and ${of.decided} of ${of.total} events decided${more.length ? `, ${more.join(" and ")} added` : ""}`;
  }

  function held() {
    if (store.empty) return "";
    if (!store.dirty) return "Saved as a file.";
    return store.kept ? "Kept in this browser, not yet saved as a file." : "Not kept: save as a file.";
  }

  function say(text) {
    notice.textContent = text;
    notice.hidden = !text;
  }

  function arrive(place) {
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: place.matches(".turn") ? "center" : "start" });
  }

  function step(by) {
    const shown = all.filter((turn) => !turn.hidden), at = shown.indexOf(desk.turn);
    const next = shown[at < 0 && by < 0 ? shown.length - 1 : at + by];
    if (next) arrive(next);
  }

  // Go to the next code nobody decided about, after the one that is chosen; from the end on to the beginning.
  function undecided() {
    const from = all.indexOf(desk.turn);
    const order = [...all.slice(Math.max(from, 0)), ...all.slice(0, Math.max(from, 0) + 1)];
    for (const [count, turn] of order.entries()) {
      if (turn.hidden) continue;
      const after = turn === desk.turn && count === 0 ? desk.place : -1;
      const at = store.rows(Number(turn.id.slice(1))).findIndex((row, place) => place > after && !store.verdict(row));
      if (at < 0) continue;
      arrive(turn);
      desk.sit(turn, at);
      return desk.choose(at);
    }
    return say("Every code has been decided about.");
  }

  function save() {
    if (!store.state.reviewer) {
      say("Give your initials, then save: the file tells who decided.");
      return name.focus();
    }
    const link = document.createElement("a"), safe = (text) => text.replace(/[^\p{L}\p{N}_.-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
    const coder = blind ? `.${safe(store.state.reviewer)}` : "";
    link.href = URL.createObjectURL(new Blob([store.text()], { type: "application/json" }));
    link.download = `${safe(store.about.session) || "session"}${coder}.${blind ? "blind" : "review"}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    store.exported();
    return say(`Saved as ${link.download}, where this browser puts downloads.`);
  }

  async function load() {
    const [chosen] = file.files;
    if (!chosen) return;
    const wrong = store.take(await chosen.text());
    file.value = "";
    if (!wrong) refresh();
    say(wrong || `Loaded ${chosen.name}. Undo brings back what was here.`);
  }

  function undo() {
    say(store.undo() ? "" : "There is nothing to undo.");
    refresh();
  }

  // A blind coding begins with who codes.
  function ready() {
    if (!blind || store.state.reviewer) return true;
    say(FIRST);
    name.focus();
    return false;
  }

  const act = (name) => () => {
    const article = document.activeElement?.closest?.(".story");
    return article ? events.act(name) : desk.act(name);
  };
  const jump = (by) => (blind || !stepped ? () => step(by) : null);
  const onTurn = (run) => () => desk.turn && run();
  const bound = {
    j: jump(1), k: jump(-1), J: () => step(1), K: () => step(-1), u: blind ? null : undecided,
    a: act("accept"), r: act("reject"), c: act("change"), x: act("release"), p: act("clarity"), m: act("note"),
    n: onTurn(() => desk.add()), t: onTurn(() => desk.write("")), e: onTurn(() => events.fresh(byId("desk"), desk.number)),
    z: undo, s: save, "?": () => more.click(), "[": () => events.step(-1), "]": () => events.step(1),
  };

  addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=checkbox]), textarea, select");
    if (!active || typing || !keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    const run = /^[1-9]$/.test(event.key) ? onTurn(() => desk.choose(Number(event.key) - 1)) : bound[event.key];
    if (!run) return;
    event.preventDefault();
    say("");
    if (ready()) run();
  });
  turns.addEventListener("focusin", (event) => {
    const turn = event.target.closest(".turn");
    if (active && turn && turn !== desk.turn && (!blind || store.state.reviewer)) {
      events.close(true);
      desk.sit(turn);
      desk.within(events.within(desk.number));
    }
  });
  document.addEventListener("focusin", (event) => events.here(event.target.closest?.(".story") ?? null));
  byId("desk").addEventListener("click", (event) => {
    const run = { add: bound.n, event: bound.e, remark: bound.t }[event.target.closest("[data-do]")?.dataset.do];
    if (run) run();
  });
  for (const button of on) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (active) return close();
      open();
      return byId("transcript").scrollIntoView({ block: "start" });
    });
  }
  byId("bench-off")?.addEventListener("click", close);
  byId("bench-undo").addEventListener("click", undo);
  byId("bench-save").addEventListener("click", save);
  byId("bench-load").addEventListener("click", () => file.click());
  file.addEventListener("change", load);
  more.addEventListener("click", () => more.setAttribute("aria-expanded", String((panel.hidden = !panel.hidden) === false)));
  byId("bench-forget").addEventListener("click", () => {
    store.forget();
    refresh();
    say("Forgotten. Undo brings it back.");
  });
  const initials = () => name.value.trim().replace(/\s+/g, " ");
  name.addEventListener("input", () => {
    if (blind) return;
    store.change((state) => (state.reviewer = initials()), "name");
    say("");
  });
  name.addEventListener("change", () => {
    if (!blind || initials() === store.state.reviewer) return;
    const before = store.empty ? "" : store.state.reviewer;
    desk.restore();
    store.become(initials());
    say(before ? `What ${before} coded is kept under those initials.` : store.empty ? "" : "Your coding is as you left it.");
    if (!initials()) say(FIRST);
  });
  note.addEventListener("input", () => store.change((state) => (state.note = note.value), "session note"));
  finished.addEventListener("change", () => store.change((state) => (state.finished = finished.checked)));
  addEventListener("beforeunload", (event) => {
    if (active && store.dirty && !store.empty && !store.kept) event.preventDefault();
  });
  store.hear((whole) => (whole ? refresh() : draw()));
  if (blind) open();
})();
