import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "Huecos y cómo llenarlos",
  about: "Las muestras del prior deberían caer donde hay códigos. ¿Llevamos los códigos al prior, o ajustamos un prior a los códigos?",
  rounds: {
    prior: {
      predict: "La KL acerca cada q(z|x) a N(0, I), y las muestras se decodifican a partir de z ~ N(0, I). " +
        "Tras 400 pasos, entre el 70 y el 75\u00a0% de las reconstrucciones mostrarán el dígito correcto. ¿Cuántas de 100 muestras serán dígitos claros?",
      options: {
        few: "Como mucho 25",
        half: "Cerca de la mitad",
        most: "Más o menos tantas como reconstrucciones correctas",
      },
      compare: "Las muestras y las reconstrucciones salen del mismo decodificador. ¿Qué ves en las muestras que no ves en ninguna reconstrucción?",
    },
    tighter: {
      predict: "Quizá la KL tiene demasiado poco peso. Con β = 4 cuenta cuatro veces más, así que los códigos están más cerca de N(0, I). ¿Cuántas de 100 muestras serán dígitos claros?",
      options: {
        "no-better": "Como mucho 20",
        half: "Cerca de la mitad: queda menos sitio para huecos",
        most: "La mayoría",
      },
      compare: "Compara los números de las dos rondas. ¿Cuáles cambiaron con la β mayor, y cuáles empeoraron?",
    },
    carried: {
      predict: "Ahora β = 0, con lo que en nuestras ejecuciones solo son dígitos claros de 1 a 6 de cada 100 muestras de N(0, I). " +
        "Pero una segunda red, un flujo, aprende dónde están los códigos, y lleva allí las muestras antes de decodificarlas. ¿Cuántas de 100 serán ahora dígitos claros?",
      options: {
        none: "Como mucho 8: el flujo no puede encontrar códigos tan separados",
        "as-before": "De 10 a 20, más o menos, como con la KL",
        more: "Más de 20",
      },
      compare: "Compara la varianza de los códigos en las tres rondas. ¿Adónde llevan las trayectorias del mapa?",
    },
  },
  explain: {
    question: "Con β = 4 los códigos estaban cerca de N(0, I); con β = 0, lejos. Sin embargo, β = 0 y un flujo dieron más muestras claras. ¿Por qué?",
    terms: {
      reconstruction: "Si dos imágenes comparten un código, el decodificador no puede distinguirlas. Por eso las posteriores aproximadas q(z|x) de imágenes distintas tienden a guardar distancia, y el decodificador no se entrena en los huecos.",
      kl: "La KL pide a cada q(z|x), una por una, que coincida con N(0, I). Para obtener buenas muestras debe coincidir otra distribución: la posterior agregada, que es la media de todas las q(z|x). " +
        "Una β mayor ensancha cada q(z|x) hasta que se solapan. Los huecos se cierran, pero las imágenes que comparten un código se reconstruyen como una misma mancha.",
      "flow-matching": "El flujo no mueve los códigos. Aprende a llevar muestras de N(0, I) hasta los códigos, así que la decodificación parte de donde el decodificador se entrenó.",
    },
    so: "Podemos llevar los códigos al prior, o ajustar un prior a los códigos. Lo segundo lo hace también un prior de mezcla (modelo «VAE, prior de mezcla»). " +
      "Los modelos de difusión latente lo hacen a gran escala: sus muestras son códigos de un autoencoder. " +
      "Un prior ajustado a los códigos no hace más nítido el decodificador: si las reconstrucciones son borrosas, también lo son las muestras.",
  },
  repair: {
    task: "Tras 400 pasos con el flujo y β = 0, muchas muestras son claras. Pero la KL de los códigos es de unos 200 nats, y crece. Limita la KL sin que las muestras dejen de ser claras.",
    done: "El flujo tuvo que seguir a los códigos. ¿Qué aspecto tienen las muestras justo después de un cambio de β, y con qué β son mejores?",
  },
};
