/**
 * Names of files are bytes. In text, as Python (and so Borg) has it, a byte that is no UTF-8 is the lone surrogate
 * U+DC80…U+DCFF; these two are each other's inverse.
 */
export function bytesOfText(text: string): Buffer {
  if (!LONE_BYTE.test(text)) return Buffer.from(text, 'utf8');
  const parts = text.split(/([\udc80-\udcff])/u).map((part) => {
    const code = part.length === 1 ? part.charCodeAt(0) : 0;
    return code >= 0xdc80 && code <= 0xdcff ? Buffer.from([code & 0xff]) : Buffer.from(part, 'utf8');
  });
  return Buffer.concat(parts);
}

export function textOfBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!text.includes('\ufffd')) return text;
  let out = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    out +=
      length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : bytes.toString('utf8', at, at + length);
    at += Math.max(1, length);
  }
  return out;
}

const LONE_BYTE = /[\udc80-\udcff]/u;

/** Length of the valid UTF-8 sequence that begins here; 0: none does (RFC 3629: no surrogates, no overlong forms). */
function sequenceAt(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (first >= 0xc2 && first <= 0xdf) return isNext(second) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const isFitting =
      (first !== 0xe0 || second >= 0xa0) && (first !== 0xed || second <= 0x9f) && isNext(second);
    return isFitting && isNext(bytes[at + 2] ?? 0) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const isFitting =
      (first !== 0xf0 || second >= 0x90) && (first !== 0xf4 || second <= 0x8f) && isNext(second);
    return isFitting && isNext(bytes[at + 2] ?? 0) && isNext(bytes[at + 3] ?? 0) ? 4 : 0;
  }
  return 0;
}

const isNext = (byte: number): boolean => byte >= 0x80 && byte <= 0xbf;
