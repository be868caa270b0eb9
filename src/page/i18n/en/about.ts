/** What the page is, below the report on backends. */
export const about = {
  title: "About this page",
  promise: "ELBO Room is free software under the MIT licence. Your runs, drawings, files and texts stay in this browser; the page sends them nowhere.",
  licences: "Licences of its components",
};
