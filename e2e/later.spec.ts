/** Dialogs and panels whose scripts load later: before they are loaded, if they cannot be loaded, and without a network. */
import type { Page } from "@playwright/test";
import { expect, test, whenImported, type Room } from "./room";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm&seed=1";

const script = (name: string) => `**/assets/${name}-*.js`;

const LATER = /assets\/([A-Z]\w+|runFiles|strips)-[^/]*\.js$/;
/** The names of the later scripts that were fetched so far. */
const fetched = async (page: Page) => {
  const addresses = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  return [...new Set(addresses.flatMap((address) => LATER.exec(address)?.[1] ?? []))];
};

const openMeasure = (room: Room) => room.page.getByRole("button", { name: "Measure", exact: true }).click();
const measure = (room: Room) => room.page.getByRole("dialog", { name: "Measurements" });

test("a dialog whose script cannot be loaded says so, and the run continues meanwhile; at the next try it opens at once, and is filled when its script arrives", async ({ room, consoleErrors }) => {
  consoleErrors.expect(/Failed to load resource/);
  const list = script("MeasurementList");
  await room.page.route(list, (route) => route.abort());
  await room.open(tiny);
  await room.train.click();
  await openMeasure(room);
  await expect(measure(room).getByRole("alert")).toContainText("did not load");
  await expect(measure(room).getByRole("button", { name: "Reload the page" })).toBeVisible();
  const { step } = await room.info();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(step);
  await room.page.evaluate(() => window.elboRoom.pause());
  await room.page.unroute(list);

  let arrive = () => undefined as void;
  const arrived = new Promise<void>((resolve) => { arrive = resolve; });
  await room.page.route(list, async (route) => {
    await arrived;
    await route.continue();
  });
  await measure(room).getByRole("button", { name: "Try again" }).click();
  await expect(measure(room).getByRole("status")).toHaveText("Loading…");
  arrive();
  await expect(measure(room).getByRole("listitem", { name: "Codes", exact: true })).toBeVisible();
  await expect(measure(room).getByText("Loading…")).toHaveCount(0);
});

test("panels of a run whose script cannot be loaded: the page says so, and shows the run at the next try", { tag: "@exhaustive" }, async ({ room, consoleErrors }) => {
  consoleErrors.expect(/Failed to load resource/);
  await room.page.route(script("rooms"), (route) => route.abort());
  await room.visit(`${tiny}&room=lab`);
  await expect(room.page.getByRole("alert")).toContainText("did not load");
  await expect.poll(async () => (await room.info()).phase).toBe("ready");
  await room.page.unroute(script("rooms"));
  await room.page.getByRole("button", { name: "Try again" }).click();
  await expect(room.train).toBeEnabled();
  await room.trainSteps(5);
  await expect(room.page.getByRole("figure", { name: "Loss chart" })).toBeVisible();
});

test.describe("prefetched", () => {
  test.use({ prefetches: true });

  test("once the page has been idle, everything is loaded: without a network every dialog and panel opens, and a run is saved", { tag: "@exhaustive" }, async ({ room, consoleErrors }) => {
    consoleErrors.expect(/ERR_INTERNET_DISCONNECTED/); // the training images that are still to come
    const { page } = room;
    const inWorker = page.waitForResponse(script("slowStep"));
    await room.open("preset=twenty-dimensions&hidden=16&batch=16&backend=wasm");
    await expect.poll(async () => (await fetched(page)).sort()).toEqual([
      "BackendReport", "CheckButton", "Choice", "CodePanel", "CopyField", "Densities", "DifferenceChoice", "DifferenceCurve", "Doctor", "EmbedChoices", "Embedded", "FailedLine", "FillIn", "Follow", "ImageNumber", "KeptRuns", "KeyList", "Layers", "LearnedPrior",
      "Lessons", "LineValues", "LinkChoices", "MachineCheck", "MeasurementList", "ModelDensity", "NotFinite", "OfflineButton", "Options", "OwnData", "OwnDataButtons", "OwnRecordings", "Palette", "PreferenceChoice", "SaveButton", "SlowMotion", "Stage", "StageLines", "Studies", "Subscripts", "SureButton", "TakeHome", "ThroughThree", "TrainedMap", "runFiles", "strips",
    ]);
    await (await inWorker).finished();
    await whenImported(page, LATER);
    await page.context().setOffline(true);
    const close = () => page.keyboard.press("Escape");
    await openMeasure(room);
    await expect(measure(room).getByRole("listitem", { name: "Codes", exact: true })).toBeVisible();
    await close();
    await page.getByRole("button", { name: "Why this backend?" }).or(room.status.getByRole("button")).first().click();
    await expect(page.getByRole("dialog", { name: "Compute backend" }).getByRole("combobox", { name: "Backend" })).toBeVisible();
    await close();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" }).getByText("train or pause")).toBeVisible();
    await close();
    for (const [instrument, shows] of [["Traverse", /^Dimension \d+$/], ["Fill in", "Fill-in 1"], ["Slow", "Batch"]] as const) {
      await room.latentSpace.getByRole("radio", { name: instrument }).check({ force: true });
      await expect(room.latentSpace.getByLabel(shows).first()).toBeAttached();
    }
    await page.getByRole("button", { name: "Code", exact: true }).click();
    const code = page.getByRole("region", { name: "Code of the objective" });
    await expect(code).toContainText("kl = ");
    await code.getByRole("radio", { name: "This page" }).check();
    await expect(code).toContainText("export const gaussianKl");
    expect((await room.save()).name).toBe("elbo-room-vae-step0.safetensors");
  });
});
