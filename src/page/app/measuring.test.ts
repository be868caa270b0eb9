import { describe, expect, test } from "vitest";
import { step } from "../../core/run/ids";
import { requestedOrNewest, historyOf, newestOf } from "../state/measured";
import { codeOf, onVirtualClock, openPage, settled } from "./testing/testPage";

onVirtualClock();

describe("measurements", () => {
  const result = { images: 20, k: 5, bound: 120, standardError: 2, negativeElbo: 125 };
  const bound = (at: number, more = {}) => ({ id: "k-sample-bound", step: step(at), result: { ...result, ...more } } as const);

  test("report their progress, then the result with its step; the newest of each kind stays", async () => {
    const { session, worker, state } = await openPage();
    const first = session.measure("k-sample-bound", { k: 5 });
    await settled();
    expect(worker.last("measure")).toEqual({ id: "k-sample-bound", settings: { k: 5 } });
    worker.progress("measure", 0.4);
    expect(state().measuring).toEqual({ id: "k-sample-bound", progress: 0.4 });
    worker.reply("measure", bound(3));
    expect(await first).toEqual(bound(3));
    expect(state()).toMatchObject({ measuring: null, measured: [bound(3)] });

    const second = session.measure("k-sample-bound");
    await settled();
    worker.reply("measure", bound(8, { bound: 110 }));
    await second;
    expect(state().measured).toEqual([{ ...bound(8, { bound: 110 }), under: state().config.hyperparameters }]);
  });

  test("after each epoch are listed by epoch, and count as the newest", async () => {
    const { session, worker, state } = await openPage();
    const say = (at: number) => worker.emit({ kind: "measured", measured: bound(at) });
    [10, 20].forEach(say);
    expect(state().afterEpochs).toEqual([bound(10), bound(20)]);
    expect(requestedOrNewest("k-sample-bound", state())).toEqual(bound(20));
    const asked = session.measure("k-sample-bound");
    await settled();
    worker.reply("measure", bound(25));
    await asked;
    say(30);
    expect(requestedOrNewest("k-sample-bound", state())).toMatchObject(bound(25));
    expect(newestOf("k-sample-bound", state())).toEqual(bound(30));
    say(15); // the worker was lost and restarted
    expect(historyOf("k-sample-bound", state().afterEpochs).map((one) => one.step)).toEqual([10, 15]);
    const again = session.reset();
    worker.opened();
    await again;
    expect(state()).toMatchObject({ measured: [], afterEpochs: [] });
  });

  test("that fail are reported once, and the run continues", async () => {
    const { worker, state } = await openPage();
    const error = { code: "judge-damaged", message: "" } as const;
    worker.emit({ kind: "notMeasured", id: "class-histogram", error });
    worker.emit({ kind: "notMeasured", id: "class-histogram", error });
    expect(state()).toMatchObject({
      phase: "ready", failure: null, notices: [{ kind: "not-measured", id: "class-histogram", code: "judge-damaged" }],
    });
  });

  test("can be ended; refusals have their code", async () => {
    const { session, worker, state } = await openPage();
    const cancelled = codeOf(session.measure("codes"));
    await settled();
    void session.endMeasure();
    await settled();
    expect(worker.wasCancelled("measure")).toBe(true);
    expect(await cancelled).toBe("superseded");
    worker.progress("measure", 0.9);
    expect(state().measuring).toBeNull();
    const refused = codeOf(session.measure("k-sample-bound", { k: 0 }));
    await settled();
    worker.refuse("measure", "bad-setting");
    expect(await refused).toBe("bad-setting");
    expect(state()).toMatchObject({ phase: "ready", failure: null, measuring: null, measured: [] });
  });

  test("are superseded by a second one, and all by another run", async () => {
    const { session, worker, state } = await openPage();
    const first = codeOf(session.measure("codes"));
    await settled();
    const second = codeOf(session.measure("probe"));
    await settled();
    const [asked] = worker.requestsOf("measure");
    expect(worker.port.cancelled).toEqual([asked!.id]);
    worker.reply("measure", bound(1), asked);
    expect(await first).toBe("superseded");
    expect(state().measuring).toMatchObject({ id: "probe" });
    void session.reset();
    expect(state()).toMatchObject({ measuring: null, measured: [] });
    expect(await second).toBe("superseded");
  });
});
