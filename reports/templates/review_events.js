// Events: what was decided about each, in the stories of the page, in a list of the reviewer's own, and in a form.
function reviewEvents(store, goTo, ready) {
  const byId = (id) => document.getElementById(id);
  const form = byId("eventer"), own = byId("own"), list = byId("own-events"), amiss = byId("event-amiss");
  const kind = byId("event-kind"), start = byId("event-start"), end = byId("event-end"), initiator = byId("event-initiator");
  const outcome = byId("event-outcome"), depth = byId("event-depth"), deep = byId("event-deep"), note = byId("event-note");
  const about = store.about, DONE = { accept: "accepted", reject: "rejected", change: "changed", add: "added" };
  const stories = about.events.map((event) => ({ event, article: byId(event.anchor), row: null }));
  let current = null, keep = () => {}, home = null;

  const same = (a, b) => Boolean(a && b) && a.kind === b.kind && a.start === b.start && a.end === b.end;
  const span = ({ kind, start, end }) => ({ kind, start, end });
  const told = ({ kind, start, end, initiator, outcome, depth }) => ({ kind, start, end, initiator, outcome, depth: depth ?? null });
  const entryOf = (event) => store.state.events.find((one) => same(one.seen, event) || same(one.event, event)) ?? null;
  const named = (event) => about.outcomes.rupture.find(([id]) => id === event.outcome)?.[1] ?? event.outcome;

  function words(event) {
    const turns = event.start === event.end ? `turn ${event.start}` : `turns ${event.start}–${event.end}`;
    const more = [named(event), event.depth ? `depth ${event.depth}` : ""].filter(Boolean);
    return [event.kind, turns, ...more].join(", ");
  }

  function button(name, text, pressed) {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.event = name;
    made.textContent = text;
    if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
    return made;
  }

  function made(name, looks, ...inside) {
    const element = document.createElement(name);
    element.className = looks;
    element.append(...inside);
    return element;
  }

  // Decide about the event of a story; an added one that is rejected is gone.
  function decide(event, decision, next = null, remark) {
    const entry = entryOf(event);
    store.change((state) => {
      if (entry?.decision === "add" && decision === "reject") return state.events.splice(state.events.indexOf(entry), 1);
      const settled = entry ?? { decision, seen: span(event), event: null, note: "" };
      settled.decision = settled.decision === "add" ? "add" : decision;
      settled.event = decision === "reject" ? null : told(next ?? event);
      if (remark !== undefined) settled.note = remark;
      store.sign(settled);
      return entry ? 0 : state.events.push(settled);
    });
  }

  function release(event) {
    const entry = entryOf(event);
    if (entry) store.change((state) => state.events.splice(state.events.indexOf(entry), 1));
  }

  function add(event, remark) {
    store.change((state) => state.events.push(store.sign({ decision: "add", seen: null, event: told(event), note: remark })));
  }

  const acts = {
    accept: (event) => decide(event, "accept"),
    reject: (event) => decide(event, "reject"),
    change: (event, place) => {
      const entry = entryOf(event);
      open(place, entry?.event ?? event, entry?.note ?? "", (next, remark) => decide(event, "change", next, remark));
    },
    release,
  };

  function draw() {
    for (const story of stories) strip(story);
    const shown = (entry) => stories.some(({ event }) => same(entry.seen, event) || same(entry.event, event));
    const others = store.state.events.filter((entry) => !shown(entry));
    if (form.closest(".own-event, .decide")) close(true);
    list.replaceChildren(...others.map(item));
    own.classList.toggle("empty", !others.length);
  }

  // The strip of buttons under the heading of a story.
  function strip(story) {
    const { event, article } = story;
    if (!article) return;
    const entry = entryOf(event), decision = entry?.decision ?? "", held = document.activeElement?.dataset?.event;
    const mine = story.row?.contains(document.activeElement);
    const acts = made("span", "acts");
    if (decision !== "add") acts.append(button("accept", "Accept", decision === "accept"), button("reject", "Reject", decision === "reject"));
    acts.append(button("change", "Change", decision === "add" ? undefined : decision === "change"));
    if (entry) acts.append(button("release", decision === "add" ? "Remove" : "Take back"));
    const changed = decision === "change" && !same(entry.event, event) ? ` to ${words(entry.event)}` : "";
    const row = made("div", `decide v-${decision || "open"}`, acts, made("span", "verdict", decision ? `${DONE[decision]}${changed}` : "undecided"));
    if (entry?.note) row.append(made("p", "noted", entry.note));
    if (story.row) story.row.replaceWith(row);
    else article.querySelector(".where").after(row);
    story.row = row;
    article.tabIndex = -1;
    article.classList.toggle("rejected", decision === "reject");
    if (mine) (row.querySelector(`[data-event=${held}]`) ?? article).focus({ preventScroll: true });
  }

  // An event that has no story on the page: one the reviewer added, or one decided about that is gone.
  function item(entry) {
    const event = entry.event ?? entry.seen, link = made("a", "", words(event));
    link.href = `#t${event.start}`;
    const acts = made("span", "acts");
    if (entry.event) acts.append(button("change", "Change"));
    acts.append(button("release", entry.decision === "add" ? "Remove" : "Take back"));
    const line = made("li", `own-event v-${entry.decision}`, link, made("span", "verdict", entry.decision === "add" ? "" : DONE[entry.decision] ?? ""), acts);
    if (entry.note) line.append(made("p", "noted", entry.note));
    line.of = event;
    return line;
  }

  function fill(select, pairs) {
    const options = pairs.map(([value, text]) => new Option(text, value));
    select.replaceChildren(...options);
  }

  // Offer the outcomes, and for immediacy the depths, of the kind chosen.
  function suit() {
    const immediacy = kind.value === "immediacy", was = outcome.value;
    fill(outcome, about.outcomes[immediacy ? "" : "rupture"]);
    if ([...outcome.options].some((option) => option.value === was)) outcome.value = was;
    else outcome.value = immediacy ? "" : "unresolved";
    deep.hidden = !immediacy;
  }

  function open(place, event, remark, kept) {
    keep = kept;
    home = place;
    kind.value = event.kind;
    suit();
    [start.value, end.value] = [event.start, event.end];
    initiator.value = event.initiator ?? "";
    if (event.outcome !== undefined && event.outcome !== null) outcome.value = event.outcome;
    if (outcome.selectedIndex < 0) outcome.selectedIndex = 0;
    depth.value = event.depth ?? "";
    note.value = remark;
    amiss.textContent = "";
    place.append(form);
    form.hidden = false;
    kind.focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  }

  function close(quiet = false) {
    if (form.hidden) return;
    const was = home.closest(".turn, .story");
    form.hidden = true;
    own.append(form);
    if (!quiet) was?.focus({ preventScroll: true });
  }

  function take() {
    const next = {
      kind: kind.value, start: Number(start.value), end: Number(end.value), initiator: initiator.value, outcome: outcome.value,
      depth: kind.value === "immediacy" && depth.value ? Number(depth.value) : null,
    };
    const inside = (turn) => Number.isInteger(turn) && turn >= 1 && turn <= about.turns;
    if (!inside(next.start) || !inside(next.end) || next.start > next.end) {
      amiss.textContent = `Turns are numbers from 1 to ${about.turns}, the first not after the last.`;
      return start.focus();
    }
    close();
    return keep(next, note.value.trim());
  }

  function fresh(place, turn) {
    open(place, { kind: "withdrawal", start: turn, end: turn, initiator: "", outcome: "unresolved", depth: null }, "", add);
  }

  // Say which events a turn is part of, as links to their stories.
  function within(turn) {
    const standing = stories.map(({ event }) => ({ ...event, anchor: event.anchor })).filter((event) => entryOf(event)?.decision !== "reject");
    const others = store.state.events.filter((one) => one.event && !stories.some(({ event }) => same(one.seen, event) || same(one.event, event)));
    const all = [...standing, ...others.map((one) => one.event)].filter((event) => event.start <= turn && turn <= event.end);
    if (!all.length) return [];
    const links = all.map((event) => {
      const link = made("a", "", words(event));
      link.href = `#${event.anchor ?? "own"}`;
      return link;
    });
    return ["Part of: ", ...links.flatMap((link, at) => (at ? ["; ", link] : [link]))];
  }

  function step(by) {
    const shown = stories.filter(({ article }) => article);
    if (!shown.length) return;
    const at = shown.findIndex(({ article }) => article === current);
    const next = shown[(at + by + shown.length) % shown.length] ?? shown[0];
    current = (at < 0 && by > 0 ? shown[0] : next).article;
    goTo(current);
  }

  function act(name) {
    const story = stories.find(({ article }) => article && article === current);
    if (!story) return false;
    acts[name]?.(story.event, story.row);
    return true;
  }

  function restore() {
    close();
    for (const story of stories) {
      story.row?.remove();
      story.row = null;
      story.article?.classList.remove("rejected");
    }
  }

  document.addEventListener("click", (event) => {
    const name = event.target.closest?.("[data-event]")?.dataset.event;
    if (!name) return;
    const story = stories.find(({ row }) => row?.contains(event.target)), line = event.target.closest(".own-event");
    if (story) acts[name](story.event, story.row);
    else if (line) acts[name](line.of, line);
  });
  byId("event-take").addEventListener("click", take);
  byId("event-leave").addEventListener("click", () => close());
  byId("own-add").addEventListener("click", () => ready() && fresh(own, 1));
  kind.addEventListener("change", suit);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target.matches("input, select")) take();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  fill(kind, about.kinds.map((name) => [name, name]));
  fill(initiator, [["", "speaker of the first turn"], ...about.roles]);
  fill(depth, [["", "not said"], ...about.depths]);
  start.max = end.max = about.turns;
  return {
    draw, fresh, within, step, act, restore, close,
    here(article) { current = article; },
    get tally() {
      const seen = store.state.events.filter((entry) => entry.seen);
      const open = stories.filter(({ event, article }) => article && !entryOf(event));
      return { decided: seen.length, total: seen.length + open.length, added: store.state.events.length - seen.length };
    },
  };
}
