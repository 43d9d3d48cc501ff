import type { ReactNode } from "react";

import type { ProviderId } from "../../../contract/http/identities.ts";

/** The mark each provider asks to be known by on its button: Google's in its four colours, Apple's in the text's. */
const MARKS: Readonly<Record<ProviderId, ReactNode>> = {
  google: (
    <>
      <path
        fill="#4285f4"
        d="M23.5 12.3c0-.8-.1-1.6-.2-2.3H12v4.5h6.5a5.5 5.5 0 0 1-2.4 3.6v3h3.9c2.2-2.1 3.5-5.1 3.5-8.8z"
      />
      <path
        fill="#34a853"
        d="M12 24c3.2 0 6-1.1 8-2.9l-3.9-3c-1.1.7-2.5 1.1-4.1 1.1-3.1 0-5.8-2.1-6.7-5h-4v3.1A12 12 0 0 0 12 24z"
      />
      <path fill="#fbbc05" d="M5.3 14.2a7.2 7.2 0 0 1 0-4.5V6.6h-4a12 12 0 0 0 0 10.7z" />
      <path
        fill="#ea4335"
        d="M12 4.8c1.8 0 3.300.6 4.600 1.800L20 3.200A12 12 0 0 0 1.300 6.600l4 3.100c.9-2.800 3.600-4.900 6.700-4.900z"
      />
    </>
  ),
  apple: (
    <path
      fill="currentColor"
      d="M17.6 12.7c0-2.500 2-3.700 2.100-3.800a4.600 4.600 0 0 0-3.600-2c-1.500-.1-3 .9-3.700.9-.8 0-2-.9-3.200-.9a4.800 4.800 0 0 0-4.100 2.500c-1.700 3-.4 7.500 1.300 9.900.8 1.200 1.800 2.500 3.100 2.500s1.700-.8 3.200-.8 1.900.8 3.200.8 2.200-1.200 3-2.400c1-1.400 1.300-2.700 1.400-2.800-.1 0-2.700-1-2.700-3.900zM15.200 5.400c.7-.8 1.100-2 1-3.100-1 0-2.200.6-2.900 1.400-.6.7-1.200 1.900-1 3 1.100.1 2.200-.5 2.900-1.300z"
    />
  ),
};

export function ProviderMark({ id }: { id: ProviderId }) {
  return (
    <svg aria-hidden viewBox="0 0 24 24" width={20} height={20} className="shrink-0">
      {MARKS[id]}
    </svg>
  );
}
