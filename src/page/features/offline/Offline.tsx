/** The files stored for use without a network, with their sizes and a choice of parts. */
import { useSyncExternalStore } from "react";
import { keeper } from "../../../delivery/offline";
import { PARTS, type Part } from "../../../delivery/offline/files";
import type { OfflineState } from "../../../delivery/offline/keeper";
import { sentenceOf } from "./sentence";
import type { OfflineTexts } from "./texts";
import { quietly } from "../../ui/kit/quietly";
import { countText, megabytesText } from "../../ui/numbers";
import "./offline.css";
import { Space } from "../../ui/kit/Between";

/** Returns the state of the stored files. */
export const useOfflineState = (): OfflineState => useSyncExternalStore(keeper.on, keeper.now);

/** Returns the choice with a part added or removed. Without the page itself nothing else is useful. */
const choiceWith = (chosen: readonly Part[], part: Part, wanted: boolean): readonly Part[] =>
  PARTS.filter((one) => (one === part ? wanted : chosen.includes(one) && (wanted || part !== "page")));

export function Offline({ texts }: { readonly texts: OfflineTexts }) {
  const now = useOfflineState();
  const { chosen, parts, phase, newer, room } = now;
  return (
    <div className="offline">
      <p>{texts.about}</p>
      <fieldset className="offline__parts">
        <legend>{texts.keep}</legend>
        {PARTS.map((part) => (
          <label key={part} className="offline__part">
            <input type="checkbox" checked={chosen.includes(part)} disabled={part !== "page" && !chosen.includes("page")}
              onChange={({ target }) => quietly(keeper.choose(choiceWith(chosen, part, target.checked)))} />
            <span>{texts.parts[part]}</span>
            {parts && (
              <span className="offline__size">
                {texts.size(megabytesText(parts[part].bytes))}<br />{texts.tally(countText(parts[part].kept), countText(parts[part].files))}
              </span>
            )}
          </label>
        ))}
      </fieldset>
      {chosen.includes("page") && !chosen.includes("data") && <p>{texts.withoutData}</p>}
      <p role="status" className="offline__status" data-phase={phase}>{sentenceOf(now, texts)}</p>
      {(phase === "unreachable" || phase === "full") && <button type="button" className="button" onClick={() => quietly(keeper.keep())}>{texts.again}</button>}
      {newer && <p role="status">{texts.newer}</p>}
      <p className="offline__note">{room && <>{texts.room(megabytesText(room.usage), countText(Math.round(room.quota / 1e6)))}<Space /></>}{texts.install}</p>
    </div>
  );
}
