// What is set, in sight; one film for tonight; and the order of the rest.
import { expect, films, open, test } from "../site.js";

const TWO = "/?like=alien-1979&like=blade-runner-1982";

test("one film of the list is for tonight, with a reason; another takes its place", async ({ page }) => {
  await page.goto(TWO);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tonight, for someone who loves Alien and Blade Runner");
  await expect(page).toHaveTitle("Tonight, for someone who loves Alien and Blade Runner · Matinee");
  const tonight = page.getByRole("region").filter({ hasText: "Pick one for tonight" });
  const film = tonight.getByRole("heading").getByRole("link");
  const first = await film.textContent();
  await expect(tonight).toContainText(/, (as in|close to) (Alien|Blade Runner)\./);
  expect(await films(page)).not.toContain(await film.getAttribute("data-film"));
  await tonight.getByRole("link", { name: "Another" }).click();
  await expect(page).toHaveURL(TWO + "&tonight=2");
  await expect(film).not.toHaveText(first);
  await expect(page.locator(".card h3").first()).toContainText(first);
  expect(await films(page)).toHaveLength(24);
  await tonight.getByRole("link", { name: "Seen it" }).click();
  await expect(page).toHaveURL(/seen=/);
  const next = await film.getAttribute("data-film");
  await tonight.getByRole("link", { name: "Open" }).click();
  await expect(page).toHaveURL(new RegExp(`/film/${next}`));
});

test("the heading names one, two, three likes, or some of many, or nobody, in both languages", async ({ page }) => {
  const heading = page.getByRole("heading", { level: 1 });
  for (const [path, words] of [
    ["/?like=alien-1979", "Tonight, for someone who loves Alien"],
    ["/?like=alien-1979&like=heat-1995&like=casablanca-1942", "Tonight, for someone who loves Alien, Casablanca and Heat"],
    ["/?like=alien-1979&like=heat-1995&like=casablanca-1942&like=psycho-1960", "Tonight, for someone who loves Alien, Casablanca, Heat and 1 more"],
    ["/?dislike=alien-1979", "Tonight, for you"],
    ["/?genre=western", "Well known"],
    ["/?like=alien-1979&like=heat-1995&lang=de", "Heute Abend für jemanden, der Alien und Heat liebt"],
    ["/?like=alien-1979&like=heat-1995&like=casablanca-1942&like=psycho-1960&lang=de", "Heute Abend für jemanden, der Alien, Casablanca, Heat und 1 weiteren liebt"],
    ["/?dislike=alien-1979&lang=de", "Heute Abend für dich"],
  ]) {
    await page.goto(path);
    await expect(heading, path).toHaveText(words);
    await expect(page).toHaveTitle(`${words} · Matinee`);
  }
});

test("all that is set is in sight, each with a cross that takes it out", async ({ page }) => {
  const filters = "&from=1970&to=2020&runtime=150&genre=science+fiction&country=United+States&language=English&closeness=0.2";
  await page.goto("/?like=alien-1979&dislike=titanic-1997&mute=gory" + filters);
  const tray = page.getByRole("region", { name: "Your taste" });
  const set = tray.getByRole("list", { name: "Filters" }).getByRole("listitem");
  await expect(set).toHaveText([/^1970 to 2020/, /^up to 150 minutes/, /^science fiction/, /^United States/, /^in English/, /^surprising/]);
  await expect(tray).toContainText("not Titanic");
  for (const [cross, gone] of [["1970 to 2020", /from=|to=/], ["up to 150 minutes", /runtime/], ["science fiction", /genre/], ["United States", /country/], ["in English", /language/], ["surprising", /closeness/]]) {
    await tray.getByRole("link", { name: `Drop: ${cross}` }).click();
    await expect(page).not.toHaveURL(gone);
  }
  await expect(page).toHaveURL("/?like=alien-1979&dislike=titanic-1997&mute=gory");
  // What is muted says what that does, and less of it is offered beside.
  await expect(tray.getByText(/^no gory leaves out \d+ films?$/)).toBeVisible();
  await tray.getByRole("link", { name: "Rather less than none: no gory" }).click();
  await expect(page).toHaveURL("/?like=alien-1979&dislike=titanic-1997&less=gory");
});

test("filters without picks are in sight too, on a list", async ({ page }) => {
  await page.goto("/?genre=western&to=1970");
  await expect(page.getByRole("list", { name: "Filters" }).getByRole("listitem")).toHaveText([/^until 1970/, /^western/]);
  await page.getByRole("link", { name: "Drop: western" }).click();
  await page.getByRole("link", { name: "Drop: until 1970" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What shall we watch?");
});

test("the filter form is there without a script too, and its slider's end is no condition", async ({ page, javaScriptEnabled }) => {
  await page.goto("/?like=alien-1979");
  await page.getByRole("link", { name: "+ Filter" }).click();
  const form = page.locator(javaScriptEnabled ? "#sheet form" : "main .filters form");
  await expect(form.getByText("any length")).toBeVisible();
  await form.getByLabel("Genre").selectOption("horror");
  if (!javaScriptEnabled) await form.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/genre=horror/);
  await expect(page.getByRole("list", { name: "Filters" }).getByRole("listitem")).toHaveText([/^horror/]);
});

test("the films that fit best are ordered by year, length or fame", async ({ page, isMobile }) => {
  await page.goto("/?like=alien-1979&sort=year");
  const shown = async () => page.locator(".card .facts").allTextContents();
  const years = (await shown()).map((facts) => Number(facts.slice(0, 4)));
  expect(years).toEqual([...years].sort((a, b) => b - a));
  await page.goto("/?like=alien-1979&sort=length");
  const minutes = (await shown()).map((facts) => Number(facts.match(/(\d+)\smin/)?.[1] ?? 999));
  expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
  // It is in sight with what else is set, and can be taken back.
  await expect(page.getByRole("list", { name: "Filters" }).getByRole("listitem")).toHaveText([/^order: Length/]);
  await page.getByRole("link", { name: "Drop: order: Length" }).click();
  await expect(page).toHaveURL("/?like=alien-1979");
  test.skip(isMobile, "the order is in the form of filters there");
  await page.getByRole("navigation", { name: "Order" }).getByRole("link", { name: "Fame" }).click();
  await expect(page).toHaveURL("/?like=alien-1979&sort=known");
  await page.getByRole("navigation", { name: "Order" }).getByRole("link", { name: "Fit" }).click();
  await expect(page).toHaveURL("/?like=alien-1979");
});

test("surprise me is one tap away, and can be taken back", async ({ page }) => {
  await page.goto("/?like=alien-1979");
  const list = await films(page);
  await page.getByRole("link", { name: "Surprise me" }).click();
  await expect(page).toHaveURL("/?like=alien-1979&closeness=0");
  await expect.poll(() => films(page)).not.toEqual(list);
  await page.getByRole("link", { name: "Drop: surprising" }).click();
  await expect.poll(() => films(page)).toEqual(list);
});

test("tonight's film can be steered as the others can", async ({ page }) => {
  await page.goto(TWO);
  const tonight = page.locator("#tonight");
  await open(tonight);
  await tonight.getByRole("link", { name: /^Leave out: / }).first().click();
  await expect(page).toHaveURL(/mute=/);
});
