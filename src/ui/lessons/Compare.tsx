/** The guess beside what the run did: on the same axes and in numbers. What differs is for the reader to say. */
import { shownOption, type ChoiceQuestion, type CurveQuestion, type Round } from "../../lessons/lesson";
import type { Outcome } from "../../state/lessons";
import { useTexts } from "../context";
import { lossText, countText } from "../numbers";
import { GuessChart } from "./GuessChart";
import { valueNear } from "./guessCurve";
import type { OpenLesson } from "./useLesson";
import { quantityName, quantityText } from "./words";

interface Props {
  readonly open: OpenLesson;
  readonly round: Round;
}

export function Compare({ open, round }: Props) {
  const { texts, panel, notes } = open;
  const outcome = notes.outcomes[round.id];
  const guess = notes.guesses[round.id];
  return (
    <>
      {outcome && (round.question.kind === "curve"
        ? <Curves question={round.question} outcome={outcome} guess={typeof guess === "object" ? guess : null} panel={panel} />
        : <Choice question={round.question} outcome={outcome} guess={typeof guess === "string" ? guess : null} open={open} id={round.id} />)}
      <p className="lesson__text">{texts.rounds[round.id]!.compare}</p>
    </>
  );
}

interface CurvesProps {
  readonly question: CurveQuestion;
  readonly outcome: Outcome;
  readonly guess: readonly number[] | null;
  readonly panel: OpenLesson["panel"];
}

function Curves({ question, outcome, guess, panel }: CurvesProps) {
  const { compare } = panel;
  return (
    <>
      <GuessChart question={question} panel={panel} guess={guess} run={outcome.curve} />
      <table className="lesson__table">
        <thead><tr><th scope="col">{compare.step}</th><th scope="col">{compare.guess}</th><th scope="col">{compare.run}</th></tr></thead>
        <tbody>
          {question.at.map((step, i) => (
            <tr key={step}>
              <th scope="row">{countText(step)}</th>
              <td>{lossText(guess?.[i])}</td>
              <td>{lossText(valueNear(outcome.curve, step))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface ChoiceProps {
  readonly question: ChoiceQuestion;
  readonly outcome: Outcome;
  readonly guess: string | null;
  readonly open: OpenLesson;
  readonly id: string;
}

function Choice({ question, outcome, guess, open: { texts, panel }, id }: ChoiceProps) {
  const all = useTexts();
  const { options = {} } = texts.rounds[id]!;
  const shown = shownOption(question, outcome.measured);
  return (
    <dl className="lesson__facts">
      <dt>{panel.compare.youSaid}</dt>
      <dd>{guess === null ? panel.compare.none : options[guess]}</dd>
      <dt>{panel.compare.itShows}</dt>
      <dd>{shown !== null && options[shown]}</dd>
      {question.shows.filter((what) => outcome.measured[what] !== undefined).map((what) => (
        <div key={what} className="lesson__fact">
          <dt>{quantityName(what, all, panel)}</dt>
          <dd>{quantityText(what, outcome.measured[what]!, panel)}</dd>
        </div>
      ))}
    </dl>
  );
}
