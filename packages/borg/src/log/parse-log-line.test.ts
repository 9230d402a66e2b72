import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLogLine } from './parse-log-line.ts';

describe('parseLogLine', () => {
  it.each([
    [
      '{"original_size":363352,"compressed_size":433399,"deduplicated_size":433398,"nfiles":1628,"path":"tmp/x","time":1795384028.08,"type":"archive_progress","finished":false}',
      {
        type: 'progress',
        progress: {
          originalSize: 363352,
          compressedSize: 433399,
          deduplicatedSize: 433398,
          nfiles: 1628,
          path: 'tmp/x',
        },
      },
    ],
    ['{"time":1,"type":"archive_progress","finished":true}', null],
    [
      '{"message":"Checking segments 3.8%","current":2,"total":26,"info":null,"operation":1,"msgid":"repository.check","type":"progress_percent","finished":false,"time":1}',
      {
        type: 'phase',
        phase: {
          msgid: 'repository.check',
          message: 'Checking segments 3.8%',
          current: 2,
          total: 26,
          finished: false,
        },
      },
    ],
    [
      '{"operation":1,"msgid":"repository.check","type":"progress_percent","finished":true,"time":1}',
      {
        type: 'phase',
        phase: { msgid: 'repository.check', message: '', current: null, total: null, finished: true },
      },
    ],
    [
      '{"type":"file_status","status":"A","path":"/etc/a b"}',
      { type: 'status', status: 'A', path: '/etc/a b' },
    ],
    [
      '{"type":"log_message","time":1,"message":"Repository /r does not exist.","levelname":"ERROR","name":"borg.archiver","msgid":"Repository.DoesNotExist"}',
      {
        type: 'message',
        level: 'error',
        text: 'Repository /r does not exist.',
        msgid: 'Repository.DoesNotExist',
        name: 'borg.archiver',
      },
    ],
    [
      'borg: error: unrecognized arguments: --nope',
      { type: 'raw', text: 'borg: error: unrecognized arguments: --nope' },
    ],
    ['{"half":', { type: 'raw', text: '{"half":' }],
    ['{"type":"unheard_of"}', { type: 'raw', text: '{"type":"unheard_of"}' }],
    ['', null],
  ])('reads %s', (line, expected) => {
    expect(parseLogLine(line)).toEqual(expected);
  });

  it.each(['Enter passphrase for key /r: ', '0 B O 0 B C 0 B D 0 N {"path   '])(
    'finds the JSON behind text that Borg glued in front of it',
    (glued) => {
      const line = `${glued}{"type":"file_status","status":"M","path":"a{\\"b"}`;
      expect(parseLogLine(line)).toEqual({ type: 'status', status: 'M', path: 'a{"b' });
    },
  );

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (line) => void parseLogLine(`{"type":"${line}`)));
  });
});
