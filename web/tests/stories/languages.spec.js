import { expect, films, open, test } from "../site.js";

const german = test.extend({ locale: "de-AT" });

german("who reads German is asked in German what to watch, and goes on in it", async ({ page, javaScriptEnabled }) => {
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Was schauen wir heute?");
  await page.getByRole("link", { name: /^Mag ich: / }).first().click();
  await expect(page.getByRole("heading", { name: /^Für dich/ })).toBeVisible();
  await expect(page).not.toHaveURL(/lang=/);
  if (javaScriptEnabled) await expect(page.locator("#toast")).toHaveText(/^Du magst „.+“\.Rückgängig$/);

  await page.getByRole("link", { name: "+ Filter" }).click();
  const form = page.locator(javaScriptEnabled ? "#sheet form" : "main .filters form");
  await form.getByLabel("Genre").selectOption("Liebesfilm");
  await form.getByLabel("Land").selectOption("Frankreich");
  if (!javaScriptEnabled) await form.getByRole("button", { name: "Anzeigen" }).click();
  await expect(page).toHaveURL(/genre=romance/);
  await expect(page).toHaveURL(/country=France/);
  await expect(page.locator(".results h2 small")).toHaveText(/^\d+ Filme? zur Auswahl$/);
});

test("the switch shows the same page in the other language, keeps the taste, and every link stays in it", async ({ page }) => {
  await page.goto("/?like=alien-1979&genre=horror");
  const list = await films(page);
  await page.getByRole("link", { name: "Deutsch" }).click();
  await expect(page).toHaveURL("/?like=alien-1979&genre=horror&lang=de");
  await expect(page.getByRole("heading", { name: /^Für dich/ })).toBeVisible();
  expect(await films(page)).toEqual(list);
  await expect(page.getByRole("link", { name: "Deutsch" })).toHaveAttribute("aria-current", "true");

  const first = page.locator(".card").first();
  await open(first);
  await first.getByRole("link", { name: /^Gesehen: / }).click();
  await expect(page).toHaveURL(new RegExp(`seen=${list[0]}`));
  await expect(page).toHaveURL(/lang=de/);
  await page.locator(".card h3 a").first().click();
  await expect(page.getByText("Text von Matinee")).toBeVisible();
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.getByText("Text by Matinee")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/film/.*like=alien-1979&seen=${list[0]}.*lang=en`));
});

test("what scripts say and where they lead is in the language of the page @script", async ({ page }) => {
  await page.goto("/?lang=de");
  const box = page.getByRole("combobox", { name: "Film oder Person suchen" });
  await box.fill("blade run");
  await expect(page.locator(".search [role=status]")).toHaveText(/^\d+ Filme? gefunden$/);
  await page.getByRole("option").first().click();
  await expect(page).toHaveURL(/like=blade-runner-1982/);
  await expect(page).toHaveURL(/lang=de/);
  await expect(page.locator("#toast")).toContainText("Du magst „Blade Runner“.");
  await page.getByRole("link", { name: "Alles löschen" }).click();
  await expect(page).toHaveURL("/?lang=de");
  await page.getByRole("link", { name: "Rückgängig" }).click();
  await expect(page).toHaveURL(/like=blade-runner-1982/);
  await page.goto("/?lang=de");
  await page.getByRole("link", { name: "Weiter mit deinem Film" }).click();
  await expect(page).toHaveURL("/?lang=de&like=blade-runner-1982");
  await expect(page.getByRole("heading", { name: /^Für dich/ })).toBeVisible();
  // The switch knows what was tapped since the page was loaded.
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL("/?like=blade-runner-1982&lang=en");
  await expect(page.getByRole("heading", { name: /^For you/ })).toBeVisible();
});

test("scripts choose the form of a number by the rules of the page's language @script", async ({ page }) => {
  await page.goto("/");
  const said = await page.evaluate(async () => {
    const { counted } = await import(document.querySelector("link[rel=modulepreload][href*=notices]").href);
    const forms = JSON.stringify({ one: "{n} film", few: "{n} filmy", many: "{n} filmów", other: "{n} filmu" });
    const in_ = (lang, numbers) => {
      document.documentElement.lang = lang;
      return numbers.map((n) => counted(forms, n));
    };
    return [in_("pl", [1, 2, 5, 22]), in_("fr", [0, 1, 2]), in_("en", [0, 1, 2])];
  });
  expect(said).toEqual([
    ["1 film", "2 filmy", "5 filmów", "22 filmy"], ["0 film", "1 film", "2 filmu"], ["0 filmu", "1 film", "2 filmu"],
  ]);
});
