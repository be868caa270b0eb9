/** Of each number of a kernel against double precision, or of a tenth of the largest number of its tensor. */
export const KERNEL_TOLERANCE = 1e-5;
