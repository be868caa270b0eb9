/** Firefox that blocks all cookies, which refuses channels between windows, and storage. */
import { findFirefox, foundOrMissing } from "../../scripts/browsers/others";
import { startFirefox } from "./firefox";
import { expect, test as base } from "./room";

const test = base.extend<object, { driver: Awaited<ReturnType<typeof startFirefox>> | string }>({
  driver: [async ({}, use) => {
    const found = foundOrMissing(findFirefox);
    if ("missing" in found) return use(found.missing);
    const driver = await startFirefox(found.programs, { "network.cookie.cookieBehavior": 2 });
    await use(driver);
    await driver.quit();
  }, { scope: "worker", timeout: 60_000 }],
});

test("all cookies are blocked: the page trains, and stays when the part for talks has come", async ({ room }) => {
  room.expectErrors(/insecure|SecurityError|storage/i);
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&room=lab");
  expect(await room.evaluate(() => {
    try {
      new BroadcastChannel("test").close();
      return "a channel";
    } catch (error) {
      return error instanceof DOMException ? error.name : "";
    }
  })).toBe("SecurityError");
  expect(await room.trainSteps(3)).toBe("reached");
  await expect.poll(() => room.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => /\/Stage-/.test(name))), { message: "the part for talks" }).toBe(true);
  await expect.poll(() => room.evaluate(() => [...document.querySelectorAll("button")].some(({ textContent }) => textContent?.includes("Talk"))), { message: "it is displayed" }).toBe(true);
  expect(await room.evaluate(() => document.body.textContent?.includes("The page has stopped"))).toBe(false);
  expect(await room.trainSteps(3)).toBe("reached");
});
