globalThis.hits = [];
globalThis.ran = (what) => hits.push(`ran ${what}`);
for (const name of ["alert", "confirm", "prompt", "open"]) globalThis[name] = (what) => hits.push(`called ${name}`);
addEventListener("securitypolicyviolation", (event) => hits.push(`refused ${event.effectiveDirective}`));
