/** The page as the speaker's window (`#speaker=ID`): no session, no worker, no run of its own. A script of its own. */
import type { Root } from "react-dom/client";
import { rememberedPreferences } from "../ui/preferences/remembered";
import { Speaker } from "../ui/talk/Speaker";

export function showSpeaker(root: Root, id: string): void {
  root.render(<Speaker id={id} language={rememberedPreferences().language} />);
}
