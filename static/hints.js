// While one types: a combobox over an input with data-hints (an address that answers ?q= with a
// list of {label, title, held, today, count, address}).  Without it the form answers.
"use strict";

for (const input of document.querySelectorAll("[data-hints]")) {
  const list = make("ul", { id: input.id + "-hints", className: "hints", hidden: true, role: "listbox" });
  list.ariaLabel = input.dataset.hintsName;
  const said = make("output", { className: "unseen" });
  input.after(list, said);
  Object.assign(input, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
  input.setAttribute("aria-controls", list.id);
  let asked = "", at = -1;

  const part = (textContent, className = "") => make("span", { className, textContent });
  const choose = (number) => {
    at = number;
    [...list.children].forEach((one, n) => { one.ariaSelected = n === at; });
    input.setAttribute("aria-activedescendant", list.children[at]?.id || "");
  };
  const open = (wanted) => {
    const many = wanted ? list.children.length : 0;
    list.hidden = !many;
    said.textContent = many ? `${list.ariaLabel}: ${many}` : "";
    input.ariaExpanded = !list.hidden;
    if (list.hidden) choose(-1);
  };
  const show = (hints) => {
    list.replaceChildren(...hints.map((hint, number) => {
      const option = make("li", { id: list.id + "-" + number, role: "option" });
      option.dataset.address = hint.address;
      const label = part(hint.label);
      label.lang = "vi";
      if (hint.today) label.append(part(" → " + hint.today, "now"));
      const title = hint.title?.replace(/^(.{60}).{5,}/, "$1…");
      if (hint.held) label.append(" ", part(input.dataset.hintsHeld, "tag held"));
      if (title) label.append("\n", part(title, "note"));
      option.append(label);
      if (hint.count) option.append(part(hint.count.toLocaleString(document.documentElement.lang), "count"));
      return option;
    }));
    choose(-1);
    open(true);
  };
  input.addEventListener("input", async () => {
    const typed = asked = input.value.trim();
    if (!typed) { show([]); return; }
    try {
      const answer = await fetch(input.dataset.hints + "?q=" + encodeURIComponent(typed));
      if (answer.ok && typed === asked) show(await answer.json());
    } catch { open(false); }
  });
  input.addEventListener("keydown", (event) => {
    const many = list.children.length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && many) {
      event.preventDefault();
      if (list.hidden) open(true);
      choose(event.key === "ArrowDown" ? (at + 1) % many : (at > 0 ? at : many) - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.assign(list.children[at].dataset.address);
    } else if (event.key === "Escape") {
      asked = "";  // an answer that is still on its way opens nothing
      if (list.hidden) return;
      event.preventDefault();
      open(false);
    }
  });
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option && event.button === 0) location.assign(option.dataset.address);
  });
  input.addEventListener("blur", () => { asked = ""; open(false); });
}
