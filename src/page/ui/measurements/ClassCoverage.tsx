/**
 * Beside a GAN's samples: the classes that the evaluation classifier finds in 1,000 of them, at the ends of epochs, and an alarm if the generator
 * misses some. Its space is reserved before there is a result.
 */
import { historyOf, newestOf } from "../../state/measured";
import { useStore, useTexts } from "../context";
import { coordinateText, countText } from "../numbers";
import { axisEnd } from "../bars";
import { useOtherRun } from "../comparison/useOtherRun";
import { useModel } from "../useModel";
import { Columns } from "./Columns";
import { MeasuredAt, useIsOutdated } from "./MeasuredAt";
import { coverageOf, type Coverage } from "./coverage";
import { Sparkline } from "./Sparkline";
import "./beside.css";

function Verdict({ sign: character, verdict, cause }: Coverage) {
  const sign = <span className="coverage__sign" aria-hidden="true">{character}</span>;
  if (cause === null) return <p className="coverage__verdict">{sign} {verdict}</p>;
  return (
    <details className="coverage__verdict" data-alarm>
      <summary>{sign} <span className="coverage__words">{verdict}</span></summary>
      <p className="coverage__cause">{cause}</p>
    </details>
  );
}

function Entropies({ now }: { now: string }) {
  const words = useTexts().measurements.beside["class-histogram"];
  const afterEpochs = useStore((state) => state.afterEpochs);
  const values = historyOf("class-histogram", afterEpochs).map(({ result }) => result.entropy);
  const name = words.history(values.map((value) => coordinateText(value)).join(", "));
  return (
    <p className="coverage__entropy">
      <span>{now}</span> <Sparkline name={name} values={values} top={Math.log(10)} />
    </p>
  );
}

/** `before`: the text shown until there is a result. */
export function ClassCoverage({ before }: { before: string | null }) {
  const { conditional, findsClasses } = useModel();
  const words = useTexts().measurements.beside["class-histogram"];
  const measured = useStore((state) => newestOf("class-histogram", state));
  const atRest = useStore((state) => state.phase !== "training");
  const outdated = useIsOutdated(measured);
  const other = useOtherRun((state) => newestOf("class-histogram", state))?.result;
  const now = measured && coverageOf(measured.result, conditional && !findsClasses, words);
  const { counts, samples, verdict } = measured?.result ?? { counts: [], samples: 0, verdict: null };
  return (
    <div className="coverage" data-outdated={outdated || undefined}>
      {now ? (
        <>
          <p className="coverage__title" title={words.at(countText(measured.step))}>
            {now.title}{outdated && <> <MeasuredAt measured={measured} /></>}
          </p>
          <Columns
            name={now.counts} top={axisEnd(other?.samples === samples ? other.counts : [], (1.5 * samples) / counts.length)} level={samples / counts.length}
            columns={counts.map((value, label) => ({ value, label: String(label), alarm: verdict!.missing.includes(label) }))}
          />
        </>
      ) : <p className="pictures__note">{before ?? words.soon}</p>}
      {now && <Verdict {...now} />}
      {/* During training the verdict may change after each epoch. */}
      <span className="visually-hidden" role="status">{atRest && now?.verdict}</span>
      {now && <Entropies now={now.entropy} />}
    </div>
  );
}
