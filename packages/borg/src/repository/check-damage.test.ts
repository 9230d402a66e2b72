import { describe, expect, it } from 'vitest';
import type { BorgMessage } from '../log/borg-line.ts';
import { DamageReader } from './check-damage.ts';

const CHUNK = '001cfb9d151246c45c4d323c3af93b22284a377c80db083788b47e560b352225';
const said = (level: BorgMessage['level'], text: string): BorgMessage => ({
  type: 'message',
  level,
  text,
  msgid: null,
  name: 'borg.archive',
});

function read(...lines: readonly BorgMessage[]): DamageReader {
  const reader = new DamageReader();
  for (const line of lines) reader.read(line);
  return reader;
}

describe('DamageReader', () => {
  it('finds nothing in a check without faults, and tells which archives were looked through', () => {
    const reader = read(
      said('info', 'Analyzing archive h-00001 (1/2)'),
      said('info', 'Analyzing archive h-00002 (2/2)'),
      said('info', 'Archive consistency check complete, no problems found.'),
    );
    expect(reader.damage()).toBeNull();
    expect(reader.analyzed).toEqual(['h-00001', 'h-00002']);
  });

  it('names segments and chunks', () => {
    const index = `ID: ${CHUNK} rebuilt index: <not found>      committed index: (31, 8)         `;
    const reader = read(
      said('error', 'Data integrity error: Segment entry checksum mismatch [segment 2, offset 816742]'),
      said('warning', index),
      said('error', 'Finished full repository check, errors found.'),
    );
    expect(reader.damage()).toEqual({
      segments: [2, 31],
      chunks: [CHUNK],
      archives: [],
      files: [],
      evidence: ['Data integrity error: Segment entry checksum mismatch [segment 2, offset 816742]'],
    });
  });

  it('names archives and files', () => {
    const missing = `New missing file chunk detected (Byte 0-500000, Chunk ${CHUNK}). Replacing with all-zero chunk.`;
    const reader = read(
      said('info', 'Analyzing archive h-00004 (1/2)'),
      said('error', `Archive metadata block ${CHUNK} is missing!`),
      said('info', 'Analyzing archive h-00005 (2/2)'),
      said('error', `h-00005: src/a: b: ${missing}`),
      said('error', 'Archive consistency check complete, problems found.'),
    );
    expect(reader.damage()).toMatchObject({
      archives: ['h-00004', 'h-00005'],
      files: ['h-00005: src/a: b'],
      chunks: [CHUNK],
    });
  });

  it('takes chunks that no archive uses for no damage', () => {
    const reader = read(
      said('error', '12 orphaned objects found!'),
      said('error', 'Archive consistency check complete, problems found.'),
    );
    expect(reader.damage()).toBeNull();
    expect(reader.harmless).toEqual(['12 orphaned objects found!']);
  });

  it('does not count the archive in which Borg lost its way as looked through', () => {
    const traceback =
      'Traceback (most recent call last):\n  File "x"\nFileNotFoundError: [Errno 2] No such file or directory: \'/r/data/0/31\'\n\nPlatform: Linux';
    const reader = read(
      said('info', 'Analyzing archive h-00003 (1/3)'),
      said('info', 'Analyzing archive h-00004 (2/3)'),
      said('error', traceback),
    );
    expect(reader.analyzed).toEqual(['h-00003']);
    expect(reader.damage()).toMatchObject({
      segments: [31],
      archives: ['h-00004'],
      evidence: ["FileNotFoundError: [Errno 2] No such file or directory: '/r/data/0/31'"],
    });
  });
});
