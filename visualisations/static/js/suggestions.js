// Suggestions while typing: an ARIA combobox over a plain search form, which works the same without it.

const WAIT = 120;
const SVG = "http://www.w3.org/2000/svg";

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function glyph(name) {
  const drawing = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ class: "z-glyph", width: 18, height: 18, "aria-hidden": "true" })) {
    drawing.setAttribute(key, value);
  }
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#${name}`);
  drawing.append(use);
  return drawing;
}

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input");
    this.choose = form.dataset.choose === "fill";
    this.id = `${this.input.id}-list`;
    this.options = [];
    this.current = -1;
    this.list = element("div", { id: this.id, role: "listbox", "aria-label": this.input.labels[0]?.textContent ?? "" });
    this.foot = element("p", { class: "z-suggestions-foot", "aria-hidden": "true" });
    this.box = element("div", { class: "z-suggestions", hidden: "" }, this.list, this.foot);
    this.status = element("p", { class: "z-hidden", role: "status" });
    (form.querySelector(".z-combo") ?? form).append(this.box, this.status);
    for (const [key, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": this.id, "aria-autocomplete": "list", autocomplete: "off",
    })) this.input.setAttribute(key, value);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("focus", () => { if (this.options.length) this.open(); });
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.box.addEventListener("mousedown", (event) => event.preventDefault());
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const text = this.input.value.trim();
    if (text.length < 2) {
      this.fill([]);
      return;
    }
    this.request?.abort();
    this.request = new AbortController();
    const address = new URL(this.form.dataset.suggest, location.href);
    address.searchParams.set("q", text);
    if (this.form.dataset.type) address.searchParams.set("type", this.form.dataset.type);
    try {
      const answer = await fetch(address, { signal: this.request.signal });
      if (answer.ok && this.input.value.trim() === text) this.fill((await answer.json()).groups);
    } catch (error) {
      if (error.name !== "AbortError") this.fill([]);
    }
  }

  fill(groups) {
    this.options = [];
    this.current = -1;
    this.list.replaceChildren(...groups.map((group, place) => this.group(group, place)));
    this.input.removeAttribute("aria-activedescendant");
    const text = this.input.value.trim();
    const keys = element("span");
    keys.textContent = this.form.dataset.keys;
    const all = element("span");
    all.textContent = this.choose ? "" : this.form.dataset.all.replace("{}", text);
    this.foot.replaceChildren(all, keys);
    this.status.textContent = text.length < 2 ? "" : this.form.dataset.found.replace("{}", this.options.length);
    this.options.length ? this.open() : this.close();
  }

  group(group, place) {
    const title = element("div", { id: `${this.id}-g${place}` }, group.title);
    if (group.count) title.append(" ", element("span", {}, `· ${group.count}`));
    const rows = group.options.map((option) => this.option(option));
    return element("div", { role: "group", "aria-labelledby": title.id }, title, ...rows);
  }

  option(option) {
    const name = element("bdi", { class: "z-option-name" });
    for (const [text, hit] of option.parts) name.append(hit ? element("b", {}, text) : text);
    const detail = element("span", { class: "z-option-detail" }, option.detail);
    const row = element(
      "div",
      { id: `${this.id}-o${this.options.length}`, role: "option", class: "z-option", "aria-selected": "false" },
      glyph(option.glyph), name, detail,
    );
    row.addEventListener("click", () => this.take(option));
    this.options.push({ row, option });
    return row;
  }

  pressed(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && this.options.length) {
      event.preventDefault();
      this.open();
      this.move(moves[event.key]);
    } else if (event.key === "Enter" && this.current >= 0 && !this.box.hidden) {
      event.preventDefault();
      this.take(this.options[this.current].option);
    } else if (event.key === "Escape" && !this.box.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  move(step) {
    const count = this.options.length + 1;
    this.current = ((this.current + 1 + step + count) % count) - 1;
    this.options.forEach(({ row }, place) => row.setAttribute("aria-selected", String(place === this.current)));
    if (this.current < 0) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    const { row } = this.options[this.current];
    this.input.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  }

  take(option) {
    if (!this.choose) {
      location.assign(option.href);
      return;
    }
    this.input.value = option.name;
    this.close();
  }

  open() {
    this.box.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  close() {
    this.box.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }
}

for (const form of document.querySelectorAll("[data-suggest]")) new Suggestions(form);
