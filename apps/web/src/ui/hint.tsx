import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';

/** A short explanation on hover and focus of one element that takes a ref. */
export function Hint(props: { label: string; children: ReactElement }) {
  return <Tooltip label={props.label}>{props.children}</Tooltip>;
}
