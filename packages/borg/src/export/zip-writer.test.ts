import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import {
  centralDirectoryRecord,
  dataDescriptor,
  endOfCentralDirectory,
  localFileHeader,
} from './zip-records.ts';
import { ZipWriter } from './zip-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'borgcube-zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entry = (name: string, mtime = 1_700_000_000) => ({ name: Buffer.from(name), mode: 0o100644, mtime });

function ask(program: string, file: string) {
  const text = `import json,sys,zipfile; zip=zipfile.ZipFile(sys.argv[1]); print(json.dumps(${program}))`;
  return JSON.parse(execFileSync('python3', ['-c', text, file], { encoding: 'utf8', maxBuffer: 2 ** 26 }));
}

describe('a zip', () => {
  it('of more entries than two bytes can count is read whole by others', () => {
    const file = join(folder, 'many.zip');
    const target = openSync(file, 'w');
    const zip = new ZipWriter();
    for (let number = 0; number < 66_000; number += 1)
      for (const bytes of zip.add(entry(`folder/${number}`), Buffer.from(`${number}`)))
        writeSync(target, bytes);
    for (const bytes of zip.end()) writeSync(target, bytes);
    closeSync(target);
    expect(ask('[len(zip.namelist()), zip.testzip(), zip.read("folder/65999").decode()]', file)).toEqual([
      66_000,
      null,
      '65999',
    ]);
  });

  it('tells sizes and places beyond four gigabytes', () => {
    const file = join(folder, 'large.zip');
    const target = openSync(file, 'w');
    const size = 5 * 1024 ** 3;
    const large = { isDeflated: false, crc: 0, size, packedSize: size };
    const small = { isDeflated: false, crc: crc32('behind it'), size: 9, packedSize: 9 };
    const head = localFileHeader(entry('large'), null, true);
    writeSync(target, head);
    const offset =
      head.length + size + writeSync(target, dataDescriptor(large, true), 0, undefined, head.length + size);
    const behind = Buffer.concat([localFileHeader(entry('small'), small, false), Buffer.from('behind it')]);
    const directory = Buffer.concat([
      centralDirectoryRecord(entry('large'), large, { offset: 0, isStreamed: true, isLarge: true }),
      centralDirectoryRecord(entry('small'), small, { offset, isStreamed: false, isLarge: false }),
    ]);
    const end = { count: 2, offset: offset + behind.length, size: directory.length };
    writeSync(target, Buffer.concat([behind, directory, endOfCentralDirectory(end)]), 0, undefined, offset);
    closeSync(target);
    const told = '[[i.filename, i.file_size, i.compress_size, i.header_offset] for i in zip.infolist()]';
    expect(ask(told, file)).toEqual([
      ['large', size, size, 0],
      ['small', 9, 9, offset],
    ]);
    expect(ask('zip.read("small").decode()', file)).toBe('behind it');
  });

  it.each([-2_000_000_000, 0, 5_000_000_000])('keeps to what it can tell of the time %i', (time) => {
    const bytes = [...new ZipWriter().add(entry('old', time), Buffer.alloc(0))];
    expect(Buffer.concat(bytes).readInt32LE(30 + 3 + 5)).toBe(Math.min(time, 0x7fffffff));
  });
});
