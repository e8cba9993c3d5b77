// Light, dark, or as the system has it. The head of the page sets what is stored before anything is drawn.

const KEY = "matinee-theme";

export function start() {
  const root = document.documentElement;
  const chosen = document.querySelector(`[name=theme][value="${root.dataset.theme || "system"}"]`);
  if (chosen) chosen.checked = true;
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "theme") return;
    if (target.value === "system") delete root.dataset.theme;
    else root.dataset.theme = target.value;
    try {
      if (target.value === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, target.value);
    } catch { /* For this page only, then. */ }
  });
}
