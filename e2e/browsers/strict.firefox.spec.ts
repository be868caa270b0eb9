/** Firefox with all cookies blocked, which denies a page all storage and channels between windows. */
import { expect, test } from "./room";

test.use({ prefs: { "network.cookie.cookieBehavior": 2 } });

test("with all cookies blocked the page trains, and is still there when its late parts have arrived", async ({ room }) => {
  await room.open("model=vae&hidden=16&batch=16&backend=wasm");
  expect(await room.trainSteps(5)).toBe("reached");
  await expect.poll(() => room.part("button", "Talk").count(), { message: "the part for talks has arrived" }).toBe(1);
  expect(await room.trainSteps(5)).toBe("reached");
  expect(await room.train.enabled()).toBe(true);
});
