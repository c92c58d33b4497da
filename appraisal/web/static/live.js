// What the screens' own machinery does not do: it keeps an open page at the present step, also after
// a restart of the server (measured: by itself the page is back in a second, but shows the old step
// until it is tapped).
"use strict";

(() => {
  const EVERY = 2000; // ms between two looks at whether the page is out of date
  let was = null; // the line's state at the last look
  let behind = false; // the line was lost, so that what is shown may be old
  let pressed = 0; // when the page was last made to be drawn again
  let asking = false;
  let touched = 0; // when somebody last pressed or typed
  let up_at = Date.now(); // when there last was a line, or when the page was opened or woke

  const button = () => document.querySelector(".st-key-again button");

  function again() {
    const found = button();
    if (!found || Date.now() - pressed < 1500) return;
    // Never across what somebody is just doing: a new run would cut off the one that saves it.
    if (Date.now() - touched < 800 || page.running() || line.busy()) return;
    // Nor under words that are not sent yet: what they stand for could be drawn anew.
    if (document.documentElement.dataset.typing) return;
    pressed = Date.now();
    behind = false;
    found.click();
  }

  function connected() {
    const app = page.app();
    const state = app && app.getAttribute("data-test-connection-state");
    if (was === "CONNECTED" && state !== "CONNECTED") behind = true;
    was = state;
    return state === "CONNECTED";
  }

  // The button's words are "mark | of": what the page was drawn from, and of which workshop or record.
  async function look() {
    const found = button();
    if (!found || asking || document.hidden || !connected()) return;
    if (behind || document.querySelector(".st-key-again_ticks")) return again();
    const [mark, of] = found.textContent.split("|").map((part) => part.trim());
    asking = true;
    try {
      const answer = await fetch(`/api/pulse${of ? `?${of}` : ""}`, { cache: "no-store" });
      if (answer.ok && (await answer.text()) !== mark) again();
    } catch (_) { /* no network, or the server is starting again: look again soon */ }
    finally { asking = false; }
  }

  for (const kind of ["pointerdown", "pointerup", "keydown"]) {
    document.addEventListener(kind, (event) => { if (event.isTrusted) touched = Date.now(); }, true);
  }
  // A box is saved as it is left; whoever turns to another page, or whose phone sleeps, leaves it.
  function leave() {
    const at = document.activeElement;
    if (document.documentElement.dataset.typing && at) at.blur();
  }
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) leave();
    if (!document.hidden) { up_at = Date.now(); look(); } // and wakes
  });
  window.addEventListener("focus", look); // somebody turns to it from another window
  setInterval(look, EVERY);
  setInterval(() => {
    connected();
    if (behind && was === "CONNECTED" && !document.hidden) again();
  }, 500);

  // --- When the line does not come up: a grey page would say nothing for ever ---------------------

  const PATIENCE = 10000; // ms without a line before that is said
  let shown = null; // what says that the line does not come up

  function sayIfStuck() {
    const up = connected();
    if (up && shown) { shown.remove(); shown = null; }
    if (up) up_at = Date.now();
    if (up || shown || Date.now() - up_at < PATIENCE) return;
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
  setInterval(sayIfStuck, 1000);
})();
