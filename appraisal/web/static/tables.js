// A block pasted into a table takes what fits and drops the rest without a word: say so. And what a
// table's cells are typed into is fetched with the table, not at the first key, which is then lost.
"use strict";

(() => {
  let shown = null;

  const editors = (document.currentScript?.dataset.editors || "").split(" ").filter(Boolean);
  const waiting = new MutationObserver(() => {
    if (!document.querySelector('[data-testid="stDataFrame"]')) return;
    waiting.disconnect();
    for (const href of editors) {
      document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
    }
  });
  if (editors.length) waiting.observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("paste", (event) => {
    const table = document.activeElement?.closest?.('[data-testid="stDataFrame"]');
    const text = event.clipboardData?.getData("text/plain");
    if (!event.isTrusted || !table || !text) return;
    hide();
    // The table for screen readers follows a click a moment later; the selection begins there still.
    setTimeout(() => {
      const outside = cellsOutside(table, blockOf(text));
      if (outside) show(outside);
    }, 300);
  }, true);

  // As a spreadsheet puts it there: lines of cells with tabs between, and one line feed at the end.
  // A cell that holds tabs or line feeds of its own stands in quotation marks.
  const QUOTED = /(^|[\t\n])"(?:[^"]|"")*"(?=[\t\n]|$)/g;
  function blockOf(text) {
    return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").replace(QUOTED, "$1cell").split("\n")
      .map((line) => line.split("\t").length);
  }

  // Where it begins is read from the table that stands behind the canvas for screen readers.
  function cellsOutside(table, block) {
    const grid = table.querySelector('canvas [role="grid"]');
    const cell = grid?.querySelector('td[aria-selected="true"]');
    const at = /^glide-cell-(\d+)-(\d+)$/.exec(cell?.id || "");
    if (!at) return 0;
    const wide = grid.getAttribute("aria-colcount") - at[1];
    const high = grid.getAttribute("aria-rowcount") - 1 - at[2]; // less the headings
    const all = block.reduce((sum, cells) => sum + cells, 0);
    const inside = block.slice(0, high).reduce((sum, cells) => sum + Math.min(cells, wide), 0);
    return all - inside;
  }

  function show(outside) {
    shown = document.createElement("div");
    shown.className = "said-below";
    shown.setAttribute("role", "alert");
    const cells = outside === 1 ? "1 cell that was pasted lies" : `${outside} cells that were pasted lie`;
    shown.innerHTML = "<p></p><button type=\"button\">Close</button>";
    shown.querySelector("p").textContent =
      `${cells} outside the table, so that nothing was done with ${outside === 1 ? "it" : "them"}. ` +
      "Click a cell further up or to the left, and paste again.";
    shown.querySelector("button").addEventListener("click", hide);
    document.body.append(shown);
  }

  function hide() {
    shown?.remove();
    shown = null;
  }

  const path = () => location.pathname;
  let was = path();
  setInterval(() => { if (path() !== was) { was = path(); hide(); } }, 500);
})();
