// The picker: finds a code by a part of its name among those that the speaker of a turn may carry.
function reviewPicker(store) {
  const byId = (id) => document.getElementById(id);
  const picker = byId("picker"), pick = byId("pick"), list = byId("picked"), meaning = byId("meaning");
  let fitting = [], place = 0, chosen = () => {}, left = () => {};

  const fits = (side, who) => who === "A" || side === "other" || who === (side === "therapist" ? "T" : "C");

  function open(side, take, leave) {
    fitting = store.about.book.filter((entry) => fits(side, entry[4]));
    chosen = take;
    left = leave;
    pick.value = "";
    picker.hidden = false;
    sieve();
    pick.focus({ preventScroll: true });
    picker.scrollIntoView({ block: "nearest" });
  }

  function close() {
    picker.hidden = true;
    list.replaceChildren();
  }

  // Codes whose id begins with the words come first, then those with them in the label, then in the meaning.
  function sieve() {
    const words = pick.value.trim().toLowerCase();
    const rank = ([code, label, , family, , means]) =>
      code.toLowerCase().startsWith(words) ? 0 : label.toLowerCase().includes(words) ? 1 : `${family} ${code} ${means}`.toLowerCase().includes(words) ? 2 : 3;
    const ranked = fitting.map((entry) => [rank(entry), entry]).filter(([at]) => at < 3);
    ranked.sort((a, b) => a[0] - b[0]);
    list.replaceChildren(...ranked.map(([, entry], number) => option(entry, number)));
    point(0);
  }

  function option([code, label, slug], number) {
    const item = document.createElement("li"), id = document.createElement("b");
    item.id = `picked-${number}`;
    item.className = `f-${slug}`;
    item.setAttribute("role", "option");
    item.dataset.code = code;
    id.textContent = code;
    item.append(id, ` ${label === code ? "" : label}`);
    return item;
  }

  function point(to) {
    const items = list.children;
    items[place]?.setAttribute("aria-selected", "false");
    place = Math.max(0, Math.min(to, items.length - 1));
    const item = items[place];
    meaning.replaceChildren();
    pick.setAttribute("aria-activedescendant", item?.id ?? "");
    if (!item) return meaning.append(paragraph("No code for this speaker has these words in its name or meaning."));
    item.setAttribute("aria-selected", "true");
    list.scrollTop = item.offsetTop - list.offsetTop - list.clientHeight / 2;
    const [, , , , , means, decide] = store.known.get(item.dataset.code);
    return meaning.append(paragraph(means), paragraph(decide, "note"));
  }

  function paragraph(text, name = "") {
    const made = document.createElement("p");
    made.className = name;
    made.textContent = text;
    return made;
  }

  function take(clarity) {
    const code = list.children[place]?.dataset.code;
    if (!code) return;
    close();
    chosen(code, clarity);
  }

  pick.addEventListener("input", sieve);
  pick.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by) point(place + by);
    else if (event.key === "Enter") take(event.shiftKey ? "possible" : "clear");
    else if (event.key === "Escape") (close(), left());
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("pointermove", (event) => {
    const item = event.target.closest("li");
    if (item && item !== list.children[place]) {
      list.children[place]?.setAttribute("aria-selected", "false");
      const kept = list.scrollTop;
      point([...list.children].indexOf(item));
      list.scrollTop = kept;
    }
  });
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (!item) return;
    point([...list.children].indexOf(item));
    take(event.shiftKey ? "possible" : "clear");
  });
  return { open, close, get shown() { return !picker.hidden; } };
}
