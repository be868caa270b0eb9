/** The dialog of measurements on demand. */
import { useTexts } from "../context";
import { Dialog } from "../kit/Dialog";
import { later } from "../kit/later";
import "./measurements.css";

const MeasurementList = later(async () => (await import("./MeasurementList")).MeasurementList);

export function MeasureDialog() {
  return <Dialog id="measure-dialog" title={useTexts().measurements.title}><MeasurementList /></Dialog>;
}
