/** Forwards the worker's events: losses to the series, pictures to the frames, everything else to the store. */
import { step, type Step } from "../../../core/run/ids";
import { bufferOf, copyOf } from "../../../core/latent/pictures";
import type { Disagreement } from "../../../core/run/reports";
import type { Backend } from "../../../core/run/runConfig";
import type { BackendReport, Frame } from "../../../engine/worker/protocol";
import type { Client } from "../../../engine/worker/client";
import type { Frames } from "../../state/frames";
import { withResult } from "../../state/measured";
import type { Notice } from "../../state/notices";
import type { Series } from "../../state/series";
import type { Store } from "../../state/store";
import type { RunEvent } from "./machine/events";
import { noKeyframes } from "./machine/opening";
import type { Patches } from "./patches";

export interface Sinks {
  readonly store: Store;
  readonly series: Series;
  readonly frames: Frames;
  readonly patches: Patches;
}

/** Adds a notice. An earlier one that is equal is dropped. */
export function addNotice(store: Store, notice: Notice): void {
  const said = JSON.stringify(notice);
  store.setState(({ notices }) => ({ notices: [...notices.filter((one) => JSON.stringify(one) !== said), notice] }));
}

/** Removes the notices of this kind, which are not true any more. */
export function withdrawNotice(store: Store, withdrawn: Notice["kind"]): void {
  if (store.getState().notices.some(({ kind }) => kind === withdrawn)) {
    store.setState(({ notices }) => ({ notices: notices.filter(({ kind }) => kind !== withdrawn) }));
  }
}

/**
 * Listens to the worker. `left` returns the series for the last losses of a run that is being left, whose other events are ignored; null: the run is
 * displayed. `tell` passes on what the run's machine has to know, after the store has it.
 */
export function applyEvents(client: Client, { store, series, patches }: Sinks, left: () => Series | null, tell: (event: RunEvent) => void): void {
  const show = (frame: Frame, drawn: () => void) => {
    if (frame.kind === "filling") {
      // Otherwise a script has requested it, or the reader has cancelled it.
      if (store.getState().filling === null) return drawn();
      store.setState({ filling: frame.done / frame.of });
    }
    patches.addPicture(frame, drawn);
  };
  const onShow: Client["on"] = (kind, listener) => client.on(kind, (event) => { if (left() === null) listener(event); });
  client.on("losses", ({ firstStep, values, msPerStep }) => {
    const aside = left();
    (aside ?? series).append(firstStep, values);
    const { columns } = series;
    const rows = values.length / columns.length;
    const at = step(firstStep + rows - 1);
    if (!aside && rows > 0) {
      const last = values.subarray((rows - 1) * columns.length);
      patches.add({ step: at, msPerStep, lastLosses: Object.fromEntries(columns.map((column, i) => [column, last[i]!])) });
    }
    tell({ kind: "reached", at });
  });
  client.on("frame", ({ frame }) => {
    const drawn = () => {
      const buffer = bufferOf(frame);
      client.call("drawn", { kind: frame.kind, buffer }, { transfer: [buffer] }).catch(() => undefined);
    };
    // The buffer goes back to the worker, which makes the next picture of this kind only then; panels that are mounted later paint from the copy.
    if (left() === null) show(copyOf(frame), drawn);
    else drawn();
  });
  onShow("heldOut", ({ heldOut: added }) => store.setState(({ heldOut }) => ({ heldOut: withResult(heldOut, added) })));
  onShow("measured", ({ measured }) => store.setState(({ afterEpochs }) => ({ afterEpochs: withResult(afterEpochs, measured) })));
  onShow("notMeasured", ({ id, error }) => {
    const said = store.getState().notices.some((notice) => notice.kind === "not-measured" && notice.id === id);
    if (!said) addNotice(store, { kind: "not-measured", id, code: error.code });
  });
  onShow("keyframes", ({ steps: keyframes }) => patches.add({ keyframes }));
  client.on("heartbeat", (beat) => {
    const { waitingForData, memory, training, dataFailed } = beat;
    if (left() === null) patches.add({ memory, waitingForData });
    if (training && dataFailed) tell({ kind: "out-of-data" });
    tell(beat);
  });
  client.on("data", ({ progress }) => patches.add({ data: progress }));
  onShow("probing", ({ backend }) => patches.add({ probing: backend }));
  onShow("engine", ({ report }) => {
    const { opened } = store.getState();
    patches.now({ opened: opened && { ...opened, engine: report } });
    if (report.mode === "compiled" && report.lostThreads > 0) addNotice(store, { kind: "threads-lost", threads: report.lostThreads });
    if (report.mode !== "eager") return;
    if (report.reason === "step-failed") {
      patches.now({ checked: null });
      addNotice(store, { kind: "step-failed" });
    }
    const { checked } = store.getState();
    if (report.reason === "disagreed" && opened && checked?.verdict === "disagreed") {
      noticeDisagreement(store, opened.backend, checked, "eager", opened.report.device);
    }
  });
  onShow("checked", ({ report }) => patches.now({ checked: report }));
  client.on("wentBack", ({ step: at }) => {
    const aside = left();
    (aside ?? series).cut(at);
    if (!aside) {
      dropUndone(store, at);
      patches.now({ step: at, lastLosses: series.last, keyframes: store.getState().keyframes.filter((one) => one <= at) });
    }
    tell({ kind: "reached", at });
  });
  onShow("device", ({ report }) => {
    const { opened } = store.getState();
    patches.now({ report, probing: null, checked: null, ...noKeyframes, opened: opened && { ...opened, backend: report.chosen, report, engine: { mode: "compiling" } } });
    if (report.reason === "restarted") noticeDeviceLost(store, report.chosen, report.device);
    noticeFallBack(store, report);
    tell({ kind: "device", report });
  });
  client.on("snapshot", tell);
  client.on("failed", tell);
}

