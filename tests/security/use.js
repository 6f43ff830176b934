// Uses a page as no person would: opens, points at, presses and fills whatever there is.
() => {
  const HOSTILE = "{{7*7}}<img src=x onerror=ran(20)>";
  const told = (one, kind) => one.dispatchEvent(new Event(kind, { bubbles: true }));
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const one of document.querySelectorAll("*")) {
    for (const kind of ["mouseover", "mouseenter", "pointerdown", "focus", "focusin", "toggle"]) told(one, kind);
    if (one.matches("button:not([id=bench-save]):not([id=bench-load]), input[type=checkbox]")) one.click();
    if (one.matches("input[type=text], input[type=search], input:not([type]), textarea")) {
      one.value = HOSTILE;
      for (const kind of ["input", "change", "blur"]) told(one, kind);
    }
  }
}
