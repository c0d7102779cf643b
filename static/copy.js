// A paragraph or a selection is copied with its source and address.
"use strict";

{
  const article = document.querySelector("[data-source]");
  const { source, quote, quoted } = article.dataset;
  const said = make("output", { className: "unseen" });
  const button = make("button", { className: "quote", textContent: `${quote} (Ctrl+Alt+C)` });
  button.ariaKeyShortcuts = "Control+Alt+C";
  article.after(said);

  const around = (node, what) => (node.closest ? node : node.parentElement).closest(what);
  const block = (node) => around(node, "[id^=doan-]");

  const copy = async (part, from, mark) => {
    part.querySelectorAll(".sign, .also, .pilcrow, .passage, button").forEach((one) => one.remove());
    const words = part.textContent.replace(/[^\S\n]+/g, " ").trim();
    const address = location.origin + location.pathname + (from ? "#" + from.id : "");
    await copyText(`${words}\n(${source}; ${address})`);
    said.textContent = quoted;
    mark.dataset.done = "";
    setTimeout(() => {
      said.textContent = "";
      delete mark.dataset.done;
    }, 2000);
  };

  article.querySelectorAll(".pilcrow").forEach((one) => {
    one.title = one.ariaLabel = quote;
    one.addEventListener("click", () => copy(block(one).cloneNode(true), block(one), one));
  });

  let range;
  let told;
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (document.activeElement === button) return;
    range = chosen.isCollapsed ? null : chosen.getRangeAt(0);
    const within = range?.commonAncestorContainer;
    // Words of another paper are not of this source.
    if (!range || around(within, ".passage") || !article.contains(within)) return button.remove();
    const top = Math.min(range.getBoundingClientRect().bottom + 4, innerHeight - 48);
    Object.assign(button.style, { position: "fixed", top: top + "px" });
    // Behind what is selected: the Tab key goes on from there.
    (block(range.endContainer) || article.lastElementChild).after(button);
    if (!told) told = said.textContent = button.textContent;
  });
  button.addEventListener("mousedown", (event) => event.preventDefault());
  const copyRange = () => copy(range.cloneContents(), block(range.startContainer), button);
  button.addEventListener("click", copyRange);
  // The Tab key may end the selection.
  document.addEventListener("keydown", (event) => {
    if (!button.isConnected || !event.ctrlKey || !event.altKey || event.code !== "KeyC") return;
    event.preventDefault();
    copyRange();
  });
}
