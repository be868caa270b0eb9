/** The link that readers copy. */
import { format, MAX_CHARACTERS, type Link } from "../../state/urlCodec";
import type { PanelParts } from "../context";

interface LinkToCopy {
  readonly link: Link;
  /** The program in the editor is too long for a link. */
  readonly lacksProgram: boolean;
}

/** Returns the link to copy: with the program in the editor, if the run does not train it and there is room for it. */
export function linkToCopy({ store, session }: Pick<PanelParts, "store" | "session">): LinkToCopy {
  const [link, { edited }] = [session.currentLink(), store.getState()];
  if (edited === null) return { link, lacksProgram: false };
  const whole = { ...link, linkedDraft: edited.packed };
  const lacksProgram = edited.packed === null || format(whole).length > MAX_CHARACTERS;
  return { link: lacksProgram ? link : whole, lacksProgram };
}
