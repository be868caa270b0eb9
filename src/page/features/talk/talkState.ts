/** The state that the parts of a talk share: the talk itself, and what is done with it. */
import type { Phase } from "../../state/store";
import type { Refusal } from "./storedTalk";
import type { EditedTalk, Moment } from "./talk";

/** The state of the presentation of a talk. */
export interface Presentation {
  /** The current moment, counted from 0. */
  readonly at: number;
  /** When the talk and its current moment began, in milliseconds since 1970. */
  readonly began: number;
  readonly momentBegan: number;
  /** Whether the screen is blank. */
  readonly blank: boolean;
  /** Whether the next moment's run has been trained. */
  readonly ahead: boolean;
  /** The next moment's picture after this training, 784 bytes for each image; null: there is none. */
  readonly aheadPicture: Uint8Array | null;
  /** True if the lecturer chose the recording; otherwise it is shown only if the run fails. */
  readonly recorded: boolean;
  /** Whether the moment's question to the audience was answered. */
  readonly answered: boolean;
}

/** The displayed talk and its state. */
export interface TalkState extends EditedTalk {
  /** The reader's own talk while one that came with a link is displayed; null: the own one is displayed. */
  readonly aside: EditedTalk | null;
  readonly presentation: Presentation | null;
  /** The moment that is being recorded, counted from 0. */
  readonly recording: number | null;
  /** The bar that adds moments is shown. */
  readonly preparing: boolean;
  /** The last recording was cancelled, or one of its runs could not be trained. */
  readonly notRecorded: boolean;
  /** Why a talk could not be opened. */
  readonly refused: Refusal | null;
  /** Why the reader's stored talk cannot be read. It stays stored, and changes last for this visit. */
  readonly unread: Refusal | null;
}

/** Returns whether the recording is shown. */
export const isRecorded = (presentation: Presentation, moment: Moment | undefined, phase: Phase): boolean => (presentation.recorded || phase === "failed") && Boolean(moment?.recording);
