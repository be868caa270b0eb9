/** The allowed error of each element compared with double precision, relative to the element or to a tenth of its tensor's largest one. */
export const KERNEL_TOLERANCE = 1e-5;
