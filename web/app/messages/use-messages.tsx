import type { ReactNode } from "react";
import { createContext, useContext } from "react";

import type { Messages } from "./en.ts";
import { en } from "./en.ts";

const MessagesContext = createContext<Messages>(en);

export function MessagesProvider({ messages, children }: { messages: Messages; children: ReactNode }) {
  return <MessagesContext.Provider value={messages}>{children}</MessagesContext.Provider>;
}

/** The strings in the reader's language. */
export function useMessages(): Messages {
  return useContext(MessagesContext);
}
