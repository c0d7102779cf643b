// A paragraph or a selection is copied with its source and address.
"use strict";

{
  const article = document.querySelector("[data-source]");
  const { source, quote, quoted } = article.dataset;
  const said = document.createElement("output");
  const button = document.createElement("button");
  said.className = "unseen";
  button.className = "quote";
  button.textContent = `${quote} (Ctrl+Alt+C)`;
  button.ariaKeyShortcuts = "Control+Alt+C";
  article.after(said);

  const block = (node) => (node.closest ? node : node.parentElement).closest("[id^=doan-]");

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
    const within = range && range.commonAncestorContainer;
    // The words of another paper, told where this one points to them, have another source.
    const isOther = within && (within.closest ? within : within.parentElement).closest(".passage");
    if (!range || isOther || !article.contains(within)) return button.remove();
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
