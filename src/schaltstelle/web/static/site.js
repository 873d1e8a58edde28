import { suggest } from "./suggest.js";

document.querySelectorAll("input[data-suggest]").forEach(suggest);

const map = document.querySelector("[data-map]");
if (map) {
  const { draw } = await import("./map.js");
  draw(map);
}

// Folded on a phone and without scripts; where there is room beside the results, the first is open.
if (window.matchMedia("(min-width: 60rem)").matches) {
  document.querySelectorAll("details[data-open-wide]").forEach((part) => {
    part.open = true;
  });
}

// A choice that changes the page takes effect at once; the button stays for those without scripts.
document.querySelectorAll("select[data-submit]").forEach((select) => {
  select.addEventListener("change", () => select.form.requestSubmit());
});
