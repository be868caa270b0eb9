import { describe, expect, test, vi } from "vitest";
import { step } from "../../../core/run/ids";
import { lossRow } from "../testing/fakeWorker";
import { codeOf, onVirtualClock, openPage, settled, soon } from "../testing/testPage";

onVirtualClock();

describe("latent space", () => {
  test("of a thousand positions the worker receives the first and the last, with the time of the move", async () => {
    const { session, worker, state } = await openPage();
    expect(worker.last("position")).toEqual({ z: [0, 0], class: 3, movedAt: null });
    const before = worker.requestsOf("position").length;
    for (let i = 1; i <= 1000; i++) session.moveTo([i / 1000, -1], performance.now());
    expect(state().z).toEqual([1, -1]);
    await settled();
    expect(worker.requestsOf("position")).toHaveLength(before + 2);
    expect(worker.last("position")).toEqual({ z: [1, -1], class: 3, movedAt: performance.now() });
    await soon();
    for (const choose of [() => session.pickClass(7), () => session.newNoise()]) {
      await vi.advanceTimersByTimeAsync(1000);
      choose();
      await settled();
      expect(worker.last("position").movedAt).toBe(performance.now());
    }
  });

  test("a move that waits for a long step is still told as a move, and no move twice", async () => {
    const { session, worker } = await openPage("#model=cgan");
    await vi.advanceTimersByTimeAsync(1000);
    worker.delay("position");
    session.pickClass(7);
    session.pickClass(8);
    const at = performance.now();
    await vi.advanceTimersByTimeAsync(700);
    expect(worker.last("position").class).toBe(7);
    worker.reply("position", null);
    await settled();
    expect(worker.last("position")).toMatchObject({ class: 8, movedAt: at });
    worker.reply("position", null);
    void session.reset();
    await settled();
    worker.opened();
    await settled();
    expect(worker.last("position")).toMatchObject({ class: 8, movedAt: null });
  });

  test("pictures are copied, and their buffers go back to the worker", async () => {
    const { worker, frames } = await openPage();
    const pixels = new Uint8Array(784).fill(9);
    worker.emit({ kind: "frame", frame: { kind: "samples", step: step(1), count: 1, pixels } });
    await soon();
    expect(worker.last("drawn")).toEqual({ kind: "samples", buffer: pixels.buffer });
    expect(frames.latest("samples")?.pixels).not.toBe(pixels);
    const values = new Float32Array(784).fill(0.5);
    worker.emit({ kind: "frame", frame: { kind: "decoded", step: step(1), z: [0, 0], movedAt: null, values } });
    expect(worker.last("drawn")).toEqual({ kind: "decoded", buffer: values.buffer });
    expect(frames.latest("decoded")?.values).toEqual(values);
    expect(frames.latest("decoded")?.values).not.toBe(values);
  });

  test("new noise is a function of the seed and the number of presses, and the class stays", async () => {
    const [one, other] = [await openPage("#model=cgan&class=4"), await openPage("#model=cgan&class=4")];
    one.session.newNoise();
    other.session.newNoise();
    expect(one.state().z).toEqual(other.state().z);
    one.session.newNoise();
    expect(one.state().z).not.toEqual(other.state().z);
    expect(one.state().class).toBe(4);
  });

  describe("planes", () => {
    const twenty = "#preset=twenty-dimensions";
    const unit = (axis: number, length = 1) => Array.from({ length: 20 }, (_, i) => (i === axis ? length : 0));

    test("of two dimensions pass through z", async () => {
      const { session, worker, state } = await openPage("#model=vae&latent=3&z=1,2,3");
      session.showDimensions([2, 1]);
      await soon();
      expect(worker.last("watch").manifold?.plane).toMatchObject({ u: [0, 0, 1], v: [0, 1, 0], through: [1, 2, 3] });
      expect(state().basis).toEqual({ kind: "dimensions", axes: [2, 1] });
    });

    const strongest = (at: number) => ({ step: step(at), directions: [unit(4), unit(7)], shares: [0.4, 0.1], changes: unit(4) });
    const codes = (at: number, size: number, u: readonly number[], v: readonly number[]): ReturnType<typeof lossRow> => ({
      kind: "frame",
      frame: {
        kind: "codes", step: step(at), directions: { u, v, centre: u.map(() => 0) }, labels: new Uint8Array(4), prior: null,
        points: Float32Array.of(size, 0, -size, 0, 0, size, 0, -size),
      },
    });

    test("of more than two dimensions have the directions in which pictures change most, found again as training continues", async () => {
      const { worker, state } = await openPage(twenty);
      expect(state().basis).toEqual({ kind: "strongest", found: null });
      expect(worker.requestsOf("influence")).toHaveLength(1);
      worker.reply("influence", strongest(0));
      await soon();
      expect(state()).toMatchObject({ basis: { kind: "strongest", found: { step: 0 } }, plane: { u: unit(4), v: unit(7), extent: 3 } });
      expect(worker.last("watch").manifold?.plane.u).toEqual(unit(4));
      worker.emit(lossRow(30, 1, 1, 1)); // without training, any step after step 0 is enough
      await soon();
      expect(worker.requestsOf("influence")).toHaveLength(2);
      // The directions have the opposite sign: the map does not flip.
      worker.reply("influence", { ...strongest(30), directions: [unit(4, -1), unit(7)] });
      await soon();
      expect(state().plane.u).toEqual(unit(4));
      worker.emit(lossRow(31, 1, 1, 1));
      await soon();
      expect(worker.requestsOf("influence")).toHaveLength(2);
    });

    test("are found again after a pause during a search", async () => {
      const { session, worker, state } = await openPage(twenty);
      worker.reply("influence", strongest(0));
      await soon();
      const outcome = session.train();
      await settled();
      worker.emit(lossRow(50, 1, 1, 1));
      await soon();
      expect(worker.requestsOf("influence")).toHaveLength(2);
      void session.pause();
      worker.reply("train", { step: step(60), reason: "paused" });
      worker.reply("pause", { step: step(60) });
      await outcome;
      worker.reply("influence", strongest(50));
      await settled();
      expect(worker.requestsOf("influence")).toHaveLength(3);
      worker.reply("influence", strongest(60));
      await settled();
      expect(state().basis).toMatchObject({ found: { step: 60 } });
      expect(worker.requestsOf("influence")).toHaveLength(3);
    });

    test("do not change while the reader moves the map", async () => {
      const { session, worker } = await openPage(twenty);
      worker.reply("influence", strongest(0));
      await soon();
      session.holdMap(true);
      worker.emit(lossRow(100, 1, 1, 1));
      await vi.advanceTimersByTimeAsync(5000);
      expect(worker.requestsOf("influence")).toHaveLength(1);
      session.holdMap(false);
      await vi.advanceTimersByTimeAsync(5000);
      expect(worker.requestsOf("influence")).toHaveLength(2);
    });

    test("are as wide as their codes, until the reader sets their range", async () => {
      const { session, worker, state } = await openPage("#preset=holes");
      worker.emit(codes(60, 9, [1, 0], [0, 1]));
      await soon();
      expect(state().plane).toMatchObject({ middle: [0, 0], extent: 10 });
      session.showRange({ middle: [1, 2], extent: 4 });
      await vi.advanceTimersByTimeAsync(5000);
      worker.emit(codes(500, 20, [1, 0], [0, 1]));
      expect(state()).toMatchObject({ plane: { middle: [1, 2], extent: 4 }, ranged: true });
      expect(session.fragment()).toBe("preset=holes@1&range=4,1,2");
    });

    test("adapt to codes that arrive while the reader moves the map when the move is over", async () => {
      const { session, worker, state } = await openPage("#preset=holes");
      session.holdMap(true);
      worker.emit(codes(60, 9, [1, 0], [0, 1]));
      await vi.advanceTimersByTimeAsync(5000);
      expect(state().plane).toMatchObject({ extent: 3 });
      session.holdMap(false);
      await vi.advanceTimersByTimeAsync(5000);
      expect(state().plane).toMatchObject({ middle: [0, 0], extent: 10 });
    });

    test("come from the link, with their range and the highlighted classes", async () => {
      const link = "preset=twenty-dimensions@2&axes=3,7&range=6,1,0&highlight=4,9";
      const { session, worker, state } = await openPage(`#${link}`);
      expect(state()).toMatchObject({ basis: { kind: "dimensions", axes: [2, 6] }, plane: { middle: [1, 0], extent: 6 }, pinned: [4, 9] });
      expect(worker.last("watch").manifold?.plane).toMatchObject({ u: unit(2), v: unit(6), middle: [1, 0], extent: 6 });
      expect(session.fragment()).toBe(link);
      void session.openPreset("first-vae");
      await settled();
      expect(session.fragment()).toBe("preset=first-vae@2");
    });

    test("of the principal components appear when the worker has found them, and stay until they are requested again", async () => {
      const { session, worker, state } = await openPage(twenty);
      const asked = session.showComponents();
      await settled();
      expect(state().basis).toEqual({ kind: "components", found: null });
      const found = { images: 5000, mean: unit(0, 2), directions: [unit(4), unit(7)], variances: [4, 1], shares: [0.4, 0.1] };
      worker.reply("components", { step: step(30), ...found });
      await asked;
      expect(state().basis).toEqual({ kind: "components", found: { step: 30, shares: [0.4, 0.1], images: 5000 } });
      expect(state().plane).toEqual({ u: unit(4), v: unit(7), centre: unit(0, 2), through: unit(-1), middle: [0, 0], extent: 6 });
      await soon();
      expect(worker.last("watch").codes?.directions.u).toEqual(unit(4));
      worker.emit(lossRow(31, 1, 1, 1));
      await soon();
      expect(worker.requestsOf("components")).toHaveLength(1);
    });

    test("through three places pass through their codes, and z moves to their mean", async () => {
      const { session, worker, state } = await openPage(twenty);
      const asked = session.showThree([{ kind: "image", index: 5 }, { kind: "held", z: unit(3, 3) }, { kind: "image", index: 9 }]);
      await settled();
      expect(worker.last("encode")).toEqual({ images: [5, 9] });
      worker.reply("encode", { codes: Float32Array.from([...unit(3, 0), ...unit(8, 3)]), step: step(7) });
      await asked;
      const { basis, plane, z } = state();
      expect(basis).toMatchObject({ kind: "three", found: { step: 7, trouble: null } });
      expect(plane.u).toEqual(unit(3));
      expect(plane.v).toEqual(unit(8));
      expect(z).toEqual(plane.through);
      expect(z[3]).toBe(1);
    });

    test("report places that span no plane, and leave the map unchanged", async () => {
      const { session, worker, state } = await openPage(twenty);
      const before = state().plane;
      const asked = session.showThree([{ kind: "image", index: 5 }, { kind: "image", index: 5 }, { kind: "held", z: unit(1) }]);
      await settled();
      worker.reply("encode", { codes: Float32Array.from([...unit(2), ...unit(2)]), step: step(0) });
      await asked;
      expect(state().basis).toMatchObject({ kind: "three", found: { trouble: "equal" } });
      expect(state().plane).toBe(before);
    });

    test("that arrive too late are not shown; if one fails, two dimensions are shown", async () => {
      const { session, worker, state } = await openPage(twenty);
      const late = session.showComponents();
      await settled();
      session.showDimensions([3, 4]);
      const found = { images: 5000, mean: unit(0), directions: [unit(4), unit(7)], variances: [4, 1], shares: [0.4, 0.1] };
      worker.reply("components", { step: step(0), ...found });
      await late;
      expect(state().basis).toEqual({ kind: "dimensions", axes: [3, 4] });
      const refused = codeOf(session.showComponents());
      await settled();
      worker.refuse("components", "no-encoder");
      expect(await refused).toBe("no-encoder");
      expect(state().basis.kind).toBe("dimensions");
    });

    test("of a latent space of another size are dropped", async () => {
      const { session, state } = await openPage(twenty);
      void session.showThree();
      void session.setHyperparameter("latent", 5);
      expect(state()).toMatchObject({ basis: { kind: "strongest", found: null }, plane: { u: [1, 0, 0, 0, 0] } });
    });
  });

  describe("instruments", () => {
    test("are chosen by the link, and only the chosen one's pictures are requested", async () => {
      const { session, worker, store } = await openPage("#model=vae&latent=12&view=traverse");
      expect(worker.last("watch")).toMatchObject({ manifold: null, codes: null, strip: { name: "traverse", images: [] } });
      expect(worker.last("watch").strip?.rows).toHaveLength(10);
      session.look({ traverse: { first: 10 } });
      await soon();
      expect(worker.last("watch").strip?.rows).toMatchObject([{ dimension: 10 }, { dimension: 11 }]);
      store.setState({ instrument: "between" });
      await soon();
      expect(worker.last("watch").strip).toMatchObject({ name: "between", rows: [{ along: "line" }, { along: "sphere" }], images: [3, 7] });
      expect(session.link()).toContain("view=between");
    });

    test("depend on z only if they are traversals", async () => {
      const { session, worker, store } = await openPage("#model=vae&view=traverse");
      session.moveTo([1, 2]);
      await soon();
      expect(worker.last("watch").strip?.rows[0]).toMatchObject({ at: [1, 2] });
      store.setState({ instrument: "arithmetic" });
      await soon();
      const before = worker.requestsOf("watch").length;
      session.moveTo([2, 1]);
      await soon();
      expect(worker.requestsOf("watch")).toHaveLength(before);
    });

    test("of a GAN interpolate between noises, without arithmetic", async () => {
      const { session, worker, state, store } = await openPage("#model=gan&view=between");
      const { from, to } = state().instrumentSettings.between;
      expect([from.kind, to.kind]).toEqual(["noise", "noise"]);
      expect(from).not.toEqual(to);
      const [one, other] = [session.anotherNoise(), session.anotherNoise()];
      expect(one).not.toEqual(other);
      store.setState({ instrument: "arithmetic" });
      await soon();
      expect(worker.last("watch")).toMatchObject({ strip: null });
      expect(worker.last("watch").manifold).not.toBeNull();
      expect(session.link()).not.toContain("view=");
    });
  });

  test("keep the map when z moves within its plane, and request another when z leaves it", async () => {
    const { session, worker } = await openPage("#model=vae&latent=3");
    const before = worker.requestsOf("watch").length;
    session.moveTo([1, 1, 0]);
    await soon();
    expect(worker.requestsOf("watch")).toHaveLength(before);
    session.moveTo([1, 1, 1]);
    await soon();
    expect(worker.last("watch").manifold?.plane.through).toEqual([1, 1, 1]);
  });
});
