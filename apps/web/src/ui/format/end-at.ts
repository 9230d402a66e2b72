/** Shorter texts are not worth a cut in their middle. */
const WORTH = 24;
const NAME_MOST = 40;
const END = 14;

/** Where the end of a text begins that is kept in sight: at the file name, or in a long name at its last letters; 0: it is too short to be cut. */
export function endAt(text: string): number {
  if (text.length < WORTH) return 0;
  const slash = text.lastIndexOf('/', text.length - 2);
  const at = slash > 0 && text.length - slash <= NAME_MOST ? slash : text.length - END;
  const isWithinLetter = /[\uDC00-\uDFFF]/.test(text.charAt(at));
  return isWithinLetter ? at - 1 : at;
}
