// Runs before the first paint, so that a chosen theme never flashes; lib/theme.js changes it later.
try {
  const theme = localStorage.getItem('autotrace.theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // Storage is forbidden here: the system's theme holds.
}
