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
  return { snapshots: new ReportedSnapshots(trainer, send), trainer, send, read: (n: number) => reads.shift()!(at(n)) };
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

it.each([
  ["a failed step", (snapshots: ReportedSnapshots) => snapshots.wentBackTo(step(92))],
  ["a loss that was not finite", (snapshots: ReportedSnapshots) => snapshots.discardUndone()],
])("after the run went back because of %s, it is resumed from there, not from an undone state", async (_, goBack) => {
  const { snapshots, trainer, send, read } = reading(100);
  const taken = snapshots.take().next();
  read(100);
  await taken;
  expect(snapshots.last).toEqual(at(100));
  trainer.step = step(92);
  goBack(snapshots);
  read(92);
  await passed();
  expect([snapshots.last, send.mock.lastCall]).toEqual([at(92), [at(92)]]);
});
