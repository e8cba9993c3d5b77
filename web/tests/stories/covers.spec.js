import { expect, test } from "../site.js";

test.use({
  options: [["--posters", "/static/{id}.jpg"], { option: true, scope: "worker" }],
  expected: [[/404/], { option: true }],
});

test("a picture of the operator's own that is not there gives way to the drawn cover @script", async ({ page }) => {
  await page.goto("/film/alien-1979");
  await expect.poll(() => page.locator(".poster").evaluate((image) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
  expect(await page.locator(".poster").getAttribute("src")).toMatch(/\?drawn$/);
});
