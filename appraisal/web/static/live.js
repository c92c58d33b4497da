// Two things that the screens' own machinery does not do (measured: after a restart of the server a
// page is back in a second, but shows the old step until it is tapped).
"use strict";

(() => {
  const DRAFT = 3000; // ms after which words that are still being typed are sent
  let was = null;
  let behind = false; // the line was lost, so that what is shown may be old
  let typed = 0; // when the box that has the focus was last sent
  let box = null;

  // The line is back: run the page again, so that it shows the present step without a tap.
  function look() {
    const app = document.querySelector('[data-testid="stApp"]');
    const state = app && app.getAttribute("data-test-connection-state");
    if (state !== was) {
      if (was === "CONNECTED") behind = true;
      was = state;
    }
    if (behind && state === "CONNECTED") {
      const again = document.querySelector(".st-key-again button");
      if (again) { behind = false; again.click(); }
    }
    if (box && typed && Date.now() - typed > DRAFT) send();
  }

  // Words that are being typed are sent every few seconds, and at once when the phone goes to sleep.
  function send() {
    typed = 0;
    if (!box || !box.isConnected) { box = null; return; }
    box.dispatchEvent(new KeyboardEvent("keydown",
      { key: "Enter", code: "Enter", keyCode: 13, which: 13, ctrlKey: true, bubbles: true, cancelable: true }));
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches && event.target.matches('[class*="st-key-draft"] textarea')) {
      box = event.target;
      if (!typed) typed = Date.now();
    }
  }, true);
  document.addEventListener("visibilitychange", () => { if (document.hidden && typed) send(); });
  setInterval(look, 500);
})();
