import { createServer, request } from "node:http";
import { once } from "node:events";
import { expect, films, open, test } from "../site.js";

/**
 * Something before the server that is busy while `busy` is set, as a gate before several servers would be.
 * Pages alone are refused: a cover that loads late would count as one more question.
 */
async function gate(site) {
  const gate = { busy: false, refused: 0 };
  const server = createServer((asked, answer) => {
    if (gate.busy && asked.headers.accept?.startsWith("text/html")) {
      gate.refused += 1;
      return answer.writeHead(503, { "Retry-After": "1", "Content-Type": "text/html" }).end("busy");
    }
    // A connection for each: a kept one may be closed by the server at the moment it is used again.
    const onward = request(site + asked.url, { method: asked.method, headers: asked.headers, agent: false }, (given) => {
      answer.writeHead(given.statusCode, given.headers);
      given.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  gate.address = `http://127.0.0.1:${server.address().port}`;
  gate.close = () => { server.closeAllConnections(); server.close(); };
  return gate;
}

const trouble = test.extend({ expected: [[/503/, /ERR_INTERNET_DISCONNECTED/, /^asked 127/], { option: true }] });

trouble("a busy server is asked again, politely, until it answers; the list stays meanwhile @script", async ({ page, site }) => {
  const before = await gate(site);
  await page.goto(before.address + "/?like=alien-1979");
  const list = await films(page);
  before.busy = true;
  await page.locator(".card [data-act=like]").first().click();
  await expect(page.locator("#banner")).toContainText("busy");
  expect(await films(page)).toEqual(list);
  await expect.poll(() => before.refused, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
  expect(before.refused).toBeLessThanOrEqual(3);
  before.busy = false;
  await expect(page).toHaveURL(new RegExp(`like=${list[0]}`), { timeout: 10_000 });
  await expect(page.locator("#banner")).toBeHidden();
  // Nothing may still be on its way when the gate goes.
  await page.goto("about:blank");
  before.close();
});

trouble("without a connection the list stays; what was tapped is done when there is one again @script", async ({ page, context }) => {
  await page.goto("/?like=alien-1979");
  const list = await films(page);
  await context.setOffline(true);
  await open(page.locator(".card").first());
  await page.locator(".card [data-act=seen]").first().click();
  await expect(page.locator("#banner")).toContainText("No connection");
  expect(await films(page)).toEqual(list);
  await context.setOffline(false);
  await expect(page).toHaveURL(new RegExp(`seen=${list[0]}`));
  await expect(page.locator("#banner")).toBeHidden();
});

test("ten thousand rapid taps are a few requests, lose nothing, and the page goes on @script", async ({ page }) => {
  await page.goto("/?like=alien-1979");
  let asked = 0;
  page.on("request", (request) => { if (request.url().includes("/?")) asked += 1; });
  const tapped = await page.evaluate(() => {
    const links = [...document.querySelectorAll(".card [data-act]")];
    for (let n = 0; n < 10_000; n++) links[(n * 7) % links.length].click();
    return new Set(links.map((link) => link.closest(".card").id)).size;
  });
  // So many picks are a token.
  await expect(page).toHaveURL(/\/t\/[\w-]+/);
  await expect(page.locator("html")).not.toHaveClass(/busy/);
  expect(asked).toBeLessThanOrEqual(3);
  const picks = await (await page.request.get(new URL(page.url()).pathname.replace(/\/?$/, "/picks.json"))).json();
  expect(Object.values(picks).flatMap((list) => Array.isArray(list) ? list : []).length).toBe(1 + tapped);
  const answer = await page.request.get("/healthz");
  expect(answer.status()).toBe(200);
  await page.getByRole("link", { name: "Undo" }).click();
  await expect(page).toHaveURL("/?like=alien-1979");
});
