import { base64url } from "jose";
import { parse, stringify } from "uuid";

/** A user's id as an authenticator keeps it: its 16 bytes, which say nothing to whoever finds the device. */
export const toUserHandle = (userId: string): Uint8Array<ArrayBuffer> => new Uint8Array(parse(userId));

/** The id behind a handle; undefined for what is no handle of ours. */
export function findHandleOwner(handle: string): string | undefined {
  try {
    return stringify(base64url.decode(handle));
  } catch {
    return undefined;
  }
}
