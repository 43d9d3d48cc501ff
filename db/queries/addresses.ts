import { and, isNull, type SQL, sql } from "drizzle-orm";
import { accept, must, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { addresses } from "../schema/addresses.ts";
import { type Change, isEmptyChange } from "./change.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";
import { computePreference } from "./preference.ts";

const addressColumns = {
  id: addresses.id,
  label: addresses.label,
  fullName: addresses.fullName,
  line1: addresses.line1,
  line2: addresses.line2,
  city: addresses.city,
  region: addresses.region,
  postalCode: addresses.postalCode,
  country: addresses.country,
  phone: addresses.phone,
  createdAt: addresses.createdAt,
  updatedAt: addresses.updatedAt,
  preference: addresses.preference,
  // Written out, as drizzle names columns without their table here, and inside the subquery that would be another column.
  isDefault: sql<boolean>`addresses.id = (
    select id from addresses best
    where best.user_id = addresses.user_id and best.deleted_at is null
    order by best.preference desc, best.id desc limit 1)`,
};

const selectAddresses = (database: Database) => database.select(addressColumns).from(addresses).$dynamic();

/** One of a person's addresses. Exactly one of them is the default, the one things are sent to. */
export type Address = Awaited<ReturnType<typeof selectAddresses>>[number];

export interface AddressInput {
  readonly label?: string | null | undefined;
  readonly fullName: string;
  readonly line1: string;
  readonly line2?: string | null | undefined;
  readonly city: string;
  readonly region?: string | null | undefined;
  readonly postalCode: string;
  readonly country: string;
  readonly phone?: string | null | undefined;
}

const keyset: Keyset = {
  name: "addresses",
  columns: [addresses.preference, addresses.id],
  descending: true,
};

const isOwned = (userId: string): SQL | undefined =>
  and(hasId(addresses.userId, userId), isNull(addresses.deletedAt));

/** A person's addresses, the default first. */
export async function listAddresses(
  database: Database,
  userId: string,
  request: PageRequest,
): Promise<Result<Page<Address>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectAddresses(database)
    .where(and(isOwned(userId), behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.preference, row.id]));
}

async function findAddress(
  database: Database,
  userId: string,
  addressId: string,
): Promise<Address | undefined> {
  const [found] = await selectAddresses(database).where(and(hasId(addresses.id, addressId), isOwned(userId)));
  return found;
}

export async function createAddress(
  database: Database,
  owner: { readonly userId: string; readonly chooseAsDefault: boolean },
  input: AddressInput,
): Promise<Address> {
  const [created] = await database
    .insert(addresses)
    .values({ ...input, userId: owner.userId, preference: computePreference(owner.chooseAsDefault) })
    .returning({ id: addresses.id });
  const { id } = must(created, "an insert returns its row");
  return must(await findAddress(database, owner.userId, id), "the address just made is there");
}

/** Changes an address and, when asked, makes it the default; undefined when the person has no such address. */
export async function updateAddress(
  database: Database,
  address: { readonly userId: string; readonly addressId: string; readonly chooseAsDefault: boolean },
  change: Change<AddressInput>,
): Promise<Address | undefined> {
  const values = { ...change, ...(address.chooseAsDefault ? { preference: computePreference(true) } : {}) };
  if (!isEmptyChange(values)) {
    await database
      .update(addresses)
      .set(values)
      .where(and(hasId(addresses.id, address.addressId), isOwned(address.userId)));
  }
  return findAddress(database, address.userId, address.addressId);
}

/** False when the person has no such address. Orders keep their copies. */
export async function deleteAddress(
  database: Database,
  address: { readonly userId: string; readonly addressId: string },
): Promise<boolean> {
  const deleted = await database
    .update(addresses)
    .set({ deletedAt: new Date() })
    .where(and(hasId(addresses.id, address.addressId), isOwned(address.userId)))
    .returning({ id: addresses.id });
  return deleted.length > 0;
}
