import { Menu } from '@mantine/core';
import type { ActMenuProps } from './act-menu.tsx';

export function MenuList(props: ActMenuProps) {
  return (
    <Menu position={props.position} width={220} defaultOpened returnFocus>
      <Menu.Target>{props.trigger}</Menu.Target>
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
