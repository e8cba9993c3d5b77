// Stories told by a real browser to the real program. Nothing here leaves this machine.
import { defineConfig } from "@playwright/test";

const wide = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
// A story marked @script tells what only a script can do; every other one holds without it too.
const plain = { javaScriptEnabled: false };

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
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"],
    },
  },
  projects: [
    { name: "wide", use: wide },
    { name: "phone", use: phone },
    { name: "wide without script", use: { ...wide, ...plain }, grepInvert: /@script/ },
    { name: "phone without script", use: { ...phone, ...plain }, grepInvert: /@script/ },
  ],
});
