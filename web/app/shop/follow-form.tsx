import { Form, useNavigation } from "@remix-run/react";
import { Check, Plus } from "lucide-react";

import { Button } from "../components/button.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** Follows a shop or stops to, with scripts or without. Whoever is signed out is led to where they sign in. */
export function FollowForm({ isFollowing, shopName }: { isFollowing: boolean; shopName: string }) {
  const words = useMessages().trust.shop;
  const intent = useNavigation().formData?.get("intent");
  const isPending = intent === "follow" || intent === "unfollow";
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={isFollowing ? "unfollow" : "follow"} />
      <Button
        type="submit"
        variant={isFollowing ? "secondary" : "primary"}
        pending={isPending}
        aria-label={isFollowing ? words.unfollowLabel(shopName) : `${words.follow} ${shopName}`}
      >
        {isFollowing ? <Check aria-hidden size={18} /> : <Plus aria-hidden size={18} />}
        {isFollowing ? words.unfollow : words.follow}
      </Button>
    </Form>
  );
}
