/**
 * For data that are points: the density of the data beside that of the model's samples, on one scale, and the discriminator's output beside
 * the optimal one. In the plane these are heat maps, on the line curves.
 */
import { useEffect, useState } from "react";
import type { PointsDefinition } from "../../../core/data/data";
import { densityParts } from "../../../core/latent/pictures";
import type { PictureOf } from "../../state/frames";
import { newestOf } from "../../state/measured";
import { usePanelParts, useStore, useTexts } from "../context";
import { Space } from "../kit/Between";
import { useLoadedTexts } from "../kit/useLaterTexts";
import { MeasuredAt, useIsOutdated } from "../measurements/MeasuredAt";
import { coordinateText, countText, lossText, percentText } from "../numbers";
import { roleColour } from "../palette";
import { Subscripts } from "../kit/Subscripts";
import { useModel } from "../useModel";
import { compareDensities, curvePath, optimalDiscriminator, truthOf } from "./compare";
import { HeatMap } from "./HeatMap";
import { ModelDensity } from "./ModelDensity";
import { densityTexts } from "./texts";

/** Returns the newest picture of this kind from the open run. */
function useNewest<K extends "densities" | "decoded">(kind: K): PictureOf<K> | null {
  const { frames } = usePanelParts();
  const [picture, setPicture] = useState<PictureOf<K> | null>(null);
  useEffect(() => frames.subscribe(kind, setPicture), [frames, kind]);
  return picture;
}

export function Densities({ data }: { readonly data: PointsDefinition }) {
  const texts = useLoadedTexts(densityTexts);
  const newest = useNewest("densities");
  const { sigma } = useTexts().measurements.beside.codes;
  const measured = useStore((state) => newestOf("codes", state));
  const outdated = useIsOutdated(measured);
  const truth = truthOf(data);
  // A picture that arrives late from a run on other data is not shown.
  const picture = newest?.cells === truth.density.length ? newest : null;
  const made = picture && densityParts(picture);
  const similarity = picture && made && compareDensities(truth, made.density, picture.says === "probability" ? made.discriminator : null);
  return (
    <figure className="densities" aria-label={texts.name}>
      {data.width === 1 ? <OnLine data={data} picture={picture} /> : <InPlane data={data} picture={picture} />}
      <figcaption className="densities__caption">
        <span className="densities__advice"><Subscripts of={texts.caption} /></span>
        {picture && similarity && <><Space /><strong>{texts.overlap(percentText(similarity.overlap), countText(picture.step))}</strong></>}
        {measured && measured.result.sigma !== null && (
          <span className="density__sigma" data-outdated={outdated || undefined}> <b>{sigma(lossText(measured.result.sigma))}</b>{outdated && <> <MeasuredAt measured={measured} /></>}</span>
        )}
        {similarity && similarity.off !== null && <><Space /><Subscripts of={texts.off(coordinateText(similarity.off))} /></>}
      </figcaption>
    </figure>
  );
}

interface Shown {
  readonly data: PointsDefinition;
  readonly picture: PictureOf<"densities"> | null;
}

function InPlane({ data, picture }: Shown) {
  const texts = useLoadedTexts(densityTexts);
  const names = useTexts().models.options;
  const truth = truthOf(data);
  const made = picture && densityParts(picture);
  const decoded = useNewest("decoded");
  const here = decoded?.values.length === 2 ? ([decoded.values[0]!, decoded.values[1]!] as const) : null;
  const step = picture ? countText(picture.step) : "";
  const probability = { from: 0, to: 1, root: false };
  const plane = { side: truth.grid.side, extent: data.extent };
  const ofDiscriminator = picture?.says && made?.discriminator ? { probability: 2, score: 1 }[picture.says] : 0;
  return (
    <div className="densities__row" data-pictures={2 + ofDiscriminator}>
      <HeatMap
        {...plane} title={texts.data} name={texts.dataName(names[data.id] ?? data.id, lossText(truth.most))} values={truth.density}
        scale={{ from: 0, to: truth.most, root: true }} ends={["0", lossText(truth.most / 4), lossText(truth.most)]} unit={texts.perArea} dots={truth.dots}
      />
      <ModelDensity data={data} picture={picture} here={here} />
      {picture?.says === "probability" && made?.discriminator && (
        <>
          <HeatMap
            {...plane} title={texts.optimal} name={texts.optimalName} values={optimalDiscriminator(truth, made.density)} scale={probability}
            ends={["0", "½", "1"]} unit={texts.probability}
          />
          <HeatMap
            {...plane} title={texts.learned} values={made.discriminator} scale={probability} ends={["0", "½", "1"]} unit={texts.probability}
            name={texts.learnedName(step, ...rangeOf(made.discriminator))}
          />
        </>
      )}
      {picture?.says === "score" && made?.discriminator && <Critic {...plane} values={made.discriminator} step={step} />}
    </div>
  );
}

