/** Places of the page where features show components. */
import type { ComponentType } from "react";
import type { LinkPart } from "../../state/link/key";
import type { Link } from "../../state/urlCodec";

export type SlotName =
  /** At the end of the page. */
  | "dialogs"
  /** In the dialog about the backend, after its own choices. */
  | "backendChoices"
  /** In the same dialog, below all choices. */
  | "backend"
  /** Beside the glossary under the equation, in the Lab. */
  | "equation"
  /** Between the equation and the loss chart, in the Lab. */
  | "belowEquation"
  /** At the end of the row under the loss chart. It is shown once there are losses, but not in a lesson. */
  | "chart"
  /** In the place of the map, where a reader has chosen this instrument. */
  | "fill-in" | "follow" | "slow"
  /** The left column of Learn. */
  | "lesson"
  /** Learn while a study is open. */
  | "study"
  /** In the Lab, beside the way to a second run. */
  | "ways"
  /** Among the buttons that save what continues a run in PyTorch. */
  | "continue"
  /** First in the list of notices, which is shown while the store has one or an offer of a kept run. */
  | "notices"
  /** Beside the button that lists the keys. */
  | "keys"
  /** At the end of the list of keys. */
  | "keyList"
  /** In the same list, among the keys of lecture mode: rows. */
  | "lectureKeys"
  /** In the page's last lines, after the question. */
  | "foot"
  /** Replaces the whole page inside a frame of another page. */
  | "frame"
  /** At the end of the dialog that writes links. */
  | "link"
  /** At the end of the row of tools in the page's top line. */
  | "tools"
  /** At the beginning of the same row. */
  | "firstTools"
  /** In the Lab, beside the button of saved runs. */
  | "savedRuns"
  /** At the end of the same row: what the page's top line has in other rooms, as it is full in the Lab. */
  | "labTools"
  /** At the end of the dialog about own images. */
  | "ownData";

/** What a place gives to the components that it shows. */
export interface SlotProps extends Readonly<Record<Exclude<SlotName, "link">, object>> {
  /** The link that the dialog writes, and what it leaves out of it. */
  readonly link: { readonly link: Link; readonly leftOut: readonly LinkPart[] };
}

/** A feature's components, by the place that shows them. */
export type Slots = { readonly [N in SlotName]?: ComponentType<SlotProps[N]> };
