/** Below the reconstructions: the number of active units and the KL of each latent dimension, at the ends of epochs. */
import { historyOf, newestOf } from "../../state/measured";
import { useStore, useTexts } from "../context";
import { axisEnd } from "../bars";
import { countText, decimalText, lossText } from "../numbers";
import { useOtherRun } from "../comparison/useOtherRun";
import { useModel } from "../useModel";
import { Columns } from "./Columns";
import { MeasuredAt, useIsOutdated } from "./MeasuredAt";
import { Sparkline } from "./Sparkline";
import "./beside.css";

/** The threshold of Burda et al. 2016. */
const ACTIVE_VARIANCE = 0.01;

/** One nat, and the variance of the prior: columns of dimensions that carry next to nothing stay low. */
const TOP = 1;

/** The error rate at the top of its curve is at least this, so that a good classifier has a low one. */
const LEAST_TOP = 0.1;

const percent = (share: number) => decimalText(100 * share, 1);

export function ActiveUnits() {
  const { measurements: { beside: { codes: words } }, shell } = useTexts();
  const measured = useStore((state) => newestOf("codes", state));
  const afterEpochs = useStore((state) => state.afterEpochs);
  const { labelled } = useModel();
  const outdated = useIsOutdated(measured);
  const other = useOtherRun((state) => newestOf("codes", state))?.result;
  if (!measured) return <div className="active-units"><p className="active-units__text">{words.soon}{labelled && <><br /><TestError /></>}</p></div>;
  const { klPerDimension, variances, activeUnits, sigma } = measured.result;
  const values = klPerDimension ?? variances;
  const about = klPerDimension ? words.kl : words.variance;
  const each = values.map((value, j) => words.dimension(String(j + 1), lossText(value))).join(shell.separator);
  const history = historyOf("codes", afterEpochs).map(({ result }) => result.activeUnits);
  return (
    <div className="active-units" data-outdated={outdated || undefined}>
      <p className="active-units__text">
        <span title={words.about(countText(measured.step))}>
          <b>{words.active(String(activeUnits), String(variances.length))}</b>{" "}
          <Sparkline name={words.history(history.join(shell.separator))} values={history} top={variances.length} />
        </span>
        {outdated && <> <MeasuredAt measured={measured} /></>}
        <br />{words.upTo(about, lossText(Math.max(...values)))}
        {sigma !== null && <><br />{words.sigma(lossText(sigma))}</>}
        {labelled && <><br /><TestError /></>}
      </p>
      <Columns
        name={shell.pair(about, each)} top={axisEnd(other ? other.klPerDimension ?? other.variances : [], TOP)}
        columns={values.map((value, j) => ({ value, hollow: variances[j]! <= ACTIVE_VARIANCE }))}
      />
    </div>
  );
}

/** Below the reconstructions of semi-supervised models: the error rate of their classifier, at the ends of epochs. */
function TestError() {
  const words = useTexts().measurements.beside["test-error"];
  const measured = useStore((state) => newestOf("test-error", state));
  const afterEpochs = useStore((state) => state.afterEpochs);
  const outdated = useIsOutdated(measured);
  const others = useOtherRun((state) => state.afterEpochs) ?? [];
  if (!measured) return <>{words.soon}</>;
  const history = historyOf("test-error", afterEpochs).map(({ result }) => result.error);
  return (
    <span title={words.about(countText(measured.step))} data-outdated={outdated || undefined}>
      <b>{words.now(percent(measured.result.error))}</b>{" "}
      <Sparkline name={words.history(history.map(percent).join(", "))} values={history} top={axisEnd([...history, ...historyOf("test-error", others).map(({ result }) => result.error)], LEAST_TOP)} />
      {outdated && <> <MeasuredAt measured={measured} /></>}
    </span>
  );
}
