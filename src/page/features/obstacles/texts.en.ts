/** What the server or a proxy does to the page. */
export const en = {
  /** The sentence of each obstacle; then, of a policy's, the remedy. */
  says: {
    workers: (directive: string) => `The server’s policy (${directive}) forbids workers, which do the training, so nothing can be trained here. Lessons and figures can be read.`,
    files: (directive: string) => `The server’s policy (${directive}) does not let the page fetch its own files, such as MNIST. Models of points need none and can be trained.`,
    webAssembly: (directive: string) => `The server’s policy (${directive} without 'wasm-unsafe-eval') forbids WebAssembly. Runs are computed without it, more slowly and equally correctly.`,
    scripts: (directive: string) => `The server’s policy (${directive}) does not let the page load some of its scripts. The parts that need them are missing, and your run continues.`,
    styles: (directive: string) => `The server’s policy (${directive}) does not let the page load its styles. The page looks wrong, and works.`,
    images: (directive: string) => `The server’s policy (${directive} without blob:) forbids images that the page makes. Previews and PNG files are missing. SVG files can be saved.`,
    trustedTypes: (directive: string) => `The server’s policy (${directive}) does not list elbo-room, the page’s only policy for Trusted Types. Without it browsers refuse the worker that does the training.`,
    quirks: () => "Something between you and the server has changed the page: it has added text before the page’s first line. Formulas and parts of the page may look wrong. Training is not affected. Open the page without that proxy or extension.",
  },
  remedy: "Whoever runs the server finds the policy that the page needs in content-policy.txt, beside the page.",
  between: " ",
  /** The title of a run that a policy has stopped. */
  title: "The server’s policy forbids this",
  /** In place of the page. */
  noWorkers: {
    title: "Nothing can be trained here",
    old: "This browser cannot run module workers, which do the training. Use a current Firefox, Chrome, Edge or Safari.",
    refused: "This browser refused to start a worker, which does the training. A setting, an extension or a policy of the server may forbid workers. Allow them for this page, or open it in another browser. Saved runs are still in this browser.",
  },
};
