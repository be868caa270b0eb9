import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  open: "Ejecuciones guardadas",
  openTitle: "Ejecuciones guardadas en este navegador: continuar una, comparar sus pérdidas, borrarla",
  title: "Ejecuciones guardadas",
  about:
    "Una ejecución que se entrena dos segundos o más se guarda en este navegador, con sus pesos y pérdidas. Tras una recarga o un fallo puedes continuarla. No se sube nada. Una ejecución con nombre se queda hasta que la borres. De las demás se quedan las 20 más largas, con 200 MB como máximo.",
  none: "Aún no hay ninguna ejecución guardada.",
  picture: (name) => `Muestras de ${name}`,
  facts: (step, when, megabytes) => `Paso ${step} · ${when} · ${megabytes}\u00a0MB`,
  onShow: "Actual",
  goOn: "Continuar",
  goOnWith: (name, step) => `Continuar ${name} desde el paso ${step}`,
  compare: "Comparar",
  compareWith: (name, step) => `Mostrar las pérdidas de ${name}, paso ${step}, detrás de las de la ejecución abierta`,
  rename: "Renombrar",
  renameIt: (name, step) => `Renombrar ${name}, paso ${step}`,
  newName: "Nombre de esta ejecución",
  notRenamed: "No se pudo guardar el nombre, quizá porque el navegador no tiene sitio. La ejecución no ha cambiado. Borra una que ya no necesites e inténtalo de nuevo.",
  remove: "Borrar",
  removeIt: (name, step) => `Borrar ${name}, paso ${step}`,
  sure: "¿Borrar para siempre?",
  otherTerms: "Sus términos de pérdida difieren de los de la ejecución abierta.",
  unreadable: "Esta ejecución no se puede leer.",
  newer: (n) => (n === 1 ? "Una más se guardó con una versión más nueva de esta página. Recarga la página para verla." : `Otras ${n} se guardaron con una versión más nueva de esta página. Recarga la página para verlas.`),
  storage: (used, most) => `Esta página usa ${used} de los ${most}\u00a0MB que permite el navegador.`,
  storageName: "Espacio usado en este navegador",
  persistent: "El navegador no borra estas ejecuciones por sí mismo.",
  mayGo: "El navegador puede borrar estas ejecuciones si el disco está casi lleno.",
  ask: "Pedir al navegador que las conserve",
  refused: "El navegador se negó.",
  failed: "Este navegador no deja que la página guarde nada.",
  blocked: "El navegador no ha abierto su almacenamiento, quizá porque otra pestaña tiene abierta otra versión de esta página. Tus ejecuciones guardadas están a salvo. Cierra las demás pestañas de esta página y abre otra vez esta lista.",
  newerPage: "Una versión más nueva de esta página cambió el almacenamiento del navegador. Esta versión no lo toca. Recarga la página para ver tus ejecuciones.",
  offer: {
    same: (step, when) => `Entrenaste este experimento hasta el paso ${step}, ${when}.`,
    goOn: "Continuar desde allí",
    returned: (when) => `Esta es tu ejecución (${when}), como la dejaste.`,
    startNew: "Empezar otra ejecución",
    inFile: "Esta página se abrió como archivo y no guarda ejecuciones en el navegador: una recarga empieza en el paso 0. «Guardar ejecución» en el Lab escribe un archivo, que «Cargar ejecución» vuelve a abrir.",
    notKept: {
      full: {
        nothing: "El navegador no tiene sitio para esta ejecución. Todas las guardadas se quedan. Borra las que ya no necesites en «Ejecuciones guardadas» en el Lab, o escribe esta en un archivo con «Guardar ejecución».",
        upTo: (step) =>
          `El navegador no tiene sitio para más de esta ejecución: una recarga vuelve al paso ${step}. Borra las que ya no necesites en «Ejecuciones guardadas» en el Lab, o escribe esta en un archivo con «Guardar ejecución».`,
      },
      blocked: {
        nothing: "El navegador no ha abierto su almacenamiento, quizá porque otra pestaña tiene abierta otra versión de esta página. Hasta que cierres las demás pestañas, esta ejecución no se guarda: una recarga empieza en el paso 0. «Guardar ejecución» en el Lab escribe un archivo.",
        upTo: (step) =>
          `El navegador no ha abierto su almacenamiento, quizá porque otra pestaña tiene abierta otra versión de esta página. Hasta que cierres las demás pestañas, una recarga vuelve al paso ${step}. «Guardar ejecución» en el Lab escribe un archivo.`,
      },
      newer: {
        nothing: "Una versión más nueva de esta página cambió el almacenamiento del navegador. Esta versión no lo toca y no puede guardar allí esta ejecución. Escríbela en un archivo con «Guardar ejecución» en el Lab y recarga la página.",
        upTo: (step) =>
          `Una versión más nueva de esta página cambió el almacenamiento del navegador. Esta versión no lo toca: la ejecución está guardada solo hasta el paso ${step}. Escríbela en un archivo con «Guardar ejecución» en el Lab y recarga la página.`,
      },
      refused: {
        nothing: "Esta ejecución no se pudo guardar en este navegador: una recarga empieza en el paso 0. «Guardar ejecución» en el Lab escribe un archivo.",
        upTo: (step) =>
          `Esta ejecución no se pudo guardar más: una recarga vuelve al paso ${step}. «Guardar ejecución» en el Lab escribe un archivo.`,
      },
    },
  },
};
