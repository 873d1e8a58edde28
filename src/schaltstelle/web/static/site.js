import { suggest } from "./suggest.js";

document.querySelectorAll("input[data-suggest]").forEach(suggest);

const map = document.querySelector("[data-map]");
if (map) {
  const { draw } = await import("./map.js");
  draw(map);
}

// A choice that changes the page takes effect at once; the button stays for those without scripts.
document.querySelectorAll("select[data-submit]").forEach((select) => {
  select.addEventListener("change", () => select.form.requestSubmit());
});
