// The sheet of filters on a phone: Escape closes it too, and what opened it has the focus again.
"use strict";

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || location.hash !== "#loc") return;
  location.hash = "ket-qua";
  document.querySelector('.tools [href="#loc"]').focus();
});
