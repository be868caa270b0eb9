import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "El juego de dos redes",
  about: "En una GAN, la pérdida de cada red depende de la otra. ¿Qué pueden mostrar las curvas de las pérdidas, y qué no?",
  rounds: {
    both: {
      predict: "Un generador G convierte ruido en puntos; un discriminador D los distingue de los datos, ocho gaussianas pequeñas en círculo. " +
        "La pérdida de D es 2 log 2 ≈ 1.39 nats si D siempre da ½, y 0 si D está seguro y acierta. " +
        "Dibuja la pérdida de D en los 1000 primeros pasos.",
      compare: "En el gráfico de pérdidas (pestaña «Todas las curvas»), arrastra el control del eje de pasos hacia atrás, más o menos hasta el paso 50. " +
        "Compara las dos densidades allí y en el paso 1000. ¿Cuánto cambiaron las muestras, y cuánto la pérdida de D?",
    },
    still: {
      predict: "La ejecución es la misma, pero desde el paso 50 G aprende con el 1\u00a0% de su tasa, y D con el 20\u00a0%. " +
        "Así G se mueve despacio mientras D sigue aprendiendo. ¿Qué veremos en el paso 400?",
      options: {
        stays: "La pérdida de D sigue cerca de 1.39",
        better: "La pérdida de D baja, y las muestras se acercan a los datos",
        falls: "La pérdida de D baja, y la mayoría de las muestras siguen lejos de los datos",
      },
      compare: "La ronda 1 terminó en el paso 1000, y esta en el 400. Compara sus números. ¿Qué ejecución tiene mejores muestras, y se nota en la pérdida de G?",
    },
  },
  explain: {
    question: "En la primera ejecución, la pérdida de D terminó cerca de su valor inicial, aunque las muestras mejoraron. En la segunda bajó, aunque la mayoría de las muestras siguieron lejos de los datos. ¿Qué mide la pérdida de D?",
    terms: {
      "discriminator-total": "Mide el error de D frente al generador actual. El mejor D es D* = p_data/(p_data + p_model); su pérdida es 2 log 2 − 2 JS(p_data, p_model). " +
        "Vale 1.39 si las densidades son iguales, y casi 0 si apenas se solapan. Mientras G también aprende, elimina las diferencias que D acaba de aprender, " +
        "y la pérdida vuelve a un valor entre 1.3 y 1.4. Con un G lento, D se acerca a D* y su pérdida baja: eso solo muestra que D va por delante.",
      generator: "La pérdida de G es −log D(G(z)): compara las muestras con la salida actual de D, nunca con los datos. Por eso subió en la segunda ejecución mientras G se movía despacio: D se había vuelto más exigente. " +
        "La forma saturante, log(1 − D(G(z))), tiene el mismo equilibrio. Pero su gradiente es pequeño donde D rechaza las muestras con seguridad, y es allí donde G tiene más que aprender.",
    },
    so: "En el equilibrio del juego D = ½ en todas partes, V = −log 4, y la pérdida de D es 1.39. El recíproco es falso: un discriminador que no ha aprendido nada también puede dar ½. " +
      "Las pérdidas muestran qué red va por delante. La calidad de las muestras hay que medirla en las propias muestras.",
  },
  repair: {
    task: "En el paso 400 D va por delante, y G aprende demasiado despacio. Cambia las dos tasas de aprendizaje hasta que las muestras estén donde están los datos. La tasa de D es la de G multiplicada por la razón D : G.",
    done: "¿Cómo cambió la pérdida de D mientras mejoraban las muestras? Quien espera que esta pérdida baje se habría detenido en el paso 400.",
  },
};
