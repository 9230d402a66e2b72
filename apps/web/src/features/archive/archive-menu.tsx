import type { Archive } from '@borgcube/domain/archive/archive';
import { useState } from 'react';
import { useMay } from '../../frame/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import type { MenuAct } from '../../ui/menu-list.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { usePhone } from '../../ui/use-phone.ts';
import { ArchivePanel } from './archive-panel.tsx';
import { DeleteArchivesDialog } from './delete-archives-dialog.tsx';
import { RenameArchiveDialog } from './rename-archive-dialog.tsx';
import { usePin } from './use-pin.ts';

type Asked = 'about' | 'rename' | 'delete';

/** Everything else that can be done with one archive. */
export function ArchiveMenu(props: { archive: Archive }) {
  const { archive } = props;
  const [asked, setAsked] = useState<Asked | null>(null);
  const phone = usePhone();
  const pin = usePin([archive]);
  const admin = useMay('admin');
  const operator = useMay('operator');
  const isThere = archive.vanishedAt === null;
  const acts: MenuAct[] = [
    ...(phone ? [{ label: 'About this archive', onAct: () => setAsked('about') }] : []),
    ...(operator ? [{ label: archive.pinned ? 'Unpin' : 'Pin', onAct: pin.run }] : []),
    ...(admin && isThere ? [{ label: 'Rename…', onAct: () => setAsked('rename') }] : []),
    ...(admin && isThere ? [{ label: 'Delete…', danger: true, onAct: () => setAsked('delete') }] : []),
  ];
  const close = () => setAsked(null);
  return (
    <>
      <MoreMenu label="More acts" acts={acts} />
      <Dialog withCloseButton opened={asked === 'about'} onClose={close} title={archive.name}>
        <ArchivePanel archive={archive} />
      </Dialog>
      <RenameArchiveDialog archive={archive} opened={asked === 'rename'} onClose={close} />
      <DeleteArchivesDialog rows={[archive]} opened={asked === 'delete'} onClose={close} onStarted={close} />
    </>
  );
}
