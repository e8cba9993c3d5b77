// Filters that apply as they are set, in a sheet.
import { filled } from "./notices.js";
import { go, whenShown } from "./page.js";

const PAUSE_MS = 150;
let timer = 0;

/** The address a form leads to, without its empty fields. */
function address(form) {
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  return new URL(form.getAttribute("action") + "?" + new URLSearchParams(pairs), location.href).href;
}

/** Says what a slider of minutes is set to. */
function tell(slider) {
  const said = slider.parentElement.querySelector(".set");
  if (said) said.textContent = slider.value === slider.max ? said.dataset.any : filled(said.dataset.most, slider.value);
}

function changed(event) {
  const form = event.target.closest(".filters form");
  if (form && event.target.type === "range") tell(event.target);
  if (!form || !form.checkValidity()) return;
  clearTimeout(timer);
  timer = setTimeout(() => go(address(form), { keep: true }), event.target.type === "range" ? PAUSE_MS : 0);
}

function open(sheet) {
  sheet.querySelector(".filters")?.remove();
  // One form at a time: the page's own is not shown.
  const filters = document.querySelector("main .filters").cloneNode(true);
  filters.removeAttribute("id");
  sheet.append(filters);
  if (!sheet.open) sheet.showModal();
}

export function start() {
  const sheet = document.getElementById("sheet");
  document.addEventListener("change", changed);
  document.addEventListener("input", (event) => event.target.type === "range" && changed(event));
  document.addEventListener("submit", (event) => {
    if (!event.target.closest(".filters")) return;
    event.preventDefault();
    go(address(event.target), { keep: true });
    sheet.close();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-sheet]")) {
      event.preventDefault();
      // To make all else inert takes a while on a slow phone: first it is shown that the link was pressed.
      requestAnimationFrame(() => setTimeout(() => open(sheet)));
    } else if (event.target === sheet || event.target.closest("[data-close], #sheet a")) {
      sheet.close();
    }
  });
  sheet.addEventListener("close", () => {
    sheet.querySelector(".filters")?.remove();
    document.querySelector("[data-sheet]")?.focus();
  });
  whenShown(() => {
    const count = document.querySelector(".results h2 small");
    document.getElementById("fitting").textContent = sheet.open && count ? count.textContent : "";
  });
}
