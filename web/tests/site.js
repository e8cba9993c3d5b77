// The site under test: the real program on a free port with the starter catalogue and an empty data folder.
import { test as base, expect } from "@playwright/test";
import { program, serve } from "./server.js";

export { program };

export const test = base.extend({
  /** What the server of a file of stories is started with, beside its address and data folder. */
  options: [[], { option: true, scope: "worker" }],
  /** What is done with the data folder before. */
  prepare: [async ({}, use) => use(async () => {}), { scope: "worker" }],
  /** One server a worker: it keeps nothing of one story that another could see, and goes after every page that asks it. */
  site: [async ({ options, prepare }, use) => {
    const server = await serve(options, prepare);
    await use(server.address);
    await server.stop();
  }, { scope: "worker" }],
  baseURL: async ({ site }, use) => use(site),
  /** A story fails if a page throws, a script is refused, or anything is asked of another host. */
  page: async ({ page, site, expected }, use) => {
    const faults = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith("http") && host !== new URL(site).host) faults.push(`asked ${host} for ${request.url()}`);
    });
    await use(page);
    expect(faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)))).toEqual([]);
  },
  /** Faults that a story brings about on purpose. */
  expected: [[], { option: true }],
});
export { expect };

/** The ids of the films in the list, in their order. */
export const films = (page) =>
  page.locator("[id^=film-]").evaluateAll((cards) => cards.map((card) => card.id.slice("film-".length)));

/** Opens a film's sheet, where all is that its cover and sentence do not say. */
export const open = async (card) => {
  await card.locator("summary").click();
  await expect(card.locator(".panel")).toBeVisible();
};
