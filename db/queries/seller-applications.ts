import { and, desc, eq } from "drizzle-orm";
import type { ApplicationStatus } from "../../domain/trust/seller.ts";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import type { Database, DatabaseClient, Transaction } from "../database.ts";
import { sellerApplications, sellerProfiles } from "../schema/sellers.ts";
import { users } from "../schema/users.ts";
import type { WorkItem } from "../settlement/work-item.ts";
import { writeAccountNotice } from "./account-notices.ts";
import { type AuditEntry, recordAudit } from "./audit.ts";
import { isViolation } from "./constraints.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

export type SellerApplication = typeof sellerApplications.$inferSelect;

export type ApplicationRefusal = "email_unverified" | "already_seller" | "application_open" | "slug_taken";

/**
 * Takes an application in. The applicant's row is locked first: of two at once the second sees the first, and nobody applies
 * while they are being approved.
 */
export async function applyToSell(
  { transact }: DatabaseClient,
  application: Pick<
    SellerApplication,
    "userId" | "shopName" | "slug" | "about" | "country" | "goods" | "agreedAt"
  >,
): Promise<Result<SellerApplication, ApplicationRefusal>> {
  const { userId, slug, agreedAt } = application;
  try {
    return await transact(async (transaction) => {
      const [person] = await transaction
        .select({ role: users.role, emailVerifiedAt: users.emailVerifiedAt })
        .from(users)
        .where(hasId(users.id, userId))
        .for("update");
      const { role, emailVerifiedAt } = must(person, "a live session has its user");
      if (role !== "buyer") return refuse("already_seller");
      if (emailVerifiedAt === null) return refuse("email_unverified");
      const open = await transaction
        .select({ id: sellerApplications.id })
        .from(sellerApplications)
        .where(and(eq(sellerApplications.userId, userId), eq(sellerApplications.status, "pending")));
      if (open.length > 0) return refuse("application_open");
      if (await isSlugTaken(transaction, slug)) return refuse("slug_taken");
      const [made] = await transaction
        .insert(sellerApplications)
        .values({ ...application, createdAt: agreedAt })
        .returning();
      return accept(must(made, "an insert returns its row"));
    });
  } catch (error) {
    // Somebody else asked for the same address at the same moment.
    if (isViolation(error, "unique")) return refuse("slug_taken");
    throw error;
  }
}

async function isSlugTaken(transaction: Transaction, slug: string): Promise<boolean> {
  const shops = await transaction
    .select({ userId: sellerProfiles.userId })
    .from(sellerProfiles)
    .where(eq(sellerProfiles.slug, slug));
  return shops.length > 0;
}

export async function findLatestApplication(
  database: Database,
  userId: string,
): Promise<SellerApplication | undefined> {
  const [found] = await database
    .select()
    .from(sellerApplications)
    .where(hasId(sellerApplications.userId, userId))
    .orderBy(desc(sellerApplications.createdAt), desc(sellerApplications.id))
    .limit(1);
  return found;
}

const keyset: Keyset = {
  name: "seller-applications",
  columns: [sellerApplications.createdAt, sellerApplications.id],
  descending: false,
};

const selectReviewed = (database: Database) =>
  database
    .select({
      application: sellerApplications,
      applicant: {
        id: users.id,
        displayName: users.displayName,
        email: users.email,
        createdAt: users.createdAt,
        disabledAt: users.disabledAt,
      },
    })
    .from(sellerApplications)
    .innerJoin(users, eq(users.id, sellerApplications.userId));

export type ReviewedApplication = Awaited<ReturnType<typeof selectReviewed>>[number];

/** Applications of a state, the one that waits longest first; for the house. */
export async function listApplications(
  database: Database,
  of: { readonly status: ApplicationStatus },
  request: PageRequest,
): Promise<Result<Page<ReviewedApplication>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectReviewed(database)
    .where(and(eq(sellerApplications.status, of.status), behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(
    makePage(keyset, request, rows, ({ application }) => [application.createdAt, application.id]),
  );
}

export type DecisionRefusal = "not_found" | "application_decided" | "slug_taken";

export interface Decision {
  readonly applicationId: string;
  readonly decidedBy: string;
  /** Null approves. */
  readonly reason: string | null;
  readonly at: Date;
  /** For the audit log. */
  readonly request: Pick<AuditEntry, "requestId" | "ipAddress">;
}

export interface Decided {
  readonly application: SellerApplication;
  readonly work: readonly WorkItem[];
}

/** Decides an application: state, role, shop, audit log and letter move together or not at all. */
export async function decideApplication(
  { transact }: DatabaseClient,
  decision: Decision,
): Promise<Result<Decided, DecisionRefusal>> {
  const { applicationId, decidedBy, reason, at, request } = decision;
  const status = reason === null ? "approved" : "rejected";
  try {
    return await transact(async (transaction) => {
      const found = await lockApplication(transaction, applicationId);
      if (found === undefined) return refuse("not_found");
      if (found.status !== "pending") return refuse("application_decided");
      const [application] = await transaction
        .update(sellerApplications)
        .set({ status, reason, decidedBy, decidedAt: at })
        .where(eq(sellerApplications.id, found.id))
        .returning();
      if (status === "approved") await openShop(transaction, found);
      const { userId, shopName, slug } = found;
      await recordAudit(transaction, {
        ...request,
        actorId: decidedBy,
        action: `seller-application.${status}`,
        subjectType: "user",
        subjectId: userId,
        details: { applicationId, shopName, slug, before: "pending", after: status, reason },
      });
      const details = { shopName, ...(reason === null ? {} : { reason }) };
      const kind = `seller-${status}` as const;
      const work = await writeAccountNotice(transaction, { userId, kind, about: found.id, details, at });
      return accept({ application: must(application, "it was locked"), work });
    });
  } catch (error) {
    if (isViolation(error, "unique")) return refuse("slug_taken");
    throw error;
  }
}

/** The applicant first, as applying does, so that the two never wait for each other. */
async function lockApplication(
  transaction: Transaction,
  applicationId: string,
): Promise<SellerApplication | undefined> {
  const [known] = await transaction
    .select({ userId: sellerApplications.userId })
    .from(sellerApplications)
    .where(hasId(sellerApplications.id, applicationId));
  if (known === undefined) return undefined;
  await transaction.select({ id: users.id }).from(users).where(eq(users.id, known.userId)).for("update");
  const [found] = await transaction
    .select()
    .from(sellerApplications)
    .where(hasId(sellerApplications.id, applicationId))
    .for("update");
  return found;
}

/** A buyer becomes a seller; whoever is more already stays what they are. A shop they had keeps its words. */
async function openShop(transaction: Transaction, application: SellerApplication): Promise<void> {
  const { userId, shopName, slug, about, country } = application;
  await transaction
    .update(users)
    .set({ role: "seller" })
    .where(and(eq(users.id, userId), eq(users.role, "buyer")));
  await transaction
    .insert(sellerProfiles)
    .values({ userId, shopName, slug, about, country })
    .onConflictDoUpdate({ target: sellerProfiles.userId, set: { shopName, slug } });
}
