// What a hand and a keyboard need on a screen, and the screens' own code does not give.
"use strict";

(() => {
  const app = () => document.querySelector('[data-testid="stApp"]');
  const main = () => document.querySelector('[data-testid="stMain"]');

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
    const found = document.querySelector(".st-key-question_place, .st-key-page_part");
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
    asked = requestAnimationFrame(() => { letScroll(); speakPlainly(); beginAtTop(); });
  }
  new MutationObserver(ask).observe(document.documentElement, { childList: true, subtree: true });
  addEventListener("resize", ask);

  // --- A press after typing -----------------------------------------------------------------------
  //
  // A box is saved as it is left. If what leaves it is a press on a button or a link, two messages go
  // out within milliseconds, and in either order: the later one, which saves, can name the page that
  // was just left, and the press comes to nothing; or the page moves as it saves, and the finger
  // comes up beside the button. So the press waits until the box is saved, and then is done once,
  // where it was aimed at.
  const TYPED = "input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea";
  const PRESSED = "button, a[href], summary, label";
  const OF_A_BOX = ["stNumberInput", "stSelectbox", "stMultiSelect"]
    .map((id) => `[data-testid="${id}"]`).join(", ");
  let dirty = null; // the box that holds words which were not sent yet
  let aimed = null; // what the finger came down on while a box was dirty
  let settling = 0; // until when what was sent may still be on its way
  let ours = false; // a press that we do ourselves

  const running = () => {
    const found = app();
    return !found || found.getAttribute("data-test-script-state") !== "notRunning";
  };

  document.addEventListener("input", (event) => {
    if (!event.isTrusted || !event.target.matches?.(TYPED)) return;
    dirty = event.target;
    document.documentElement.dataset.typing = "1"; // live.js then draws nothing anew
  }, true);

  function sent() {
    if (dirty) settling = Date.now() + 1500;
    dirty = null;
    delete document.documentElement.dataset.typing;
  }
  document.addEventListener("focusout", (event) => { if (event.target === dirty) sent(); }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === dirty && dirty.tagName === "INPUT") sent();
  }, true);

  // A list, a tick or a slider sends by itself as it is changed; what is pressed next waits for it
  // too: of two messages at once the server keeps what the later one holds, and that is of its page.
  const CHOSEN = ["stRadio", "stCheckbox", "stSelectbox", "stMultiSelect", "stSlider",
    "stNumberInput", "stButtonGroup"].map((id) => `[data-testid="${id}"]`).join(", ");
  const CHOICES = `${CHOSEN}, [role="option"]`;
  function chosen(event) {
    if (event.isTrusted && event.target.closest?.(CHOICES)) settling = Date.now() + 1000;
  }
  // Of a click only once it is past (below), so that it does not wait for itself.
  document.addEventListener("change", chosen, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.('[role="combobox"]')) chosen(event);
  }, true);

  // A table sends what was typed or pasted into it a moment later still.
  let tabled = 0; // when somebody last typed or pasted into one
  for (const kind of ["keydown", "paste", "cut"]) {
    document.addEventListener(kind, (event) => {
      const at = document.activeElement;
      if (!event.isTrusted || !at?.closest?.('[data-testid="stDataFrame"], #portal')) return;
      tabled = Date.now();
      settling = tabled + 1000;
    }, true);
  }

  function control(target) {
    const found = target instanceof Element ? target.closest(PRESSED) : null;
    const own = found && found.closest(OF_A_BOX);
    return own ? null : found;
  }

  document.addEventListener("pointerdown", (event) => {
    aimed = null;
    if (!event.isTrusted || !(dirty || queue.length || Date.now() < settling)) return;
    const found = control(event.target);
    if (found) aimed = { found, x: event.clientX, y: event.clientY, done: false };
  }, true);

  document.addEventListener("pointerup", (event) => {
    const was = aimed;
    if (!was || !event.isTrusted) return;
    const near = Math.hypot(event.clientX - was.x, event.clientY - was.y) < 12;
    // The click comes after this; where the page moved meanwhile, none comes.
    if (near) setTimeout(() => { if (!was.done) later(was); }, 30);
  }, true);
  document.addEventListener("pointercancel", () => { aimed = null; }, true);

  document.addEventListener("click", (event) => {
    if (ours || !event.isTrusted) return;
    const found = control(event.target);
    const waits = dirty || aimed || queue.length || Date.now() < settling;
    if (!found || !waits || (found.tagName === "LABEL" && !found.querySelector("input"))) {
      chosen(event);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    later(aimed && !aimed.done ? aimed : { found, done: false });
  }, true);

  function later(press) {
    press.done = true;
    aimed = null;
    if (dirty) dirty.blur();
    queue.push(press.found);
    if (queue.length === 1) whenQuiet(next);
  }

  // Presses that wait are done one after the other, each once what was sent before it is done.
  const queue = [];
  function next() {
    settling = 0;
    press_(queue[0]);
    queue.shift();
    if (queue.length) whenQuiet(next);
  }

  function whenQuiet(then) {
    const began = Date.now();
    const least = began - tabled < 1000 ? 400 : 120;
    let quiet = 0;
    const look = () => {
      // What was sent begins a run within a moment: four quiet looks in a row mean that it is over.
      quiet = running() ? 0 : quiet + 1;
      if ((quiet < 4 || Date.now() - began < least) && Date.now() - began < 8000) {
        setTimeout(look, 30);
      } else {
        then();
      }
    };
    setTimeout(look, 30);
  }

  function press_(found) {
    const target = found.isConnected ? found : again(found);
    if (!target || target.disabled) return;
    ours = true;
    try { target.click(); } finally { ours = false; }
    if (target.closest(CHOSEN)) settling = Date.now() + 1000;
    if (target.tagName === "BUTTON") target.focus({ preventScroll: true });
  }

  // The same control, drawn anew: by the key of what holds it, or by where it leads.
  function again(found) {
    const keyed = found.closest('[class*="st-key-"]');
    const name = keyed && [...keyed.classList].find((each) => each.startsWith("st-key-"));
    if (name) return document.querySelector(`.${CSS.escape(name)} ${found.tagName.toLowerCase()}`);
    const to = found.getAttribute("href");
    return to ? document.querySelector(`a[href="${CSS.escape(to)}"]`) : null;
  }

  // The browser's own Back, in the middle of a word: what was typed is saved first.
  let back = false;
  addEventListener("popstate", (event) => {
    const typed = dirty && document.contains(dirty);
    if (back || !(typed || Date.now() < settling)) return;
    event.stopImmediatePropagation();
    const to = location.href;
    if (typed) dirty.blur();
    whenQuiet(() => {
      settling = 0;
      // Saving may have put the page's own address back: then go back from there once more.
      if (location.href !== to) { history.back(); return; }
      back = true;
      dispatchEvent(new PopStateEvent("popstate", { state: event.state }));
      back = false;
    });
  });

  // Leaving the site altogether in the middle of a word: the browser asks first.
  addEventListener("beforeunload", (event) => {
    if (dirty && document.contains(dirty) && dirty === document.activeElement) {
      event.preventDefault();
    }
  });

  // --- When the line does not come up ---------------------------------------------------------------

  const PATIENCE = 10000;
  const began = Date.now();
  let shown = null;

  function sayIfStuck() {
    const found = app();
    const state = found && found.getAttribute("data-test-connection-state");
    const up = state === "CONNECTED";
    if (up && shown) { shown.remove(); shown = null; }
    if (up) lost = Date.now();
    if (up || shown || Date.now() - Math.max(began, lost) < PATIENCE) return;
    shown = document.createElement("div");
    shown.className = "no-line";
    shown.setAttribute("role", "alert");
    shown.innerHTML =
      "<h2>This page cannot reach the tool</h2><p>It has tried for ten seconds. Nothing that was " +
      "marked as saved is lost. It goes on by itself as soon as the line is there.</p>" +
      "<p>If it does not: a network filter may block what this page needs. Ask whoever looks after " +
      "the network to let <strong>WebSocket connections</strong> through to this address " +
      "(<code></code>), and not to inspect or hold them.</p>";
    shown.querySelector("code").textContent = `${location.host}/_stcore/stream`;
    document.body.append(shown);
  }
  let lost = 0;
  setInterval(sayIfStuck, 1000);

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
