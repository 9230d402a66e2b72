import { IconSquareX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './forms.module.css';

/** What is wrong, with its silhouette; stands where the help stood. */
export function FieldError(props: { children: ReactNode }) {
  return (
    <span className={css.error}>
      <IconSquareX size={14} stroke={1.75} aria-hidden />
      <span>{props.children}</span>
    </span>
  );
}

/** Props that Mantine's inputs share: label above, help below, replaced by the error in the same place. */
export function inputProps(title: string, help: ReactNode, error: string | null, required: boolean) {
  return {
    label: title,
    description: error ? undefined : help,
    error: error ? <FieldError>{error}</FieldError> : undefined,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
      | 'label'
      | 'input'
      | 'description'
      | 'error'
    )[],
    required,
    withAsterisk: false,
  };
}
