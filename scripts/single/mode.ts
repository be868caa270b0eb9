/** Vite's mode in which the whole page becomes one file. */
export const SINGLE = "single";

/** Of both pages' content policies: see `src/app/scriptUrl.ts`. */
export const TRUSTED_TYPES = ["require-trusted-types-for 'script'", "trusted-types elbo-room"];
