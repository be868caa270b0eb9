import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VAE con un flujo",
  about: "Una segunda red aprende la distribución de los códigos de un VAE. Una muestra empieza como ruido, que la red mueve " +
    "en pasos pequeños a donde los códigos son frecuentes. El decodificador dibuja allí la imagen.",
  question: "Sigue una trayectoria del mapa desde el centro hacia fuera: ¿dónde se separan las trayectorias, y qué se dibuja entre ellas?",
  hyperparameters: {
    flowWidth: { name: "unidades del flujo", about: "Fija la anchura de las dos capas ocultas de la red que lleva el ruido a los códigos." },
  },
  objectives: {
    "flow-of-codes": "Flow matching: el flujo aprende la velocidad del ruido a los códigos; codificador y decodificador no reciben gradiente de él",
  },
  terms: {
    "negative-elbo-total": { name: "total del VAE", about: "El codificador y el decodificador minimizan reconstrucción + β · KL." },
  },
  symbols: {
    way: { name: "z cero, z t, z uno", about: "Ruido de N(0, I), un código de q(z|x) y el punto entre ambos en el tiempo t, en línea recta." },
  },
  presets: {
    "holes-filled": {
      title: "El flujo halla los códigos",
      about: "Un flujo aprende la distribución de los códigos del VAE de «Huecos en el espacio latente», con β = 0. Las trayectorias del mapa van del ruido " +
        "a los códigos. Así son dígitos claros cerca de cuatro de cada diez muestras; de N(0, I), una de cada cuatro a lo sumo.",
      question: "Lleva los pasos de Euler de 20 a 1: casi todas las muestras se vuelven iguales. ¿Dónde acaban ahora las trayectorias, y por qué allí?",
    },
  },
};
