/** What the page is, below the report on backends. */
export const about = {
  title: "About this page",
  promise: "ELBO Room is free software under the MIT licence. What you train, draw, open or write stays in this browser: the page sends it nowhere.",
  licences: "Licences of what it is made of",
};
