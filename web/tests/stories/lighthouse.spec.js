// Lighthouse's audits of accessibility and good practice, on a phone as it has one.
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";
import { expect, test } from "../site.js";

const PAGES = {
  home: "/",
  list: "/?like=alien-1979&like=blade-runner-1982",
  film: "/film/alien-1979?like=blade-runner-1982",
  map: "/map?like=alien-1979",
  "a search that is a wish": "/search?q=korean+thriller",
  about: "/about",
  "own films": "/mine?like=alien-1979&want=stalker-1979&mute=android",
};

for (const [name, path] of Object.entries(PAGES)) {
  test(`${name}: Lighthouse finds nothing in accessibility and good practice @script`, async ({ site, launchOptions }) => {
    test.setTimeout(120_000);
    const browser = await puppeteer.launch({ executablePath: launchOptions.executablePath, args: launchOptions.args });
    try {
      const { lhr } = await lighthouse(site + path, {
        onlyCategories: ["accessibility", "best-practices"], disableFullPageScreenshot: true, throttlingMethod: "provided", logLevel: "silent",
      }, undefined, await browser.newPage());
      const failed = Object.values(lhr.audits).filter((audit) => audit.score !== null && audit.score < 1)
        .map(({ id, title, details }) => `${id}: ${title} ${JSON.stringify(details?.items ?? []).slice(0, 300)}`);
      const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, score]));
      expect(scores, failed.join("\n")).toEqual({ accessibility: 1, "best-practices": 1 });
    } finally {
      await browser.close();
    }
  });
}
