import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldReader, pythonRegexOf, storedOfBytes, unescapePython } from './python-text.ts';

const stored = fc
  .array(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\\', '\\x00', '\udcff', '\n', '\u{1f480}', "'")),
  )
  .map((parts) => parts.join('').replaceAll('\0', ''));

/** What Python's codec makes of it; lone surrogates have no other way into a program than JSON. */
function escapeByPython(texts: readonly string[]): string[] {
  const program =
    'import json,sys; print(json.dumps([t.encode("unicode_escape").decode() for t in json.load(sys.stdin)]))';
  return JSON.parse(
    spawnSync('python3', ['-c', program], { input: JSON.stringify(texts) }).stdout.toString(),
  ) as string[];
}

describe('unescapePython', () => {
  it('undoes what Python does', () => {
    const texts = fc.sample(stored, 200);
    expect(escapeByPython(texts).map(unescapePython)).toEqual(texts);
  });
});

describe('FieldReader', () => {
  it('finds the same records however the stream is cut', () => {
    const texts = fc.sample(stored, 40);
    const stream = escapeByPython(texts)
      .map((text) => `${text}\\x00`)
      .join('');
    for (const length of [1, 3, 7, 1000]) {
      const reader = new FieldReader();
      const records: string[][] = [];
      for (let at = 0; at < stream.length; at += length)
        records.push(...reader.read(stream.slice(at, at + length), 2));
      expect(records.flat()).toEqual(texts);
    }
  });

  it('reads real NULs as well', () => {
    expect([...new FieldReader().read('a\0b\\n\0c', 2)]).toEqual([['a', 'b\\n']]);
  });
});

describe('storedOfBytes', () => {
  it('is what Python makes of the bytes of a path', () => {
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0x41, 0xc3, 0xa4, 0xe2, 0x82, 0xac, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0xa7, 0x8a),
    );
    const bytes = fc
      .sample(fc.array(byte, { maxLength: 8 }), 3000)
      .map((each) => Buffer.from(each).toString('latin1'));
    const program =
      "import json,sys; json.dump([b.encode('latin1').decode('utf8','surrogateescape') for b in json.load(sys.stdin)], sys.stdout)";
    const told = spawnSync('python3', ['-c', program], { input: JSON.stringify(bytes) }).stdout.toString();
    expect(bytes.map(storedOfBytes)).toEqual(JSON.parse(told));
  });
});

describe('pythonRegexOf', () => {
  it('is ASCII and matches exactly its text', () => {
    const texts = fc.sample(stored, 100);
    const patterns = texts.map(pythonRegexOf);
    expect(patterns.join('')).toMatch(/^[ -~]*$/);
    const program =
      'import json,re,sys; t,p=json.load(sys.stdin); print(all(re.search("^"+p+r"\\Z",t) for t,p in zip(t,p)))';
    expect(
      spawnSync('python3', ['-c', program], { input: JSON.stringify([texts, patterns]) }).stdout.toString(),
    ).toBe('True\n');
  });
});
