/** The footer of lecture mode and of narrow windows: the question, and the button that lists the keys. */
import { KeysButton } from "./KeysButton";
import { Question } from "./Question";
import "./foot.css";

export function Foot() {
  return (
    <footer className="foot">
      <Question />
      <div><KeysButton /></div>
    </footer>
  );
}
