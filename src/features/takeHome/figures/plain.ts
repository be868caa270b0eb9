/** Writes colours and pictures of a figure in the way that every program reads. */

const COLOURS = ["fill", "stroke", "stop-color"] as const;

/** Makes the figure plain: for programs that do not know all of SVG. Pictures stay as they are. */
export function makePlain(figure: Element): void {
  coloursAsRgb(figure);
  strokesFirst(figure);
}

/** Writes each colour, such as color(srgb …) or rgba(…), as #rrggbb with an opacity of its own. */
function coloursAsRgb(figure: Element): void {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true })!;
  for (const element of figure.querySelectorAll("*")) for (const name of COLOURS) {
    const colour = element.getAttribute(name);
    if (colour === null || /^(none|url\(.*\)|#[\da-f]{6}|currentcolor)$/i.test(colour)) continue;
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = "#000";
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, alpha = 255] = pen.getImageData(0, 0, 1, 1).data;
    element.setAttribute(name, `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`);
    const opacity = `${name.replace("-color", "")}-opacity`;
    if (alpha < 255) element.setAttribute(opacity, String(Number((Number(element.getAttribute(opacity) ?? 1) * alpha / 255).toFixed(3))));
  }
}

/** Draws strokes that lie below their fill as shapes of their own, as not every program knows `paint-order`. */
function strokesFirst(figure: Element): void {
  for (const element of figure.querySelectorAll('[paint-order^="stroke"]')) {
    element.removeAttribute("paint-order");
    const stroke = element.cloneNode(true) as Element;
    stroke.setAttribute("fill", "none");
    element.setAttribute("stroke", "none");
    element.before(stroke);
  }
}

/** Pixels of an enlarged picture per CSS pixel. */
const PICTURE_SCALE = 2;
/** The maximum side of an enlarged picture: in WebKit, svg2pdf.js 2.8.1 does not read addresses with millions of characters. */
const MOST_PIXELS = 1200;

/** Enlarges pictures without smoothing, as PDF has no attribute against it. */
export async function enlargePictures(figure: Element): Promise<void> {
  for (const element of figure.querySelectorAll('image[image-rendering="pixelated"]')) {
    const picture = new Image();
    picture.src = element.getAttribute("href") ?? "";
    await picture.decode();
    const wanted = Math.ceil((PICTURE_SCALE * Number(element.getAttribute("width"))) / picture.width);
    const factor = Math.max(1, Math.min(wanted, Math.floor(MOST_PIXELS / Math.max(picture.width, picture.height))));
    const large = Object.assign(document.createElement("canvas"), { width: picture.width * factor, height: picture.height * factor });
    const pen = large.getContext("2d")!;
    pen.imageSmoothingEnabled = false;
    pen.drawImage(picture, 0, 0, large.width, large.height);
    element.setAttribute("href", large.toDataURL("image/png"));
  }
}
