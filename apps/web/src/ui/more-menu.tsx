import { ActionIcon } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { ActMenu } from './act-menu.tsx';
import type { MenuAct } from './menu-list.tsx';

/** The acts that are not in sight, behind "…". Without acts there is no button. */
export function MoreMenu(props: { label: string; acts: readonly MenuAct[] }) {
  if (props.acts.length === 0) return null;
  return (
    <ActMenu
      position="bottom-end"
      acts={props.acts}
      trigger={
        <ActionIcon aria-label={props.label} title={props.label} size={26}>
          <IconDots size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      }
    />
  );
}
