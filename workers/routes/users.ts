import { readProfile } from "../../contract/http/users.ts";
import { findBiddingMeans } from "../../db/queries/bidder-terms.ts";
import { findUser } from "../../db/queries/users.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { notFound } from "../middleware/problem.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

export function mountUsers(parts: Interface): void {
  mount(parts, readProfile, async (context, { params }) => {
    const { database } = context.get("postgres");
    const callerId = params.userId === "me" ? requireSignedIn(context).userId : context.get("caller")?.userId;
    const userId = params.userId === "me" ? requireSignedIn(context).userId : params.userId;
    const user = await findUser(database, userId);
    if (user === undefined) throw notFound("user");
    const profile = {
      id: user.id,
      displayName: user.displayName,
      avatarUrl: user.avatarUrl,
      isSeller: user.role !== "buyer",
      createdAt: user.createdAt.toISOString(),
    };
    if (userId !== callerId) return { data: profile };
    const { email, role, firstName, lastName, phone } = user;
    const bidding = await findBiddingMeans(database, userId);
    return { data: { ...profile, email, role, firstName, lastName, phone, bidding } };
  });
}
