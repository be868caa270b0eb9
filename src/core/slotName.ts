/** Places of the page where features show components. */
export type SlotName =
  /** The end of the page. */
  | "dialogs"
  /** The dialog about the backend, after its own choices. */
  | "backendChoices"
  /** The dialog about the backend, below all choices. */
  | "backend"
  /** Beside the glossary under the equation, in the Lab. */
  | "equation"
  /** Between the equation and the loss chart, in the Lab. */
  | "belowEquation"
  /** The end of the row under the loss chart. It is shown once there are losses, but not in a lesson. */
  | "chart"
  /** Over the map's images and codes, below its marks and the knob; a component covers the square, positions itself by the store's `plane`, and takes no pointer events. */
  | "map"
  /** In slow motion, after the figures of a stage. */
  | "stage"
  /** In place of the map, if the reader has chosen this instrument. */
  | "fill-in" | "follow" | "slow"
  /** In Play, beside the experiment while nothing was trained, if the preset has a trained map. */
  | "trainedMap"
  /** The left column of Learn. */
  | "lesson"
  /** Learn, while a study is open. */
  | "study"
  /** Learn, while an exercise is open. */
  | "exercise"
  /** In the Lab, beside the button that starts a comparison. */
  | "besideCompare"
  /** Among the buttons that save files for continuing a run in PyTorch. */
  | "continue"
  /** First in the list of notices, which is shown while the store has one, an obstacle, or an offer of a kept run. */
  | "notices"
  /** After the explanation why the run has stopped. */
  | "failure"
  /** Beside the button that lists the keys. */
  | "keys"
  /** The end of the first rows in the list of keys. */
  | "keyRows"
  /** The end of the list of keys. */
  | "keyList"
  /** In the list of keys, the rows of lecture mode. */
  | "lectureKeys"
  /** After the question of the preset or of the lecturer. */
  | "question"
  /** Replaces the whole page inside a frame of another page. */
  | "frame"
  /** The end of the dialog that writes links. */
  | "link"
  /** The end of the row of tools in the page's header. */
  | "tools"
  /** The beginning of the row of tools in the page's header; in a narrow Lab, the end of the row with the button of saved runs. */
  | "firstTools"
  /** In the Lab, beside the button of saved runs. */
  | "savedRuns"
  /** The end of the dialog about own images. */
  | "ownData";
