/** The lesson on paper: its questions with room for answers. Visible only in print, in place of the page. */
import { createPortal } from "react-dom";
import { exportedLink } from "../../../core/browser/exportedLink";
import { usePanelParts, useTexts } from "../../../ui/context";
import { linkOf } from "../lessonRuns";
import type { OpenLesson } from "./useLesson";
import { quantityName, quantityText } from "./words";
import type { CurveQuestion } from "../../../lessons/lesson";

export function Worksheet({ open }: { readonly open: OpenLesson }) {
  const { session } = usePanelParts();
  const all = useTexts();
  const { id, lesson: { rounds, repair }, texts, panel } = open;
  const { worksheet, stages } = panel;
  return createPortal(
    <article className="worksheet" aria-hidden="true">
      <header>
        <p><span>ELBO Room</span><span>{worksheet.name}</span><span>{worksheet.date}</span></p>
        <h1>{texts.title}</h1>
        <p className="worksheet__link">{worksheet.open}: {exportedLink(session.link(linkOf(id, rounds[0].run, rounds[0].until, false)))}</p>
      </header>
      {rounds.map(({ id: round, question }) => {
        const { predict, options = {}, compare } = texts.rounds[round]!;
        return (
          <section key={round}>
            <h2>{stages.predict}</h2>
            <p>{predict}</p>
            {question.kind === "choice"
              ? <ul>{question.options.map((option) => <li key={option.id}>☐ {options[option.id]}</li>)}</ul>
              : <><p className="worksheet__small">{worksheet.axes}</p><BlankAxes question={question} name={all.models.terms[question.column]?.name ?? question.column} /></>}
            {question.kind === "choice" && <><h2>{worksheet.run}</h2><Lines count={1} /></>}
            <h2>{stages.compare}</h2>
            <p>{compare}</p>
            <Lines count={2} />
          </section>
        );
      })}
      <section className="worksheet__after">
        <h2>{stages.explain}</h2>
        <p>{texts.explain.question}</p>
        <Lines count={5} />
      </section>
      <section>
        <h2>{stages.repair}</h2>
        <p>{texts.repair.task}</p>
        <ul>
          {repair.conditions.map(({ what, is, value }) => {
            const bound = quantityText(what, value, panel);
            return <li key={what}>☐ {quantityName(what, all, panel)}: {is === "at most" ? panel.repair.atMost(bound) : panel.repair.atLeast(bound)}</li>;
          })}
        </ul>
        <p className="worksheet__small">{worksheet.setting}</p>
        <Lines count={3} />
      </section>
    </article>, document.body,
  );
}

const Lines = ({ count }: { readonly count: number }) => <div className="worksheet__lines">{Array.from({ length: count }, (_, i) => <hr key={i} />)}</div>;

const [WIDTH, HEIGHT] = [600, 190];

function BlankAxes({ question: { max, at }, name }: { readonly question: CurveQuestion; readonly name: string }) {
  const [from, to] = [at[0]!, at.at(-1)!];
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
      <text x={4} y={-2}>{name}</text>
    </svg>
  );
}
