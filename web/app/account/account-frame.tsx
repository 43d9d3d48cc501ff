import type { ReactNode } from "react";

import { AccountNav } from "./account-nav.tsx";

/**
 * What all parts of an account have around them. Each of them is a page of its own. The column beside is as long as the
 * screen at least, or the footer would push the list of parts under the header.
 */
export function AccountFrame({ children }: { children: ReactNode }) {
  return (
    <div className="page grid content-start gap-6 lg:min-h-dvh lg:grid-cols-[13rem_minmax(0,1fr)] lg:content-stretch lg:gap-12 lg:pt-10">
      <AccountNav />
      <div className="grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] content-start gap-6 pb-12">
        {children}
      </div>
    </div>
  );
}
