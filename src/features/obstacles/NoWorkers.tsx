/** Replaces the page in a browser that starts no worker. There is no store: the root element has the language. */
import { useEffect, useSyncExternalStore } from "react";
import { onRefusal, refusals } from "../../core/browser/refusals";
import type { Language } from "../../i18n";
import { quietly } from "../../ui/kit/quietly";
import { sentenceOf } from "./sentences";
import { obstacleTexts } from "./texts";

let known = refusals();
onRefusal(() => { known = refusals(); });

/** `isOld`: the browser has no module workers; else it, or a policy, refuses them. */
export function NoWorkers({ isOld, language }: { readonly isOld: boolean; readonly language: Language }) {
  useEffect(() => quietly(obstacleTexts.load(language)), [language]);
  const texts = useSyncExternalStore(obstacleTexts.on, () => obstacleTexts.of(language));
  const [refusal] = useSyncExternalStore(onRefusal, () => known);
  return texts && (
    <main className="crash" role="alert">
      <h1 className="crash__title">{texts.noWorkers.title}</h1>
      <p>{refusal ? sentenceOf(refusal, texts) : isOld ? texts.noWorkers.old : texts.noWorkers.refused}</p>
    </main>
  );
}
