import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { setBackend } from "@tensorflow/tfjs-core";
import { programOf } from "../src/compiler/trace/testing";
await setBackend("cpu");
for (const seed of [1096, 1143]) {
  const p = programOf(seed);
  console.log(p.text);
  console.log(JSON.stringify(p.recorded.nodes).slice(0, 3500));
  for (const [n, v] of Object.entries(p.inputs)) { const big = [...v].filter((x) => Math.abs(x) > 2 ** 126 || (x !== 0 && Math.abs(x) < 2 ** -120)); console.log(n, v.length, "extreme:", big.length, big.slice(0, 12)); }
}
