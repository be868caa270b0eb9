import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ElboError } from "../../core/errors";
import { Newest, unlessAborted } from "../../core/newest";
import { millis } from "../../core/run/ids";
import { connect, serve, CallTimeout, type Cancel, type RequestOf, type ServeOptions } from "./rpc";
import { FakePort } from "./testing";

interface Sums {
  add: { params: readonly number[]; reply: number };
  forget: { params: null; reply: null };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the calling end", () => {
  const setUp = () => {
    const port = new FakePort<Sums>();
    return { port, rpc: connect<Sums>(port) };
  };

  test("an answer settles its call, in any order, and an error keeps its code", async () => {
    const { port, rpc } = setUp();
    const [first, second] = [rpc.call("add", [1]), rpc.call("add", [2])];
    expect([...rpc.open.values()]).toMatchObject([{ command: "add" }, { command: "add" }]);
    port.refuse("data-damaged", "shard 3");
    port.reply(1, port.sent[0]);
    expect(await first).toBe(1);
    await expect(second).rejects.toMatchObject({ name: "ElboError", code: "data-damaged", message: "shard 3" });
    expect(port.sent[0]).toMatchObject({ command: "add", params: [1] });
    expect(rpc.open.size).toBe(0);
  });

  test("progress belongs to its call, and ends when the call is superseded; the worker continues", async () => {
    const { port, rpc } = setUp();
    const [first, second] = [vi.fn(), vi.fn()];
    const former = rpc.call("add", [], { onProgress: first });
    port.emit({ kind: "progress", id: port.sent[0]!.id, share: 0.5 });
    rpc.supersede();
    await expect(former).rejects.toMatchObject({ code: "superseded" });
    const call = rpc.call("add", [], { onProgress: second });
    port.emit({ kind: "progress", id: port.sent[0]!.id, share: 0.8 });
    port.reply(7, port.sent[0]);
    port.emit({ kind: "progress", id: port.sent[1]!.id, share: 0.1 });
    port.reply(3);
    expect(await call).toBe(3);
    expect([first.mock.calls, second.mock.calls, port.ended]).toEqual([[[0.5]], [[0.1]], 0]);
  });

  test("a call whose signal is aborted rejects at once, and the worker hears of it; with a signal that is aborted already, nothing is sent", async () => {
    const { port, rpc } = setUp();
    const requests = new Newest();
    const signal = requests.begin();
    const onProgress = vi.fn();
    const [cancelled, other] = [rpc.call("add", [1], { signal, onProgress }), rpc.call("add", [2])];
    const answered = rpc.call("add", [3], { signal });
    port.reply(3);
    expect(await answered).toBe(3);
    requests.cancel();
    await expect(cancelled).rejects.toMatchObject({ code: "superseded" });
    expect(port.cancelled).toEqual([port.sent[0]!.id]);
    port.progress(0.5, port.sent[0]);
    port.reply(1, port.sent[0]);
    port.reply(2, port.sent[1]);
    expect(await other).toBe(2);
    await expect(rpc.call("add", [4], { signal })).rejects.toMatchObject({ code: "superseded" });
    expect([onProgress.mock.calls, port.sent.length, port.ended]).toEqual([[], 3, 0]);
  });

  test("a call that takes too long ends the worker, and thereby every call", async () => {
    const { port, rpc } = setUp();
    const inTime = rpc.call("add", [], { timeout: new CallTimeout(millis(50)) });
    port.reply(1);
    await inTime;
    const [limited, other] = [rpc.call("add", [], { timeout: new CallTimeout(millis(100)) }).catch(String), rpc.call("forget", null).catch(String)];
    await vi.advanceTimersByTimeAsync(99);
    expect([rpc.ended, port.ended]).toEqual([null, 0]);
    await vi.advanceTimersByTimeAsync(1);
    const late = "CallTimeout: no answer within 100 ms";
    expect(await Promise.all([limited, other, rpc.call("add", []).catch(String)])).toEqual([late, late, late]);
    expect([String(rpc.ended), port.ended, port.sent.length]).toEqual([late, 1, 3]);
  });

