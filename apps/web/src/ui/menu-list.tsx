import { Menu } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactElement } from 'react';

export interface MenuAct {
  label: string;
  icon?: Icon;
  danger?: boolean;
  onAct: () => void;
}

export interface ActMenuProps {
  acts: readonly MenuAct[];
  /** The button that opens it; takes a ref and the props of a button. */
  trigger: ReactElement<Record<string, unknown>>;
  position: 'bottom-end' | 'top-start' | 'top-end';
}

export function MenuList(props: ActMenuProps) {
  return (
    <Menu
      position={props.position}
      width={220}
      defaultOpened
      returnFocus
      withInitialFocusPlaceholder={false}
      portalProps={{ target: '#main' }}
    >
      <Menu.Target>{props.trigger}</Menu.Target>
      <Menu.Dropdown>
        {props.acts.map((act) => {
          const Shape = act.icon;
          return (
            <Menu.Item
              key={act.label}
              onClick={() => {
                focusOpener();
                act.onAct();
              }}
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

/** A dialog that an act opens gives the focus back to where it stood then: the button, not the menu that is gone. */
function focusOpener(): void {
  document.querySelector<HTMLElement>('[aria-haspopup="menu"][aria-expanded="true"]')?.focus();
}
