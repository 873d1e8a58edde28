// A text field with suggestions, after the ARIA pattern "combobox with list autocomplete".
const PAUSE = 120;

export function suggest(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-vorschlaege`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Vorschläge");
  list.hidden = true;
  const status = document.createElement("div");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list, status);
  const attributes = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  };
  Object.entries(attributes).forEach(([name, value]) => input.setAttribute(name, value));

  let active = -1;
  let timer = 0;
  let latest = 0;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  // Whoever closes the list does not want an answer that is still on its way.
  const dismiss = () => {
    clearTimeout(timer);
    latest += 1;
    close();
  };

  const mark = (index) => {
    const options = [...list.children];
    active = (index + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  };

  const option = (item, index) => {
    const entry = document.createElement("li");
    entry.id = `${list.id}-${index}`;
    entry.setAttribute("role", "option");
    entry.setAttribute("aria-selected", "false");
    entry.dataset.address = item.address;
    const name = document.createElement("strong");
    name.textContent = item.name;
    const where = document.createElement("span");
    where.textContent = item.where;
    entry.append(name, " ", where);
    entry.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      window.location.assign(item.address);
    });
    return entry;
  };

  const show = (items) => {
    close();
    list.replaceChildren(...items.map(option));
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    const words = items.length === 1 ? "1 Vorschlag" : `${items.length} Vorschläge`;
    status.textContent = items.length ? words : "Kein Vorschlag";
  };

  const ask = async () => {
    const text = input.value.trim();
    const number = ++latest;
    if (text.length < 2) return close();
    const address = new URL(input.dataset.suggest, window.location.href);
    address.searchParams.set("q", text);
    const response = await fetch(address);
    // An answer that comes after a later question is stale.
    if (!response.ok || number !== latest) return;
    const { places } = await response.json();
    if (number === latest) show(places);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", dismiss);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      dismiss();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && !list.hidden) {
      event.preventDefault();
      mark(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      window.location.assign(list.children[active].dataset.address);
    }
  });
}
