// Light or dark: as the system says, until the visitor says otherwise. Runs before the first paint.
(() => {
  const key = "whiteline-theme";
  const chosen = localStorage.getItem(key);
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  window.whitelineTheme = {
    isDark: () => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark",
    toggle() {
      const next = this.isDark() ? "light" : "dark";
      document.documentElement.dataset.theme = next;
      localStorage.setItem(key, next);
      dispatchEvent(new Event("whiteline-theme"));
    },
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => dispatchEvent(new Event("whiteline-theme")));
})();
