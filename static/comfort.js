// Comfort only: every page is whole without it.
"use strict";

const make = (tag, set) => Object.assign(document.createElement(tag), set);
const quietButton = (textContent, onclick) => make("button", { className: "quiet", textContent, onclick });

// "Previous / next" between the places that match, instead of their numbers.
const matches = document.querySelector("[data-matches]");
if (matches) {
  const total = Number(matches.dataset.matches);
  const place = make("span");
  const here = () => Number((location.hash.match(/^#m(\d+)$/) || [0, 0])[1]);
  const go = (step) => {
    const pressed = document.activeElement;
    location.hash = "m" + (((here() || (step > 0 ? 0 : 1)) - 1 + step + total) % total + 1);
    pressed.focus({ preventScroll: true });
  };
  const show = () => { place.textContent = (here() || "–") + "/" + total; };
  const button = (sign, ariaLabel, step) => Object.assign(quietButton(sign, () => go(step)), { ariaLabel });
  matches.querySelectorAll("a, details").forEach((one) => one.remove());
  matches.append(button("←", matches.dataset.before, -1), place, button("→", matches.dataset.after, 1));
  addEventListener("hashchange", show);
  show();
}

// A count is read aloud when it comes into a live region, not where it stood from the beginning.
setTimeout(() => {
  document.querySelectorAll("[role=status]").forEach((one) => one.append(...one.childNodes));
}, 500);

// Only over HTTPS and on this machine may a page write to the clipboard; elsewhere it answers "copy".
const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    addEventListener("copy", (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    }, { once: true });
    document.execCommand("copy");
  }
};

// What an office copies has a button.
document.querySelectorAll("[data-copy]").forEach((one) => {
  const { copy, copied } = one.dataset;
  const made = quietButton(copy, async () => {
    await copyText(one.textContent);
    made.textContent = copied;
    setTimeout(() => { made.textContent = copy; }, 2000);
  });
  one.after(made);
});
