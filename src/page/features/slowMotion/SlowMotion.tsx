/** The next training step, stage by stage, before it is made. Equation and diagram highlight the subject of each stage. */
import { useEffect, useId, useState } from "react";
import { forSettings, lossColumns, totalId, type Model } from "../../../core/model/model";
import { networksAt, stageOf, stopsOf, type SlowStep, type Stop } from "../../../core/latent/slowMotion";
import { onPoints } from "../../../subject/data/registry";
import { textsOfPoints } from "../../i18n/points";
import type { PictureOf } from "../../state/frames";
import { usePanelParts, useStore } from "../../ui/context";
import { NextIcon, PreviousIcon } from "../../ui/kit/icons";
import { quietly } from "../../ui/kit/quietly";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { countText } from "../../ui/numbers";
import { useModel } from "../../ui/useModel";
import { StageView } from "./StageView";
import { slowMotionTexts, type SlowMotionTexts } from "./texts";
import { useNamesOf } from "./useNamesOf";
import "./slowMotion.css";

export function SlowMotion() {
  const texts = useSlowTexts();
  const seen = useSlowStep();
  const phase = useStore((state) => state.phase);
  const step = useStore((state) => state.step);
  const note = phase === "training" ? texts.pause : seen?.step === step ? "" : texts.waiting;
  return (
    <div className="layers slow">
      {seen && <Steps texts={texts} seen={seen} />}
      <p className="layers__note" role="status">{note}</p>
    </div>
  );
}

/** Returns the newest trace; null until there is one. */
function useSlowStep(): PictureOf<"slowMotion"> | null {
  const { frames } = usePanelParts();
  const [frame, setFrame] = useState<PictureOf<"slowMotion"> | null>(null);
  useEffect(() => frames.subscribe("slowMotion", setFrame), [frames]);
  return frame;
}

function useSlowTexts(): SlowMotionTexts {
  const texts = useLoadedTexts(slowMotionTexts);
  const points = useStore((state) => onPoints(state.config.hyperparameters));
  return points ? textsOfPoints(texts) : texts;
}

function Steps({ texts, seen: { step, found } }: { readonly texts: SlowMotionTexts; readonly seen: PictureOf<"slowMotion"> }) {
  const { store, session } = usePanelParts();
  const model = useModel();
  const [place, setPlace] = useState({ step, at: 0 });
  const stops = stopsOf(found);
  const at = place.step === step ? Math.min(place.at, stops.length - 1) : 0;
  const stop = stops[at]!;
  const stale = useStore((state) => state.step !== step || state.phase === "training");
  const go = (to: number) => setPlace({ step, at: (to + stops.length) % stops.length });
  useLit(found, stop, model);
  const make = () => { if (store.getState().phase !== "training") quietly(session.step()); };
  return (
    <div className="slow__steps" data-stale={stale || undefined}>
      <div className="slow__head">
        <h3 className="slow__title">{texts.title(countText(step + 1))}</h3>
        <button type="button" className="button slow__make" title={texts.makeTitle} onClick={make}>{texts.make}</button>
      </div>
      <div className="slow__way">
        <button type="button" className="button button--icon layers__step" aria-label={texts.previous} title={texts.previous} onClick={() => go(at - 1)}><PreviousIcon /></button>
        <Stages texts={texts} found={found} stops={stops} at={at} onGo={go} />
        <button type="button" className="button button--icon layers__step" aria-label={texts.next} title={texts.next} onClick={() => go(at + 1)}><NextIcon /></button>
      </div>
      <StageView texts={texts} found={found} step={step} stop={stop} />
    </div>
  );
}

/** One row per objective; arrow keys move between stages, as in any group of radio buttons. */
function Stages({ texts, found, stops, at, onGo }: {
  readonly texts: SlowMotionTexts; readonly found: SlowStep; readonly stops: readonly Stop[]; readonly at: number; onGo(at: number): void;
}) {
  const name = useId();
  const { ofMove } = useNamesOf();
  return (
    <fieldset className="slow__stages" role="radiogroup" aria-label={texts.stage}>
      {found.moves.map((_, move) => (
        <div key={move} className="instrument-switch slow__row">
          {found.moves.length > 1 && <span className="slow__mover">{ofMove(move)}</span>}
          {stops.map((stop, i) => stop.move === move && (
            <label key={stop.stage} className="instrument-switch__one">
              <input
                type="radio" name={name} checked={i === at} onChange={() => onGo(i)}
                aria-label={found.moves.length > 1 && stop.stage !== "after" ? `${texts.stages[stop.stage]}, ${ofMove(move)}` : texts.stages[stop.stage]}
              />
              <span>{texts.stages[stop.stage]}</span>
            </label>
          ))}
        </div>
      ))}
    </fieldset>
  );
}

/** Returns the columns to highlight: terms when they are evaluated, the total while its gradient is shown, and all totals after the step. */
function columnsAt({ move, stage }: Stop, model: Model): readonly string[] {
  const objective = model.objectives[move]!;
  const totals = model.objectives.map((one) => (one.terms.length > 1 ? totalId(model, one) : one.terms[0]!.id));
  switch (stage) {
    case "measure": return lossColumns(model).filter((column) => column.objective === objective.id).map(({ id }) => id);
    case "backpropagate": return totals.slice(move, move + 1);
    case "after": return totals;
    default: return [];
  }
}

function useLit(found: SlowStep, stop: Stop, model: Model): void {
  const { store } = usePanelParts();
  const h = useStore((state) => state.config.hyperparameters);
  const networks = networksAt(stop, found, model).join();
  const columns = columnsAt(stop, model).join();
  const symbols = forSettings(model.symbols, h).filter((symbol) => stageOf(symbol) === stop.stage).map(({ id }) => id).join();
  useEffect(() => {
    const listOf = (joined: string) => joined.split(",").filter(Boolean);
    store.setState({ lit: { networks: listOf(networks), columns: listOf(columns), symbols: listOf(symbols) } });
    return () => store.setState({ lit: null });
  }, [store, networks, columns, symbols]);
}
