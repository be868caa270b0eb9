/** The quantities at the end of a round's run, beside those of the rounds before it. */
import type { Round } from "../../../../course/lessons/lesson";
import { useTexts } from "../../../ui/context";
import { Subscripts } from "../../../ui/kit/Subscripts";
import type { OpenLesson } from "./useLesson";
import { quantityName, quantityText } from "./words";

interface Props {
  readonly open: OpenLesson;
  readonly round: Round;
}

export function Quantities({ open: { lesson, panel, notes }, round }: Props) {
  const all = useTexts();
  const { compare } = panel;
  const at = lesson.rounds.indexOf(round);
  const columns = lesson.rounds.slice(0, at + 1).flatMap(({ id }, i) => {
    const { measured = {} } = notes.outcomes[id] ?? {};
    const some = round.question.shows.some((what) => measured[what] !== undefined);
    return some ? [{ id, name: i === at ? compare.thisRound : compare.round(i + 1), measured }] : [];
  });
  const rows = round.question.shows.filter((what) => columns.some(({ measured }) => measured[what] !== undefined));
  if (rows.length === 0) return null;
  return (
    <table className="lesson__table lesson__quantities">
      <thead><tr><td />{columns.map(({ id, name }) => <th key={id} scope="col">{name}</th>)}</tr></thead>
      <tbody>
        {rows.map((what) => (
          <tr key={what}>
            <th scope="row"><Subscripts of={quantityName(what, all, panel)} /></th>
            {columns.map(({ id, measured }) => <td key={id}>{measured[what] === undefined ? "–" : quantityText(what, measured[what], panel)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
