/** What an account is. A seller is also a buyer; an admin is both. */
export const userRoles = ["buyer", "seller", "admin"] as const;
export type UserRole = (typeof userRoles)[number];
