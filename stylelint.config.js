/**
 * Style sheets take sizes, weights and colours from the tokens of src/page/ui/theme.css. Formulas, drawings and the printed worksheet have sizes of
 * their own. Sides are those of a line of text (start and end), so that the page is mirrored for languages written from right to left.
 */
import { HIDDEN_MESSAGE, HIDDEN_NAMES } from "./scripts/lint/hiddenNames.js";

const sizes = "declaration-property-value-allowed-list";

const LOGICAL = "Name the start or the end of a line: inset-inline-start, margin-inline, padding-inline-end, text-align: start.";
/** A part of a value, which may have spaces between parentheses only. */
const part = String.raw`(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+`;
const fourSides = new RegExp(`^${part}(?: ${part}){3}$`);

const allowedNames = `^(?!.*(?:${HIDDEN_NAMES}))`;

export default {
  rules: {
    [sizes]: {
      "font-size": [/^(min\()?var\(--text-/, "inherit", "initial"],
      font: [/^(italic )?(400 |650 )?(min\()?var\(--text-/, "inherit"],
      "font-weight": ["400", "650", "inherit"],
    },
    "property-disallowed-list": [
      ["left", "right", /^(scroll-)?(margin|padding)-(left|right)$/, /^border-(left|right)/, /^border-(top|bottom)-(left|right)-radius$/], { message: LOGICAL },
    ],
    "declaration-property-value-disallowed-list": [
      { "text-align": ["left", "right"], float: ["left", "right"], clear: ["left", "right"], "/^(padding|margin|inset|border-width)$/": [fourSides] }, { message: LOGICAL },
    ],
    "selector-disallowed-list": [
      [/:has\(> :/], { message: "With such a condition, each element that is inserted makes Chromium compute the styles of the whole page. Let the component set a data attribute." },
    ],
    "selector-class-pattern": [allowedNames, { message: HIDDEN_MESSAGE }],
    "selector-id-pattern": [allowedNames, { message: HIDDEN_MESSAGE }],
    "color-no-hex": true,
    "color-named": "never",
    "function-disallowed-list": ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"],
  },
  overrides: [
    { files: ["src/page/ui/theme.css", "src/page/ui/laterFonts.css", "src/page/features/learn/worksheet.css"], rules: { [sizes]: null, "color-no-hex": null, "function-disallowed-list": null } },
    { files: ["src/page/ui/equation/equation.css", "src/page/ui/diagram/diagram.css", "src/page/features/slowMotion/slowMotion.css"], rules: { [sizes]: null } },
  ],
};
