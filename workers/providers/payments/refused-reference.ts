const prefix = "refused:";

/**
 * Stands for what a provider would not even begin, and has no name for: a charge with a card that is gone, a refund of
 * more than there is. It is final, and looking for it asks nobody.
 */
export const makeRefusedReference = (id: string): string => `${prefix}${id}`;

export const isRefusedReference = (reference: string): boolean => reference.startsWith(prefix);
