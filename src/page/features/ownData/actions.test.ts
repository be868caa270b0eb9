/** Own images between page and worker: they are sent when a run needs them and the worker lacks them, and are never replaced by others. */
import { describe, expect, test } from "vitest";
import { ownId, type OwnSplit, type OwnImages } from "../../../core/data/ownData";
import { PIXELS } from "../../../core/run/runConfig";
import { classNamesOf } from "../../state/classNames";
import { ownData } from "./actions";
import { eventually } from "../../../core/testing";
import { onVirtualClock, openPage, settled, setUp, soon } from "../../app/testing/testPage";

onVirtualClock();

const half = (count: number): OwnSplit => ({ labels: new Uint8Array(count), pixels: new Uint8Array(count * PIXELS) });
const images: OwnImages = { id: ownId({ name: "leaves", classes: 2, hash: "0123456789abcdef" }), classes: ["a", "b"], train: half(180), test: half(30) };

describe("own images", () => {
  test("are packed in a worker that ends then; the one that reads files continues", async () => {
    const { session, workers } = await openPage("model=vae");
    const own = session.actions(ownData);
    const prepared = own.prepare([], null, () => undefined);
    const [reader, packing] = [workers.at(-1)!, own.archive(images)];
    const packer = workers.at(-1)!;
    expect([reader.terminated, packer === reader, packer.terminated]).toEqual([false, false, false]);
    packer.port.reply(new Uint8Array(3));
    expect(await packing).toMatchObject({ name: "leaves.zip", file: { size: 3 } });
    expect(packer.terminated).toBe(true);
    const failing = own.archive(images);
    workers.at(-1)!.crash();
    await expect(failing).rejects.toMatchObject({ reason: "not-loaded" });
    reader.port.reply({ images });
    expect(await prepared).toMatchObject({ images });
  });

  test("restart the experiment with a batch size that they suffice for, and are sent to each worker once", async () => {
    const { session, workers, worker, state } = await openPage("model=vae&batch=256");
    const own = session.actions(ownData);
    const used = own.use(images);
    await eventually(() => {
      expect(worker.last("open")).toMatchObject({ config: { own: images.id, hyperparameters: { batch: 180 } }, own: { id: images.id } });
    });
    worker.opened();
    await used;
    expect(session.fragment()).toContain(`own=${images.id}`);
    void session.reset();
    await soon();
    expect(worker.last("open").config.own).toBe(images.id);
    expect(worker.last("open").own).toBeUndefined();
    worker.opened();
    await settled();
    worker.crash();
    await eventually(() => {
      expect(workers.at(-1)).not.toBe(worker);
      expect(workers.at(-1)!.last("open").own?.id).toBe(images.id);
    });
    workers.at(-1)!.opened();
    await settled();
    const back = own.use(null);
    await soon();
    expect(workers.at(-1)!.last("open").config.own).toBeUndefined();
    workers.at(-1)!.opened();
    await back;
    expect(state().config.own).toBeUndefined();
  });

  test("have names of classes, which a run on MNIST does not; the condition is a class that exists", async () => {
    const { session, worker, store, state } = await openPage("model=cvae&class=7");
    const own = session.actions(ownData);
    const used = own.use(images);
    await eventually(() => expect(worker.last("open").own?.id).toBe(images.id));
    expect(classNamesOf(store.getState())).toEqual([]);
    worker.opened({ classNames: images.classes });
    await used;
    expect([classNamesOf(store.getState()), state().class]).toEqual([["a", "b"], 1]);
    void session.reset();
    expect(classNamesOf(store.getState())).toEqual(["a", "b"]);
    await soon();
    worker.opened({ classNames: images.classes });
    const renamed = own.use({ ...images, classes: ["x", "y"] }); // the same images
    await eventually(() => expect(worker.last("open").own?.classes).toEqual(["x", "y"]));
    worker.opened({ classNames: ["x", "y"] });
    await renamed;
    expect(classNamesOf(store.getState())).toEqual(["x", "y"]);
    const back = own.use(null);
    await soon();
    expect(classNamesOf(store.getState())).toEqual([]);
    worker.opened();
    await back;
    expect(state().classNames).toBeNull();
  });

  test("are not opened in a frame of another page, whatever its link names: the failure says so, and nothing of them can be asked for", async () => {
    const { session, state } = setUp("model=vae&own=elsewhere.2.0123456789abcdef", true);
    void session.start();
    await eventually(() => expect(state()).toMatchObject({ phase: "failed", failure: { code: "own-data-in-frame" } }));
    await expect(session.ownImages(images.id)).rejects.toMatchObject({ code: "own-data-in-frame" });
  });

  test("that a link names and the browser lacks are asked for; the run then opens as the link says", async () => {
    const { session, workers, state } = setUp(`model=vae&own=elsewhere.2.0123456789abcdef&then=300:beta=4`);
    const own = session.actions(ownData);
    const started = session.start();
    await eventually(() => expect(state()).toMatchObject({ phase: "failed", failure: { code: "own-data-missing" } }));
    expect(workers.flatMap((one) => one.requestsOf("open"))).toEqual([]);
    const found = own.use(images);
    await eventually(() => {
      expect(workers[0]!.last("open")).toMatchObject({ config: { own: "elsewhere.2.0123456789abcdef", then: [{ step: 300 }] }, own: { id: images.id } });
    });
    workers[0]!.opened();
    await Promise.all([started, found]);
    expect(state()).toMatchObject({ phase: "ready", failure: null });
  });

  test("are not used by a preset, which is trained on MNIST", async () => {
    const { session, worker, state } = await openPage("model=vae");
    const own = session.actions(ownData);
    const used = own.use(images);
    await eventually(() => expect(worker.last("open").own?.id).toBe(images.id));
    worker.opened();
    await used;
    void session.openPreset("vae-2d");
    await soon();
    expect(state().begun.own).toBeUndefined();
  });
});
