// The Share button: the system's own dialogue where there is one, else the link is copied.
import { say } from "./notices.js";

async function send(button) {
  const { share: url, title, copied } = button.dataset;
  try {
    if (navigator.share) return await navigator.share({ title, url });
    await navigator.clipboard.writeText(url);
    say(copied);
  } catch {
    // Cancelled, or neither is allowed here: the link stands beside the button.
  }
}

export function start() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-share]");
    if (button) send(button);
  });
}
