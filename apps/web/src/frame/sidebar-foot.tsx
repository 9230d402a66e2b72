import { Menu, UnstyledButton } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { SchemeToggle } from './scheme-toggle.tsx';
import { useSession } from './session.ts';
import css from './sidebar.module.css';
import { signOut } from './sign-out.ts';
import { usePulse } from './use-pulse.ts';

/** Server name and zone, worker and queue, person and scheme. */
export function SidebarFoot() {
  const session = useSession();
  const pulse = usePulse();
  return (
    <div className={css.foot}>
      <div className={css.pair}>
        <span className="cut">{session.serverName}</span>
        <span className="ink3 nowrap">{city(session.timeZone)}</span>
      </div>
      <div className={`${css.pair} ink3`}>
        <span className={pulse.worker === 'no worker' ? css.noWorker : ''}>{pulse.worker ?? ' '}</span>
        <span className="nowrap">{pulse.queueWords}</span>
      </div>
      <div className={css.person}>
        <PersonMenu name={session.user.name} />
        <SchemeToggle />
      </div>
    </div>
  );
}

function PersonMenu(props: { name: string }) {
  return (
    <Menu position="top-start" width={180}>
      <Menu.Target>
        <UnstyledButton className={css.personButton} aria-label={`${props.name}: account`}>
          <span className={css.initials} aria-hidden>
            {initials(props.name)}
          </span>
          <span className={`${css.word} cut`}>{props.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconUserCircle size={16} stroke={1.75} aria-hidden />}
          renderRoot={(root) => <Link to="/settings/you" {...root} />}
        >
          Your settings
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.75} aria-hidden />}
          onClick={() => void signOut()}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter(Boolean);
  return [words[0]?.[0], words[1]?.[0]].join('').toUpperCase() || '?';
}

/** `Europe/Berlin` reads `Berlin`. */
function city(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}
