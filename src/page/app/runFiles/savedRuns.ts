/** Saves runs as files and opens them again. */
import { version } from "../../../../package.json";
import { ElboError } from "../../../core/errors";
import { step } from "../../../core/run/ids";
import { lossColumns } from "../../../core/model/model";
import { findModel } from "../../../subject/models/registry";
import { findPreset } from "../../../subject/presets";
import { CheckpointError, type Checkpoint, type PresetName } from "../../state/checkpoint/format";
import type { Session } from "../../state/session";
import type { Store } from "../../state/store";
import type { Openings } from "../openings";
import { addNotice } from "../run/runEvents";
import type { RunRecord } from "../run/runRecord";
import type { RunKeeper } from "../run/runKeeper";

/** Imports the script that writes and reads these files. Few visits need it. */
export const runFiles = () => import("./runFiles");

/** Returns a file's losses from step 1 on; null if it has none. */
function lossesIn({ config, snapshot, losses }: Checkpoint): RunRecord["losses"] {
  if (!losses) return null;
  const columns = lossColumns(findModel(config.model)!).map(({ id }) => id);
  return { columns, length: snapshot.step, firstStep: step(1), values: (column) => losses[column] ?? new Float32Array(0) };
}

/** Returns the record of a file's run: its losses, without measurements. */
export const recordOf = (file: Checkpoint): RunRecord => (
  { losses: lossesIn(file), before: null, measurements: { heldOut: [], measured: [], afterEpochs: [] }, backend: undefined }
);

/** Returns the session's actions that save and load. They add a notice and reject if the file cannot be written or read. */
export function createSavedRuns(store: Store, run: Pick<RunKeeper, "call">, openings: Openings, openFragment: Session["openFragment"]): Pick<Session, "save" | "load"> {
  return {
    async save() {
      const snapshot = await run.call("snapshot", null);
      const { begun: config, preset } = store.getState();
      try {
        const { checkpointName, encodeCheckpoint } = await runFiles();
        const file = new Blob(encodeCheckpoint(config, snapshot, version, preset), { type: "application/octet-stream" });
        return { name: checkpointName(config.model, snapshot.step), file, config, snapshot };
      } catch (caught) {
        addNotice(store, { kind: "not-saved", detail: caught instanceof CheckpointError && caught.reason === "settings" ? caught.detail : null });
        throw caught;
      }
    },
    async load(file) {
      const opening = openings.request();
      const saved = await runFiles().then(({ readRunFile }) => readRunFile(file)).catch((caught: unknown) => {
        const { reason, detail } = caught instanceof CheckpointError ? caught : new CheckpointError("unreadable");
        addNotice(store, { kind: "not-loaded", reason, detail });
        throw caught;
      });
      if (opening.aborted) throw new ElboError("superseded", "Another experiment was opened.");
      if (typeof saved === "string") return openFragment(saved);
      await openings.another(() => openings.open(
        saved.config, { preset: presetOf(saved), comparison: store.getState().comparison, class: store.getState().class, notices: [] }, { snapshot: saved.snapshot, record: recordOf(saved) },
      ));
    },
  };
}

/** Returns the preset that a run was opened from; null if this page does not have it. */
function presetOf({ preset, config }: Checkpoint): PresetName | null {
  return preset && findPreset(preset.name, preset.version)?.model === config.model ? preset : null;
}
