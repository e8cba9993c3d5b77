// Motion that explains: where a pick goes.
import { expect, test } from "../site.js";

/** Notes which parts of the page move, whenever any do. */
const watch = (page) => page.addInitScript(() => {
  window.moved = [];
  const start = Document.prototype.startViewTransition;
  Document.prototype.startViewTransition = function (...given) {
    const transition = start.apply(this, given);
    transition.ready.then(() => window.moved.push(document.getAnimations().map(({ effect }) => effect.pseudoElement)), () => {});
    return transition;
  };
});
const moved = (page) => page.evaluate(() => window.moved.flat());

test("a pick's cover flies to the tray, and hinders no tap meanwhile @script", async ({ page }) => {
  await watch(page);
  await page.goto("/?like=alien-1979");
  const first = page.locator(".list .card").first();
  const id = (await first.getAttribute("id")).slice("film-".length);
  await first.locator("[data-act=like]").click();
  await expect.poll(() => moved(page)).toContain("::view-transition-group(pick)");
  await expect(page).toHaveURL(new RegExp(`like=${id}`));
  await expect(page.locator(`.likes a[href*="/film/${id}"]`)).toBeVisible();
  // Nothing of it stays once it has arrived.
  await expect.poll(() => page.evaluate(() => document.querySelectorAll("[style*='name: pick']").length)).toBe(0);

  // A tap in the midst of it, where the next film's heart is.
  const next = page.locator(".list .card").nth(1);
  const other = (await next.getAttribute("id")).slice("film-".length);
  await next.hover();
  await page.evaluate(() => {
    const start = document.startViewTransition.bind(document);
    document.startViewTransition = (swap) => {
      const transition = start(swap);
      transition.ready.then(() => document.getAnimations().forEach((animation) => animation.pause()), () => {});
      return transition;
    };
  });
  await page.getByRole("link", { name: "Show more" }).evaluate((link) => link.click());
  await expect(page).toHaveURL(/n=48/);
  await expect.poll(() => page.evaluate(() => document.getAnimations().some(({ effect }) => effect.pseudoElement?.startsWith("::view-transition")))).toBe(true);
  const box = await next.locator("[data-act=like]").boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page).toHaveURL(new RegExp(`like=${other}`));
});

test("with reduced motion nothing flies @script", async ({ page }) => {
  await watch(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/?like=alien-1979");
  await page.locator(".list .card [data-act=like]").first().click();
  await expect(page.locator("#toast")).toContainText("You like");
  expect(await moved(page)).toEqual([]);
});
