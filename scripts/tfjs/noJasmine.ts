/** Stands in for the package jasmine-core, which tfjs' test helpers load and make no use of. The tests run on `jasmine.ts`. */
export const core = () => ({});