/** The run went back to this step: drops what training measured at later ones, which are undone. A result that the reader asked for stays. */
export function dropUndone(store: Store, at: Step): void {
  const isKept = (one: { readonly step: number }) => one.step <= at;
  store.setState(({ heldOut, afterEpochs, rewound }) => ({
    heldOut: heldOut.filter(isKept), afterEpochs: afterEpochs.filter(isKept),
    rewound: rewound !== null && rewound > at ? null : rewound,
  }));
}

/** Replaces the notice of an earlier loss of a device. */
function noticeDeviceLost(store: Store, backend: Backend, device: string | undefined): void {
  withdrawNotice(store, "device-lost");
  addNotice(store, { kind: "device-lost", backend, step: store.getState().step, ...(device ? { device } : {}) });
}

/** Replaces an earlier notice: eager steps may have been slower than those of another backend, on which the run then continues. */
function noticeDisagreement(store: Store, backend: Backend, found: Disagreement, to: Backend | "eager", device: string | undefined): void {
  const { losses, gradients, reference, backTo } = found;
  withdrawNotice(store, "disagreed");
  addNotice(store, { kind: "disagreed", backend, reference, off: Math.max(losses, gradients), step: backTo, to, ...(device ? { device } : {}) });
}

/** Adds a notice if the run uses another backend than the requested one because that failed. */
export function noticeFallBack(store: Store, { reason, wish, chosen, trials }: BackendReport): void {
  if (reason !== "fell-back") return;
  // The first trial is of the backend that was requested, or lost. The report has the others that failed.
  const [first] = trials;
  if (first?.kind === "disagreed") return noticeDisagreement(store, first.backend, first.disagreement, chosen, first.device);
  const failed = trials.find((trial) => trial.kind === "unavailable");
  const from = failed?.backend ?? (wish === "auto" ? undefined : wish);
  if (from && from !== chosen) addNotice(store, { kind: "fell-back", from, to: chosen, detail: failed?.detail ?? "", ...(failed?.device ? { device: failed.device } : {}) });
}
