/** The link as a code, questions to the audience, and votes. */
export const en = {
  code: {
    name: (address: string) => `QR code of ${address}`,
    about: "Opens this experiment with these settings, outside lecture mode. Q or Esc closes it.",
    tooLong: (bytes: string, most: string) =>
      `This link has ${bytes} bytes. A QR code that can be scanned from the last row holds ${most}. Remove drawings and hidden pixels, which take most of it, or share the link with Copy link.`,
    file: "This page was opened as a file. Nobody else can open its address, so there is no code. Pass on the file itself.",
  },
  question: {
    name: "Question to the audience",
    hands: (answer: string) => `Votes for “${answer}”`,
    counted: (answer: string, hands: string) => `${answer}: ${hands}`,
    keys: "1 – 4: add a vote; with Shift, remove one. Page Down: train and see. A: back to the panels.",
    keysOpen: "Page Down: train and see. A: back to the panels.",
    write: "Change the question",
    reveal: "Train and see",
    tally: "Votes of the audience",
  },
  keys: {
    linkCode: "the link as a QR code for the audience",
    ask: "the question to the audience",
    writeQuestion: "write the question",
    hands: "add a vote for that answer; with Shift, remove one",
  },
  form: {
    text: "Question",
    answers: "Answers (two to four, or none)",
    answer: (k: string) => `Answer ${k}`,
    about: "The link contains the question and its answers. Votes are counted on this page only and disappear when it is closed.",
    ask: "Ask",
    remove: "Remove the question",
  },
};
