/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { nats, upTo, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "class-as-a-knob": [{
    steps: 936, claims: [claim("samples show the conditioning class", "right class", "at least", 0.8)],
  }],
};

export const runs: readonly QualityRun[] = [
  { name: "cvae-2", settings: { latent: 2 }, epochs: 10, measure: { "held-out": upTo(10), "class-accuracy": [10] } },
];

export const targets: readonly Target[] = [
  {
    what: "cvae-2: held-out −ELBO after 10 epochs, below that of vae-2",
    wanted: "by ≥ 10 nats",
    find(results) {
      const [vae, cvae] = ["vae-2", "cvae-2"].map((run) => results.value(run, 10, "heldOut")?.["total"]);
      return vae === undefined || cvae === undefined
        ? null
        : { measured: `${nats(vae - cvae)} (${nats(cvae)})`, reached: vae - cvae >= 10 };
    },
  },
];
