// What a hand and a keyboard need on a screen, and the screens' own code does not give.
"use strict";

(() => {
  const app = () => document.querySelector('[data-testid="stApp"]');
  const main = () => document.querySelector('[data-testid="stMain"]');
  const running = () => {
    const found = app();
    return !found || found.getAttribute("data-test-script-state") !== "notRunning";
  };
  globalThis.page = { app, running }; // for presses.js and live.js, once something happens

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

  // The signs that keep a user's words from being read as Markdown belong to no spoken name.
  function speakPlainly() {
    for (const each of document.querySelectorAll('[aria-label*="\\\\"]')) {
      const said = each.getAttribute("aria-label");
      each.setAttribute("aria-label", said.replace(/\\([!-/:-@[-`{-~])/g, "$1"));
    }
  }

  // Every page begins at its top, with the focus on its heading, so that a screen reader says where
  // one is; by itself the next page stays where "Next" was pressed, in its middle or at its foot.
  // So does a part of a page that gives way to another: the next question, the next criterion.
  let path = location.pathname;
  let heading = ""; // of the page that was left, while the next one is awaited
  let part = null;

  function beginAtTop() {
    if (location.pathname === path && !waiting) leaving = title();
    if (location.pathname !== path) {
      path = location.pathname;
      heading = leaving;
      part = null;
      waiting = Date.now();
      closeSideList();
    }
    if (waiting) return arrive();
    const found = document.querySelector(".st-key-page_part");
    const now = found ? found.textContent : null;
    const moved = part !== null && now !== null && now !== part;
    part = now;
    if (!moved) return;
    focus(found.querySelector("h1, h2, h3")
      || document.querySelector('[data-testid="stHeading"] :is(h1, h2)'));
    found.scrollIntoView({ block: "start" });
  }

  let waiting = 0; // when the next page was asked for, until its heading is there
  let leaving = "";

  function title() {
    const found = document.querySelector('[data-testid="stMain"] h1');
    return found ? found.textContent : "";
  }

  function arrive() {
    const found = document.querySelector('[data-testid="stMain"] h1');
    const box = main();
    if (box) box.scrollTop = 0;
    if (Date.now() - waiting > 10000) { waiting = 0; return; }
    const late = Date.now() - waiting > 700 && !running();
    if (!found || (found.textContent === heading && !late)) {
      setTimeout(ask, 100);
      return;
    }
    waiting = 0;
    focus(found);
  }

  function focus(found) {
    if (!found) return;
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
  }

  // What was pressed can go as it is done: "Agree", "Archive", "Delete". The focus would then be
  // nowhere, and a keyboard or a screen reader back at the top of everything. It goes to the same
  // button drawn anew, or to the heading above it.
  let pressed = null;
  document.addEventListener("click", (event) => {
    const found = event.target.closest?.("button");
    const keyed = found?.closest('[class*="st-key-"]');
    const key = keyed && [...keyed.classList].find((each) => each.startsWith("st-key-"));
    pressed = found && main()?.contains(found)
      ? { found, key, above: headingAbove(found), path: location.pathname }
      : null;
  }, true);

  function headingAbove(found) {
    const before = [...main().querySelectorAll("h1, h2, h3")].filter(
      (each) => each.compareDocumentPosition(found) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    return before.at(-1)?.textContent; // it may be drawn anew too
  }

  function keepFocus() {
    if (!pressed || pressed.found.isConnected) return;
    if (location.pathname !== pressed.path) { pressed = null; return; }
    if (running()) { setTimeout(ask, 100); return; }
    const { key, above } = pressed;
    pressed = null;
    if (document.activeElement !== document.body) return;
    const again = key && document.querySelector(`.${CSS.escape(key)} button:enabled`);
    if (again) { again.focus({ preventScroll: true }); return; }
    const headings = [...main().querySelectorAll("h1, h2, h3")];
    focus(headings.find((each) => each.textContent === above) || headings[0]);
  }

  // On a phone the list at the side lies over the page: it goes once a page was chosen on it.
  function closeSideList() {
    if (innerWidth > 640) return;
    const list = document.querySelector('[data-testid="stSidebar"]');
    const button = list && list.querySelector('[data-testid="stSidebarCollapseButton"] button');
    if (button && list.getBoundingClientRect().right > 0) button.click();
  }

  // Whoever has begun to do something on the page is not taken back to its top.
  for (const kind of ["pointerdown", "wheel", "keydown", "touchstart"]) {
    addEventListener(kind, (event) => { if (event.isTrusted) waiting = 0; },
      { capture: true, passive: true });
  }

  let asked = 0;
  function ask() {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => { letScroll(); speakPlainly(); beginAtTop(); keepFocus(); });
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
