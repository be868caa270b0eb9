/** Opens the experiment of the address: when the page starts, and after the reader went to another entry of the browser's history, or edited the address. */
import { sameInLearn } from "../state/openInLearn";
import type { Store } from "../state/store";
import { format, parse, unpreparedIn } from "../state/urlCodec";
import type { Address } from "./address";
import type { Experiments, ResumePoint } from "./experiments";
import type { LinkKeeper } from "./linkKeeper";
import type { Openings } from "./openings";
import type { RunKeeper } from "./run/runKeeper";

export interface FollowingParts extends Pick<Experiments, "openLink" | "bringBack"> {
  readonly store: Store;
  readonly run: Pick<RunKeeper, "pauses" | "leaving" | "left">;
  readonly links: LinkKeeper;
  readonly openings: Pick<Openings, "request">;
  readonly address: Address;
  /** Resolves to the state of the kept run that the current entry of the history showed; null: runs are not kept, or the entry is new. */
  readonly findKept: () => Promise<ResumePoint | null> | null;
}

/** Returns what opens the address's experiment. */
export function createFollowing({ store, run, links, openings, address, openLink, bringBack, findKept }: FollowingParts) {
  /** Shows another lesson, study or exercise, or the lists, if the fragment differs from the current link by these only: the run stays. Returns whether it did. */
  function turnTo(fragment: string): boolean {
    if (unpreparedIn(fragment).length > 0) return false;
    const wanted = parse(fragment);
    const { lesson, study, exercise, room, notices } = wanted;
    if (sameInLearn(wanted, store.getState()) || format({ ...links.link(), lesson, study, exercise, room }) !== format(wanted)) return false;
    store.setState({ lesson, study, exercise, ...(room ? { room } : {}), ...(notices.length > 0 ? { notices } : {}) });
    links.opened(wanted, true);
    return true;
  }

  return {
    /** Opens the experiment of the address; `from`: the state from which it continues. */
    start: (from: ResumePoint | null = null): Promise<void> => openLink(address.fragment(), { inAddress: true, from }),
    /** Opens the experiment of an address that has changed. */
    async follow(): Promise<void> {
      const opening = openings.request();
      const { pauses } = run;
      links.movedInHistory();
      const mending = address.mend();
      if (mending) await mending;
      if (run.leaving) await run.leaving; // the entry may be that of the run being left
      if (opening.aborted) return;
      if (turnTo(address.fragment())) return;
      const { left } = run;
      if (left && links.isAt(left.mark, left.fragment)) return bringBack({ inAddress: true, pauses });
      const finding = findKept();
      const from = finding && await finding;
      if (!opening.aborted) await openLink(address.fragment(), { inAddress: true, from, pauses });
    },
  };
}
