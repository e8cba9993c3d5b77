// A stranger on a phone: three films for tonight, one of them for children, nothing gory.
import { expect, films, test } from "../site.js";

test("wishes are tapped, add to each other, and say what they leave out", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "nothing gory" }).click();
  await expect(page).toHaveURL(/\/\?ask=nothing(\+|%20)gory$/);
  const taste = page.getByRole("region", { name: "Your taste" });
  // It is said once.
  await expect(taste.getByText(/gory/)).toHaveText(/^not gory leaves out \d+ films$/);
  const any = await films(page);
  expect(any).toHaveLength(24);
  await page.getByRole("link", { name: "for children" }).click();
  await expect(page).toHaveURL(/ask=nothing.*gory.*for.*children/);
  await expect(page.locator(".card .reasons").first()).toContainText("for children");
  // What all of them are says of none what it is like.
  await expect(page.locator(".card .line").first()).not.toHaveText("For children.");
  expect(await films(page)).not.toEqual(any);
});

test("what is typed as a wish is offered as a list at once @script", async ({ page }) => {
  await page.goto("/?like=alien-1979");
  await page.locator("#q").pressSequentially("for children, nothing gory");
  const wish = page.getByRole("option").first();
  await expect(wish).toContainText("for children, not gory a list of such films");
  await wish.click();
  await expect(page).toHaveURL(/\/\?ask=for.*children.*nothing.*gory&like=alien-1979/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("for children, not gory");
});
