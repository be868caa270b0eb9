/** Without a network. */
export const en = {
  title: "Without a network",
  button: { works: "Works offline", keeping: "Keeping files…", other: "Offline…", newer: "New version" },
  about: "What is kept on this device needs no network at the next visit. Each file is compared with its published hash when it is kept, and again at every visit.",
  keep: "Keep on this device",
  parts: {
    page: "The page, with all models and backends",
    data: "MNIST: 60,000 training and 10,000 test images",
    trained: "Trained starts: weights that some presets can begin with",
  },
  size: (megabytes: string) => `${megabytes} MB`,
  tally: (kept: string, files: string) => `${kept} of ${files} files`,
  phases: {
    waiting: "The files are looked at when the run is open.",
    keeping: (kept: string, files: string) => `${kept} of ${files} files are kept.`,
    kept: (files: string) => `Works offline: all ${files} files are kept.`,
    none: "Nothing is kept: the page needs the network.",
    unreachable: (kept: string, files: string) => `${kept} of ${files} files are kept. Others did not come, or not as they were published. The page tries again when the network is back, and at the next visit.`,
    full: (kept: string, files: string) => `${kept} of ${files} files are kept, and the browser gives no room for more. Choose less above, or free space on this device.`,
  },
  withoutData: "Without MNIST, models of images cannot be trained offline; those of points can.",
  again: "Try again",
  newer: "A new version is here: it is used from the next visit. The run on show goes on with this one.",
  room: (used: string, most: string) => `This site uses ${used} MB of the ${most} MB that the browser gives it.`,
  install: "To open the page like a program, choose “Install” or “Add to home screen” in the browser's menu.",
};
