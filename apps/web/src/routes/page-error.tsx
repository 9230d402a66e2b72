import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { errorWords } from '../api/error-words.ts';
import { ErrorState } from '../ui/error-state.tsx';

export function PageError(props: ErrorComponentProps) {
  const router = useRouter();
  const { message, details } = errorWords(props.error);
  const retry = () => {
    props.reset();
    void router.invalidate();
  };
  return (
    <ErrorState title="This page could not be loaded" message={message} details={details} onRetry={retry} />
  );
}
