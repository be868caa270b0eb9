/** Vite's mode for the page as one file. */
export const SINGLE = "single";

/** Directives of both pages' content policies: see `src/page/app/scriptUrl.ts`. */
export const TRUSTED_TYPES = ["require-trusted-types-for 'script'", "trusted-types elbo-room"];
