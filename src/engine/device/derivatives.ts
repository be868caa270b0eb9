/** Derivatives of one number with respect to several tensors at once. */
import { grads, type Tensor } from "@tensorflow/tfjs-core";
import "./tf"; // registers the gradients of operations

/** Returns the derivative of the number that `of` computes from these tensors with respect to each of them. Throws if it does not depend on one. */
export const derivatives = (of: (x: readonly Tensor[]) => Tensor, x: readonly Tensor[]): readonly Tensor[] => grads((...all: Tensor[]) => of(all))([...x]);
