/** Several rows for each image: K draws of a code, or an image combined with each class. */
import type { Tensor2D, Tensor3D, Tf } from "../../../core/model/tf";

/** Reshapes [B,K·n] or [B·K,n] → [B,K,n]; with `each` = 1, [B,n] → [B,1,n], to be broadcast over K. */
export const toRank3 = (tf: Tf, rows: Tensor2D, images: number, each: number): Tensor3D =>
  tf.reshape(rows, [images, each, rows.size / (images * each)]);

/** Reshapes [B,K,n] → [B·K,n]. */
export const toRank2 = (tf: Tf, x: Tensor3D): Tensor2D => tf.reshape(x, [x.shape[0] * x.shape[1], x.shape[2]]);
