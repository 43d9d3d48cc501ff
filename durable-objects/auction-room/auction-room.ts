import { DurableObject } from "cloudflare:workers";

/** One auction: its journal, its clock, its sockets. */
export class AuctionRoom extends DurableObject {}
