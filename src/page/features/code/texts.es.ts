import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  region: "Código del objetivo",
  close: "Cerrar el código",
  language: "Lenguaje",
  languages: { torch: "PyTorch", page: "Esta página" },
  copy: "Copiar",
  copied: "Copiado",
  refused: "El navegador no deja copiar a la página. Selecciona el texto y cópialo a mano.",
  download: "Descargar .py",
  aboutTorch: "El programa tiene los ajustes de esta ejecución. Con los mismos pesos, imágenes y ruido, sus pérdidas y gradientes son los de esta página salvo el redondeo. Por sí mismo extrae sus propios pesos y ruido.",
  readsMnist: "Lee MNIST de torchvision, no tus imágenes. El programa que continúa esta ejecución lee tus imágenes.",
  aboutPage: "Esta página ejecuta este código. Es un extracto de los archivos fuente.",
  editor: {
    edit: "Editar",
    goOn: "Seguir editando",
    title: "Tu programa",
    end: "Volver al listado",
  },
  lines: (name) => `Líneas de ${name}`,
  text: "Texto del programa",
  continue: {
    title: "Continuar esta ejecución en PyTorch",
    about: "Descarga la ejecución y el programa, y ejecuta el comando. El programa continúa desde el paso guardado con los pesos, las imágenes y el ruido de esta ejecución.",
    data: {
      mnist: "FOLDER_OF_MNIST contiene los archivos originales de MNIST train-images-idx3-ubyte y train-labels-idx1-ubyte, comprimidos (.gz) o no.",
      own: "IMAGES.zip contiene tus imágenes como las preparó esta página. También vale una carpeta con sus archivos. El programa rechaza imágenes distintas de las de la ejecución.",
      points: "El propio programa extrae los puntos.",
    },
    more: "El programa también puede guardar una ejecución para esta página (--save) y empezar otras con otros ajustes (--set, --sweep). Con torchrun, varios procesos entrenan una ejecución. Véase --help.",
    program: "Descargar el programa",
    notebook: "Descargar el cuaderno",
    failed: "No se pudo cargar el programa. Tu ejecución no ha cambiado. Comprueba la conexión e inténtalo de nuevo.",
    run: "Descargar la ejecución",
  },
};
