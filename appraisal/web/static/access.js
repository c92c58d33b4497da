// What the keyboard needs on a screen, and the screens' own code does not give.
"use strict";

(() => {
  // A table wider than a phone scrolls sideways; the arrow keys reach it only if it can be focused.
  const TABLES = ".stTable > div";

  function letScroll() {
    for (const box of document.querySelectorAll(TABLES)) {
      const wide = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
      if (wide && box.tabIndex !== 0) {
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", "Table: use the arrow keys to see all of it");
      } else if (!wide && box.hasAttribute("tabindex")) {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      }
    }
  }

  // The next question on a phone begins at its top, also for a screen reader: by itself the page
  // stays where "Next" was pressed, which is below the question.
  let place = null;

  function beginAtTop() {
    const found = document.querySelector(".st-key-question_place");
    if (!found) return;
    const now = found.textContent;
    const moved = place !== null && now !== place;
    place = now;
    if (!moved) return;
    const heading = document.querySelector('[data-testid="stHeading"] :is(h1, h2)');
    if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    found.scrollIntoView({ block: "start" });
  }

  let asked = 0;
  function ask() {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => { letScroll(); beginAtTop(); });
  }
  new MutationObserver(ask).observe(document.documentElement, { childList: true, subtree: true });
  addEventListener("resize", ask);

  // WCAG 2.1.4: a single letter must not do anything by itself. Here "r" would run the page again
  // and "c" would clear what is remembered, for somebody who speaks their commands.
  addEventListener(
    "keydown",
    (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (plain && !typing && /^[rc]$/i.test(event.key)) event.stopImmediatePropagation();
    },
    true,
  );
})();
