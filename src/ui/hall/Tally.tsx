/** How many hands went up for each answer, as bars: beside what training then shows. */
import { hallTexts } from "./texts";
import { countsOf } from "../../state/question";
import { useStore } from "../context";
import { countText } from "../numbers";
import { useLaterTexts } from "../kit/useLaterTexts";

export function Tally() {
  const texts = useLaterTexts(hallTexts)?.question;
  const question = useStore((state) => state.question);
  const hands = useStore((state) => state.hands);
  const counts = countsOf({ question, hands });
  const most = Math.max(1, ...counts);
  if (!texts || !question || counts.length === 0) return null;
  return (
    <ul className="tally" aria-label={texts.tally}>
      {question.answers.map((answer, k) => (
        <li key={k}>
          <span className="tally__answer">{answer}</span>
          <span className="tally__bar" style={{ width: `${(6 * counts[k]!) / most}rem` }} aria-hidden="true" />
          <b>{countText(counts[k]!)}</b>
        </li>
      ))}
    </ul>
  );
}
