import type pg from "pg";
import type { Api } from "../../client/http/api.ts";
import { createAddress } from "../../contract/http/addresses.ts";
import { createPaymentMethod } from "../../contract/http/payment-methods.ts";
import { openAccount, signIn } from "./person.ts";
import type { Person } from "./person.ts";
import { demoPassword } from "./people.ts";
import type { DemoPerson } from "./people.ts";

/** More than anybody spends in a demo: a million dollars. */
const limitMinor = 100_000_000;

const towns = [
  { line1: "12 Harbor Street", city: "Portland", region: "ME", postalCode: "04101", country: "US" },
  { line1: "480 Mission Street", city: "San Francisco", region: "CA", postalCode: "94105", country: "US" },
  { line1: "Torstraße 88", city: "Berlin", region: null, postalCode: "10119", country: "DE" },
  { line1: "27 Lamb’s Conduit Street", city: "London", region: null, postalCode: "WC1N 3NG", country: "GB" },
];

interface LoadPeopleOptions {
  readonly origin: string;
  readonly database: pg.Pool;
  /** Whether they are to bid: then they have a card and an address. */
  readonly areEquipped: boolean;
}

/** Opens those accounts that are not there yet, with what bidding needs. Nobody can give themselves a role: SQL does. */
export async function loadPeople(
  people: readonly DemoPerson[],
  { origin, database, areEquipped }: LoadPeopleOptions,
): Promise<void> {
  const known = await database.query<{ email: string; equipped: boolean }>(
    `SELECT email, EXISTS (SELECT FROM payment_methods WHERE user_id = users.id)
       AND EXISTS (SELECT FROM addresses WHERE user_id = users.id) AS equipped
     FROM users WHERE email = ANY($1) AND deleted_at IS NULL`,
    [people.map(({ email }) => email)],
  );
  const equippedByEmail = new Map(known.rows.map(({ email, equipped }) => [email, equipped]));
  const load = async (person: DemoPerson, index: number): Promise<void> => {
    const equipped = equippedByEmail.get(person.email);
    if (equipped === true || (equipped === false && !areEquipped)) return;
    const { api } =
      equipped === undefined ? await open(origin, database, person) : await signIn(origin, person.email);
    if (areEquipped) await equip(api, person, index);
  };
  await Promise.all(people.map(load));
}

async function open(origin: string, database: pg.Pool, person: DemoPerson): Promise<Person> {
  const { email, displayName, role } = person;
  const opened = await openAccount(origin, { email, displayName, password: demoPassword });
  await database.query("UPDATE users SET role = $1, email_verified_at = now() WHERE id = $2", [
    role,
    opened.userId,
  ]);
  await database.query(
    `INSERT INTO spending_limits (user_id, currency, platform_limit_minor)
     SELECT $1, currency, $2 FROM unnest(ARRAY['USD', 'EUR', 'GBP', 'JPY']) AS currency ON CONFLICT DO NOTHING`,
    [opened.userId, limitMinor],
  );
  return opened;
}

async function equip(
  api: Api,
  { displayName: fullName, cardNumber = "4242424242424242" }: DemoPerson,
  index: number,
): Promise<void> {
  const card = { cardNumber, expiryMonth: 12, expiryYear: 2034 };
  await api.call(createPaymentMethod, { body: card });
  const town = towns[index % towns.length] ?? towns[0];
  if (town !== undefined) await api.call(createAddress, { body: { ...town, fullName } });
}
