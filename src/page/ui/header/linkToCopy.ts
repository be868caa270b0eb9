/** The link that readers copy. */
import { MAX_PROGRAM } from "../../../core/run/runConfig";
import { packText } from "../../../subject/models/programs";
import { format, MAX_CHARACTERS, type Link } from "../../state/urlCodec";
import type { PanelParts } from "../context";

export interface LinkToCopy {
  readonly link: Link;
  /** The program in the editor is too long for a link, or could not be packed. */
  readonly lacksProgram: boolean;
}

/** Returns the link to copy: with the program in the editor, if the run does not train it and there is room for it. Never rejects. */
export async function linkToCopy({ store, session }: Pick<PanelParts, "store" | "session">): Promise<LinkToCopy> {
  const [link, { edited }] = [session.currentLink(), store.getState()];
  if (edited === null) return { link, lacksProgram: false };
  const linkedDraft = edited.length > MAX_PROGRAM ? null : await packText(edited).catch(() => null);
  const whole = { ...link, linkedDraft };
  const lacksProgram = linkedDraft === null || format(whole).length > MAX_CHARACTERS;
  return { link: lacksProgram ? link : whole, lacksProgram };
}
