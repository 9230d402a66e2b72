import type { Icon } from '@tabler/icons-react';
import { cloneElement, lazy, type ReactElement, Suspense, useState } from 'react';

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

const MenuList = lazy(async () => ({ default: (await import('./menu-list.tsx')).MenuList }));

/** A menu that is loaded when it is first asked for. */
export function ActMenu(props: ActMenuProps) {
  const [wanted, setWanted] = useState(false);
  const closed = cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onClick: () => setWanted(true),
  });
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <MenuList {...props} />
    </Suspense>
  );
}