function rangeOf(values: Float32Array): [string, string] {
  const { least, most } = extremes(values);
  return [lossText(least), lossText(most)];
}

const extremes = (values: Float32Array) => values.reduce(
  ({ least, most }, value) => ({ least: Math.min(least, value), most: Math.max(most, value) }), { least: Infinity, most: -Infinity });

/** A critic's score has a scale of its own because it has no unit. */
function Critic({ side, extent, values, step }: { readonly side: number; readonly extent: number; readonly values: Float32Array; readonly step: string }) {
  const texts = useLoadedTexts(densityTexts);
  const { least, most } = extremes(values);
  return (
    <HeatMap
      side={side} extent={extent} title={texts.critic} values={values} scale={{ from: least, to: most, root: false }}
      ends={[lossText(least), lossText((least + most) / 2), lossText(most)]} unit={texts.score} name={texts.criticName(step, ...rangeOf(values))}
    />
  );
}

function OnLine({ data, picture }: Shown) {
  const texts = useLoadedTexts(densityTexts);
  const { models: { options: names }, shell } = useTexts();
  const model = useModel();
  const truth = truthOf(data);
  const made = picture && densityParts(picture);
  const colour = `var(${roleColour(model.encode ? "decoder" : "generator")})`;
  const top = 1.4 * truth.most;
  const step = picture ? countText(picture.step) : "";
  const similarity = made && compareDensities(truth, made.density, null);
  const judged = picture?.says === "probability" && made?.discriminator ? made.discriminator : null;
  return (
    <div className="densities__row densities__row--line" data-pictures={2}>
      <Curves
        extent={data.extent} ends={["0", `${lossText(top)} ${texts.perLength}`]}
        name={`${texts.dataName(names[data.id] ?? data.id, lossText(truth.most))}. ${similarity && made ? texts.modelName(step, lossText(Math.max(...made.density)), percentText(similarity.overlap)) : texts.none}`}
        curves={[
          { label: texts.data, path: curvePath(truth.density, 0, top), colour: "var(--role-data)", dashed: true },
          ...(made ? [{ label: texts.model, path: curvePath(made.density, 0, top), colour, dashed: false }] : []),
        ]}
      />
      {judged && made && (
        <Curves
          extent={data.extent} ends={["0", "1"]} name={[texts.optimalName, texts.learnedName(step, ...rangeOf(judged))].join(shell.betweenSentences)}
          curves={[
            { label: texts.optimal, path: curvePath(optimalDiscriminator(truth, made.density), 0, 1), colour: "var(--role-data)", dashed: true },
            { label: texts.learned, path: curvePath(judged, 0, 1), colour: `var(${roleColour("discriminator")})`, dashed: false },
          ]}
        />
      )}
      {picture?.says === "score" && made?.discriminator && (
        <Curves
          extent={data.extent} ends={rangeOf(made.discriminator)} name={texts.criticName(step, ...rangeOf(made.discriminator))}
          curves={[{
            label: texts.critic, path: curvePath(made.discriminator, extremes(made.discriminator).least, extremes(made.discriminator).most),
            colour: `var(${roleColour("critic")})`, dashed: false,
          }]}
        />
      )}
    </div>
  );
}

interface Curve {
  readonly label: string;
  readonly path: string;
  readonly colour: string;
  readonly dashed: boolean;
}

function Curves({ extent, ends, name, curves }: {
  readonly extent: number; readonly ends: readonly string[]; readonly name: string; readonly curves: readonly Curve[];
}) {
  return (
    <div className="density density--curves">
      <p className="density__title">
        {curves.map(({ label, colour, dashed }) => (
          <span key={label} className="density__key" style={{ color: colour }}><span aria-hidden="true">{dashed ? "┄ " : "━ "}</span><Subscripts of={label} /></span>
        ))}
      </p>
      <div className="density__frame" role="img" aria-label={name}>
        <svg className="density__curves" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          {curves.map(({ label, path, colour, dashed }) => (
            <path key={label} d={path} fill="none" stroke={colour} strokeWidth={2} strokeDasharray={dashed ? "5 3" : undefined} vectorEffect="non-scaling-stroke" />
          ))}
        </svg>
        <span className="density__top" aria-hidden="true">{ends[1]}</span>
      </div>
      <p className="density__ends" aria-hidden="true"><span>−{extent}</span><span>x</span><span>{extent}</span></p>
    </div>
  );
}
