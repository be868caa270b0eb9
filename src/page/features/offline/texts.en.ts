/** Without a network. */
export const en = {
  title: "Without a network",
  button: { works: "Works offline", keeping: "Keeping files…", other: "Offline…", newer: "New version" },
  about: "Files kept on this device need no network at the next visit. The page compares each file with its published hash when it is stored, and again at every visit.",
  keep: "Keep on this device",
  parts: {
    page: "The page, with all models and backends",
    data: "MNIST: 60,000 training and 10,000 test images",
    trained: "Pretrained checkpoints: weights from which some presets can start",
  },
  size: (megabytes: string) => `${megabytes} MB`,
  tally: (kept: string, files: string) => `${kept} of ${files} files`,
  phases: {
    waiting: "The page checks its files once the run is open.",
    unchecked: "The files could not be checked. The page tries again when the network is back, and at the next visit.",
    keeping: (kept: string, files: string) => `${kept} of ${files} files are kept.`,
    kept: (files: string) => `Works offline: all ${files} files are kept.`,
    none: "Nothing is kept: the page needs the network.",
    unreachable: (kept: string, files: string) => `${kept} of ${files} files are kept. The others did not arrive, or differ from the published files. The page tries again when the network is back, and at the next visit.`,
    full: (kept: string, files: string) => `${kept} of ${files} files are kept. The browser has no room for more. Choose fewer parts above, or free space on this device.`,
  },
  withoutData: "Without MNIST, models of images cannot be trained offline. Models of points can.",
  again: "Try again",
  newer: "A new version is ready for the next visit. Your run continues with this version.",
  room: (used: string, most: string) => `This site uses ${used} MB of the ${most} MB that the browser allows.`,
  install: "To open the page like an app, choose “Install” or “Add to home screen” in the browser's menu.",
};
