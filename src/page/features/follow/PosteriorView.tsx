/** The posterior of an image, computed on a grid, beside the encoder's, on the same square of latent space, with their KL: the gap of the ELBO. */
import type { PosteriorOfImage } from "../../../core/latent/follow";
import { useEffect, useRef } from "react";
import { CIVIDIS, paintHeat } from "../../ui/densities/heat";
import { Tex } from "../../ui/equation/Tex";
import { coordinateText, countText, decimalText } from "../../ui/numbers";
import { densityOfQ, meanOn } from "./posteriorMaps";
import { useFollowTexts } from "./texts";
import { useFollowed } from "./useFollowed";
import { Space } from "../../ui/kit/Between";

const nats = (value: number): string => (Math.abs(value) < 10 ? coordinateText(value) : decimalText(value, 1));

export function PosteriorView() {
  const { posterior: texts, waiting, at } = useFollowTexts();
  const seen = useFollowed("posterior");
  if (!seen) return <p className="layers__note" role="status">{waiting}</p>;
  const { found, step } = seen;
  const { logEvidence, elbo, error, side, mu, sigma, logPosterior } = found;
  const exact = logPosterior.map(Math.exp);
  const q = densityOfQ(found);
  const top = Math.max(exact.reduce((most, value) => Math.max(most, value), 0), q.reduce((most, value) => Math.max(most, value), 0));
  const [across, up] = meanOn(found, exact);
  const gap = logEvidence - elbo;
  const number = (name: string, value: number) => `\\underset{\\textstyle ${nats(value).replace("−", "-")}}{${name}}`;
  return (
    <div className="posterior">
      <div className="posterior__maps">
        <Map found={found} values={exact} top={top} title={texts.exact} name={texts.exactName(coordinateText(across), coordinateText(up))} />
        <Map
          found={found} values={q} top={top} title={texts.encoder}
          name={texts.encoderName(...[mu[0], mu[1], sigma[0], sigma[1]].map(coordinateText) as [string, string, string, string])} // four in, four out
        />
      </div>
      <p className="posterior__scale" aria-hidden="true">
        <span>{texts.none}</span><span className="posterior__bar" style={{ background: `linear-gradient(90deg, ${CIVIDIS.join(", ")})` }} />
        <span>{texts.density} {decimalText(top, top < 10 ? 1 : 0)}</span>
      </p>
      <p className="posterior__equation">
        <Tex decorative tex={`${number("\\log p_\\theta(x)", logEvidence)}=${number("\\mathcal{L}(x)", elbo)}+${number("D_{\\mathrm{KL}}\\big(q_\\phi(z\\mid x)\\,\\|\\,p_\\theta(z\\mid x)\\big)", gap)}`} />
        <span className="visually-hidden">{texts.equation(nats(logEvidence), nats(elbo), nats(gap))}</span>
      </p>
      <p className="layers__note">{texts.ellipses}<Space />{texts.grid(String(side), error < 0.01 ? "0.01" : coordinateText(error))}<Space />{at(countText(step))}</p>
    </div>
  );
}

interface MapProps {
  readonly found: PosteriorOfImage;
  readonly values: Float32Array;
  readonly top: number;
  readonly title: string;
  readonly name: string;
}

function Map({ found: { side, middle, extent, mu, sigma }, values, top, title, name }: MapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const image = context.createImageData(side, side);
    paintHeat(image.data, values, { from: 0, to: top, root: true });
    context.putImageData(image, 0, 0);
  }, [side, values, top]);
  const ends = (j: 0 | 1) => [middle[j] - extent, middle[j] + extent].map(coordinateText);
  return (
    <figure className="posterior__map">
      <figcaption>{title}</figcaption>
      <div className="posterior__frame" role="img" aria-label={name}>
        <canvas ref={canvas} width={side} height={side} aria-hidden="true" />
        <svg viewBox={`${middle[0] - extent} ${-middle[1] - extent} ${2 * extent} ${2 * extent}`} aria-hidden="true">
          {[1, 2].map((times) => <ellipse key={times} cx={mu[0]} cy={-mu[1]} rx={times * sigma[0]} ry={times * sigma[1]} />)}
        </svg>
      </div>
      <p className="posterior__axis" aria-hidden="true"><span>{ends(0)[0]}</span><i>z₁</i><span>{ends(0)[1]}</span></p>
      <p className="posterior__axis" aria-hidden="true"><i>z₂</i><span>{ends(1).join(" … ")}</span></p>
    </figure>
  );
}
