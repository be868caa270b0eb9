/** The numbers of several tensors at once. */
import { dispose, tidy, type Tensor } from "@tensorflow/tfjs-core";

/** All other tensors that `make` makes are disposed before its own are read. */
export async function read(make: () => readonly Tensor[]): Promise<readonly Float32Array[]> {
  const tensors = tidy(() => make().map((tensor) => tensor.clone())); // two may be one, or a weight of the run
  try {
    return (await Promise.all(tensors.map((tensor) => tensor.data<"float32">()))).map((values) => values.slice());
  } finally {
    dispose([...tensors]);
  }
}
