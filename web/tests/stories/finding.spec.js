import { expect, films, test } from "../site.js";

test("a film is found, chosen and listed by the keyboard alone @script", async ({ page }) => {
  await page.goto("/");
  const box = page.getByRole("combobox");
  await expect(box).toBeFocused();
  await page.keyboard.type("blade run");
  const options = page.getByRole("option");
  await expect(options.first()).toContainText("Blade Runner");
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await expect(options.first().locator("mark")).toHaveText(["Blade", "Run"]);
  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await expect(box).toHaveAttribute("aria-activedescendant", await options.first().getAttribute("id"));
  await page.keyboard.press("Escape");
  await expect(box).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.type("n");
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/like=blade-runner/);
  await expect(page.getByRole("heading", { name: /^For you/ })).toBeVisible();
});

test("a search is a page too, which keeps the picks", async ({ page }) => {
  await page.goto("/?like=alien-1979");
  await page.getByLabel("Find a film or a person").fill("miyazaki");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/q=miyazaki/);
  await page.getByRole("link", { name: "I like Spirited Away" }).click();
  await expect(page).toHaveURL(/like=alien-1979&like=spirited-away-2001/);
});

test("a film's page says all, and what is done there leads to the list", async ({ page }) => {
  await page.goto("/film/alien-1979?like=blade-runner-1982");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Alien");
  await expect(page.getByText("Ridley Scott").first()).toBeVisible();
  await expect(page.getByText(/Text by Matinee|Text from/)).toBeVisible();
  expect((await films(page)).length).toBeGreaterThan(5);
  await page.locator("article").getByRole("link", { name: "Not for me" }).click();
  await expect(page).toHaveURL("/?like=blade-runner-1982&dislike=alien-1979");
  await expect(page.getByRole("heading", { name: /^For you/ })).toBeVisible();
});

test("a film's page says how it stands to one's picks", async ({ page }) => {
  await page.goto("/film/aliens-1986?like=alien-1979&dislike=predator-1987");
  const own = page.getByRole("complementary", { name: "How it stands to your picks" });
  await expect(own).toContainText("of all films that suit you best. Because you liked Alien.");
  await expect(own).toContainText(/Against it: .+, as in Predator/);
  await page.goto("/film/alien-1979?like=alien-1979");
  await expect(own).toHaveCount(0);
});

test("filters that nothing fits say which of them to drop", async ({ page }) => {
  await page.goto("/?like=alien-1979&genre=western&from=2015&country=Japan");
  await expect(page.getByText("No film fits all of this.")).toBeVisible();
  await page.locator(".empty").getByRole("link", { name: /^any country/ }).click();
  await expect(page).not.toHaveURL(/country/);
  await expect.poll(async () => (await films(page)).length).toBeGreaterThan(0);
});

test("filters answer as they are set, and keep the form in hand @script", async ({ page }) => {
  await page.goto("/?like=alien-1979");
  await page.getByRole("link", { name: "+ Filter" }).click();
  await expect(page.getByRole("dialog", { name: "Filters" })).toBeVisible();
  const form = page.locator("#sheet form");
  await form.getByLabel("Genre").selectOption("western");
  await expect(page).toHaveURL(/genre=western/);
  const closeness = form.getByRole("slider", { name: "How close to my picks" });
  await closeness.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/closeness=0\.6/);
  await expect(closeness).toBeFocused();
  await form.getByRole("slider", { name: "Length" }).fill("120");
  await expect(form.locator(".set")).toHaveText("up to 120 minutes");
  await expect(page).toHaveURL(/runtime=120/);
  await page.getByRole("button", { name: "Show the films" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect((await films(page)).length).toBeGreaterThan(0);
});
