import { ActionIcon } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { Hint } from './hint.tsx';

/** An icon alone: only for close, more, drag, copy, previous and next. Its name is spoken and shown on hover. */
export function IconButton(props: {
  icon: Icon;
  label: string;
  onClick?: (event: MouseEvent<HTMLElement>) => void;
  disabled?: boolean;
  size?: number;
}) {
  const Shape = props.icon;
  return (
    <Hint label={props.label}>
      <ActionIcon
        aria-label={props.label}
        disabled={props.disabled ?? false}
        onClick={props.onClick}
        size={props.size ?? 26}
      >
        <Shape size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Hint>
  );
}
