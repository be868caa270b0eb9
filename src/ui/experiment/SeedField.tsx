/** The seed, an integer that fixes the run, and a button that draws a random one. */
import { useState } from "react";
import { usePanelParts, useStore, useTexts } from "../context";
import { DieIcon } from "../kit/icons";
import { meantKey } from "../kit/meantKey";
import { quietly } from "../kit/quietly";

const MAX_SEED = 2 ** 32 - 1;
/** Random seeds are smaller than this, so that they are short enough to read aloud. */
const RANDOM_SEED_BELOW = 10_000;

export function SeedField() {
  const { session } = usePanelParts();
  const texts = useTexts().shell.experiment;
  const seed = useStore((state) => state.config.seed);
  const [draft, setDraft] = useState<string | null>(null);
  const use = () => {
    setDraft(null);
    const next = Number(draft);
    const allowed = draft !== null && /^\d+$/.test(draft.trim()) && next <= MAX_SEED;
    if (allowed && next !== seed) quietly(session.setSeed(next));
  };
  const dice = () => quietly(session.setSeed(crypto.getRandomValues(new Uint32Array(1))[0]! % RANDOM_SEED_BELOW));
  return (
    <div className="seed" title={texts.seedAbout}>
      <label className="setting__line" htmlFor="seed">
        <span className="setting__symbol" aria-hidden="true">#</span>
        <span className="setting__name">{texts.seed}</span>
      </label>
      <input id="seed" className="field seed__field" type="number" inputMode="numeric" min={0} max={MAX_SEED} step={1}
        value={draft ?? seed} onChange={(event) => setDraft(event.target.value)} onBlur={use}
        onKeyDown={(event) => meantKey(event) === "Enter" && use()} />
      <button type="button" className="button button--icon seed__die" aria-label={texts.newSeed} title={texts.newSeed}
        onClick={dice}>
        <DieIcon />
      </button>
    </div>
  );
}
