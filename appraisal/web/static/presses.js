// A press after typing, done once what was typed is saved.
//
// A box is saved as it is left. If what leaves it is a press on a button or a link, two messages go
// out within milliseconds, and in either order: the later one, which saves, can name the page that
// was just left, and the press comes to nothing; or the page moves as it saves, and the finger
// comes up beside the button. So the press waits until the box is saved, and then is done once,
// where it was aimed at.
"use strict";

(() => {
  const TYPED = "input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea";
  const PRESSED = "button, a[href], summary, label";
  const OF_A_BOX = ["stNumberInput", "stSelectbox", "stMultiSelect"]
    .map((id) => `[data-testid="${id}"]`).join(", ");
  let dirty = null; // the box that holds words which were not sent yet
  let aimed = null; // what the finger last came down on, if that had to wait
  let settling = 0; // until when what was sent may still be on its way
  let ours = false; // a press that we do ourselves

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

  // A table sends what was typed or pasted into it later still, on a busy machine much later: a
  // press waits until it has, or for so long where nothing was changed.
  let tabled = 0; // when somebody last typed or pasted into one
  let owing = 0; // until when it may still have something to send
  for (const [kind, most] of [["keydown", 1500], ["paste", 4000], ["cut", 1500]]) {
    document.addEventListener(kind, (event) => {
      const at = document.activeElement;
      if (!event.isTrusted || !at?.closest?.('[data-testid="stDataFrame"], #portal')) return;
      tabled = Date.now();
      settling = tabled + 1000;
      owing = /^Arrow|^(Shift|Control|Meta|Alt|Escape)$/.test(event.key) ? owing : tabled + most;
    }, true);
  }
  const owes = () => Date.now() < owing && sentAt < tabled;
  // Drawn with what was saved, it sends once more, that nothing in it is left to save: a message of
  // its own page, which would undo a press on what leads to another.
  const WORKED_IN = 15000; // ms after which a table counts as left
  const workedIn = () => Date.now() - tabled < WORKED_IN;
  const mayFollow = () => workedIn() && Date.now() - Math.max(sentAt, ranAt) < 1000;
  const waits = () =>
    dirty || queue.length || Date.now() < settling || owes() || mayFollow() ||
    (workedIn() && underWay(8000));

  let sentAt = 0; // when this page last told the server anything
  const send = WebSocket.prototype.send;
  const heard = new WeakSet(); // the lines that are listened to
  WebSocket.prototype.send = function (...data) {
    sentAt = Date.now();
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener("message", hear);
    }
    return send.apply(this, data);
  };

  // What was sent is answered by a run, on a busy server a while later: till then it is under way.
  // The page's own mark of a run is not enough: on a busy machine a short run begins and ends
  // between two drawings of the page, and the mark never moves (seen for 1 run in 13). That a run
  // began is no answer yet: the page does not show it, and a press would break it off.
  let ranAt = 0;
  const ENDED = [0x4a, 0]; // Streamlit's message that no run is going on any more
  function hear({ data }) {
    if (!(data instanceof ArrayBuffer) || data.byteLength !== ENDED.length) return;
    const bytes = new Uint8Array(data);
    if (ENDED.every((byte, place) => bytes[place] === byte)) ranAt = Date.now();
  }
  new MutationObserver(() => { ranAt = Date.now(); }).observe(document.documentElement, {
    attributes: true, attributeFilter: ["data-test-script-state"], subtree: true,
  });
  const underWay = (most) => sentAt > ranAt && Date.now() - sentAt < most;
  // For live.js: to draw the page anew names the page that is shown, and would undo a press on a
  // link that is still on its way to the server; on a slow line that takes a while.
  globalThis.line = { busy: () => queue.length > 0 || underWay(8000) };

  function control(target) {
    const found = target instanceof Element ? target.closest(PRESSED) : null;
    const own = found && found.closest(OF_A_BOX);
    return own ? null : found;
  }

  // A finger that taps twice means one press: the second would go on from a page that is just
  // being drawn, take a second change back, or add a thing again.
  const TWICE = 200; // ms within which two taps at one place are one
  const UNANSWERED = 500; // or, while the first is not answered yet, within so many
  let last = { at: 0, x: 0, y: 0, found: null };
  function twice(event, found) {
    const of_a_finger = event.type === "pointerdown" || event.detail > 0;
    const away = Math.hypot(event.clientX - last.x, event.clientY - last.y);
    const near = of_a_finger && away < 12;
    const gap = Date.now() - last.at;
    const soon = gap < TWICE || (gap < UNANSWERED && ranAt < last.at);
    return soon && (found === last.found || near);
  }
  const once = (found) => found && (found.tagName === "BUTTON" || found.tagName === "A");

  document.addEventListener("pointerdown", (event) => {
    aimed = null;
    if (!event.isTrusted || !waits()) return;
    const found = control(event.target);
    if (once(found) && twice(event, found)) return;
    if (found) aimed = { found, x: event.clientX, y: event.clientY, done: false, clicked: false };
  }, true);

  document.addEventListener("pointerup", (event) => {
    const was = aimed;
    if (!was || !event.isTrusted) return;
    const near = Math.hypot(event.clientX - was.x, event.clientY - was.y) < 12;
    // The click comes after this, on a busy phone much later; where the page moved, none comes.
    if (near) setTimeout(() => { if (!was.done) later(was); }, 30);
  }, true);
  document.addEventListener("pointercancel", () => { aimed = null; }, true);

  // Streamlit's own controls look on the document for the click that ends a touch, and click by
  // themselves 80 ms later where they saw none: so it is taken one step below, and they see it.
  document.documentElement.addEventListener("click", (event) => {
    if (ours) return;
    const found = control(event.target);
    if (event.isTrusted && once(found)) {
      const again = twice(event, found);
      last = { at: Date.now(), x: event.clientX, y: event.clientY, found };
      if (again) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
    }
    const of_a_finger = event.detail > 0 || !event.isTrusted; // not of a key
    const pressed = of_a_finger && aimed && !aimed.clicked && aimed.found === found ? aimed : null;
    if (!event.isTrusted && !pressed) return;
    const held = pressed || waits();
    if (!found || !held || (found.tagName === "LABEL" && !found.querySelector("input"))) {
      chosen(event);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (pressed) pressed.clicked = true;
    if (!pressed?.done) later(pressed || { found }); // else the click came after all, and late
  }, true);

  function later(press) {
    press.done = true;
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
    let looked = began;
    const look = () => {
      // What was sent begins a run within a moment: four quiet looks in a row mean that it is over,
      // and fourteen that a table has nothing more to say. Looks, not time: a slow page has fewer.
      quiet = page.running() || sentAt > looked ? 0 : quiet + 1;
      looked = Date.now();
      const [looks, answered] = workedIn() ? [14, 8000] : [4, 1500];
      const early = quiet < looks || Date.now() - began < least || owes() || underWay(answered);
      if (early && Date.now() - began < 8000) {
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
    // A tick or a choice by its own input: a label may still be taken for held down.
    try { (target.control || target).click(); } finally { ours = false; }
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

  // The browser's own Back, in the middle of a word: what was typed is saved first. A
  // window asks its listeners in the order they came, so this script is loaded before Streamlit's.
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
})();
