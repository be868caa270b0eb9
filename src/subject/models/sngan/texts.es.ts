import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "GAN con normalización espectral",
  about: "Esta GAN divide cada capa del discriminador por su norma espectral, el mayor factor por el que la capa estira un vector. " +
    "Así la salida del discriminador cambia como mucho tan deprisa como su entrada, aproximadamente.",
  question: "¿Cuánto puede subir la razón de tasas D : G antes de que empeoren las muestras?",
  objectives: {
    "hinge": "El discriminador aprende a separar datos reales y muestras generadas con un margen",
  },
  terms: {
    "real-hinge": { name: "datos reales", about: "La pérdida hinge en datos reales: 0 si toda puntuación es mayor que 1; si no, lo que falta en promedio." },
    "fake-hinge": {
      name: "muestras generadas",
      about: "La pérdida hinge en muestras generadas: 0 si toda puntuación es menor que −1; si no, lo que sobra en promedio.",
    },
    "hinge-total": {
      name: "discriminador",
      about: "La pérdida del discriminador: 2 si puntúa todo con 0, y 0 si todas las puntuaciones superan el margen.",
    },
  },
  presets: {
    "spectral-norm": {
      title: "Un discriminador en calma",
      about: "Cada capa del discriminador se divide por su norma espectral, así que su salida cambia despacio de una imagen a otra. " +
        "Las puntuaciones más allá de ±1 ya no bajan su pérdida.",
      question: "Sube la razón de tasas D : G mientras entrena. ¿Tolera este generador un discriminador más fuerte mejor que el de «Una primera GAN»?",
    },
  },
};
