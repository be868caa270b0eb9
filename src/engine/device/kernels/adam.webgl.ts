/** Adam on the WebGL backend: one program that writes weight, m and v. */
import type { MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl";
import { registerAdam } from "./adam";
import { draw, type MultiTargetProgram } from "./draw.webgl";

/**
 * A texel holds two rows and two columns, with padding if a matrix has an odd number of them. tfjs' packed products need zero
 * padding in weights, while that of gradients may have any value (for 1 − x it is 1). So it is replaced by 0.
 */
const UPDATE: MultiTargetProgram = {
  inputs: ["W", "M", "V", "G"],
  uniforms: ["beta1", "oneMinusBeta1", "beta2", "oneMinusBeta2", "rate", "vScale", "epsilon", "rows", "columns"],
  outputs: ["weight", "m", "v"],
  body: `
    vec4 g = texture(G, resultUV);
    int across = (int(columns) + 1) / 2, down = (int(rows) + 1) / 2;
    int texel = int(gl_FragCoord.y) * textureSize(W, 0).x + int(gl_FragCoord.x);
    if (texel % across == across - 1 && int(columns) % 2 == 1) g.yw = vec2(0.0);
    if ((texel / across) % down == down - 1 && int(rows) % 2 == 1) g.zw = vec2(0.0);
    vec4 nextM = beta1 * texture(M, resultUV) + oneMinusBeta1 * g;
    vec4 nextV = beta2 * texture(V, resultUV) + oneMinusBeta2 * g * g;
    weight = texture(W, resultUV) - rate * nextM / (sqrt(vScale * nextV) + epsilon);
    m = nextM;
    v = nextV;
  `,
};

/** Registers the kernel; calling it again changes nothing. */
export function registerAdamWebgl(): void {
  registerAdam<MathBackendWebGL>("webgl", (backend, { weight, m, v, gradient }, factors) => {
    const { beta1, oneMinusBeta1, beta2, oneMinusBeta2, rate, vScale, epsilon } = factors;
    const [rows = 1, columns = 1] = [weight.shape.at(-2), weight.shape.at(-1)];
    const uniforms = [beta1, oneMinusBeta1, beta2, oneMinusBeta2, rate, vScale, epsilon, rows, columns];
    return draw(backend, UPDATE, [weight, m, v, gradient], uniforms, weight.shape);
  });
}
