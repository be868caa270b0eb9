/** Replaces the page in a browser that starts no worker. There is no store: the root element has the language. */
import { useEffect, useSyncExternalStore } from "react";
import { onRefusal, refusals } from "../../../core/browser/refusals";
import type { Language } from "../../i18n";
import { quietly } from "../../ui/kit/quietly";
import { obstaclesOf } from "./kinds";
import { sentenceOf } from "./sentences";
import { obstacleTexts } from "./texts";

let known = obstaclesOf(refusals(), location.origin);
onRefusal(() => { known = obstaclesOf(refusals(), location.origin); });

/** `isOld`: the browser has no module workers; else it, or a policy, refuses them. */
export function NoWorkers({ isOld, language }: { readonly isOld: boolean; readonly language: Language }) {
  useEffect(() => quietly(obstacleTexts.load(language)), [language]);
  const texts = useSyncExternalStore(obstacleTexts.on, () => obstacleTexts.of(language));
  const [obstacle] = useSyncExternalStore(onRefusal, () => known);
  return texts && (
    <main className="crash" role="alert">
      <h1 className="crash__title">{texts.noWorkers.title}</h1>
      <p>{obstacle ? sentenceOf(obstacle, texts) : isOld ? texts.noWorkers.old : texts.noWorkers.refused}</p>
    </main>
  );
}
