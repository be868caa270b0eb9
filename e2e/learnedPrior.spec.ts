/** The map and the measurements show a learned prior: mixture components in place of the circles of N(0, I), a flow's trajectories, or the use of a codebook. */
import { expect, testOnOnePage as test } from "./room";

test("the map shows a mixture's components, and the measurement assigns test images to them", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open("model=mixture-vae&latent=2&components=7&hidden=16&batch=16&backend=wasm");
  const map = room.page.getByRole("group", { name: "Latent space" });
  await expect(map.locator("ellipse")).toHaveCount(7);
  await expect(map.locator(".latent__prior").getByText("N(0, I)")).toHaveCount(0);
  const before = await map.locator("ellipse").first().getAttribute("rx");
  await room.trainSteps(60);
  await expect.poll(() => map.locator("ellipse").first().getAttribute("rx")).not.toBe(before);
  await room.page.getByRole("button", { name: "Measure", exact: true }).click();
  const codes = room.page.getByRole("dialog", { name: "Measurements" }).getByRole("listitem", { name: "Codes", exact: true });
  await codes.getByRole("button", { name: "Run: Codes" }).click();
  await expect(codes.getByText(/^\d of 7$/)).toBeVisible(); // components in use
  await expect(codes.getByText(/^[\d.]+ nats per image$/).first()).toBeVisible();
  await room.open("model=vae&latent=2&hidden=16&batch=16&backend=wasm");
  await expect(map.locator("ellipse")).toHaveCount(0);
  await expect(map.locator(".latent__prior").getByText("N(0, I)")).toHaveCount(1);
});

test("the map shows a flow's trajectories with its number of steps, and no bound is offered without a density", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open("model=latent-flow&latent=2&hidden=16&flowWidth=16&batch=16&flowSteps=4&backend=wasm");
  const map = room.page.getByRole("group", { name: "Latent space" });
  const way = map.locator("polyline").first();
  const places = async () => (await way.getAttribute("points"))!.split(" ").length;
  await expect.poll(places).toBe(5);
  const before = await way.getAttribute("points");
  await room.trainSteps(20);
  await expect.poll(() => way.getAttribute("points")).not.toBe(before);
  await room.page.getByRole("slider", { name: /Euler steps/ }).press("End");
  await expect.poll(places).toBe(101);
  await room.page.getByRole("button", { name: "Measure", exact: true }).click();
  const measurements = room.page.getByRole("dialog", { name: "Measurements" });
  await expect(measurements.getByRole("listitem", { name: "Codes", exact: true })).toBeVisible();
  await expect(measurements.getByRole("button", { name: "Run: Likelihood bound" })).toHaveCount(0);
});

test("a codebook's use is measured, with dead entries marked", async ({ room }) => {
  await room.open("model=vq-vae&latent=4&hidden=16&batch=16&entries=120&backend=wasm");
  await room.trainSteps(5);
  await expect(room.page.locator(".latent__prior").getByText("N(0, I)")).toHaveCount(0);
  await room.page.getByRole("button", { name: "Measure", exact: true }).click();
  const codes = room.page.getByRole("dialog", { name: "Measurements" }).getByRole("listitem", { name: "Codes", exact: true });
  await codes.getByRole("button", { name: "Run: Codes" }).click();
  await expect(codes.getByText(/^[1-9]\d* of 120$/)).toBeVisible(); // the other entries are dead: one position of an image cannot use 120
  await expect(codes.getByText("dead", { exact: true }).first()).toBeVisible();
});
