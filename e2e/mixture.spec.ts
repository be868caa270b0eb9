/** A learned prior is what one sees on the map and what is measured: its components, in place of the circles of N(0, I). */
import { expect, test } from "./room";

test("the components of a mixture stand on the map, and sort the test images", async ({ room }) => {
  await room.open("model=mixture-vae&latent=2&components=7&hidden=16&batch=16&backend=wasm");
  const map = room.page.getByRole("group", { name: "Latent space" });
  await expect(map.locator("ellipse")).toHaveCount(7);
  await expect(map.getByText("N(0, I)")).toHaveCount(0);
  const before = await map.locator("ellipse").first().getAttribute("rx");
  await room.trainSteps(60);
  await expect.poll(() => map.locator("ellipse").first().getAttribute("rx")).not.toBe(before);
  await room.page.getByRole("button", { name: "Measure", exact: true }).click();
  const codes = room.page.getByRole("dialog", { name: "Measurements" }).getByRole("listitem", { name: "Codes", exact: true });
  await codes.getByRole("button", { name: "Run: Codes" }).click();
  await expect(codes.getByText(/^\d of 7$/)).toBeVisible(); // components in use
  await expect(codes.getByText(/^[\d.]+ bits per image$/)).toBeVisible();
  await room.open("model=vae&latent=2&hidden=16&batch=16&backend=wasm");
  await expect(map.locator("ellipse")).toHaveCount(0);
  await expect(map.getByText("N(0, I)")).toHaveCount(1);
});
