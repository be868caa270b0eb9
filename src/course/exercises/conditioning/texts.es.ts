import type { ExerciseTexts } from "../texts";

export const es: ExerciseTexts = {
  task: [
    "Un VAE condicional modela p(x|y): las dos redes están condicionadas a la clase y. Lo más sencillo es añadir la clase al final de la entrada de cada red.",
    "Escribe `with_class(x, labels)`. `x` es [batch, n] y `labels` es [batch], con enteros de 0 a 9. Devuelve [batch, n + 10]: `x`, seguido de diez columnas. La columna de la etiqueta es 1 y las demás son 0.",
  ],
  hints: [
    "Una clase es un nombre, no una cantidad: la clase 8 no es el doble de la clase 4. ¿Cómo se pueden escribir diez clases para que todas estén a la misma distancia?",
    "One-hot: diez columnas, con un 1 en la columna de la etiqueta. `F.one_hot(labels, 10)` las crea con enteros; `torch.cat` une tensores a lo largo de una dimensión.",
    "`return torch.cat([x, F.one_hot(labels, 10).float()], dim=1)`",
  ],
  mistakes: {
    with_class__number: "La clase se añade como un solo número, y deben ser diez columnas. Un número dice que la clase 8 está más cerca de la 9 que de la 3. Pero un 8 no se parece más a un 9 que a un 3.",
    with_class__scaled_number: "La clase se añade como un solo número reescalado. Deben ser diez columnas, una por clase.",
    with_class__numbers: "Las diez columnas repiten el número de la etiqueta. Solo la columna de la etiqueta es 1; las demás son 0.",
    with_class__number_at_its_place: "La columna de la etiqueta tiene el número de la etiqueta en lugar de 1. Así la clase 0 no tiene ningún 1, y la clase 9 tiene la mayor entrada.",
    with_class__zeros: "Las diez columnas son 0: las etiquetas no se usan. El modelo es entonces un VAE simple, y las muestras no dependen de la clase condicionante.",
    with_class__ones: "Las diez columnas son 1: las etiquetas no se usan. El modelo es entonces un VAE simple, y las muestras no dependen de la clase condicionante.",
    with_class__class_first: "La clase va delante. El enunciado pide x, seguido de la clase. Una red podría aprender con cualquiera de los dos órdenes.",
    with_class__class_only: "Esto devuelve solo la clase: falta x.",
    with_class__x_only: "Esto devuelve solo x: falta la clase.",
    with_class__from_one: "Las clases están desplazadas en uno: la etiqueta 1 activa la primera columna. Las etiquetas se cuentan desde 0.",
    with_class__next_class: "Las clases están desplazadas en uno: la etiqueta 0 activa la segunda columna. El modelo se entrenaría igual de bien, pero cada columna representa la clase anterior.",
    with_class__eleven: "Hay once columnas. Las clases van de 0 a 9, así que son diez.",
    with_class__first_label: "Todas las imágenes reciben la clase de la primera. Cada fila necesita su propia etiqueta; si no, la condición no dice nada de la imagen.",
    with_class__counted: "La clase es el índice de la fila módulo 10, no su etiqueta. El orden de un lote es aleatorio, así que esto no dice nada de la imagen.",
    with_class__random: "Las clases se eligen al azar. Así las redes aprenden a ignorarlas.",
    with_class__inverted: "El 0 y el 1 están intercambiados: la columna de la etiqueta es 0 y las demás son 1. Las redes podrían aprender de ello, pero el enunciado pide un 1 en la columna de la etiqueta.",
    with_class__no_gradient: "Los valores son correctos, pero ningún gradiente pasa por `x`. La entrada del decodificador es z, así que el codificador solo aprendería de la KL.",
  },
  done: "Tras 400 pasos, en unas tres de cada cuatro muestras se ve la clase de su columna. La KL está cerca de 4.5 nats; el código no necesita codificar la clase.",
};
