/** Chooses the instrument for the latent space by radio buttons; lecture mode also offers none. */
import { useId } from "react";
import type { LatentView } from "../../state/lecture";
import { usePanelParts, useTexts } from "../context";

export function InstrumentSwitch({ choices, shown }: {
  readonly choices: readonly LatentView[]; readonly shown: LatentView;
}) {
  const { store } = usePanelParts();
  const texts = useTexts().instruments.latent;
  const name = useId();
  return (
    <fieldset className="instrument-switch" role="radiogroup" aria-label={texts.instrument}>
      {choices.map((choice) => (
        <label key={choice} className="instrument-switch__one">
          <input
            type="radio" name={name} value={choice} checked={choice === shown}
            onChange={() => store.setState({ instrument: choice === "pictures" ? null : choice })}
          />
          <span>{texts.instruments[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}
