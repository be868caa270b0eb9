/** The seed, an integer that fixes the run, and a button that draws a random one. */
import { readNumber } from "../../../core/readNumber";
import { usePanelParts, useStore, useTexts } from "../context";
import { DieIcon } from "../kit/icons";
import { quietly } from "../kit/quietly";
import { countText } from "../numbers";
import { useTypedNumber } from "./useTypedNumber";

const MAX_SEED = 2 ** 32 - 1;
/** Random seeds are smaller than this, so that they are short enough to read aloud. */
const RANDOM_SEED_BELOW = 10_000;

export function SeedField() {
  const { session } = usePanelParts();
  const texts = useTexts().shell.experiment;
  const seed = useStore((state) => state.config.seed);
  const read = (written: string) => {
    const number = readNumber(written, { whole: true });
    return number.kind === "number" && Number.isInteger(number.value) && number.value >= 0 && number.value <= MAX_SEED ? number.value : texts.noSeed(countText(MAX_SEED));
  };
  const { field, wrong, about } = useTypedNumber(seed, String(seed), read, (next) => quietly(session.setSeed(next)));
  const dice = () => quietly(session.setSeed(crypto.getRandomValues(new Uint32Array(1))[0]! % RANDOM_SEED_BELOW));
  return (
    <div className="seed" title={texts.seedAbout}>
      <label className="setting__line" htmlFor="seed">
        <span className="setting__symbol" aria-hidden="true">#</span>
        <span className="setting__name">{texts.seed}</span>
      </label>
      <input id="seed" className="field seed__field" inputMode="numeric" {...field} />
      <button type="button" className="button button--icon seed__die" aria-label={texts.newSeed} title={texts.newSeed}
        onClick={dice}>
        <DieIcon />
      </button>
      {wrong && <p id={about} className="setting__wrong" role="alert">{wrong}</p>}
    </div>
  );
}
