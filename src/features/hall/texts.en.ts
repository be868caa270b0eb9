/** What a hall takes part by. */
export const en = {
  code: {
    name: (address: string) => `QR code of ${address}`,
    about: "Opens this experiment with these settings, outside lecture mode. Q or Esc closes it.",
    tooLong: (bytes: string, most: string) =>
      `This link has ${bytes} bytes; a code that the last row can read holds ${most}. Drawings and hidden pixels take most of it: take these away, or share the link by Copy link.`,
    file: "This page was opened as a file. Nobody else can open its address, so there is no code for it. Hand on the file itself.",
  },
  question: {
    name: "Question to the hall",
    hands: (answer: string) => `Hands for “${answer}”`,
    counted: (answer: string, hands: string) => `${answer}: ${hands}`,
    keys: "1 – 4: one hand more, with Shift one fewer. A: back to the panels.",
    keysOpen: "A: back to the panels.",
    write: "Change the question",
    reveal: "Train, and see",
    tally: "Hands of the hall",
  },
  keys: {
    linkCode: "the link as a code for the hall's phones",
    ask: "the question to the hall",
    writeQuestion: "write the question",
    hands: "a hand for that answer; with Shift, one fewer",
  },
  form: {
    text: "Question",
    answers: "Answers: two to four, or none",
    answer: (k: string) => `Answer ${k}`,
    about: "The question and its answers go into the link. Hands are counted on this page only, and are gone when it is closed.",
    ask: "Ask",
    remove: "Remove the question",
  },
};
