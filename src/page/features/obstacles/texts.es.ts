import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  says: {
    workers: (directive) => `La política del servidor (${directive}) prohíbe los workers, que son los que entrenan, así que aquí no se puede entrenar nada. Las lecciones y las figuras se pueden leer.`,
    files: (directive) => `La política del servidor (${directive}) no deja que la página pida sus propios archivos, como MNIST. Los modelos de puntos no necesitan ninguno y se pueden entrenar.`,
    webAssembly: (directive) => `La política del servidor (${directive} sin 'wasm-unsafe-eval') prohíbe WebAssembly. Las ejecuciones se calculan sin él, más despacio e igual de bien.`,
    scripts: (directive) => `La política del servidor (${directive}) no deja que la página cargue algunos de sus scripts. Faltan las partes que los necesitan, y tu ejecución continúa.`,
    styles: (directive) => `La política del servidor (${directive}) no deja que la página cargue sus estilos. La página se ve mal, pero funciona.`,
    images: (directive) => `La política del servidor (${directive} sin blob:) prohíbe las imágenes que crea la página. Faltan las vistas previas y los archivos PNG. Los archivos SVG se pueden guardar.`,
    trustedTypes: (directive) => `La política del servidor (${directive}) no incluye elbo-room, la única política de Trusted Types de la página. Sin ella, los navegadores rechazan el worker que entrena.`,
    quirks: () => "Algo entre tú y el servidor ha cambiado la página: ha añadido texto antes de su primera línea. Las fórmulas y algunas partes de la página pueden verse mal. El entrenamiento no cambia. Abre la página sin ese proxy o esa extensión.",
  },
  remedy: "Quien mantiene el servidor encuentra la política que necesita la página en content-policy.txt, junto a ella.",
  between: " ",
  title: "La política del servidor lo prohíbe",
  noWorkers: {
    title: "Aquí no se puede entrenar nada",
    old: "Este navegador no puede ejecutar los procesos (module workers) que entrenan. Usa una versión actual de Firefox, Chrome, Edge o Safari.",
    refused: "Este navegador no permitió iniciar un worker, que es el que entrena. Puede prohibirlo un ajuste, una extensión o una política del servidor. Permite los workers en esta página, o ábrela en otro navegador. Las ejecuciones guardadas siguen en este navegador.",
  },
};
