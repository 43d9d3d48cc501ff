import type { Door } from "./load/orders.ts";

/** `room`: the product. `raw`: what the platform can do at best with the same bytes. */
export const targetNames = ["raw", "room"] as const;
export type TargetName = (typeof targetNames)[number];

/**
 * Who bids against whom. `duel`: two bidders take turns, one fact per bid; on several lots when many bids are to be in
 * flight at once, for only on lots of their own can neighbours overtake each other and both be valid. `proxy`: one
 * live lot where a standing maximum answers every bid, two facts per bid.
 */
export type Contest = { readonly kind: "duel"; readonly lots: number } | { readonly kind: "proxy" };

/** Where the load goes and what it bids. */
export interface Scene {
  readonly path: string;
  readonly bidders: readonly Door[];
  readonly watchers: readonly Door[];
  readonly lots: readonly string[];
  readonly startMinor: number;
  readonly stepMinor: number;
}

/** Text that makes the raw object's frames and rows as long as the room's. */
export interface Filler {
  readonly row: string;
  readonly accepted: string;
  readonly facts: string;
}

export interface SceneOrder {
  readonly port: number;
  readonly target: TargetName;
  readonly contest: Contest;
  readonly watchers: number;
  readonly filler: Filler;
}

const startMinor = 1_000;
let scenesSet = 0;

/** A fresh object with everything ready for the first bid. */
export async function setScene(order: SceneOrder): Promise<Scene> {
  const path = `/${order.target}/${order.target}-${scenesSet++}`;
  const address = `http://127.0.0.1:${order.port}${path}`;
  const { contest } = order;
  const bidders = contest.kind === "proxy" ? 1 : 2;
  // A bid one step above the standing maximum's answer to the bid before.
  const stepMinor = contest.kind === "proxy" ? 2 : 1;
  const scene = { path, startMinor: startMinor + stepMinor, stepMinor };
  if (order.target === "raw") {
    await post(address, order.filler);
    const lots = Array.from(
      { length: contest.kind === "duel" ? contest.lots : 1 },
      (_, index) => `lot-${index}`,
    );
    return { ...scene, lots, bidders: repeatDoor(path, bidders), watchers: repeatDoor(path, order.watchers) };
  }
  const lots = await post<string[]>(`${address}/stage`, {
    lots: contest.kind === "duel" ? contest.lots : 1,
    bidders,
    hasStandingMaximum: contest.kind === "proxy",
    startMinor,
  });
  const name = (role: string) => (_: unknown, index: number) => `${role}-${index}`;
  return {
    ...scene,
    lots,
    bidders: await findDoors(path, address, Array.from({ length: bidders }, name("bidder"))),
    watchers: await findDoors(path, address, Array.from({ length: order.watchers }, name("watcher"))),
  };
}

const repeatDoor = (path: string, count: number): Door[] => Array.from({ length: count }, () => ({ path }));

async function findDoors(path: string, address: string, users: readonly string[]): Promise<Door[]> {
  const tickets = await post<string[]>(`${address}/tickets`, users);
  return tickets.map((ticket) => ({ path, protocol: `blytz.v1, ticket.${ticket}` }));
}

export async function post<Answer>(address: string, body: unknown): Promise<Answer> {
  const answer = await fetch(address, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
}
