import { expect, films, test } from "../site.js";

const RATINGS = `Date,Name,Year,Letterboxd URI,Rating
2024-01-01,Alien,1979,x,5
2024-01-02,Heat,1995,x,4.5
2024-01-03,Titanic,1997,x,1.5
2024-01-04,Jaws,1975,x,3
2024-01-05,Brick,2006,x,3
2024-01-06,Casablanka,1942,x,5
2024-01-07,A Title Of Nowhere,1999,x,4
`;
const WATCHLIST = "Date,Name,Year,Letterboxd URI\n2024-01-01,Stalker,1979,x\n2024-01-01,Solaris,1972,x\n";
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** Gives the form these files; with a script it goes off by itself, once the script of the page is there. */
async function bring(page, files) {
  const scripted = await page.evaluate(() => document.documentElement.classList.contains("js"));
  if (scripted) await page.waitForFunction(() => document.ondrop !== null);
  await page.getByLabel("Files of your export").setInputFiles(files);
  if (!scripted) await page.getByRole("button", { name: "Read them" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "What was read" })).toBeVisible();
}

const list = (page, name) => page.locator(`#list-${name} li`);

test("an export is brought in, its questions answered, its cuts moved, and its films are one's own", async ({ page }) => {
  await page.goto("/mine");
  await bring(page, [csv("ratings.csv", RATINGS), csv("watchlist.csv", WATCHLIST)]);
  // Said as a person would: how many are here, what becomes of them, and where the rest can be worked through.
  await expect(page.locator(".counts p")).toHaveText("7 of 9 films are in this catalogue. 1 film is not in this catalogue. Of one it is not certain which film it is: choose below.");
  await expect(page.getByRole("link", { name: "choose below" })).toHaveAttribute("href", "#questions");
  await expect(page.getByText("As they were given: 7 rated, 2 wanted.")).toBeVisible();
  const chart = page.getByRole("img", { name: /2 films rated 6 of ten/ });
  expect((await chart.boundingBox()).height).toBeGreaterThan(80);
  // Brick came out in 2005: taken, and shown.
  await expect(page.getByRole("link", { name: "Brick (2005)" })).toBeVisible();
  await page.getByRole("checkbox", { name: "Brick (2006) is another film" }).check();
  await page.getByRole("radio", { name: /^Casablanca \(1942\)/ }).check();
  await page.getByLabel("Liked from").fill("9.5");
  await page.getByRole("button", { name: "Apply" }).first().click();
  await expect(page.locator(".counts li")).toHaveText([/^2 become likes/, /^1 is not for you/, /^2 are only marked as seen/, /^2 join those you want to see/]);
  await expect(page.getByText("Casablanka")).toHaveCount(0);
  await page.getByRole("button", { name: "Use these films" }).first().click();
  await expect(page).toHaveURL(/\/t\/[\w-]+\/mine(#list-all)?$/);
  await expect(list(page, "like").getByRole("heading")).toHaveText([/^Alien/, /^Casablanca/]);
  await expect(list(page, "want")).toHaveCount(2);
  // The file is nowhere in the address but as the films that came out of it.
  expect(page.url()).not.toContain("Nowhere");
});

test("what the films of a mere list are can be said when they were read", async ({ page, javaScriptEnabled }) => {
  await page.goto("/mine");
  await page.getByLabel(/^Or paste titles/).fill("Alien (1979)\nHeat (1995)\nNo such film at all (1999)");
  await page.getByRole("button", { name: "Read them" }).click();
  const said = page.locator(".counts");
  await expect(said).toContainText("2 of 3 films are in this catalogue.");
  await expect(said).toContainText("None becomes a like");
  await page.getByLabel(/^Films of a list/).selectOption("like");
  // With a script that is enough.
  if (!javaScriptEnabled) await page.getByRole("button", { name: "Apply" }).first().click();
  await expect(said).toContainText("2 become likes: your lists follow from them.");
  await page.getByRole("button", { name: "Use these films" }).first().click();
  await expect(page).toHaveURL(/\/mine\?like=alien-1979&like=heat-1995/);
});

test("pasted titles and a saved file come in, too, and what is no film is said", async ({ page }) => {
  await page.goto("/mine?like=alien-1979");
  await page.getByLabel(/^Or paste titles/).fill("1. Heat (1995)\n2. Stalker");
  await page.getByText("Lists and shared files").click();
  await page.getByLabel(/^Films of a list/).selectOption("want");
  await page.getByRole("button", { name: "Read them" }).click();
  await expect(page.getByText("added to the 1 film you have here")).toBeVisible();
  await page.getByRole("button", { name: "Use these films" }).first().click();
  await expect(page).toHaveURL(/\/mine\?like=alien-1979&want=heat-1995&want=stalker-1979/);
  await page.getByLabel(/^Or paste titles/).fill("<b>nothing</b>\u0000");
  await page.getByRole("button", { name: "Read them" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/What was read|Nothing could be read/);
});

test("a file dropped anywhere on the page is read @script", async ({ page }) => {
  await page.goto("/mine");
  const data = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "ratings.csv", { type: "text/csv" }));
    return data;
  }, RATINGS);
  // The page's script comes after the page.
  await expect(async () => {
    await page.dispatchEvent("main", "dragover", { dataTransfer: data });
    await expect(page.locator(".drop")).toHaveClass(/over/, { timeout: 500 });
  }).toPass();
  await page.dispatchEvent("main", "drop", { dataTransfer: data });
  await expect(page.getByRole("heading", { level: 1, name: "What was read" })).toBeVisible();
});

