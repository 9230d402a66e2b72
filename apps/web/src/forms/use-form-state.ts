import { useMemo, useRef, useState } from 'react';
import { checkValues, type FieldErrors } from './check-values.ts';
import type { NamedField } from './field-schema.ts';
import { initialValues, sameValue, type Values, withValue } from './form-values.ts';

export interface FormState {
  values: Values;
  /** As loaded, for telling what changed. */
  before: Values;
  errors: FieldErrors;
  dirty: boolean;
  set: (path: string, value: unknown) => void;
  setErrors: (errors: FieldErrors) => void;
  /** Takes another stored record as the ground; `keep` leaves what was typed. */
  rebase: (stored: Values | null, keep: boolean) => void;
  /** Checks everything that can be told here; answers whether all is in order. */
  check: () => boolean;
}

export function useFormState(fields: readonly NamedField[], stored: Values | null): FormState {
  const [before, setBefore] = useState(() => initialValues(fields, stored));
  const [values, setValues] = useState(before);
  const [errors, setErrors] = useState<FieldErrors>({});
  const latest = useRef(values);
  latest.current = values;
  return useMemo(
    () => ({
      values,
      before,
      errors,
      dirty: !sameValue(values, before),
      set: (path, value) => {
        setValues((old) => withValue(old, path, value));
        setErrors((old) => withoutPath(old, path));
      },
      setErrors,
      rebase: (record, keep) => {
        const ground = initialValues(fields, record);
        setBefore(ground);
        if (!keep) setValues(ground);
        setErrors({});
      },
      check: () => {
        const found = checkValues(fields, latest.current);
        setErrors(found);
        return Object.keys(found).length === 0;
      },
    }),
    [fields, values, before, errors],
  );
}

/** A field that is being corrected keeps no message, neither its own nor its lines'. */
function withoutPath(errors: FieldErrors, path: string): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).filter(([key]) => key !== path && !key.startsWith(`${path}.`) && key !== ''),
  );
}
