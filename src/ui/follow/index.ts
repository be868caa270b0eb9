/** One image followed through the model, and its figures, which a step in slow motion shows, too. One script, fetched together. */
export { CodeTable } from "./CodeTable";
export { Follow } from "./Follow";
export { Picture, SignedLegend, SignedPicture } from "./Picture";
export { Layers, useNetworkName } from "./WayView";
