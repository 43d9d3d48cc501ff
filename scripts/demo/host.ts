import { v7 as makeUuid } from "uuid";
import { ApiError } from "../../client/http/api-error.ts";
import type { Api } from "../../client/http/api.ts";
import { sendCommand } from "../../contract/http/rooms.ts";
import type { WireCommand } from "../../domain/room/command.ts";

type Order<Command> = Command extends WireCommand ? Omit<Command, "id"> : never;
/** A command of the host; its id is made here. */
export type HostOrder = Order<WireCommand>;

/** Gives an order to a room as its host. False when the room refused: somebody at the host's console was faster. */
export async function give(seller: Api, auctionId: string, order: HostOrder): Promise<boolean> {
  try {
    // An order without its id is a command once it has one.
    const body = { ...order, id: makeUuid() } as WireCommand;
    await seller.call(sendCommand, { params: { id: auctionId }, body });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status >= 400 && error.status < 500) return false;
    throw error;
  }
}
