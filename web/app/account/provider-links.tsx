import type { ProviderId } from "../../../contract/http/identities.ts";
import { buttonClass } from "../components/button-class.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { ProviderMark } from "./provider-mark.tsx";

export type Provider = { readonly id: ProviderId; readonly name: string; readonly startPath: string };

/** Ways in by an account elsewhere. Plain links: the browser leaves for the provider's own page. */
export function ProviderLinks({ providers, to }: { providers: readonly Provider[]; to: string }) {
  const words = useMessages().providers;
  return providers.map(({ id, name, startPath }) => (
    <a
      key={id}
      href={`${startPath}?to=${encodeURIComponent(to)}`}
      className={buttonClass("secondary", "lg", true)}
    >
      <ProviderMark id={id} /> {words.continueWith(name)}
    </a>
  ));
}
