// Search, filter, sorting and details. Without this script the page shows every unit.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const words = data.words;
  const body = byId("units").tBodies[0];
  const rows = [...body.rows].map((row) => ({
    row,
    text: row.textContent.toLocaleLowerCase(),
    need: row.cells[0].dataset.v,
    place: row.dataset.i,
  }));
  const inGrid = new Map([...byId("sections").tBodies[0].rows].map((row) => [row.dataset.i, row]));

  const make = (name, text = "", inner = []) => {
    const made = document.createElement(name);
    made.textContent = text;
    made.append(...inner);
    return made;
  };

  function apply() {
    const sought = byId("search").value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const need = byId("need").value;
    let shown = 0;
    for (const one of rows) {
      const fits = (!need || need === one.need) && sought.every((word) => one.text.includes(word));
      shown += fits;
      if (one.row.hidden === fits) {
        one.row.hidden = !fits;
        if (one.details) one.details.hidden = !fits;
        const other = inGrid.get(one.place);
        if (other) other.hidden = !fits;
      }
    }
    byId("shown").textContent = words.some.replace("{shown}", shown).replace("{all}", rows.length);
  }

  // A cell by what it is: a day, a number, or words in the order of the language.
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const value = (one, column) => {
    const cell = one.row.cells[column];
    return cell.dataset.v ?? (cell.firstElementChild ?? cell).textContent;
  };

  function sort(column, button) {
    const head = button.closest("th");
    const down = head.ariaSort === "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const keyed = rows.map((one) => [value(one, column), one]);
    // What is empty comes last, whichever way.
    keyed.sort(([a], [b]) => !a - !b || order.compare(a, b) * (down ? -1 : 1));
    body.append(...keyed.flatMap(([, one]) => (one.details ? [one.row, one.details] : [one.row])));
  }

  function list(title, lines) {
    if (!lines.length) return [];
    return [make("h2", title), make("ul", "", lines.map((line) => make("li", line)))];
  }

  function details(place) {
    const [findings, changed, past] = data.units[place];
    const lines = [];
    for (let n = 0; n < findings.length; n += 3) {
      const parts = findings.slice(n, n + 3).map((number) => data.strings[number]);
      lines.push(parts.filter(Boolean).join("   "));
    }
    const named = (numbers) => numbers.map((number) => data.strings[number]);
    const found = [
      ...list(words.findings, lines),
      ...list(words.changes, named(changed)),
      ...list(words.past, named(past)),
    ];
    return found.length ? found : [make("p", words.nothing)];
  }

  function toggle(one, button) {
    const open = button.ariaExpanded !== "true";
    button.setAttribute("aria-expanded", open);
    if (!open) {
      one.details.remove();
      one.details = undefined;
      return;
    }
    const cell = make("td", "", details(one.place));
    cell.colSpan = one.row.cells.length;
    one.details = make("tr", "", [cell]);
    one.details.className = "open";
    one.row.after(one.details);
  }

  for (const [column, head] of [...byId("units").tHead.rows[0].cells].entries()) {
    const button = make("button", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => sort(column, button));
    head.replaceChildren(button);
  }
  for (const one of rows) {
    if (!data.units[one.place].some((part) => part.length)) continue;
    const button = make("button", words.show);
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    one.button = button;
    one.row.cells[1].append(button);
  }
  body.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const one = button && rows.find((other) => other.button === button);
    if (one) toggle(one, button);
  });
  for (const item of byId("shared")?.children ?? []) {
    const button = make("button", words.units);
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      const open = button.ariaExpanded !== "true";
      button.setAttribute("aria-expanded", open);
      if (!open) return button.nextElementSibling.remove();
      const names = data.shared[item.dataset.i].map((place) => rows[place].row.cells[1].firstElementChild.textContent);
      button.after(make("ul", "", names.map((name) => make("li", name))));
    });
    item.append(button);
  }
  byId("filter").hidden = false;
  byId("search").addEventListener("input", apply);
  byId("need").addEventListener("change", apply);
  apply();
})();
