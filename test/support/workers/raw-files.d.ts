/** A file's text, as Vite gives it to tests. */
declare module "*.md?raw" {
  const text: string;
  export default text;
}
