import { useEffect, useState } from "react";

type Theme = "light" | "dark";

const DARK = "(prefers-color-scheme: dark)";

const readTheme = (): Theme => {
  const { theme } = document.documentElement.dataset;
  return theme === "dark" || (theme !== "light" && matchMedia(DARK).matches) ? "dark" : "light";
};

/** The theme that the page wears now, chosen by its reader or by their system; undefined until it runs in a browser. */
export function useWornTheme(): Theme | undefined {
  const [theme, setTheme] = useState<Theme>();
  useEffect(() => {
    const read = () => setTheme(readTheme());
    read();
    const system = matchMedia(DARK);
    system.addEventListener("change", read);
    const choice = new MutationObserver(read);
    choice.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      system.removeEventListener("change", read);
      choice.disconnect();
    };
  }, []);
  return theme;
}
