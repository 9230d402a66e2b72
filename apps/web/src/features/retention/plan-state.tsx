import type { PrunePlanState } from '@borgcube/domain/prune/prune-plan';
import type { Tone } from '../../theme/tokens.ts';
import { StateWord } from '../../ui/state-word.tsx';

const WORDS: Readonly<Record<PrunePlanState, readonly [Tone, string]>> = {
  made: ['running', 'Under way'],
  refused: ['failed', 'Refused'],
  confirmed: ['neutral', 'Confirmed'],
  executed: ['ok', 'Carried out'],
  abandoned: ['warning', 'Not finished'],
};

export function PlanState(props: { state: PrunePlanState }) {
  const [tone, word] = WORDS[props.state];
  return <StateWord tone={tone}>{word}</StateWord>;
}
