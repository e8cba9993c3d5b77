// What depends on how wide letters are. The configuration runs these stories with fonts of three families.
import { PAGES, expectedOn } from "../pages.js";
import { expect, test } from "../site.js";

const WIDTHS = [320, 390, 1280, 2560];

test("letters are of the family that this run is about @script", async ({ page }, { project }) => {
  await page.goto("/about");
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  for (const [selector, family] of [["h1", "Bricolage"], [".prose p", project.metadata.family]]) {
    const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    expect(fonts.map(({ familyName }) => familyName.split(" ")[0]), selector).toEqual([family]);
  }
});

for (const lang of ["en", "de"]) {
  for (const [name, path] of Object.entries(PAGES)) {
    const story = test.extend({ expected: [expectedOn(name), { option: true }] });
    story(`${name} (${lang}): nothing is wider than the window, and targets are 24 px or more @script`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await page.goto(path + (path.includes("?") ? "&" : "?") + "lang=" + lang);
      if (name === "map") await expect(page.locator(".map[data-ready]")).toBeVisible();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth), `at ${width} px`).toBeLessThanOrEqual(width);
        const small = await page.locator("a, button, input, select").evaluateAll((controls) => controls
          .filter((control) => control.checkVisibility() && !control.matches("[type=radio], .skip, p > a:not([class]), dd a, h1 a, h3 a, .pick a:first-child"))
          .map((control) => [control.outerHTML.slice(0, 90), control.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24));
        expect(small, `at ${width} px`).toEqual([]);
      }
    });
  }
}
