/** How far each number of a kernel may be from double precision: relative to itself, or to a tenth of its tensor's largest number. */
export const KERNEL_TOLERANCE = 1e-5;
