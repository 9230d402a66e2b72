import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOfText, textOfBytes } from './path-bytes.ts';

it('loses no byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(bytesOfText(textOfBytes(Buffer.from(bytes)))).toEqual(Buffer.from(bytes));
    }),
  );
});

it('has the text that Python has', () => {
  const awkward = fc
    .array(
      fc.constantFrom(0x41, 0x80, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff),
    )
    .map((bytes) => Buffer.from(bytes));
  const samples = fc.sample(awkward, { numRuns: 400, seed: 1 });
  const python = `import sys, json
for line in sys.stdin: print(json.dumps(bytes.fromhex(line.strip()).decode('utf-8', 'surrogateescape')))`;
  const input = samples.map((bytes) => bytes.toString('hex')).join('\n');
  const told = execFileSync('python3', ['-c', python], { input }).toString().trim().split('\n');
  expect(samples.map(textOfBytes)).toEqual(told.map((line) => JSON.parse(line)));
});
