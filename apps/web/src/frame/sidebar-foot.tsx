import { UnstyledButton } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { ActMenu } from '../ui/act-menu.tsx';
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
  const navigate = useNavigate();
  return (
    <ActMenu
      position="top-start"
      acts={[
        { label: 'Your settings', icon: IconUserCircle, onAct: () => void navigate({ to: '/settings/you' }) },
        { label: 'Sign out', icon: IconLogout, onAct: () => void signOut() },
      ]}
      trigger={
        <UnstyledButton className={css.personButton} aria-label={`${props.name}: account`}>
          <span className={css.initials} aria-hidden>
            {initials(props.name)}
          </span>
          <span className={`${css.word} cut`}>{props.name}</span>
        </UnstyledButton>
      }
    />
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
