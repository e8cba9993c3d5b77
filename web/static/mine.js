// One's own films: files may be dropped anywhere on the page, and what is changed here is kept in this browser too.
import { base, taste } from "./address.js";
import { store } from "./tray.js";

const CHANGED = "matinee-changed";

/** Storage may be switched off; then nothing is kept. */
function changed(is) {
  try {
    const was = sessionStorage.getItem(CHANGED) !== null;
    if (is) sessionStorage.setItem(CHANGED, "1");
    else sessionStorage.removeItem(CHANGED);
    return was;
  } catch {
    return false;
  }
}

/** After a change the server leads to the list that was changed. Only then are the films one's own: anyone can send such a link. */
function keep() {
  if (location.pathname !== base() + "mine" || !location.hash.startsWith("#list-") || !changed(false)) return;
  store(taste(location.href));
  document.querySelector(location.hash)?.scrollIntoView({ block: "nearest" });
  history.replaceState(history.state, "", location.pathname + location.search);
}

function bring(form) {
  const input = form.querySelector("input[type=file]");
  const names = form.querySelector("output");
  const titles = form.querySelector("textarea");
  const told = () => { names.textContent = [...input.files].map((file) => file.name).join(", "); };
  input.addEventListener("change", () => {
    told();
    if (input.files.length && !titles.value.trim()) form.requestSubmit();
  });
  // A page that is come back to has other files than its list says.
  told();
  const zone = form.querySelector(".drop");
  const over = (is) => zone.classList.toggle("over", is);
  document.ondragover = (event) => {
    if (!event.dataTransfer?.types.includes("Files") || !form.isConnected) return;
    event.preventDefault();
    over(true);
  };
  document.ondragleave = (event) => { if (!event.relatedTarget) over(false); };
  document.ondrop = (event) => {
    over(false);
    if (!event.dataTransfer?.files.length || !form.isConnected) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change"));
  };
}

export function start(part) {
  keep();
  part.addEventListener("submit", () => changed(true));
  const form = part.querySelector(".bring form");
  if (form) bring(form);
  // What the films of a mere list are is said at once, without the button beside it.
  part.querySelector(".answers select[name=as]")?.addEventListener("change", ({ target }) => target.form.requestSubmit(target.form.querySelector("[value=look]")));
}
