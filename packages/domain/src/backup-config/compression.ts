const LEVELS: Record<string, readonly [number, number]> = { zstd: [1, 22], zlib: [0, 9], lzma: [0, 9] };

/** Whether Borg 1.x accepts the text after `--compression` (borg help compression). */
export function isCompression(text: string): boolean {
  const auto = /^auto,(.+)$/.exec(text);
  if (auto) return isAlgorithm(auto[1] ?? '');
  const obfuscate = /^obfuscate,(\d{1,3}),(.+)$/.exec(text);
  if (obfuscate)
    return (
      isObfuscation(Number(obfuscate[1])) &&
      isCompression(obfuscate[2] ?? '') &&
      !(obfuscate[2] ?? '').startsWith('obfuscate')
    );
  return isAlgorithm(text);
}

function isAlgorithm(text: string): boolean {
  if (text === 'none' || text === 'lz4') return true;
  const [name = '', level, ...rest] = text.split(',');
  const range = LEVELS[name];
  if (!range || rest.length > 0) return false;
  if (level === undefined) return true;
  return /^\d{1,2}$/.test(level) && Number(level) >= range[0] && Number(level) <= range[1];
}

const isObfuscation = (spec: number) =>
  (spec >= 1 && spec <= 6) || (spec >= 110 && spec <= 123) || spec === 250;
