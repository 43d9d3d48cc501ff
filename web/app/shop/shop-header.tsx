import { BadgeCheck, Pencil, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";

import type { Storefront } from "../../../contract/http/sellers.ts";
import { Avatar } from "../components/avatar.tsx";
import { ButtonLink } from "../components/button-link.tsx";
import { useReader } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { FollowForm } from "./follow-form.tsx";
import { toEnglish } from "../../../domain/locale.ts";

type ShopHeaderProps = {
  shop: Storefront;
  isOwn: boolean;
  /** What buyers thought of them. */
  children?: ReactNode;
};

/** Whose shop it is: banner, name, marks and who follows it. */
export function ShopHeader({ shop, isOwn, children }: ShopHeaderProps) {
  const words = useMessages().trust.shop;
  const { locale } = useReader();
  const country =
    shop.country === null
      ? null
      : new Intl.DisplayNames(toEnglish(locale), { type: "region" }).of(shop.country);
  return (
    <header className="grid gap-5">
      {shop.bannerUrl === null ? null : (
        <img
          src={shop.bannerUrl}
          alt=""
          className="aspect-[4/1] w-full rounded-md border border-line object-cover max-sm:aspect-[5/2]"
        />
      )}
      <div className="flex flex-wrap items-start gap-x-6 gap-y-4">
        <Avatar name={shop.shopName} imageUrl={shop.avatarUrl ?? undefined} size="xl" />
        <div className="grid min-w-0 flex-1 basis-64 content-start gap-2">
          <h1 className="text-3xl break-words md:text-4xl">{shop.shopName}</h1>
          {shop.marks.isVerified || shop.marks.isTrusted ? (
            <ul className="flex flex-wrap gap-2">
              {shop.marks.isVerified ? (
                <Mark icon={BadgeCheck} label={words.verified} detail={words.verifiedDetail} />
              ) : null}
              {shop.marks.isTrusted ? (
                <Mark icon={ShieldCheck} label={words.trusted} detail={words.trustedDetail} />
              ) : null}
            </ul>
          ) : null}
          {children}
          <p className="text-sm text-muted">
            <span className="tabular">{words.followers(shop.followerCount)}</span>
            {country === null ? null : ` · ${country}`} · {words.since}{" "}
            <Time atMs={Date.parse(shop.memberSince)} format="date" />
          </p>
        </div>
        {isOwn ? (
          <ButtonLink to="/seller/shop">
            <Pencil aria-hidden size={18} /> {words.edit}
          </ButtonLink>
        ) : (
          <FollowForm isFollowing={shop.isFollowing} shopName={shop.shopName} />
        )}
      </div>
    </header>
  );
}

function Mark({ icon: Icon, label, detail }: { icon: typeof BadgeCheck; label: string; detail: string }) {
  return (
    <li
      title={detail}
      className="inline-flex h-7 items-center gap-1.5 rounded-full bg-leading-wash px-2.5 text-sm font-semibold text-leading-text"
    >
      <Icon aria-hidden size={16} /> {label} <span className="sr-only">{detail}</span>
    </li>
  );
}
