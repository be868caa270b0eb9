/** A missing backend is replaced by the next one, with a notice. */
import { expect, launchedWith, test, type Room } from "./room";

const tiny = "model=vae&hidden=16&batch=16";

test.use(launchedWith("--disable-gpu", "--disable-software-rasterizer"));

const notices = (room: Room) => room.page.getByRole("status", { name: "Notices" });

async function expectAnswered(room: Room, requested: string): Promise<void> {
  await room.openByHandle(`${tiny}&backend=${requested}`);
  expect((await room.info()).backend).toBe("wasm");
  await expect(notices(room)).toContainText(new RegExp(`${requested} failed here.*WASM`, "i"));
  await room.trainSteps(5);
}

test("no WebGPU, no WebGL: auto takes WASM, says why, and the next visit remembers it; a request for a missing backend gets a notice", async ({ room, anotherRoom }) => {
  const { backend } = await room.open(tiny);
  expect(backend).toBe("wasm");
  await expect(room.status).toContainText(/wasm/i);
  const why = room.page.getByRole("dialog", { name: "Compute backend" });
  await room.status.getByRole("button").click();
  await expect(why).toContainText(/WASM is used because/);
  await expect(why.getByRole("list", { name: "Measured" }).getByRole("listitem")).toHaveCount(2);
  await room.trainSteps(5);

  const again = await anotherRoom();
  await again.open(tiny);
  await again.status.getByRole("button").click();
  await expect(again.page.getByRole("dialog", { name: "Compute backend" })).toContainText(/was the fastest when/);
  await again.page.keyboard.press("Escape");
  await expectAnswered(again, "webgpu");
});

test("a request for missing WebGL gets a notice", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(`${tiny}&backend=webgl`);
  await expectAnswered(room, "webgl");
});

test("the page waits for a backend whose code takes seconds to load", { tag: "@exhaustive" }, async ({ room, context }) => {
  await context.route("**/*.wasm", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2500)); // the worker sends heartbeats meanwhile
    await route.continue();
  });
  await room.open(`${tiny}&backend=wasm`);
  expect(await room.info()).toMatchObject({ backend: "wasm", notices: [] });
});

test("WASM blocked as well: the page uses cpu, with a notice", { tag: "@exhaustive" }, async ({ room, context, consoleErrors }) => {
  consoleErrors.expect(/Failed to load resource|wasm/i);
  await context.route("**/*.wasm", (route) => route.abort());
  const { backend } = await room.open(`${tiny}&backend=wasm`);
  expect(backend).toBe("cpu");
  await expect(room.status).toContainText(/cpu/i);
  await expect(notices(room)).toContainText(/WASM failed here.*CPU/i);
  await room.trainSteps(3);
  expect((await room.info()).step).toBe(3);
});
