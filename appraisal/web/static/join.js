// The join page: posts the code, waits to be let in, and goes on by itself.
"use strict";

const WAIT = 2000; // ms between two looks at whether the facilitator has let this phone in
const part = (id) => document.getElementById(id);
let timer = null;

async function post(address, fields) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(fields || {}),
    credentials: "same-origin",
    cache: "no-store",
  });
  let found = {};
  try { found = await answer.json(); } catch (_) { /* a proxy's own page */ }
  return { ok: answer.ok, status: answer.status, ...found };
}

function show(name) {
  for (const each of ["form", "waiting", "which", "inside"]) part(each).hidden = each !== name;
}

function say(problem) {
  part("problem").textContent = problem || "";
  part("problem").hidden = !problem;
}

function go() { location.replace("/m"); }

function settle(found) {
  if (found.state === "in") return go();
  show("waiting");
  clearTimeout(timer);
  timer = setTimeout(look, WAIT);
}

async function look() {
  clearTimeout(timer);
  try {
    const found = await post("/api/enter");
    if (found.ok) return settle(found);
    if (found.status === 403) { show("form"); return say(found.problem); }
  } catch (_) { /* no network just now: look again */ }
  timer = setTimeout(look, WAIT);
}

async function join(event) {
  event?.preventDefault();
  const leaves = !event; // it was asked, and the answer was to leave the other workshop
  say("");
  const code = part("code").dataset.link || part("code").value.trim();
  if (!code) { say("Type the code that is on the big screen."); return part("code").focus(); }
  part("go").disabled = true;
  try {
    const found = await post("/api/join", {
      code, label: part("label").value, seat_code: part("seat_code").value, leaves: String(leaves),
    });
    if (found.ok) return settle(found);
    if (found.need === "which") return show("which");
    show("form");
    const asks = found.need === "label" && part("label-part").hidden; // nobody did anything wrong
    say(asks ? "" : found.problem || "The tool did not answer. Try again.");
    if (found.need === "label") {
      part("label-part").hidden = false;
      part("label").focus();
    } else if (found.need === "seat_code") {
      part("seat-part").open = true;
      part("seat_code").focus();
    } else part("code").select();
  } catch (_) {
    say("There is no connection just now. Check the Wi-Fi, then press Join again.");
  } finally {
    part("go").disabled = false;
  }
}

async function leave() {
  clearTimeout(timer);
  try { await post("/api/sign-out"); } catch (_) { /* the seat's time ends by itself */ }
  show("form");
  part("code").focus();
}

async function begin() {
  part("form").addEventListener("submit", join);
  part("go-on").addEventListener("click", go);
  part("stay").addEventListener("click", go);
  part("change").addEventListener("click", () => join());
  part("leave").addEventListener("click", leave);
  part("leave-waiting").addEventListener("click", leave);
  // A phone that wakes looks at once.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !part("waiting").hidden) look();
  });
  const code = decodeURIComponent(location.hash.slice(1));
  if (code) {
    part("code").value = code.length > 8 ? `${code.slice(0, 4)}-${code.slice(4, 8)}` : code;
    part("code").dataset.link = code;
    history.replaceState(null, "", "/j"); // the code stays out of the history
  }
  // The link's longer code is sent for as long as the box still shows what it begins with.
  part("code").addEventListener("input", () => { delete part("code").dataset.link; });
  try {
    const found = await post("/api/enter", { code });
    if (found.ok && found.state === "waiting" && !found.elsewhere) return settle(found);
    if (found.ok && found.state === "in" && found.elsewhere) return show("which");
    if (found.ok && found.state === "in") {
      if (!code && document.referrer.startsWith(location.origin)) return show("inside");
      return go();
    }
  } catch (_) { /* no network: the form says so when it is sent */ }
  part(code ? "go" : "code").focus();
}

begin();
