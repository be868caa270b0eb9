import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "¿Sirve entrenar con muestras?",
  about: "Un clasificador tiene pocas imágenes reales. ¿Lo mejoran las muestras de un modelo condicional?",
  question: "Un clasificador pequeño aprende de 100, 300 o 1000 imágenes reales; las muestras de un CVAE pueden llenar la mitad de cada lote. " +
    "La alternativa habitual es desplazar cada imagen real hasta dos píxeles cada vez que se usa. ¿Dónde ayudan las muestras?",
  options: { always: "Con 100 imágenes reales y con 1000", few: "Con 100; con 1000, poco o nada", never: "En ningún caso" },
  task: "Entrena una de las ejecuciones, o abre cualquier otro modelo que genere una clase dada. La medición empieza cuando una ejecución queda en pausa.",
  runs: { all: "CVAE, 60\u00a0000 etiquetas", hundred: "VAE, 100 etiquetas" },
  needs: "Esta ejecución no puede generar dígitos de una clase dada.",
  shows: [
    "Con 100 imágenes reales, las muestras del CVAE subieron la exactitud unos siete puntos porcentuales, más que el desplazamiento. Con 300 añadieron unos dos puntos como mucho, menos que el desplazamiento. Con 1000 no añadieron nada.",
    "Los siete puntos no ahorran etiquetas: el CVAE se entrenó con 60\u00a0000. El VAE semisupervisado se entrenó con 100, las de las primeras 100 imágenes del clasificador. " +
      "Con 100 imágenes reales, sus muestras aportaron hasta seis puntos o restaron alguno, según la semilla. Con 300 y con 1000 bajaron la exactitud, y el desplazamiento dio mejor resultado.",
    "Una muestra puede presentar una variación que falta en las imágenes del clasificador. También trae errores de su modelo: formas borrosas y clases equivocadas. " +
      "Cuantas más imágenes reales hay, menos aporta de nuevo. Desplazar un dígito unos píxeles casi no cuesta nada y conserva su clase.",
  ],
  change: [
    "Entrena el CVAE unas épocas: ¿ayudan entonces sus muestras con 1000 imágenes reales?",
    "Prueba una GAN condicional: ¿ayudan más unas muestras más nítidas?",
    "Da al VAE semisupervisado 30 etiquetas de cada clase: ¿dónde cruza su línea la de las imágenes reales?",
  ],
};
