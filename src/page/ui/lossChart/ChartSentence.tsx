/** Describes the chart to screen readers, which read it on demand and never announce it. It is renewed every 10 s during training. */
import { useEffect, useState } from "react";
import type { LossColumn } from "../../../core/model/model";
import { usePanelParts, useStore, useTexts } from "../context";
import { chartSentence } from "./chartSentence";

const EVERY_MS = 10_000;

export function ChartSentence({ id, columns }: { readonly id: string; readonly columns: readonly LossColumn[] }) {
  const texts = useTexts();
  const { series } = usePanelParts();
  const training = useStore((state) => state.phase === "training");
  const step = useStore((state) => (state.phase === "training" ? null : state.step));
  const [sentence, setSentence] = useState("");
  useEffect(() => {
    const write = () => setSentence(chartSentence(series, columns.map((column) => column.id), texts));
    write();
    if (!training) return undefined;
    const timer = setInterval(write, EVERY_MS);
    return () => clearInterval(timer);
  }, [series, columns, texts, training, step]);
  return <p id={id} className="visually-hidden">{sentence}</p>;
}
