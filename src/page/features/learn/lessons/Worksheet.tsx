/**
 * The lesson on paper: its questions with the reader's answers and results, or with room for them. Visible only in print, in place of the page. What follows a run may say what it showed, so it
 * begins a page of its own.
 */
import { createPortal } from "react-dom";
import { exportedLink } from "../../../../core/browser/exportedLink";
import { usePanelParts, useTexts } from "../../../ui/context";
import { lessonLink } from "../lessonRuns";
import type { OpenLesson } from "./useLesson";
import { quantityName, quantityText } from "./words";
import { shownOption, type CurveQuestion, type Round } from "../../../../course/lessons/lesson";
import { countText } from "../../../ui/numbers";
import { useCurveName } from "./GuessChart";
import { curveFor, pathOf, type Points } from "./guessCurve";
import { Quantities } from "./Quantities";
import "../worksheet.css";
import { Subscripts } from "../../../ui/kit/Subscripts";
import { Colon } from "../../../ui/kit/Between";

export function Worksheet({ open }: { readonly open: OpenLesson }) {
  const { session } = usePanelParts();
  const all = useTexts();
  const { id, lesson: { rounds, repair }, texts, panel, notes } = open;
  const { worksheet, stages } = panel;
  return createPortal(
    <article className="worksheet" aria-hidden="true">
      <header>
        <p><span>ELBO Room</span><span>{worksheet.name}</span><span>{worksheet.date}</span></p>
        <h1>{texts.title}</h1>
        <p className="worksheet__link">{worksheet.open}<Colon />{exportedLink(session.link(lessonLink(id, rounds[0].run, rounds[0].until, false)))}</p>
      </header>
      {rounds.map((round, i) => (
        <section key={round.id} className={i > 0 ? "worksheet__after" : undefined}>
          {i > 0 && <p className="worksheet__small">{worksheet.later}</p>}
          <h2>{stages.predict}</h2>
          <p>{texts.rounds[round.id]!.predict}</p>
          <Answer open={open} round={round} />
          <h2>{stages.compare}</h2>
          <p>{texts.rounds[round.id]!.compare}</p>
          <Lines count={2} />
        </section>
      ))}
      <section className="worksheet__after">
        <p className="worksheet__small">{worksheet.later}</p>
        <h2>{stages.explain}</h2>
        <p>{texts.explain.question}</p>
        {notes.words.trim() === "" ? <Lines count={5} /> : <p className="worksheet__words">{notes.words}</p>}
      </section>
      <section>
        <h2>{stages.repair}</h2>
        <p>{texts.repair.task}</p>
        <ul>
          {repair.conditions.map(({ what, is, value }) => {
            const bound = quantityText(what, value, panel);
            return <li key={what}>☐ <Subscripts of={quantityName(what, all, panel)} /><Colon />{is === "at most" ? panel.repair.atMost(bound) : panel.repair.atLeast(bound)}</li>;
          })}
        </ul>
        {notes.repaired !== null && <p>{panel.repair.allMet(countText(notes.repaired))}</p>}
        <p className="worksheet__small">{worksheet.setting}</p>
        <Lines count={3} />
      </section>
    </article>, document.body,
  );
}

/** The reader's guess and the result of the run, or room for them. */
function Answer({ open, round }: { readonly open: OpenLesson; readonly round: Round }) {
  const { texts, panel: { worksheet, chart }, notes } = open;
  const { id, question } = round;
  const guess = notes.guesses[id];
  const outcome = notes.outcomes[id];
  if (question.kind === "curve") {
    const values = curveFor(question, guess);
    return (
      <>
        <p className="worksheet__small">{values ? `${chart.guess}: - - -${outcome ? `; ${chart.run}: ——` : ""}` : worksheet.axes}</p>
        <Axes question={question} chart={chart} guess={values ? question.at.map((step, i) => [step, values[i]!] as const) : []} run={outcome?.curve ?? []} />
        {outcome && <Quantities open={open} round={round} />}
      </>
    );
  }
  const { options = {} } = texts.rounds[id]!;
  const shown = outcome && shownOption(question, outcome.measured);
  return (
    <>
      <ul>{question.options.map((option) => <li key={option.id}>{guess === option.id ? "☒" : "☐"} {options[option.id]}</li>)}</ul>
      <h2>{worksheet.run}</h2>
      {outcome ? <><p>{shown && options[shown]}</p><Quantities open={open} round={round} /></> : <Lines count={1} />}
    </>
  );
}

const Lines = ({ count }: { readonly count: number }) => <div className="worksheet__lines">{Array.from({ length: count }, (_, i) => <hr key={i} />)}</div>;

const [WIDTH, HEIGHT] = [600, 190];

interface AxesProps {
  readonly question: CurveQuestion;
  readonly chart: OpenLesson["panel"]["chart"];
  readonly guess: Points;
  readonly run: Points;
}

function Axes({ question: { column, max, at }, chart, guess, run }: AxesProps) {
  const { name, hasUnit } = useCurveName(column);
  const [from, to] = [at[0]!, at.at(-1)!];
  const axes = { width: WIDTH, height: HEIGHT, from, to, max };
  const across = [0, 0.2, 0.4, 0.6, 0.8, 1];
  return (
    <svg className="worksheet__axes" viewBox={`-50 -12 ${WIDTH + 70} ${HEIGHT + 44}`} role="img" aria-label={name}>
      {across.map((share) => (
        <g key={share}>
          <line x1={0} x2={WIDTH} y1={HEIGHT * share} y2={HEIGHT * share} />
          <line x1={WIDTH * share} x2={WIDTH * share} y1={0} y2={HEIGHT} />
          <text x={-8} y={HEIGHT * (1 - share) + 4} textAnchor="end">{Number((max * share).toPrecision(4))}</text>
          <text x={WIDTH * share} y={HEIGHT + 18} textAnchor="middle">{Math.round((from + (to - from) * share) / 10) * 10 || from}</text>
        </g>
      ))}
      <path className="worksheet__guess" d={pathOf(axes, guess)} />
      <path d={pathOf(axes, run)} />
      <text x={4} y={-2}>{hasUnit ? chart.inNats(name) : name}</text>
      <text x={WIDTH} y={HEIGHT - 6} textAnchor="end">{chart.step}</text>
    </svg>
  );
}
