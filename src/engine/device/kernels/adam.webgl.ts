/** Adam on the WebGL backend: one program that writes weight, m and v. */
import type { MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl";
import { registerAdam } from "./adam";
import { draw, type Drawing } from "./draw.webgl";

/** Padding stays 0, which tfjs' packed products rely on, because ε > 0. */
const UPDATE: Drawing = {
  inputs: ["W", "M", "V", "G"],
  uniforms: ["beta1", "oneMinusBeta1", "beta2", "oneMinusBeta2", "rate", "vScale", "epsilon"],
  outputs: ["weight", "m", "v"],
  body: `
    vec4 g = texture(G, resultUV);
    vec4 nextM = beta1 * texture(M, resultUV) + oneMinusBeta1 * g;
    vec4 nextV = beta2 * texture(V, resultUV) + oneMinusBeta2 * g * g;
    weight = texture(W, resultUV) - rate * nextM / (sqrt(vScale * nextV) + epsilon);
    m = nextM;
    v = nextV;
  `,
};

export function registerAdamWebgl(): void {
  registerAdam<MathBackendWebGL>("webgl", (backend, { weight, m, v, gradient }, factors) => {
    const { beta1, oneMinusBeta1, beta2, oneMinusBeta2, rate, vScale, epsilon } = factors;
    const uniforms = [beta1, oneMinusBeta1, beta2, oneMinusBeta2, rate, vScale, epsilon];
    return draw(backend, UPDATE, [weight, m, v, gradient], uniforms, weight.shape);
  });
}
