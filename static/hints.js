// What may be meant, while one types: a combobox over an input that has data-hints (an address
// that answers ?q= with a list of {label, title, today, count, address}).  Without it the form answers.
"use strict";

for (const input of document.querySelectorAll("[data-hints]")) {
  const list = document.createElement("ul");
  list.id = input.id + "-hints";
  list.className = "hints";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.hintsName);
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);
  let asked = "", at = -1;

  const part = (text, name) => {
    const made = document.createElement("span");
    if (name) made.className = name;
    made.textContent = text;
    return made;
  };
  const choose = (number) => {
    at = number;
    [...list.children].forEach((one, n) => one.setAttribute("aria-selected", String(n === at)));
    const chosen = list.children[at];
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const open = (wanted) => {
    list.hidden = !(wanted && list.children.length);
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (list.hidden) choose(-1);
  };
  const show = (hints) => {
    list.replaceChildren(...hints.map((hint, number) => {
      const option = document.createElement("li");
      option.id = list.id + "-" + number;
      option.dataset.address = hint.address;
      option.setAttribute("role", "option");
      const label = part(hint.label);
      label.lang = "vi";
      if (hint.today) label.append(part(" → " + hint.today, "now"));
      if (hint.title) {
        const short = hint.title.length > 64 ? hint.title.slice(0, 60) + "…" : hint.title;
        label.append(document.createElement("br"), part(short, "note"));
      }
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
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (list.hidden) open(true);
      choose(at < 0 && step < 0 ? many - 1 : (at + step + many) % many);
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
