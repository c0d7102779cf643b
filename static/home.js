// Where no keyboard slides over the page, its box is ready to type in.
"use strict";

if (matchMedia("(hover: hover)").matches) document.querySelector(".hero input").focus();
