/** A backend that is missing is replaced by the next, aloud. */
import { expect, launchedWith, test } from "./room";

const tiny = "model=vae&hidden=16&batch=16";

test.use(launchedWith("--disable-gpu", "--disable-software-rasterizer"));

test("no WebGPU, no WebGL: auto takes WASM", async ({ room }) => {
  const { backend } = await room.open(tiny);
  expect(backend).toBe("wasm");
  await expect(room.status).toContainText(/wasm/i);
  await room.trainSteps(5);
});

test("the choice is remembered, and the page says what it chose and why", async ({ room, anotherRoom }) => {
  await room.open(tiny);
  const why = room.page.getByRole("dialog", { name: "What computes here" });
  await room.status.getByRole("button").click();
  await expect(why).toContainText(/WASM, because/);
  await expect(why.getByRole("list", { name: "Measured" }).getByRole("listitem")).toHaveCount(2);

  const again = await anotherRoom();
  await again.open(tiny);
  await again.status.getByRole("button").click();
  await expect(again.page.getByRole("dialog", { name: "What computes here" })).toContainText(/was the fastest when/);
});

for (const wish of ["webgpu", "webgl"]) {
  test(`a wish for ${wish} that cannot be met is answered aloud`, wish === "webgl" ? { tag: "@exhaustive" } : {}, async ({ room }) => {
    const { backend } = await room.open(`${tiny}&backend=${wish}`);
    expect(backend).toBe("wasm");
    await expect(room.page.getByRole("status", { name: "Notices" })).toContainText(new RegExp(`${wish} failed here.*WASM`, "i"));
    await room.trainSteps(5);
  });
}

test("a backend whose code takes seconds to arrive is waited for", { tag: "@exhaustive" }, async ({ room, context }) => {
  await context.route("**/*.wasm", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2500)); // the worker's heart beats meanwhile
    await route.continue();
  });
  await room.open(`${tiny}&backend=wasm`);
  expect(await room.info()).toMatchObject({ backend: "wasm", notices: [] });
});

test("WASM blocked as well: the page carries on with cpu, aloud", async ({ room, context, consoleErrors }) => {
  consoleErrors.expect(/Failed to load resource|wasm/i);
  await context.route("**/*.wasm", (route) => route.abort());
  const { backend } = await room.open(`${tiny}&backend=wasm`);
  expect(backend).toBe("cpu");
  await expect(room.status).toContainText(/cpu/i);
  await expect(room.page.getByRole("status", { name: "Notices" })).toContainText(/WASM failed here.*CPU/i);
  await room.trainSteps(3);
  expect((await room.info()).step).toBe(3);
});
