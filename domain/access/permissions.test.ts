import { expect, test } from "vitest";
import { hasPermission, permissions } from "./permissions.ts";
import type { Permission } from "./permissions.ts";
import type { userRoles } from "./roles.ts";

const all = Object.keys(permissions) as Permission[];
const permissionsOf = (role: (typeof userRoles)[number]) =>
  all.filter((permission) => hasPermission(role, permission));

test("[SEC-23] a buyer has no permission, a seller only over what is their own", () => {
  expect(permissionsOf("buyer")).toEqual([]);
  expect(permissionsOf("seller")).toEqual([
    "products.manage-own",
    "auctions.manage-own",
    "payouts.manage-own",
  ]);
});

test("whatever a role may do, the next higher one may too", () => {
  expect(permissionsOf("seller")).toEqual(expect.arrayContaining(permissionsOf("buyer")));
  expect(permissionsOf("admin")).toEqual(all);
});
