import { and, eq, isNotNull, sql } from "drizzle-orm";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import type { DatabaseClient, Transaction } from "../database.ts";
import { type ProductImage, products } from "../schema/catalogue.ts";
import type { WorkItem } from "../settlement/work-item.ts";
import { writeAccountNotice } from "./account-notices.ts";
import { type AuditEntry, recordAudit } from "./audit.ts";
import { isViolation } from "./constraints.ts";
import { hasId } from "./ids.ts";
import type { Product } from "./product-filter.ts";
import { findProduct } from "./products.ts";
import { findReadyUploads, listShownUploads, noteShown } from "./uploads.ts";

export interface Restoration extends Pick<AuditEntry, "actorId" | "requestId" | "ipAddress"> {
  readonly productId: string;
  readonly reason: string;
  readonly at: Date;
}

/** A case took it down, and not its seller: the two say the same moment. */
const isTakenDown = sql`exists (
  select from moderation_cases taken where taken.subject_type = 'product' and taken.subject_id = products.id
    and taken.action = 'hide' and taken.decided_at = products.deleted_at)`;

interface Restored {
  readonly product: Product;
  readonly work: WorkItem[];
}

/**
 * Brings back what moderation took down, with a line in the audit log and a letter to its seller. `not_found`: it is there, or its seller took it away.
 * `sku_taken`: its seller gave its number to another product meanwhile.
 */
export async function restoreProduct(
  { transact }: DatabaseClient,
  { productId, reason, at, ...by }: Restoration,
): Promise<Result<Restored, "not_found" | "sku_taken">> {
  try {
    return await transact(async (transaction) => {
      const [hidden] = await transaction
        .select()
        .from(products)
        .where(and(hasId(products.id, productId), isNotNull(products.deletedAt), isTakenDown))
        .for("update");
      if (hidden === undefined) return refuse("not_found");
      const shown = await keepWhatIsLeft(transaction, hidden, at);
      await transaction
        .update(products)
        .set({ deletedAt: null, ...shown })
        .where(eq(products.id, hidden.id));
      await noteShown(transaction, listShownUploads(shown), at);
      await recordAudit(transaction, {
        ...by,
        action: "product.restored",
        subjectType: "product",
        subjectId: hidden.id,
        details: {
          ownerId: hidden.sellerId,
          reason,
          before: { product: "deleted" },
          after: { product: hidden.status },
        },
      });
      const work = await writeAccountNotice(transaction, {
        userId: hidden.sellerId,
        kind: "content-restored",
        // It may be taken down and brought back again.
        about: `${hidden.id}:${at.getTime()}`,
        details: { productId: hidden.id, title: hidden.title, reason },
        at,
      });
      return accept({
        product: must(await findProduct(transaction, hidden.id), "it was just brought back"),
        work,
      });
    });
  } catch (error) {
    if (isViolation(error, "unique")) return refuse("sku_taken");
    throw error;
  }
}

/** Its pictures and video without those that the sweep took: a product shows nothing that is not there. */
async function keepWhatIsLeft(
  transaction: Transaction,
  { sellerId, images, videoUrl }: typeof products.$inferSelect,
  at: Date,
): Promise<{ readonly images: ProductImage[]; readonly videoUrl: string | null }> {
  const ready = async (purpose: "picture" | "video", ids: readonly string[]) =>
    findReadyUploads(transaction, { ownerId: sellerId, purpose, ids, at });
  const pictures = await ready("picture", listShownUploads({ images }));
  const named = listShownUploads({ videoUrl });
  const videos = await ready("video", named);
  return {
    images: images.filter(({ pictureId }) => pictureId === undefined || pictures.has(pictureId)),
    videoUrl: named.every((id) => videos.has(id)) ? videoUrl : null,
  };
}
