// The officer's page: posts the key that stands behind the # and goes on.
"use strict";

const says = document.getElementById("says");
const key = decodeURIComponent(location.hash.slice(1));
history.replaceState(null, "", "/officer"); // the key stays out of the history

async function begin() {
  if (!key) {
    says.textContent = "The key is missing. Open the whole address that was printed at the start.";
    return;
  }
  try {
    const answer = await fetch("/api/officer", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ key }),
      credentials: "same-origin",
      cache: "no-store",
    });
    if (answer.ok) return location.replace("/");
    const found = await answer.json();
    says.textContent = found.problem;
  } catch (_) {
    says.textContent = "There is no connection just now. Load this page again.";
  }
}

begin();
