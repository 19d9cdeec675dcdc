// Filtering, counting and stepping. Without this script the page shows every change.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const items = [...document.querySelectorAll(".item")];
  const parts = [...document.querySelectorAll(".part")].reverse(); // inner ones first
  const natures = [...document.querySelectorAll("input[name=nature]")];
  const section = byId("section");
  const status = byId("shown");
  const shown = () => items.filter((item) => !item.classList.contains("off"));

  function apply() {
    const wanted = new Set(natures.filter((box) => box.checked).map((box) => box.value));
    for (const item of items) {
      const home = item.closest("[data-section]").dataset.section;
      const fits = wanted.has(item.dataset.nature) && (!section.value || section.value === home);
      item.classList.toggle("off", !fits);
    }
    for (const part of parts) {
      part.classList.toggle("off", !part.querySelector(".item:not(.off)"));
    }
    const count = shown().length;
    const words = count ? status.dataset.some : status.dataset.none;
    status.textContent = words.replace("{shown}", count).replace("{all}", items.length);
    for (const button of [byId("previous"), byId("next")]) button.disabled = !count;
  }

  // A view can be linked to: #natures=value,wording&section=henkilosto
  function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (!asked.has("natures") && !asked.has("section")) return;
    const wanted = asked.has("natures") ? asked.get("natures").split(",") : null;
    for (const box of natures) box.checked = !wanted || wanted.includes(box.value);
    section.value = asked.get("section") ?? "";
    if (section.selectedIndex < 0) section.value = "";
  }

  function write() {
    const asked = new URLSearchParams();
    const wanted = natures.filter((box) => box.checked).map((box) => box.value);
    if (wanted.length < natures.length) asked.set("natures", wanted.join(","));
    if (section.value) asked.set("section", section.value);
    history.replaceState(null, "", "#" + asked);
  }

  function step(direction) {
    const there = shown();
    if (!there.length) return;
    const here = there.findIndex((item) => item.contains(document.activeElement));
    const start = here < 0 ? nearest(there, direction) : here + direction;
    const item = there[(start + there.length) % there.length];
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
    // The first change of a question is shown with the question above it.
    const article = item.closest("article");
    const first = article?.querySelector(".item:not(.off)") === item;
    (first ? article : item).scrollIntoView();
  }

  // Where nothing has the focus, the change after or before the top of the window.
  function nearest(there, direction) {
    const below = there.findIndex((item) => item.getBoundingClientRect().bottom > 80);
    if (below < 0) return direction > 0 ? 0 : there.length - 1;
    return direction > 0 ? below : below - 1;
  }

  function changed() {
    write();
    apply();
  }

  byId("filter").addEventListener("change", (event) => {
    if (event.target.id !== "keys") changed();
  });
  byId("reset").addEventListener("click", () => {
    for (const box of natures) box.checked = true;
    section.value = "";
    changed();
  });
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("select, input:not([type=checkbox], [type=radio])");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || !byId("keys").checked) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });
  window.addEventListener("hashchange", () => {
    read();
    apply();
  });

  byId("filter").hidden = false;
  byId("stepper").hidden = false;
  read();
  apply();
})();
