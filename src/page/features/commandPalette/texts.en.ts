/** The command palette: its list, and the names of actions that have no button with a text. */
export const en = {
  search: "Search commands",
  hint: "Name, symbol or key word, such as β",
  none: (query: string) => `No command matches “${query}”.`,
  found: (count: string) => `Commands: ${count}`,
  open: "find and open everything by name",
  groups: {
    actions: "Actions", views: "Rooms and views", settings: "Settings", presets: "Presets", models: "Models", lessons: "Lessons", exercises: "Exercises", studies: "Studies",
    measurements: "Measurements",
  },
  actions: {
    begin: "Begin with the pretrained checkpoint",
    rewind: "Rewind to an earlier step…",
    rewindHint: "or type “rewind 300”",
    rewindTo: (step: string) => `Rewind to step ${step}`,
    undo: "Undo: restore the previous run",
    fullScreen: "Full screen",
    log: "Loss chart: log scale",
    keys: "List of keys",
    on: "on",
    off: "off",
  },
};
