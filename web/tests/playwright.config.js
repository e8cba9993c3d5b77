// Stories told by a real browser to the real program. Nothing here leaves this machine.
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

const launchOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
};
const wide = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
// A story marked @script needs JavaScript; every other one runs without it too.
const plain = { javaScriptEnabled: false };

/** A project sees the fonts of one family, whatever else the machine has. */
function project(name, family, use, more = {}) {
  const FONTCONFIG_FILE = fileURLToPath(new URL(`fonts/${family.toLowerCase()}.conf`, import.meta.url));
  return { name, metadata: { family }, use: { ...use, launchOptions: { ...launchOptions, env: { ...process.env, FONTCONFIG_FILE } } }, ...more };
}

export default defineConfig({
  testDir: "stories",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: [["list"]],
  outputDir: process.env.MATINEE_BROWSER_OUT ?? "../../target/browser",
  use: {
    trace: "off",
    screenshot: "only-on-failure",
    locale: "en-GB",
  },
  projects: [
    project("wide", "DejaVu", wide),
    // Stories about layout go through all widths themselves, and Lighthouse has a phone of its own.
    project("phone", "DejaVu", phone, { testIgnore: ["layout.spec.js", "lighthouse.spec.js"] }),
    project("wide without script", "DejaVu", { ...wide, ...plain }, { grepInvert: /@script/ }),
    project("phone without script", "DejaVu", { ...phone, ...plain }, { grepInvert: /@script/ }),
    // Letters differ in width from family to family, so stories about layout run in each.
    project("wide in Noto", "Noto", wide, { testMatch: "layout.spec.js" }),
    project("wide in Liberation", "Liberation", wide, { testMatch: "layout.spec.js" }),
  ],
});
