// Tells what a page is made of, and what hostile text could have put into it.
() => {
  const FOREIGN = "img, iframe, object, embed, base, form, link, math, video, audio, template";
  const LEADING = ["href", "xlink:href", "src", "action", "formaction", "data", "poster", "srcdoc"];
  const all = [...document.querySelectorAll("*")];
  const links = all.flatMap((one) => LEADING.map((name) => one.getAttribute(name))).filter(Boolean);
  const attributes = all.flatMap((one) => [...one.attributes].map((found) => `${one.localName} ${found.name}`));
  return {
    hits: globalThis.hits,
    foreign: all.filter((one) => one.matches(FOREIGN)).map((one) => one.outerHTML.slice(0, 80)),
    scripts: document.scripts.length,
    styles: document.querySelectorAll("style").length,
    refreshes: document.querySelectorAll("meta[http-equiv=refresh]").length,
    handlers: attributes.filter((found) => / (on.*|style)$/.test(found)),
    links: links.filter((link) => !/^(#|(\.\.\/)?[^:?#]*\.html(#.*)?$)/.test(link)),
    text: document.body.textContent,
  };
}
