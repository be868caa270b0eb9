/** The actions of the list of saved runs. */
import { ElboError } from "../../../core/errors";
import type { KeptRuns } from "../../state/keptRuns";
import type { Series } from "../../state/series";
import type { ResumePoint } from "../experiments";
import type { LinkKeeper } from "../linkKeeper";
import type { Openings } from "../openings";
import { resumePointOf } from "./recalling";
import type { RunShelf } from "./runShelf";
import { forgetRun, readRun, renameRun } from "./runStore";

export interface KeptListParts {
  readonly series: Series;
  readonly links: Pick<LinkKeeper, "pushEntry">;
  readonly openings: Pick<Openings, "request">;
  /** Opens a kept run in place of the current one. */
  readonly open: (fragment: string, from: ResumePoint) => Promise<void>;
}

/** Returns the actions on the runs of this shelf. */
export function createKeptList({ series, links, openings, open }: KeptListParts, shelf: RunShelf): Omit<KeptRuns, "keepNow"> {
  return {
    list: shelf.list,
    async open(id, view) {
      const opening = openings.request();
      const whole = await shelf.read(id);
      if (!whole) throw new ElboError("bad-snapshot", `There is no run ${id}.`);
      if (opening.aborted) return;
      const { fragment } = whole.head;
      const opened = open(view ?? fragment, { ...resumePointOf(whole, fragment), training: false });
      links.pushEntry();
      await opened;
    },
    async compare(id) {
      const kept = await readRun(id);
      const losses = kept?.record.losses;
      if (!losses || losses.columns.join() !== series.columns.join()) return false;
      series.showBefore({ losses, begun: kept.begun });
      return true;
    },
    forget: forgetRun,
    rename: renameRun,
    async storageEstimate() {
      const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
      if (usage === undefined || quota === undefined) return null;
      return { used: usage, most: quota, persistent: await navigator.storage.persisted() };
    },
    requestPersistence: async () => await navigator.storage.persist(),
  };
}
