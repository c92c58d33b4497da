// A member's phone: saves each change at once, keeps what could not be sent, and follows the room.
//
// Nothing is called saved before its receipt came. What was not sent yet is kept in the phone's own
// storage, one entry a question, and sent in order, one at a time. Without this script the pages are
// forms that post themselves.
"use strict";

(() => {
  document.documentElement.classList.add("js");
  const POLL = 2000, POLL_HIDDEN = 10000, TYPED = 900, TRY_AGAIN = [500, 1000, 2000, 4000, 8000, 15000];
  const main = () => document.getElementById("page");
  const state = () => main().dataset;

  // --- What the phone keeps -----------------------------------------------------------------------

  const memory = {}; // where the browser keeps nothing for us (private windows)
  const keep = {
    get(name) {
      try { return JSON.parse(localStorage.getItem(`phone:${name}`)) ?? memory[name]; }
      catch (_) { return memory[name]; }
    },
    put(name, value) {
      memory[name] = value;
      try { localStorage.setItem(`phone:${name}`, JSON.stringify(value)); } catch (_) { /* memory has it */ }
    },
  };
  const id = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
  const queue = () => keep.get("queue") || [];
  const pendingOf = (key) => queue().find((each) => each.question === key && each.of === state().of);

  // An act takes the place of the one before it of the same question, if that was not sent yet.
  function act(key, kind, value, reason) {
    const phone = keep.get("id") || id();
    keep.put("id", phone);
    const n = (keep.get("n") || 0) + 1;
    keep.put("n", n);
    const before = pendingOf(key);
    const words = reason === undefined ? before?.reason ?? null : reason;
    const entry = { act: id(), phone, n, of: state().of, round: Number(state().round), question: key,
      kind, value, reason: kind === "clear" ? null : words };
    delete problems[key];
    keep.put("queue", [...queue().filter((each) => each.act !== before?.act), entry]);
    draw(key);
    send();
  }

  // --- Sending: one at a time, in order, until it is received -------------------------------------

  let sending = false, tries = 0, later = null;
  async function send() {
    if (sending) return;
    clearTimeout(later);
    sending = true;
    try {
      for (let entry = queue()[0]; entry; entry = queue()[0]) {
        if (entry.of !== state().of && state().of) {
          drop(entry);
          say(`${said(entry)} was kept for another seat, and was not sent.`);
          continue;
        }
        const answer = await post("/m/act", entry);
        if (!answer) { // no line, or a server that is starting
          later = setTimeout(send, TRY_AGAIN[Math.min(tries++, TRY_AGAIN.length - 1)]);
          break;
        }
        tries = 0;
        received(entry, answer);
      }
    } finally { sending = false; }
    drawAll();
  }

  async function post(address, body) {
    const stop = new AbortController();
    const wait = setTimeout(() => stop.abort(), 10000);
    try {
      const found = await fetch(address, { method: "POST", cache: "no-store", credentials: "same-origin",
        headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal: stop.signal });
      const text = await found.json();
      return found.status >= 500 ? null : { ok: found.ok, ...text };
    } catch (_) { return null; } finally { clearTimeout(wait); }
  }

  const drop = (entry) => keep.put("queue", queue().filter((each) => each.act !== entry.act));
  const said = (entry) => entry.kind === "value" ? `“${entry.value}”` : entry.kind === "none" ? "“No view”" : "Your change";

  const problems = {}; // question -> why what was typed was not taken
  function received(entry, answer) {
    drop(entry);
    delete problems[entry.question];
    if (answer.ok) {
      if (!answer.overtaken) saved(entry, answer.at_ms);
    } else if (answer.closed) {
      const kept = answer.kept ? `Your saved answer is ${answer.kept}` : "Nothing is saved for that question";
      say(`${answer.problem} ${kept}; ${said(entry)} was not in time.`);
    } else if (answer.gone || answer.other) {
      say(`${answer.problem} ${said(entry)} was not saved.`);
      follow(true);
    } else if (cardOf(entry.question)) {
      problems[entry.question] = answer.problem;
    } else { // its page was left before this was known
      say(`${answer.problem} ${said(entry)} was not saved. Go back to change it.`);
    }
    draw(entry.question);
  }

  // What is saved now is what the form had: without a new change there is nothing to send again.
  function saved(entry, at) {
    const card = cardOf(entry.question);
    if (!card) return;
    const had = (name) => card.querySelector(`[name="${name}:${CSS.escape(entry.question)}"]`);
    const was = card.dataset.answered === "1";
    card.dataset.answered = entry.kind === "clear" ? "" : "1";
    card.dataset.at = entry.kind === "clear" ? "" : at;
    had("had").value = entry.kind === "value" ? entry.value : "";
    // With the answer its reason goes; what still stands in the box goes along with the next answer.
    if (entry.kind === "clear") had("had_reason").value = "";
    else if (entry.reason !== null) had("had_reason").value = entry.reason;
    const count = document.getElementById("count");
    if (count && was !== (entry.kind !== "clear")) {
      const now = parseInt(count.textContent, 10) + (was ? -1 : 1);
      count.textContent = `${now} of ${count.dataset.asked} answered`;
    }
  }

  // --- What a card shows --------------------------------------------------------------------------

  const cardOf = (key) => document.querySelector(`.card[data-question="${CSS.escape(key)}"]`);
  const boxOf = (card) => card.querySelector(".control input");
  const noneOf = (card) => card.querySelector(".tick input");
  const clock = (ms) => new Date(Number(ms)).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  function draw(key) {
    const card = cardOf(key);
    if (!card) return;
    const line = card.querySelector(".state"), wrong = card.querySelector(".problem");
    const waiting = pendingOf(key), problem = problems[key], box = boxOf(card);
    wrong.hidden = !problem;
    wrong.textContent = problem || "";
    if (problem) box.setAttribute("aria-invalid", "true"); else box.removeAttribute("aria-invalid");
    line.className = "state";
    mayClear(card, waiting || card.dataset.answered === "1" || card.querySelector("textarea").value.trim());
    if (problem) {
      const had = card.querySelector("[name^='had:']").value;
      line.textContent = had ? `Your saved answer is still ${had}.` : "Not saved.";
    } else if (waiting) {
      line.textContent = tries ? "Waiting for the line: kept on this phone" : "Saving…";
      if (tries) line.classList.add("waits");
    } else if (card.dataset.at) {
      line.textContent = `✓ Saved ${clock(card.dataset.at)}`;
      line.classList.add("saved");
    } else if (card.dataset.answered !== "1") {
      line.textContent = "Not answered yet";
    }
  }
  // It keeps its place: what lies below must not move under a finger as the first answer is saved.
  const mayClear = (card, may) => {
    card.querySelector("button[name=clear]").style.visibility = may ? "visible" : "hidden";
  };
  const drawAll = () => document.querySelectorAll(".card[data-question]").forEach((card) => draw(card.dataset.question));

  // What the phone still keeps for a question is what its box shows, not what was saved before.
  function dress() {
    for (const card of document.querySelectorAll(".card[data-question]")) {
      const key = card.dataset.question, time = card.querySelector("time"), box = boxOf(card);
      card.dataset.answered = time || card.querySelector(".state").textContent.startsWith("Answered") ? "1" : "";
      card.dataset.at = time ? time.dataset.ms : "";
      const waiting = pendingOf(key);
      if (waiting) {
        box.value = waiting.kind === "value" ? waiting.value : "";
        noneOf(card).checked = waiting.kind === "none";
        if (waiting.reason !== null) card.querySelector("textarea").value = waiting.reason;
      }
      box.dataset.sent = box.value;
      if (waiting || time) draw(key);
      else mayClear(card, card.dataset.answered === "1");
    }
    for (const radio of document.querySelectorAll(".first input")) {
      if (pendingOf(radio.value)?.value === "100") radio.checked = true;
    }
    timer();
  }

  // --- What a finger or a key does ----------------------------------------------------------------

  function commit(card) { // what the box holds, if it is not what was sent last
    const box = boxOf(card), key = card.dataset.question, value = box.value.trim();
    if (value === box.dataset.sent) return;
    box.dataset.sent = value;
    clearTimeout(typing[key]);
    if (value) { noneOf(card).checked = false; act(key, "value", value); }
    else if (!noneOf(card).checked) act(key, "clear", "");
  }
  function commitReason(card) {
    const key = card.dataset.question, text = card.querySelector("textarea");
    const had = card.querySelector(`[name="had_reason:${CSS.escape(key)}"]`).value;
    const waiting = pendingOf(key), reason = text.value.trim();
    clearTimeout(typing[`why ${key}`]);
    if (reason === (waiting?.reason ?? had).trim()) return;
    const value = boxOf(card).value.trim();
    if (value) { boxOf(card).dataset.sent = value; act(key, "value", value, reason); }
    else if (noneOf(card).checked) act(key, "none", "", reason);
    else { problems[key] = "Give your answer too, or say that you have no view."; draw(key); }
  }
  function commitAll() {
    for (const card of document.querySelectorAll(".card[data-question]")) { commit(card); commitReason(card); }
  }

  const typing = {};
  document.addEventListener("input", ({ target }) => {
    const card = target.closest?.(".card[data-question]");
    if (!card) return;
    const key = card.dataset.question;
    if (target === boxOf(card)) {
      clearTimeout(typing[key]);
      typing[key] = setTimeout(() => { if (boxOf(card).value.trim()) commit(card); }, TYPED);
    } else if (target.tagName === "TEXTAREA") {
      clearTimeout(typing[`why ${key}`]);
      typing[`why ${key}`] = setTimeout(() => commitReason(card), TYPED);
    }
  });
  document.addEventListener("change", ({ target }) => {
    const card = target.closest?.(".card[data-question]");
    if (target.name === "first") {
      const entry = target.value;
      act(entry, "value", "100");
      document.querySelector(".first ~ .state").textContent = "Saved as your first choice once the line has it";
      return;
    }
    if (!card) return;
    if (target === noneOf(card)) {
      const key = card.dataset.question;
      clearTimeout(typing[key]);
      if (target.checked) { boxOf(card).value = boxOf(card).dataset.sent = ""; act(key, "none", ""); }
      else act(key, "clear", "");
    } else if (target === boxOf(card)) commit(card);
    else if (target.tagName === "TEXTAREA") commitReason(card);
  });
  document.addEventListener("keydown", (event) => {
    const card = event.target.closest?.(".card[data-question]");
    if (event.key === "Enter" && card && event.target === boxOf(card)) { event.preventDefault(); commit(card); }
  });

  function stepped(card, by) {
    const box = boxOf(card), step = Number(card.dataset.step), had = parseFloat(box.value.replace(",", "."));
    const low = parseFloat(card.dataset.low), high = parseFloat(card.dataset.high);
    const from = Number.isFinite(had) ? had : Number.isFinite(low) && Number.isFinite(high) ? (low + high) / 2 : 0;
    let to = Number.isFinite(had) ? from + by * step : from;
    if (Number.isFinite(low)) to = Math.max(low, to);
    if (Number.isFinite(high)) to = Math.min(high, to);
    box.value = String(Math.round(to * 1e6) / 1e6);
    commit(card);
  }

  document.addEventListener("click", (event) => {
    const card = event.target.closest?.(".card[data-question]"), button = event.target.closest?.("button");
    if (card && button?.classList.contains("step")) return stepped(card, Number(button.dataset.by));
    if (card && button?.name === "clear") {
      event.preventDefault();
      boxOf(card).value = boxOf(card).dataset.sent = "";
      noneOf(card).checked = false;
      card.querySelector("textarea").value = "";
      if (card.dataset.answered === "1" || pendingOf(card.dataset.question)) act(card.dataset.question, "clear", "");
      delete problems[card.dataset.question];
      draw(card.dataset.question);
      return;
    }
    const link = event.target.closest?.("a[href^='/m']");
    if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); commitAll(); visit(link.getAttribute("href")); }
  });

  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("[action^='/m/q/']")) return; // all else is an ordinary form
    event.preventDefault();
    const go = event.submitter?.value;
    commitAll();
    await drained();
    const wrong = Object.keys(problems).map(cardOf).find(Boolean);
    if (wrong) { boxOf(wrong).focus(); return; }
    const number = Number(event.target.getAttribute("action").split("/").pop());
    const [, total] = /(\d+) of (\d+)/.exec(document.querySelector(".where").textContent.split("page ")[1] || "").slice(1).map(Number);
    if (go === "back") visit(`/m/q/${Math.max(1, number - 1)}`);
    else if (go === "next") visit(number < total ? `/m/q/${number + 1}` : "/m/check");
  });

  // --- Going from page to page, also where the line is bad -----------------------------------------

  let going = 0;
  async function visit(address, { back = false, quiet = false } = {}) {
    const mine = ++going;
    for (let attempt = 0; mine === going; attempt++) {
      if (!quiet) await drained();
      const found = await page(address);
      if (mine !== going) return false;
      if (found) {
        show(found, { back, quiet });
        return true;
      }
      if (quiet) return false;
      tell("There is no line to the tool just now. What you gave is kept on this phone; this goes on by itself.");
      await new Promise((done) => setTimeout(done, TRY_AGAIN[Math.min(attempt, TRY_AGAIN.length - 1)]));
    }
    return false;
  }
  // The next page is drawn from what is saved: so what is on its way comes first, for a moment.
  async function drained() {
    for (let waited = 0; queue().length && waited < 1500 && !tries; waited += 30) await new Promise((done) => setTimeout(done, 30));
  }
  async function page(address) {
    const stop = new AbortController();
    const wait = setTimeout(() => stop.abort(), 10000);
    try {
      const found = await fetch(address, { cache: "no-store", credentials: "same-origin", signal: stop.signal, headers: { Accept: "text/html" } });
      if (found.status >= 500) return null;
      return { at: new URL(found.url).pathname, text: await found.text() };
    } catch (_) { return null; } finally { clearTimeout(wait); }
  }

  function show({ at, text }, { back, quiet }) {
    const made = new DOMParser().parseFromString(text, "text/html");
    const fresh = made.getElementById("page");
    if (!fresh) { location.assign(at); return; } // the join page, or the big screen
    hush();
    document.title = made.title;
    const same = at === shownAt, at_hand = document.activeElement?.id;
    const opened = [...main().querySelectorAll("details")].map((each) => each.open);
    main().replaceWith(document.adoptNode(fresh));
    if (same) main().querySelectorAll("details").forEach((each, n) => { each.open ||= opened[n]; });
    for (const key of Object.keys(problems)) delete problems[key];
    if (at !== location.pathname && !back) history[quiet ? "replaceState" : "pushState"](null, "", at);
    dress();
    if (quiet && same) {
      if (at_hand) document.getElementById(at_hand)?.focus({ preventScroll: true });
    } else {
      scrollTo(0, 0);
      main().querySelector("h1")?.focus({ preventScroll: true });
    }
    shownAt = at;
    send();
  }
  let shownAt = location.pathname;
  addEventListener("popstate", () => { commitAll(); visit(location.pathname, { back: true }); });
  addEventListener("pageshow", (event) => { if (event.persisted) visit(location.pathname, { back: true, quiet: true }); });

  // --- What is said above the page ----------------------------------------------------------------

  const told = document.getElementById("told");
  function tell(words) { // until the line is back
    if (told.querySelector(".line")) return;
    const line = document.createElement("p");
    line.className = "line";
    line.textContent = words;
    told.append(line);
  }
  function hush() { told.querySelector(".line")?.remove(); }
  function say(words, kind = "") { // until it is read
    const line = document.createElement("p"), close = document.createElement("button");
    line.className = kind;
    line.textContent = words;
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", () => line.remove());
    line.append(close);
    told.append(line);
  }

  // --- Following the room -------------------------------------------------------------------------

  let asked = null, lost = 0;
  async function follow(now = false) {
    clearTimeout(asked);
    const found = state().mark || now ? await pulse() : null;
    if (found === null && state().mark) {
      if (++lost >= 3 && !document.hidden) tell("There is no line to the tool just now. What you gave is kept on this phone; this goes on by itself.");
    } else if (found !== null) {
      if (lost) { hush(); lost = 0; tries = 0; send(); }
      if (found !== state().mark || now) await turn();
    }
    asked = setTimeout(follow, (document.hidden ? POLL_HIDDEN : POLL) * (0.85 + Math.random() * 0.3));
  }
  async function pulse() {
    const stop = new AbortController();
    const wait = setTimeout(() => stop.abort(), 8000);
    try {
      const found = await fetch("/api/pulse", { cache: "no-store", credentials: "same-origin", signal: stop.signal });
      return found.ok ? await found.text() : null;
    } catch (_) { return null; } finally { clearTimeout(wait); }
  }
  // The room moved on: what is typed is sent first, and told if it came too late.
  async function turn() {
    commitAll();
    await drained();
    const before = `${state().step} ${state().round}`;
    const inRound = location.pathname.startsWith("/m/q/") || location.pathname === "/m/check";
    const stays = inRound || location.pathname === "/m/more" ? location.pathname : "/m";
    if (document.activeElement?.closest?.("[action='/m/interest'], [action='/m/dissent'], [action='/m/pin']")) return;
    const found = await page(stays);
    if (!found) return;
    const step = new DOMParser().parseFromString(found.text, "text/html").getElementById("page")?.dataset;
    show(found, { back: false, quiet: true });
    if (step && `${step.step} ${step.round}` !== before) announce();
  }
  function announce() {
    const line = document.createElement("p");
    line.className = "unseen";
    line.textContent = `The workshop has moved on: ${main().querySelector("h1")?.textContent || ""}`;
    told.append(line);
    setTimeout(() => line.remove(), 5000);
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) commitAll();
    else { tries = 0; send(); follow(); turn(); } // another phone of this seat may have answered
  });
  addEventListener("online", () => { tries = 0; send(); follow(); });
  addEventListener("pagehide", commitAll);

  // --- The round's time: a warning a minute before, by no clock but the seconds that pass ----------

  let ends = null, ticking = null, warned = false;
  function timer() {
    clearInterval(ticking);
    if (state().seconds === undefined) { ends = null; return; }
    ends = performance.now() + Number(state().seconds) * 1000;
    const where = document.querySelector(".where");
    if (!where) return;
    const line = document.createElement("span");
    line.id = "time";
    where.append(line);
    const tick = () => {
      const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
      line.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left` : "The time is up";
      if (left && left <= 60 && !warned) { warned = true; say("One minute left in this round.", "news"); }
    };
    tick();
    ticking = setInterval(tick, 1000);
  }

  dress();
  send();
  asked = setTimeout(follow, POLL);
})();
