import { boundKeys, singleKeysOn } from '../keys/key-registry.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Facts } from '../ui/facts.tsx';
import { KeyHint } from '../ui/key-hint.tsx';

/** What is bound right now, on this very page. */
export function KeyList(props: { onClose: () => void }) {
  const facts = boundKeys().map(
    (binding) => [binding.label, <KeyHint key={binding.keys} keys={binding.keys} />] as const,
  );
  return (
    <Dialog withCloseButton opened onClose={props.onClose} title="Keys of this page">
      {!singleKeysOn() && <p className="ink2">Single keys are switched off in your settings.</p>}
      <Facts facts={facts} />
    </Dialog>
  );
}
