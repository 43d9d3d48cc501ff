import { vi } from "vitest";
import { z } from "../../../contract/zod.ts";
import type { TestAnswer, TestApi, TestPerson } from "./api.ts";

/** A seller with a category to sell in, and whoever may change both. */
export interface Shop {
  readonly admin: TestPerson;
  readonly seller: TestPerson;
  readonly categoryId: string;
  /** Puts a product up for everybody; gives its id. */
  readonly createProduct: (change?: object) => Promise<string>;
}

const answered = z.object({ data: z.object({ id: z.string() }) });

export async function openShop(api: TestApi): Promise<Shop> {
  const [admin, seller] = await Promise.all([api.join("Admin", "admin"), api.join("Seller", "seller")]);
  const category = { slug: "watches", name: "Watches" };
  const made = await api.call("POST /categories", { token: admin.token, body: category });
  const categoryId = answered.parse(made.body).data.id;
  const createProduct: Shop["createProduct"] = async (change = {}) => {
    const body = {
      categoryId,
      title: "A watch",
      condition: "good",
      status: "active",
      currency: "USD",
      startingPriceMinor: 1_000,
      ...change,
    };
    const product = await api.call("POST /products", { token: seller.token, body });
    return answered.parse(product.body).data.id;
  };
  return { admin, seller, categoryId, createProduct };
}

/** Which tier of the cache answered. */
export const sourceOf = ({ headers }: TestAnswer): string | undefined =>
  /cache;desc="(\w+)"/u.exec(headers.get("Server-Timing") ?? "")?.[1];

/** How many statements went to Postgres while the work ran. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const fetches = vi.spyOn(globalThis, "fetch");
  await work();
  const isStatement = ([address]: readonly unknown[]) =>
    typeof address === "string" && address.endsWith("/sql");
  const statements = fetches.mock.calls.filter(isStatement).length;
  fetches.mockRestore();
  return statements;
}

/** Moves the clock; what waits on timers goes on in real time. */
export function passTime(ms: number): void {
  const nowMs = Date.now();
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(nowMs + ms);
}
