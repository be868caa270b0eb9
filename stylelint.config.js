/**
 * Style sheets take sizes, weights and colours from the tokens of src/ui/theme.css. Formulas, drawings and the printed worksheet have sizes of
 * their own.
 */
const sizes = "declaration-property-value-allowed-list";

export default {
  rules: {
    [sizes]: {
      "font-size": [/^(min\()?var\(--text-/, "inherit", "initial"],
      font: [/^(italic )?(400 |650 )?(min\()?var\(--text-/, "inherit"],
      "font-weight": ["400", "650", "inherit"],
    },
    "color-no-hex": true,
    "color-named": "never",
    "function-disallowed-list": ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"],
  },
  overrides: [
    { files: ["src/ui/theme.css", "src/features/learn/worksheet.css"], rules: { [sizes]: null, "color-no-hex": null, "function-disallowed-list": null } },
    { files: ["src/ui/equation/equation.css", "src/ui/diagram/diagram.css", "src/features/slowMotion/slowMotion.css"], rules: { [sizes]: null } },
  ],
};
