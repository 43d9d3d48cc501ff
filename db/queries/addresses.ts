import { and, asc, isNull, sql } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { addresses } from "../schema/addresses.ts";
import { hasId } from "./ids.ts";

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
};

type AddressRow = {
  readonly [Name in keyof typeof addressColumns]: (typeof addresses.$inferSelect)[Name];
};

/** One of a person's addresses. Exactly one of them is the default: the latest chosen, else the oldest. */
export interface Address extends AddressRow {
  readonly isDefault: boolean;
}

/** What a person writes about an address; `chooseAsDefault` makes it the one things are sent to. */
export interface AddressInput {
  readonly label?: string | null;
  readonly fullName: string;
  readonly line1: string;
  readonly line2?: string | null;
  readonly city: string;
  readonly region?: string | null;
  readonly postalCode: string;
  readonly country: string;
  readonly phone?: string | null;
}

const isPresent = isNull(addresses.deletedAt);

/** All addresses of a person, the default first. */
export async function listAddresses(database: Database, userId: string): Promise<Address[]> {
  const rows = await database
    .select(addressColumns)
    .from(addresses)
    .where(and(hasId(addresses.userId, userId), isPresent))
    .orderBy(sql`${addresses.chosenAt} desc nulls last`, asc(addresses.createdAt), asc(addresses.id))
    .limit(200);
  return rows.map((row, index) => ({ ...row, isDefault: index === 0 }));
}

export async function createAddress(
  database: Database,
  owner: { readonly userId: string; readonly chooseAsDefault: boolean },
  input: AddressInput,
): Promise<Address> {
  const [created] = await database
    .insert(addresses)
    .values({ ...input, userId: owner.userId, ...(owner.chooseAsDefault ? { chosenAt: new Date() } : {}) })
    .returning({ id: addresses.id });
  const { id } = must(created, "an insert returns its row");
  const all = await listAddresses(database, owner.userId);
  return must(
    all.find((address) => address.id === id),
    "the address just made is listed",
  );
}

/** Changes an address and, when asked, makes it the default; undefined when the person has no such address. */
export async function updateAddress(
  database: Database,
  address: { readonly userId: string; readonly addressId: string; readonly chooseAsDefault: boolean },
  change: Partial<AddressInput>,
): Promise<Address | undefined> {
  const values = { ...change, ...(address.chooseAsDefault ? { chosenAt: new Date() } : {}) };
  if (Object.keys(values).length > 0) {
    await database.update(addresses).set(values).where(isOwn(address));
  }
  const all = await listAddresses(database, address.userId);
  return all.find((candidate) => candidate.id === address.addressId);
}

/** False when the person has no such address. Orders keep their copies. */
export async function deleteAddress(
  database: Database,
  address: { readonly userId: string; readonly addressId: string },
): Promise<boolean> {
  const deleted = await database
    .update(addresses)
    .set({ deletedAt: new Date() })
    .where(isOwn(address))
    .returning({ id: addresses.id });
  return deleted.length > 0;
}

const isOwn = (address: { readonly userId: string; readonly addressId: string }) =>
  and(hasId(addresses.id, address.addressId), hasId(addresses.userId, address.userId), isPresent);
