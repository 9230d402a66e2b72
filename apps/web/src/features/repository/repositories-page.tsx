import { PageHead } from '../../ui/page-head.tsx';
export function RepositoriesPage() {
  return <PageHead title="Repositories" />;
}