test("films move between the lists, count more or less, and leave again as a file", async ({ page, request }) => {
  await page.goto("/mine?like=alien-1979&like=heat-1995&want=stalker-1979&mute=android");
  await page.getByRole("button", { name: "I have seen Stalker" }).click();
  await expect(list(page, "seen").getByRole("heading")).toHaveText([/^Stalker/]);
  await expect(list(page, "want")).toHaveCount(0);
  await page.getByRole("button", { name: "Take Heat out" }).click();
  await expect(list(page, "like")).toHaveCount(1);
  await page.getByRole("button", { name: "Take no android out" }).click();
  await expect(page).toHaveURL(/\/mine\?like=alien-1979&seen=stalker-1979/);
  await page.goBack();
  await expect(page.getByText("no android")).toBeVisible();
  const href = await page.getByRole("link", { name: "My films as a file (taste.toml)" }).getAttribute("href");
  const file = await request.get(href);
  expect(file.headers()["content-disposition"]).toContain("taste.toml");
  const toml = await file.text();
  expect(toml).toContain("{ id = \"stalker-1979\", title = \"Stalker (1979)\" }");
  // It comes in again as it went out.
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page).toHaveURL(/\/mine(#list-all)?$/);
  await bring(page, [csv("taste.toml", toml)]);
  await page.getByRole("button", { name: "Use these films" }).first().click();
  await expect(page).toHaveURL(/\/mine\?like=alien-1979&seen=stalker-1979&mute=android/);
});

test("what was changed is kept in this browser and offered again @script", async ({ page }) => {
  await page.goto("/mine?like=alien-1979&want=stalker-1979");
  await page.getByRole("button", { name: "I like Stalker" }).click();
  await expect(page).toHaveURL(/\/mine\?like=alien-1979&like=stalker-1979$/);
  await page.goto("/mine");
  await page.getByRole("link", { name: "Go on with your 2 picks" }).click();
  await expect(list(page, "like")).toHaveCount(2);
});

test("a link to somebody's films does not replace those kept here @script", async ({ page }) => {
  await page.goto("/mine?like=alien-1979");
  await page.getByRole("button", { name: "I want to see Alien" }).click();
  await expect(page).toHaveURL(/\/mine\?want=alien-1979$/);
  await page.goto("/mine?like=heat-1995#list-all");
  await expect(page.getByRole("link", { name: /Go back to your own pick$/ })).toBeVisible();
  await page.goto("/mine");
  await expect(page.getByRole("link", { name: "Go on with your pick" })).toHaveAttribute("href", /want=alien-1979/);
});

test("a rule stays: it is set once, says what it leaves out, and lists obey it", async ({ page }) => {
  await page.goto("/mine?like=alien-1979");
  await page.getByLabel("Never").selectOption({ label: "of the kind" });
  await page.getByLabel("which", { exact: true }).fill("Horror");
  await page.getByRole("button", { name: "Add the rule" }).click();
  await expect(page.locator("#list-rules .pick")).toHaveText(/never horror leaves out \d+ films/i);
  await page.getByRole("link", { name: "What to watch" }).click();
  await expect(page).toHaveURL(/never=kind%3A/i);
  expect(await films(page)).not.toContain("the-thing-1982");
  await expect(page.getByText(/never horror/i).first()).toBeVisible();
});

test("a film can be wanted from its card and its page, and one is chosen of those for tonight", async ({ page }) => {
  await page.goto("/film/stalker-1979?like=alien-1979");
  await page.getByRole("link", { name: "Want to see", exact: true }).first().click();
  await expect(page).toHaveURL(/like=alien-1979&want=stalker-1979/);
  await page.goto("/mine?like=alien-1979&want=stalker-1979&want=casablanca-1942&want=aliens-1986");
  await page.getByRole("link", { name: "Choose one of these for tonight" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Which one tonight?" })).toBeVisible();
  const ranked = await films(page);
  expect(ranked[0]).toBe("aliens-1986");
  expect(ranked).toHaveLength(3);
});

test("several people choose together, each with a place and a veto", async ({ page, site }) => {
  await page.goto("/mine?like=alien-1979&like=heat-1995");
  await page.getByRole("link", { name: "Choose together" }).click();
  await page.getByLabel(/^Person 2: titles or a link/).fill(`${site}/?like=casablanca-1942&never=country:France`);
  await page.getByRole("button", { name: "Find films for us" }).click();
  const list = page.getByRole("form", { name: "For all of you" }).locator("ol > li");
  await expect(list).toHaveCount(20);
  await expect(list.first()).toContainText(/Person 1: place \d+/);
  await expect(list.first()).toContainText(/Person 2: place \d+/);
  await expect(page.getByText(/^A place is where the film would stand .*among [\d,]+ films\.$/)).toBeVisible();
  await expect(page.locator(".who li")).toHaveText([/^Person 1 likes Alien, Heat/, /^Person 2 likes Casablanca/]);
  await expect(page.getByText(/never from France: leaves out \d+ films/)).toBeVisible();
  const first = await list.first().getByRole("heading").textContent();
  await list.first().getByRole("button", { name: "Person 2: not this one" }).click();
  await expect(page.getByText(`Person 2 has ruled out ${first}.`)).toBeVisible();
  await expect(list.getByRole("heading", { name: first, exact: true })).toHaveCount(0);
  await page.getByRole("link", { name: `Take back: ${first}` }).click();
  await expect(list.first().getByRole("heading")).toHaveText(first);
  await page.getByText("Change who chooses, or how").click();
  await page.getByLabel("suit you best on average").check();
  await page.getByRole("button", { name: "Find films for us" }).click();
  await expect(page).toHaveURL(/agree=average/);
});

test("a line-up that is pasted comes back in one's own order, with reasons and what was not found", async ({ page }) => {
  await page.goto("/mine?like=alien-1979");
  await page.getByRole("link", { name: "Which of these?" }).click();
  await page.locator("#which-titles").fill("1. Casablanca (1942)\n2. Aliens\n3. King Kong\n4. A Title Of Nowhere (2031)");
  await page.getByRole("button", { name: "Put them in my order" }).click();
  await expect.poll(() => films(page)).toEqual(["aliens-1986", "casablanca-1942"]);
  await expect(page.getByText("A Title Of Nowhere (2031)")).toBeVisible();
  await expect(page.getByRole("link", { name: "King Kong (1933)" })).toBeVisible();
  await page.getByRole("link", { name: "These films as a link" }).click();
  await expect.poll(() => films(page)).toEqual(["aliens-1986", "casablanca-1942"]);
});
