"use strict";
// The store: a person's decisions, each change undoable and kept in the browser where it can be.
function reviewStore(about) {
  const FORMAT = "analyzer review", VERSION = 1, STEPS = 200;
  const DECISIONS = ["accept", "reject", "change", "add", "undecided"];
  const blind = about.mode === "blind";
  // Blind codings are kept by coder, so that one who shares a browser with another does not see the other's.
  const key = () => `${FORMAT} ${about.mode} ${about.session} ${about.sha256}${blind ? ` ${state.reviewer}` : ""}`;
  const known = new Map(about.book.map((entry) => [entry[0], entry]));
  for (const [, code] of about.codes) if (!known.has(code)) known.set(code, [code, code, "X", "", "A", "", ""]);
  const proposed = new Map();
  for (const one of about.codes) proposed.set(one[0], [...(proposed.get(one[0]) ?? []), one]);
  const shelf = storage();
  let state = empty(), past = [], tag = "", joint = false, index = new Map(), kept = Boolean(shelf), heard = () => {};

  function storage() {
    try {
      const shelf = window.localStorage;
      shelf.setItem("analyzer probe", "1");
      shelf.removeItem("analyzer probe");
      return shelf;
    } catch {
      return null;
    }
  }

  function empty() {
    return { reviewer: "", finished: false, changed: "", saved: "", note: "", codes: [], events: [], notes: [] };
  }

  const now = () => new Date().toISOString();
  const sign = (entry) => Object.assign(entry, { by: state.reviewer, at: now() });

  // Change the state; steps of the same tag in a row, such as the letters of a note, are undone together.
  function change(step, named = "") {
    if (!joint && (!named || named !== tag)) past.push(JSON.stringify(state));
    if (past.length > STEPS) past.shift();
    tag = named;
    step(state);
    state.changed = now();
    settle();
  }

  // Several changes that are one step to whoever makes them.
  function together(steps) {
    change(() => {
      joint = true;
      try {
        steps();
      } finally {
        joint = false;
      }
    });
  }

  function settle() {
    index = new Map();
    for (const entry of state.codes) index.set(entry.turn, [...(index.get(entry.turn) ?? []), entry]);
    keep();
    heard();
  }

  function keep() {
    if (!shelf || (blind && !state.reviewer)) return;
    try {
      shelf.setItem(key(), JSON.stringify(state));
      kept = true;
    } catch {
      kept = false;
    }
  }

  function undo() {
    if (!past.length) return false;
    state = JSON.parse(past.pop());
    tag = "";
    settle();
    return true;
  }

  // The rows of a turn: what the program gave, then what only a person did.
  function rows(turn) {
    const entries = index.get(turn) ?? [], given = proposed.get(turn) ?? [];
    const entry = (code) => entries.find((one) => one.code === code) ?? null;
    const theirs = given.map(([, code, clear, why]) => ({ turn, code, clear: Boolean(clear), why, entry: entry(code) }));
    const own = entries.filter((one) => !given.some(([, code]) => code === one.code));
    return [...theirs, ...own.map((one) => ({ turn, code: one.code, clear: true, why: "", entry: one }))];
  }

  const verdict = (row) => (row.entry && row.entry.decision !== "undecided" ? row.entry.decision : "");
  const stands = (row) => (verdict(row) === "reject" ? "" : verdict(row) === "change" ? row.entry.to : row.code);
  const clear = (row) => (row.entry?.clarity ? row.entry.clarity === "clear" : row.clear);

  function decide(row, decision, more = {}) {
    change(() => {
      const entry = row.entry ?? blank(row);
      Object.assign(entry, { decision, to: "", ...more });
      if (decision !== "reject" && !entry.clarity) entry.clarity = row.clear ? "clear" : "possible";
      sign(entry);
      if (!row.entry) state.codes.push(entry);
    });
  }

  function blank(row) {
    return { turn: row.turn, code: row.code, decision: "undecided", to: "", clarity: "", start: null, end: null, note: "" };
  }

  // Take a decision back; a note on it stays, and an added code goes.
  function release(row) {
    if (!row.entry) return;
    change(() => {
      if (row.entry.note && row.entry.decision !== "add") Object.assign(row.entry, { decision: "undecided", to: "", clarity: "" });
      else state.codes.splice(state.codes.indexOf(row.entry), 1);
    });
  }

  function add(turn, code, clarity, [start, end] = [null, null]) {
    const row = rows(turn).find((one) => one.code === code) ?? { turn, code, clear: true, entry: null };
    const own = !(proposed.get(turn) ?? []).some((one) => one[1] === code);
    const evidence = start === null ? {} : { start, end };
    decide(row, own ? "add" : "accept", { clarity, ...evidence });
  }

  // Change a code to another; where the turn has the other already, that one is accepted and this one rejected.
  function replace(row, code, clarity) {
    const other = rows(row.turn).find((one) => one !== row && one.code === code);
    if (code === row.code) return verdict(row) === "add" ? decide(row, "add", { clarity }) : decide(row, "accept", { clarity });
    if (verdict(row) === "add" || other)
      return together(() => {
        release(row);
        const mine = rows(row.turn).find((one) => one.code === row.code);
        if (mine) decide(mine, "reject");
        add(row.turn, code, clarity);
      });
    return decide(row, "change", { to: code, clarity });
  }

  function annotate(row, note) {
    change(() => {
      const entry = row.entry ?? sign(blank(row));
      entry.note = note;
      if (!row.entry) state.codes.push(entry);
      else if (!note && entry.decision === "undecided") state.codes.splice(state.codes.indexOf(entry), 1);
    }, `note ${row.turn} ${row.code}`);
  }

  const remark = (turn) => state.notes.find((one) => one.turn === turn)?.note ?? "";

  function remarked(turn, note) {
    change(() => {
      state.notes = state.notes.filter((one) => one.turn !== turn);
      if (note) state.notes.push(sign({ turn, note }));
      state.notes.sort((a, b) => a.turn - b.turn);
    }, `remark ${turn}`);
  }

  function text() {
    const { reviewer, finished, changed, note } = state;
    const head = { format: FORMAT, version: VERSION, session: about.session, sha256: about.sha256, turns: about.turns };
    const fields = { ...head, mode: about.mode, reviewer, finished, changed, note };
    const lines = Object.entries(fields).map(([name, value]) => ` ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
    for (const name of ["codes", "events", "notes"]) {
      const entries = ordered(name).map((entry) => `  ${JSON.stringify(entry)}`).join(",\n");
      lines.push(` "${name}": [${entries ? `\n${entries}\n ` : ""}]`);
    }
    return `{\n${lines.join(",\n")}\n}\n`;
  }

  function ordered(name) {
    const place = (entry) => entry.turn ?? (entry.event ?? entry.seen).start;
    return [...state[name]].sort((a, b) => place(a) - place(b));
  }

  // Take a file's text: return what is wrong with it, or "" when it was taken.
  function take(content) {
    let found;
    try {
      found = JSON.parse(content);
    } catch {
      return "This file is not a saved review.";
    }
    const wrong = amiss(found);
    if (wrong) return wrong;
    past.push(JSON.stringify(state));
    tag = "";
    state = copied(found);
    settle();
    return "";
  }

  function amiss(found) {
    if (found?.format !== FORMAT || found.version !== VERSION) return "This file is not a saved review.";
    if (found.mode !== about.mode)
      return blind
        ? "This file is a review with the program’s codes in view; loading it would end the blind coding."
        : "This file was coded blind. It is compared with other coders by analyzer agree, not loaded here.";
    if (found.sha256 !== about.sha256) return "This file belongs to another session, or to another text of this one.";
    return shaped(found) ? "" : "This file is damaged: some of its entries are not decisions. Nothing was loaded.";
  }

  function shaped(found) {
    const texts = (entry, names) => names.every((name) => ["string", "undefined"].includes(typeof entry[name]));
    const turn = (n) => Number.isInteger(n) && n >= 1 && n <= about.turns;
    const span = (one) => one && about.kinds.includes(one.kind) && turn(one.start) && turn(one.end) && one.start <= one.end;
    const signed = (one) => one && typeof one === "object" && DECISIONS.includes(one.decision) && texts(one, ["note", "by", "at"]);
    const code = (one) =>
      signed(one) && turn(one.turn) && known.has(one.code) && texts(one, ["to", "clarity"]) && (one.decision !== "change" || known.has(one.to));
    const event = (one) =>
      signed(one) && (one.seen == null || span(one.seen)) && (one.event == null || span(one.event)) && Boolean(one.seen || one.event);
    const note = (one) => one && turn(one.turn) && typeof one.note === "string";
    const tests = { codes: code, events: event, notes: note };
    return (
      texts(found, ["reviewer", "changed", "note"]) &&
      Object.entries(tests).every(([name, fits]) => Array.isArray(found[name]) && found[name].every(fits))
    );
  }

  function copied(found) {
    const { reviewer = "", changed = "", note = "", codes, events, notes, saved = changed } = found;
    return structuredClone({ reviewer, finished: found.finished === true, changed, saved, note, codes, events, notes });
  }

  function forget() {
    past.push(JSON.stringify(state));
    state = { ...empty(), reviewer: state.reviewer };
    settle();
    shelf?.removeItem(key());
  }

  // Begin with what this browser kept or, where that is older or missing, with the review the page was made with.
  function begin() {
    const given = about.review && !amiss(about.review) ? copied(about.review) : null;
    let held = null;
    try {
      const found = JSON.parse(shelf?.getItem(key()) ?? "null");
      if (found && shaped(found)) held = copied(found);
    } catch {
      held = null;
    }
    const newer = [held, given].filter(Boolean).sort((a, b) => b.changed.localeCompare(a.changed))[0];
    if (newer) state = newer;
    index = new Map();
    for (const entry of state.codes) index.set(entry.turn, [...(index.get(entry.turn) ?? []), entry]);
  }

  // Go on as another coder, with what this browser keeps of that one's coding.
  function become(reviewer) {
    state = { ...empty(), reviewer };
    past = [];
    begin();
    heard(true);
  }

  begin();
  addEventListener("storage", (event) => {
    if (event.key !== key() || !event.newValue) return;
    begin();
    heard(true);
  });
  return {
    about, known, rows, verdict, stands, clear, decide, release, add, replace, annotate, remark, remarked,
    change, undo, text, take, forget, sign, become,
    get state() { return state; },
    get kept() { return kept; },
    get empty() { return !state.codes.length && !state.events.length && !state.notes.length && !state.note; },
    get dirty() { return state.changed !== state.saved; },
    get coded() { return new Set([...proposed.keys(), ...index.keys()]); },
    exported() { state.saved = state.changed; keep(); heard(); },
    hear(listener) { heard = listener; },
  };
}
