/** What a route says about itself to the document around it. */
export type PageHandle = {
  /** A room fills the screen: no footer, no tab bar, dark unless the reader chose otherwise. */
  readonly isRoom?: boolean;
};
