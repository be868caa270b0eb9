import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "Condicionar a un dígito",
  about: "El codificador y el decodificador están condicionados a la clase del dígito. ¿Se ve esa clase en las muestras?",
  rounds: {
    free: {
      predict: "El decodificador de un VAE condicional recibe un código z de diez números y la clase y. " +
        "Con β = 0 el código no cuesta nada, y tras 400 pasos cerca del 90\u00a0% de las reconstrucciones mostrarán el dígito correcto. " +
        "Si z se extrae de N(0, I) y se elige una clase y, ¿en cuántas de 100 muestras se verá el dígito y?",
      options: {
        few: "Como mucho 25",
        half: "Cerca de la mitad",
        most: "Más de 75: el decodificador conoce la clase",
      },
      compare: "En la cuadrícula de muestras, cada columna tiene una clase y; cada fila, un código z. ¿Cuál de los dos cambia más las imágenes? ¿Cómo sería la cuadrícula si y decidiera el dígito?",
    },
    narrow: {
      predict: "Ahora solo cambia una cosa: el código tiene dos números en lugar de diez, y sigue sin costar nada. ¿En cuántas de 100 muestras se verá el dígito y?",
      options: {
        fewer: "Como mucho 10",
        same: "Más o menos tantas como antes",
        more: "Claramente más, por encima de 25",
      },
      compare: "Quédate en un lugar del mapa y elige las clases una tras otra. ¿Cambia ahora el dígito con y? Compara los números de las dos rondas: ¿qué ha costado estrechar el código?",
    },
  },
  explain: {
    question: "Los dos decodificadores recibieron la clase de cada imagen durante todo el entrenamiento. ¿Por qué aprendió el primero a usarla tan poco?",
    terms: {
      reconstruction: "Este término solo pide la imagen. Diez números que no cuestan nada pueden codificar tanto el dígito como la forma en que está escrito. Entonces y casi no añade información, y usarla no aporta casi nada. " +
        "Dos números son demasiado pocos para ambas cosas. Por eso al decodificador le compensa tomar el dígito de y.",
      kl: "La KL es el precio de la información en z; la de y es gratis. Con β = 0 ese precio es 0, y z codifica también el dígito. Los códigos de N(0, I) rara vez caen cerca de códigos de imágenes, así que muchas muestras no son ningún dígito. " +
        "Si z tiene un precio, compensa dejar el dígito a y. Los códigos se quedan entonces cerca de N(0, I).",
    },
    so: "Una red usa una condición en la medida en que eso baja su pérdida, no porque la reciba como entrada. Busca otras entradas que lleven la misma información. " +
      "En una GAN condicional, es D quien tiene que comprobar la clase. Si apenas la nota junto a 784 píxeles, G tiene pocos motivos para usarla. El preajuste «Cuando se ignora la etiqueta» lo muestra.",
  },
  repair: {
    task: "El código vuelve a tener diez números, y β es 0 durante los 400 primeros pasos. Cambia β después hasta que en la mayoría de las muestras se vea el dígito de su clase. La reconstrucción debe seguir siendo buena.",
    done: "Recorre una fila de muestras: ¿qué tienen en común sus diez dígitos? Prueba una β mucho mayor: ¿qué se pierde, aunque los dígitos sean correctos?",
  },
};
