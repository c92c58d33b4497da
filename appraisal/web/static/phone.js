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
  function act(key, kind, value, reason = null) {
    const phone = keep.get("id") || id();
    keep.put("id", phone);
    const n = (keep.get("n") || 0) + 1;
    keep.put("n", n);
    const before = pendingOf(key);
    // A taking back that this replaces may have arrived, and its reason have gone with it.
    const stands = before?.kind === "clear" ? cardOf(key)?.querySelector("textarea").value.trim() : before?.reason;
    const words = reason ?? stands ?? null;
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
          say("An answer that was kept here for another seat was not sent."); // nor shown to this one
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
      say(`${answer.problem} One answer was not saved.`); // not which: the phone may be another's now
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
    const card = cardOf(entry.question), place = card || radioOf(entry.question);
    if (!place) return;
    const was = place.dataset.answered === "1", is = entry.kind !== "clear";
    place.dataset.answered = is ? "1" : "";
    place.dataset.at = is ? at : "";
    const count = document.getElementById("count");
    if (count && was !== is) {
      const now = parseInt(count.textContent, 10) + (was ? -1 : 1);
      count.textContent = `${now} of ${count.dataset.asked} answered`;
    }
    if (!card) return;
    const had = (name) => card.querySelector(`[name="${name}:${CSS.escape(entry.question)}"]`);
    had("had").value = entry.kind === "value" ? entry.value : "";
    // With the answer its reason goes; what still stands in the box goes along with the next answer.
    if (entry.kind === "clear") had("had_reason").value = "";
    else if (entry.reason !== null) had("had_reason").value = entry.reason;
  }

  // --- What a card shows --------------------------------------------------------------------------

  const cardOf = (key) => document.querySelector(`.card[data-question="${CSS.escape(key)}"]`);
  const radioOf = (key) => document.querySelector(`.first input[value="${CSS.escape(key)}"]`); // of the first choice
  const cards = () => document.querySelectorAll(".card[data-question]");
  const boxOf = (card) => card.querySelector(".control input");
  const noneOf = (card) => card.querySelector(".tick input");
  const clock = (ms) => new Date(Number(ms)).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  function drawFirst() {
    const chosen = document.querySelector(".first input:checked"), line = document.querySelector(".first ~ .state");
    if (!chosen) return;
    const waits = pendingOf(chosen.value);
    line.textContent = waits ? waiting() : chosen.dataset.at ? `✓ Saved ${clock(chosen.dataset.at)}` : "";
    line.className = waits && tries ? "state waits" : "state";
  }
  const waiting = () => tries ? "Waiting for the line: kept on this phone" : "Saving…";

  function draw(key) {
    const card = cardOf(key);
    if (!card) return drawFirst();
    const line = card.querySelector(".state"), wrong = card.querySelector(".problem");
    const waits = pendingOf(key), problem = problems[key], box = boxOf(card);
    wrong.hidden = !problem;
    wrong.textContent = problem || "";
    if (problem) box.setAttribute("aria-invalid", "true"); else box.removeAttribute("aria-invalid");
    line.className = "state";
    mayClear(card, waits || card.dataset.answered === "1" || card.querySelector("textarea").value.trim());
    if (problem) {
      const had = card.querySelector("[name^='had:']").value;
      line.textContent = had ? `Your saved answer is still ${had}.` : "Not saved.";
    } else if (waits) {
      line.textContent = waiting();
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
  function drawAll() {
    for (const card of cards()) draw(card.dataset.question);
    drawFirst();
  }

  // What the phone still keeps for a question is what its box shows, not what was saved before.
  function dress() {
    for (const card of cards()) {
      const key = card.dataset.question, time = card.querySelector("time"), box = boxOf(card);
      card.dataset.answered = time || card.querySelector(".state").textContent.startsWith("Answered") ? "1" : "";
      card.dataset.at = time ? time.dataset.ms : "";
      const waits = pendingOf(key);
      if (waits) {
        box.value = waits.kind === "value" ? waits.value : "";
        noneOf(card).checked = waits.kind === "none";
        if (waits.reason !== null) card.querySelector("textarea").value = waits.reason;
      }
      box.dataset.sent = box.value;
      if (waits || time) draw(key);
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
    const reason = text.value.trim();
    clearTimeout(typing[`why ${key}`]);
    if (reason === (pendingOf(key)?.reason ?? had).trim()) return;
    const value = boxOf(card).value.trim();
    if (value) { boxOf(card).dataset.sent = value; act(key, "value", value, reason); }
    else if (noneOf(card).checked) act(key, "none", "", reason);
    else { problems[key] = "Give your answer too, or say that you have no view."; draw(key); }
  }
  function commitAll() {
    for (const card of cards()) { commit(card); commitReason(card); }
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
    if (target.name === "first") return act(target.value, "value", "100");
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
    const box = boxOf(card), text = box.value.trim().replace(",", "."), had = Number(text);
    if (text && !Number.isFinite(had)) return commit(card); // "5o" is not 5: it is asked about first
    const [low, high] = [card.dataset.low, card.dataset.high].map((end) => end === "" ? null : Number(end));
    // An empty box starts from what is proposed, which one differs from by a step; else in the middle.
    const from = text ? had : card.dataset.proposed === undefined ? null : Number(card.dataset.proposed);
    let to = from === null ? ((low ?? 0) + (high ?? 0)) / 2 : from + by * Number(card.dataset.step);
    if (low !== null) to = Math.max(low, to);
    if (high !== null) to = Math.min(high, to);
    box.value = String(Math.round(to * 1e6) / 1e6);
    commit(card);
  }

  document.addEventListener("click", (event) => {
    const card = event.target.closest?.(".card[data-question]"), button = event.target.closest?.("button");
    if (card && button?.classList.contains("step")) return stepped(card, Number(button.dataset.by));
    if (card && button?.name === "agree") {
      event.preventDefault();
      boxOf(card).value = button.dataset.value;
      return commit(card);
    }
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
    if (!event.target.dataset.number) return; // all else is an ordinary form
    event.preventDefault();
    const go = event.submitter?.value;
    commitAll();
    await drained();
    const wrong = Object.keys(problems).map(cardOf).find(Boolean);
    if (wrong) { boxOf(wrong).focus(); return; }
    const number = Number(event.target.dataset.number), total = Number(event.target.dataset.total);
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
      if (mine !== going) return;
      if (found) return show(found, { back, quiet });
      if (quiet) return;
      tell("There is no line to the tool just now. What you gave is kept on this phone; this goes on by itself.");
      await new Promise((done) => setTimeout(done, TRY_AGAIN[Math.min(attempt, TRY_AGAIN.length - 1)]));
    }
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
    const refused = same ? Object.keys(problems).map((key) => [key, problems[key], boxOf(cardOf(key)).value]) : [];
    main().replaceWith(document.adoptNode(fresh));
    if (same) main().querySelectorAll("details").forEach((each, n) => { each.open ||= opened[n]; });
    for (const key of Object.keys(problems)) delete problems[key];
    if (at !== location.pathname && !back) history[quiet ? "replaceState" : "pushState"](null, "", at);
    dress();
    for (const [key, problem, typed] of refused) keepRefused(key, problem, typed);
    if (quiet && same) {
      if (at_hand) takeUp(document.getElementById(at_hand));
    } else {
      scrollTo(0, 0);
      main().querySelector("h1")?.focus({ preventScroll: true });
    }
    shownAt = at;
    send();
  }
  // What was refused stays in its box beside the reason, as it would had the page not been fetched.
  function keepRefused(key, problem, typed) {
    const card = cardOf(key);
    if (!card) return;
    boxOf(card).value = boxOf(card).dataset.sent = typed;
    problems[key] = problem;
    draw(key);
  }
  function takeUp(box) {
    box?.focus({ preventScroll: true });
    if (box?.matches("textarea, input:not([type])")) box.setSelectionRange(box.value.length, box.value.length);
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

  let asked = null, lost = 0, following = 0;
  async function follow(now = false) {
    const mine = ++following; // one look at a time: a phone that wakes looks at once
    clearTimeout(asked);
    const found = state().mark || now ? await pulse() : null;
    if (found === null && state().mark) {
      if (++lost >= 3 && !document.hidden) tell("There is no line to the tool just now. What you gave is kept on this phone; this goes on by itself.");
    } else if (found !== null) {
      if (lost) { hush(); lost = 0; tries = 0; send(); }
      if (found !== state().mark || now) await turn();
    }
    if (mine === following) asked = setTimeout(follow, (document.hidden ? POLL_HIDDEN : POLL) * (0.85 + Math.random() * 0.3));
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
    if (halfWritten()) return;
    const stands = () => `${state().step} ${state().round}`;
    const here = PAGES.test(location.pathname) ? location.pathname : "/m"; // else it was sent to
    const before = stands(), found = await page(here);
    if (!found || halfWritten()) return;
    show(found, { back: false, quiet: true });
    if (stands() !== before) announce();
  }
  // An interest or a view that is being written is sent as a whole: no page takes it away half-done.
  const PAGES = /^\/m(\/(q\/\d+|check|more))?$/;
  function halfWritten() {
    if (document.querySelector("#page form:not([data-number]) [role=alert]")) return true;
    return [...document.querySelectorAll("form:not([data-number]) :is(input, textarea)")]
      .some((each) => each.type === "radio" ? each.checked !== each.defaultChecked : each.value !== each.defaultValue);
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

  let ticking = null, warned = ""; // of which round it was warned
  function timer() {
    clearInterval(ticking);
    const where = document.querySelector(".where"), { seconds, round } = state();
    if (seconds === undefined || !where) return;
    const ends = performance.now() + Number(seconds) * 1000;
    const line = document.createElement("span");
    line.id = "time";
    where.append(line);
    const tick = () => {
      const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
      line.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left` : "The time is up";
      if (left && left <= 60 && warned !== round) { warned = round; say("One minute left in this round.", "news"); }
    };
    tick();
    ticking = setInterval(tick, 1000);
  }

  dress();
  send();
  asked = setTimeout(follow, POLL);
})();
