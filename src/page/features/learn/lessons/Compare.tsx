/**
 * Shows the guess beside the run's result, on the same axes and in numbers, and the results of earlier rounds beside it. The reader describes the
 * difference.
 */
import { useShallow } from "zustand/shallow";
import { shownOption, type ChoiceQuestion, type CurveQuestion, type Round } from "../../../../course/lessons/lesson";
import type { Outcome } from "../slice";
import { usePanelParts, useStore } from "../../../ui/context";
import { quietly } from "../../../ui/kit/quietly";
import { lossText, countText } from "../../../ui/numbers";
import { GuessChart } from "./GuessChart";
import { curveFor, valueNear } from "./guessCurve";
import { curveOfRound, planFor, trainTo } from "../lessonRuns";
import { EarlierPictures } from "./EarlierPictures";
import { Quantities } from "./Quantities";
import type { OpenLesson } from "./useLesson";

interface Props {
  readonly open: OpenLesson;
  readonly round: Round;
}

export function Compare({ open, round }: Props) {
  const { texts, panel, notes } = open;
  const parts = usePanelParts();
  // After a reload there are notes of the run, but no pictures of it.
  const gone = useStore((state) => planFor(state, round).kind !== "done" && state.step < round.until);
  const busy = useStore((state) => state.opened === null || state.phase === "opening" || state.phase === "training");
  const outcome = notes.outcomes[round.id];
  const guess = notes.guesses[round.id];
  const linked = useStore(({ linkedGuesses }) => linkedGuesses[round.id]);
  return (
    <>
      <p className="lesson__text">{texts.rounds[round.id]!.compare}</p>
      {outcome && (round.question.kind === "curve"
        ? <Curves round={round} question={round.question} outcome={outcome} guess={curveFor(round.question, guess)} linked={curveFor(round.question, linked)} panel={panel} />
        : <Choice question={round.question} outcome={outcome} guess={typeof guess === "string" ? guess : null} linked={typeof linked === "string" ? linked : null} open={open} id={round.id} />)}
      {outcome && <Quantities open={open} round={round} />}
      <EarlierPictures open={open} round={round} />
      {gone && outcome && (
        <button className="button" disabled={busy} onClick={() => quietly(trainTo(parts, open.id, round))}>{panel.compare.again(countText(round.until))}</button>
      )}
    </>
  );
}

interface CurvesProps {
  readonly round: Round;
  readonly question: CurveQuestion;
  readonly outcome: Outcome;
  readonly guess: readonly number[] | null;
  readonly linked: readonly number[] | null;
  readonly panel: OpenLesson["panel"];
}

function Curves({ round, question, outcome, guess, linked, panel }: CurvesProps) {
  const { compare } = panel;
  const parts = usePanelParts();
  useStore(useShallow(({ chart, begun, step }) => [chart.smoothing, begun, step >= round.until])); // the curve depends on them
  // Notes of an earlier version have only the smoothed curve.
  const { curve, steps } = outcome;
  const valueOf = (step: number) => (steps ? steps.find(([at]) => at === step)?.[1] : valueNear(curve, step));
  return (
    <>
      <GuessChart question={question} panel={panel} guess={guess} run={curveOfRound(parts, round, question, outcome)} linked={linked} />
      <table className="lesson__table">
        <thead><tr><th scope="col">{compare.step}</th><th scope="col">{compare.guess}</th>{linked && <th scope="col">{compare.linked}</th>}<th scope="col">{steps ? compare.run : compare.smoothed}</th></tr></thead>
        <tbody>
          {question.at.map((step, i) => (
            <tr key={step}>
              <th scope="row">{countText(step)}</th>
              <td>{lossText(guess?.[i])}</td>
              {linked && <td>{lossText(linked[i])}</td>}
              <td>{lossText(valueOf(step))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {steps && <p className="lesson__hint">{compare.single}</p>}
    </>
  );
}

interface ChoiceProps {
  readonly question: ChoiceQuestion;
  readonly outcome: Outcome;
  readonly guess: string | null;
  readonly linked: string | null;
  readonly open: OpenLesson;
  readonly id: string;
}

function Choice({ question, outcome, guess, linked, open: { texts, panel }, id }: ChoiceProps) {
  const { options = {} } = texts.rounds[id]!;
  const shown = shownOption(question, outcome.measured);
  return (
    <dl className="lesson__facts">
      <dt>{panel.compare.youSaid}</dt>
      <dd>{guess === null ? panel.compare.none : options[guess]}</dd>
      {linked !== null && options[linked] && <><dt>{panel.compare.linkSaid}</dt><dd>{options[linked]}</dd></>}
      <dt>{panel.compare.itShows}</dt>
      <dd>{shown !== null && options[shown]}</dd>
    </dl>
  );
}
