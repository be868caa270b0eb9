/** Below the reconstructions, of models that are told few labels: how often their classifier is wrong, after each epoch. */
import { historyOf, newestOf } from "../../state/measured";
import { useStore, useTexts } from "../context";
import { countText } from "../numbers";
import { Sparkline } from "./Sparkline";

const percent = (share: number) => (100 * share).toFixed(1);

export function TestError() {
  const words = useTexts().measurements.beside["test-error"];
  const measured = useStore((state) => newestOf("test-error", state));
  const afterEpochs = useStore((state) => state.afterEpochs);
  if (!measured) return words.soon;
  const history = historyOf("test-error", afterEpochs).map(({ result }) => result.error);
  return (
    <span title={words.about(countText(measured.step))}>
      <b>{words.now(percent(measured.result.error))}</b>{" "}
      <Sparkline name={words.history(history.map(percent).join(", "))} values={history} top={Math.max(...history)} />
    </span>
  );
}
