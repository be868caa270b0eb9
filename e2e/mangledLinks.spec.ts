/** Links that mail and chats have changed, in the real address bar: the page opens what was meant, and rewrites the address. */
import { pack } from "../src/subject/models/packed";
import { SMALL_VAE } from "../src/torchSubset/program/smallVae";
import { expect, test, type Room } from "./room";

const opened = async (room: Room) => {
  const { preset, seed, hyperparameters, notices } = await room.info();
  return [preset, seed, hyperparameters["beta"], notices.map(({ kind }) => kind)];
};

test("links are opened as they were meant, and the address becomes the clean one", async ({ room }) => {
  const { page } = room;
  for (const written of [
    "./?preset=holes@1&beta=4&seed=7", "./index.html?preset=holes@1&beta=4&seed=7", "./#preset%3Dholes%401%26beta%3D4%26seed%3D7",
    "./#preset=holes@1&beta=4&seed=7)", "./#preset=holes@1&seed=7&beta=4&utm_source=mail&utm_medium=x", "./?fbclid=Iw-4#PRESET=Holes@1&amp;beta=4&amp;seed=7",
  ]) {
    await page.goto("about:blank");
    await page.goto(written);
    await page.waitForFunction(() => "elboRoom" in window);
    expect([written, ...await opened(room)]).toEqual([written, "holes@1", 7, 4, []]);
    await expect.poll(() => page.evaluate(() => [location.hash.split("&").toSorted().join("&"), /preset/.test(location.search)])).toEqual(["#preset=holes@1&beta=4&seed=7".split("&").toSorted().join("&"), false]);
  }
  // A link that is pasted into the address of the open page.
  await page.evaluate(() => { location.hash = "“preset=first-vae@2&amp;seed=9”,"; });
  await expect.poll(() => opened(room)).toEqual(["first-vae@2", 9, 1, []]);
  expect(await page.evaluate(() => location.hash)).toBe("#preset=first-vae@2&seed=9");
});

test("a lesson's link with a bracket after it opens the lesson; one that does not exist opens the lists of Learn, and the page says what is open", async ({ room }) => {
  const { page } = room;
  await page.goto("./#preset=first-vae@2&lesson=elbo-terms).");
  await expect(page.getByRole("region", { name: "Lesson", exact: true })).toBeVisible();
  expect(await page.evaluate(() => location.hash)).toContain("lesson=elbo-terms");
  await page.goto("./#preset=first-vae@2&lesson=elbo-trms");
  await expect(page.getByText("There is no lesson called “elbo-trms”. “A first VAE” was opened instead.")).toBeVisible();
});

test("one wrong letter of a draft is noticed, and white space in it is not", async ({ room }) => {
  const { page } = room;
  const packed = pack(SMALL_VAE);
  const open = async (draft: string) => {
    await page.goto("about:blank");
    await page.goto(`./#model=vae&hidden=16&batch=16&backend=wasm&room=lab&draft=${draft}`);
  };
  await open(`${packed.slice(0, 60)}${packed[60] === "x" ? "y" : "x"}${packed.slice(61)}`);
  await expect(page.getByText("The link’s program is incomplete or damaged. The editor has the run’s program. Ask for the link again.")).toBeVisible();
  await open(`${packed.slice(0, 60)}%20%0A%E2%80%8B${packed.slice(60)}).`);
  await expect(page.getByRole("textbox", { name: "Program, editable" })).toContainText(SMALL_VAE.split("\n")[0]!);
  await expect(page.getByText("incomplete or damaged")).toHaveCount(0);
});

test("a frame whose link was encoded waits for its reader, as one whose link was not", async ({ room }) => {
  const { page } = room;
  const link = "preset%3Dholes%401%26embed%3D1%26title%3DHoles";
  await page.route("**/course.html", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Course</title><iframe src="./#${link}" width="800" height="520"></iframe>` }));
  await page.goto("./course.html");
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("heading", { name: "Holes" })).toBeVisible();
  await expect(frame.getByRole("button", { name: "Start" })).toBeVisible();
});
