import { LoadingRows } from '../ui/loading-rows.tsx';

export function FramePending() {
  return <LoadingRows />;
}
