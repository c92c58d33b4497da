// A thumb that scrolls past a slider sets nothing.
//
// The screens' own sliders take a touch for a choice as it begins, wherever on their line it does:
// a page of twelve was scrolled, and four weights that nobody had chosen were saved. So a touch on a
// slider waits until it is clear what it is: along the line it moves the slider, a tap sets it, and
// across the line the page scrolls.
"use strict";

(() => {
  const LINE = '[data-testid="stSlider"] [data-orientation="horizontal"]';
  const CLEAR = 8; // px after which it is clear where a finger is going
  let touch = null; // a touch that is not clear yet: what it began as

  const mine = (event) => touch && event.pointerId === touch.pointerId;

  // The touch begins anew for the slider, now that it is one.
  function begin() {
    const { target, pointerId, clientX, clientY } = touch;
    touch = null;
    target.dispatchEvent(new PointerEvent("pointerdown", {
      pointerId, clientX, clientY, pointerType: "touch", isPrimary: true, button: 0, buttons: 1,
      bubbles: true, cancelable: true, composed: true,
    }));
  }

  addEventListener("pointerdown", (event) => {
    if (!event.isTrusted || event.pointerType !== "touch") return;
    if (!event.target.closest?.(LINE)) return;
    event.stopImmediatePropagation();
    const { target, pointerId, clientX, clientY } = event;
    touch = { target, pointerId, clientX, clientY };
  }, true);

  // The slider listens to both kinds of event of a touch.
  addEventListener("touchstart", (event) => {
    if (touch && event.isTrusted && event.target.closest?.(LINE)) event.stopImmediatePropagation();
  }, { capture: true, passive: true });

  addEventListener("pointermove", (event) => {
    if (!event.isTrusted || !mine(event)) return;
    event.stopImmediatePropagation();
    const along = Math.abs(event.clientX - touch.clientX);
    const across = Math.abs(event.clientY - touch.clientY);
    if (across >= CLEAR && across >= along) touch = null;
    else if (along >= CLEAR) begin();
  }, true);

  addEventListener("pointerup", (event) => { if (event.isTrusted && mine(event)) begin(); }, true);
  addEventListener("pointercancel", (event) => { if (mine(event)) touch = null; }, true);
})();
