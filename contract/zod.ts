import { z } from "zod";

// Pages and Workers forbid eval by policy; without this zod would try to compile its parsers with `new Function`.
z.config({ jitless: true });

export { z };
