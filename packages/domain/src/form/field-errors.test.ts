import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldErrorsOf } from './field-errors.ts';

const Form = z
  .strictObject({
    paths: z.array(z.string().regex(/^\//, 'A path starts with a slash.')),
    connection: z.strictObject({ remote: z.string() }).optional(),
  })
  .refine((form) => form.paths.length > 0, 'Nothing to do.');

const errorsOf = (input: unknown) => {
  const result = Form.safeParse(input);
  return result.success ? {} : fieldErrorsOf(result.error);
};

describe('fieldErrorsOf', () => {
  it('names the line of a list and the field of a nested form', () => {
    expect(errorsOf({ paths: ['/a', '/b', 'c'], connection: {} })).toEqual({
      'paths.2': ['A path starts with a slash.'],
      'connection.remote': [expect.stringContaining('string')],
    });
  });

  it('names a field that does not exist', () => {
    expect(errorsOf({ paths: ['/a'], connection: { remote: 'a@b', prot: 1 }, label: 'x' })).toEqual({
      'connection.prot': ['There is no such field.'],
      label: ['There is no such field.'],
    });
  });

  it('names fields that every object inherits', () => {
    const errors = errorsOf(JSON.parse('{"paths":["/a"],"__proto__":1,"constructor":2,"toString":3}'));
    expect(Object.keys(errors).sort()).toEqual(['__proto__', 'constructor', 'toString']);
  });

  it('keeps what concerns the whole form under the empty path', () => {
    expect(errorsOf({ paths: [] })).toEqual({ '': ['Nothing to do.'] });
  });
});
