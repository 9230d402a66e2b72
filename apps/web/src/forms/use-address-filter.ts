import { useNavigate } from '@tanstack/react-router';

/** A part of what stands in the address; undefined or empty leaves it. */
export type ChangeFilter<Address> = (part: { [K in keyof Address]?: Address[K] | undefined }) => void;

/** Changes what the address filters a list by; the way back leads to the page before, not to the filter before. */
export function useAddressFilter<Address extends object>(address: Address): ChangeFilter<Address> {
  const navigate = useNavigate();
  return (part) => {
    const next = Object.entries({ ...address, ...part }).filter(([, value]) => value);
    void navigate({ to: '.', search: Object.fromEntries(next), replace: true });
  };
}
