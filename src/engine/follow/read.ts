/** Reads several tensors at once. */
import { dispose, tidy, type Tensor } from "@tensorflow/tfjs-core";

/** Returns the elements of the tensors that `make` returns. Disposes all tensors that it makes. */
export async function read(make: () => readonly Tensor[]): Promise<readonly Float32Array[]> {
  const tensors = tidy(() => make().map((tensor) => tensor.clone())); // they may be the same tensor, or a weight of the run
  try {
    return (await Promise.all(tensors.map((tensor) => tensor.data<"float32">()))).map((values) => values.slice());
  } finally {
    dispose([...tensors]);
  }
}
