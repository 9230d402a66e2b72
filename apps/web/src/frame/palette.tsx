import { Modal } from '@mantine/core';
export function Palette(props: { opened: boolean; onClose: () => void }) {
  return <Modal opened={props.opened} onClose={props.onClose} title="Find or do" />;
}