  test("a message that cannot be sent rejects only its call", async () => {
    const { port, rpc } = setUp();
    const before = rpc.call("forget", null);
    port.postMessage = () => { throw new DOMException("The message could not be cloned.", "DataCloneError"); };
    await expect(rpc.call("add", [])).rejects.toMatchObject({ code: "internal", message: "The message could not be cloned." });
    port.reply(null);
    expect(await before).toBeNull();
  });

  test.each([["out of memory", "out of memory"], ["", "the worker failed"]])("a worker that fails (%j) is ended once", async (words, told) => {
    const { port, rpc } = setUp();
    const call = rpc.call("add", []);
    port.fail("error", words);
    port.fail("messageerror");
    rpc.end();
    await expect(call).rejects.toMatchObject({ code: "worker-lost", message: told });
    expect(port.ended).toBe(1);
  });
});

describe("the answering end", () => {
  /** A worker that adds and takes as many milliseconds as the sum. `broken`: the number of messages that can be sent. */
  function worker(options: ServeOptions<Sums>, broken = Infinity) {
    const sent: (readonly [unknown, unknown])[] = [];
    let receive: (event: object) => void = () => undefined;
    vi.stubGlobal("self", {
      postMessage(message: unknown, { transfer }: { transfer: unknown }) {
        if (sent.length === broken) throw new DOMException("The message could not be cloned.", "DataCloneError");
        sent.push([message, transfer]);
      },
      addEventListener: (_: string, listener: typeof receive) => { receive = listener; },
    });
    serve<Sums>(() => ({
      async add(numbers, { signal, onProgress }) {
        if (numbers.length === 0) throw new ElboError("bad-setting", "no numbers");
        const sum = numbers.reduce((a, b) => a + b);
        onProgress(0.5);
        await unlessAborted(new Promise((resolve) => { setTimeout(resolve, sum); }), signal);
        return sum;
      },
      forget: () => undefined,
    }), options);
    return { sent, ask: (request: RequestOf<Sums> | Cancel) => receive({ data: request }) };
  }

  test("sends progress, null for no result, the code of an error, and transfers a reply's buffers", async () => {
    const buffer = new ArrayBuffer(1);
    const { ask, sent } = worker({ inOrder: true, buffersOf: () => [buffer] });
    ask({ id: 1, command: "add", params: [2, 3] });
    ask({ id: 2, command: "forget", params: null });
    ask({ id: 3, command: "add", params: [] });
    await vi.advanceTimersByTimeAsync(5);
    expect(sent).toEqual([
      [{ kind: "progress", id: 1, share: 0.5 }, []], [{ kind: "reply", id: 1, value: 5 }, [buffer]], [{ kind: "reply", id: 2, value: null }, [buffer]],
      [{ kind: "error", id: 3, error: expect.objectContaining({ code: "bad-setting", message: "no numbers" }) as unknown }, []],
    ]);
  });

  test("a cancelled command ends, and no other one does; a cancellation may be late", async () => {
    const { ask, sent } = worker({});
    ask({ id: 1, command: "add", params: [50] });
    ask({ id: 2, command: "add", params: [20] });
    ask({ kind: "cancel", id: 1 });
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.at(-1)).toMatchObject([{ kind: "error", id: 1, error: { code: "superseded" } }, []]);
    await vi.advanceTimersByTimeAsync(50);
    ask({ kind: "cancel", id: 2 });
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.at(-1)).toMatchObject([{ kind: "reply", id: 2, value: 20 }, []]);
  });

  test("begins each command when it arrives, unless they are served in order", async () => {
    const { ask, sent } = worker({});
    ask({ id: 1, command: "add", params: [50] });
    ask({ id: 2, command: "add", params: [20] });
    await vi.advanceTimersByTimeAsync(50);
    expect(sent.map(([message]) => message)).toMatchObject([{ id: 1, kind: "progress" }, { id: 2, kind: "progress" }, { id: 2, value: 20 }, { id: 1, value: 50 }]);
  });

  test("sends nothing after a message that could not be sent, and fails, so that the page notices", async () => {
    const { ask, sent } = worker({}, 1);
    for (const id of [1, 2, 3]) ask({ id, command: "forget", params: null });
    await expect(vi.advanceTimersByTimeAsync(0)).rejects.toThrow("could not be cloned");
    expect(sent).toHaveLength(1);
  });
});
