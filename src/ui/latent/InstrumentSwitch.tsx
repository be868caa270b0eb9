/** Which way of looking at the latent space: a row of radio buttons. */
import { useId } from "react";
import type { Instrument } from "../../state/instruments";
import { useRoom, useTexts } from "../context";

export function InstrumentSwitch({ instruments, shown }: {
  readonly instruments: readonly Instrument[]; readonly shown: Instrument;
}) {
  const { store } = useRoom();
  const texts = useTexts().instruments.latent;
  const name = useId();
  return (
    <fieldset className="instrument-switch" role="radiogroup" aria-label={texts.instrument}>
      {instruments.map((instrument) => (
        <label key={instrument} className="instrument-switch__one">
          <input
            type="radio" name={name} value={instrument} checked={instrument === shown}
            onChange={() => store.setState({ instrument })}
          />
          <span>{texts.instruments[instrument]}</span>
        </label>
      ))}
    </fieldset>
  );
}
