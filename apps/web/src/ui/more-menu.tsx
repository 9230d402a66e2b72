import { ActionIcon, Menu } from '@mantine/core';
import { type Icon, IconDots } from '@tabler/icons-react';

export interface MenuAct {
  label: string;
  icon?: Icon;
  danger?: boolean;
  onAct: () => void;
}

/** The acts that are not in sight, behind "…". Without acts there is no button. */
export function MoreMenu(props: { label: string; acts: readonly MenuAct[] }) {
  if (props.acts.length === 0) return null;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={props.label} title={props.label} size={26}>
          <IconDots size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {props.acts.map((act) => {
          const Shape = act.icon;
          return (
            <Menu.Item
              key={act.label}
              onClick={act.onAct}
              {...(act.danger && { color: 'var(--bc-failed-fg)' })}
              {...(Shape && { leftSection: <Shape size={16} stroke={1.75} aria-hidden /> })}
            >
              {act.label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
