// Shows anew what has changed on the page, and each form's command line as it is filled.
"use strict";

const body = document.body;
const news = document.getElementById("news");
const disconnected = document.getElementById("disconnected");
const HEARTBEAT = 60_000; // milliseconds; hidden tabs are woken once a minute
let stream = null;
let refreshing = Promise.resolve();

function listen() {
  if (stream || document.hidden) return;
  stream = new EventSource(`/events?after=${body.dataset.version}`);
  stream.onmessage = (event) => {
    if (event.data !== body.dataset.version) refreshing = refreshing.then(refresh);
  };
  stream.onopen = () => { disconnected.hidden = true; };
  stream.onerror = () => { disconnected.hidden = false; };
}

// A browser opens few connections to one address, so a hidden tab keeps none.
function rest() {
  stream?.close();
  stream = null;
}

// The link that had the focus, as it is now, or the part of the page where it was.
function sameIn(part, focused) {
  const links = [...part.querySelectorAll("a")];
  return links.find((link) => link.href === focused.href) ?? part;
}

async function refresh() {
  const response = await fetch(location.href).catch(() => null);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  body.dataset.version = page.body.dataset.version;
  let changed = false;
  for (const part of page.querySelectorAll("[data-live]")) {
    const here = document.getElementById(part.id);
    if (!here || here.innerHTML === part.innerHTML) continue;
    const focused = here.contains(document.activeElement) && document.activeElement;
    here.replaceWith(document.adoptNode(part));
    if (focused) sameIn(part, focused).focus();
    changed = true;
  }
  if (changed) {
    const said = document.getElementById("outcome") ?? document.getElementById("advice");
    news.textContent = `${news.dataset.text} ${said?.textContent ?? ""}`;
  }
}

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
window.addEventListener("pagehide", rest);
window.addEventListener("pageshow", listen);
setInterval(() => document.hidden && fetch("/alive", { method: "POST" }).catch(() => null), HEARTBEAT);

document.addEventListener("change", async (event) => {
  const form = event.target.form;
  if (!form?.dataset.line) return;
  const response = await fetch(`${form.dataset.line}?${new URLSearchParams(new FormData(form))}`);
  form.querySelector("[data-shown]").textContent = await response.text();
});

listen();
