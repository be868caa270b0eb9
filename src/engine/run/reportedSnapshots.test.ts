import { expect, it, vi } from "vitest";
import { step } from "../../core/run/ids";
import type { Snapshot } from "../../core/run/snapshot";
import { ReportedSnapshots } from "./reportedSnapshots";

const at = (n: number): Snapshot => ({ step: step(n), tensors: {} });

/** A trainer whose state takes a while to read: `read` returns the state of the oldest read that is under way. */
function reading(now: number) {
  const reads: ((snapshot: Snapshot) => void)[] = [];
  const trainer = { step: step(now), snapshot: () => new Promise<Snapshot>((resolve) => { reads.push(resolve); }) };
  const send = vi.fn<(snapshot: Snapshot) => void>();
  return { snapshots: new ReportedSnapshots(trainer, send), send, read: (n: number) => reads.shift()!(at(n)) };
}

const passed = () => new Promise((resolve) => { setTimeout(resolve); });

it("a state that was being read when the run went back is read again, for a command and for the page", async () => {
  const { snapshots, send, read } = reading(100);
  const requested = snapshots.requested();
  const taken = snapshots.take().next();
  snapshots.wentBackTo(step(90));
  read(105);
  read(105);
  await passed();
  read(92);
  read(92);
  await taken;
  snapshots.lossesReported(step(92));
  expect([await requested, send.mock.calls]).toEqual([at(92), [[at(92)]]]);
  snapshots.lossesReported(step(105));
  expect(send).toHaveBeenCalledOnce();
});

it("after the run went back, a snapshot waits again for losses that had been reported before", async () => {
  const { snapshots, send, read } = reading(100);
  snapshots.lossesReported(step(120));
  snapshots.wentBackTo(step(100));
  const taken = snapshots.take().next();
  read(110);
  await taken;
  expect(send).not.toHaveBeenCalled();
  snapshots.lossesReported(step(110));
  expect(send).toHaveBeenCalledExactlyOnceWith(at(110));
});

it("a failed dry run, after which the run stays at its step, lets no snapshot go out before its losses", async () => {
  const { snapshots, send, read } = reading(100);
  snapshots.wentBackTo(step(110)); // the losses from 101 on are not reported yet
  const taken = snapshots.take().next();
  read(110);
  await taken;
  expect(send).not.toHaveBeenCalled();
  snapshots.lossesReported(step(110));
  expect(send).toHaveBeenCalledExactlyOnceWith(at(110));
});
