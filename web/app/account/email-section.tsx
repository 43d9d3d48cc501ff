import { Badge } from "../components/badge.tsx";
import { Section } from "../components/card.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type EmailSectionProps = { email: string; isVerified: boolean };

export function EmailSection({ email, isVerified }: EmailSectionProps) {
  const words = useMessages().account.profile;
  return (
    <Section title={words.email} detail={words.emailDetail}>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 font-semibold break-words">{email}</span>
        <Badge tone={isVerified ? "leading" : "live"}>{isVerified ? words.verified : words.unverified}</Badge>
      </p>
    </Section>
  );
}
