/** What features show in places of the page, and what a place passes to it. */
import type { PageComponent } from "../jsx/JSX";
import type { Stop } from "../../../core/latent/slowMotion";
import type { SlotName } from "../../../core/slotName";
import type { LinkPart } from "../../state/link/key";
import type { Link } from "../../state/urlCodec";

/** What a feature knows of why a run has stopped. */
export interface FailureCause {
  /** Whether a smaller learning rate may help. */
  readonly rateHelps: boolean;
  /** The text that replaces the general explanation; null keeps that one. */
  readonly says: { readonly title: string; readonly body: string } | null;
  /** Nothing that the reader could press here helps. */
  readonly hopeless?: true;
}

/** The props that a place passes to its components. */
export interface SlotProps extends Readonly<Record<Exclude<SlotName, "link" | "failure" | "stage">, object>> {
  /** The link that the dialog writes, and what it leaves out of it. */
  readonly link: { readonly link: Link; readonly leftOut: readonly LinkPart[] };
  /** `step`: the number of finished steps before the one in slow motion. */
  readonly stage: { readonly stop: Stop; readonly step: number };
  /** `onCause`: to be called with why the run has stopped. */
  readonly failure: { readonly onCause: (cause: FailureCause) => void };
}

/** A feature's components, by the place that shows them. */
export type Slots = { readonly [N in SlotName]?: PageComponent<SlotProps[N]> };
