/** Calls a function between the operations of eager work, which blocks its thread: on a slow backend a step can take minutes. */
import { engine } from "@tensorflow/tfjs-core";

/** From now on calls `tell` before operations of TensorFlow.js, at most once in `every` milliseconds. `now`: a clock in milliseconds. */
export function betweenOperations(tell: () => void, every: number, now = () => performance.now()): void {
  const tfjs = engine();
  const runKernel = tfjs.runKernel.bind(tfjs);
  let toldAt = now();
  tfjs.runKernel = (...operation) => {
    const at = now();
    if (at - toldAt >= every) {
      toldAt = at;
      tell();
    }
    return runKernel(...operation);
  };
}
