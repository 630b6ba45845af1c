// Loads a previewed page again when the content has changed. Only `kinerja preview` adds it.
"use strict";
(() => {
  const seen = document.currentScript.dataset.version;
  let changes;
  const listen = () => {
    if (changes || document.hidden) return;
    changes = new EventSource("/.kinerja/changes?after=" + encodeURIComponent(seen));
    changes.onmessage = (message) => {
      if (message.data !== seen) location.reload();
    };
  };
  // A browser holds few connections to one host: a tab that nobody sees gives its own back.
  const rest = () => {
    changes?.close();
    changes = undefined;
  };
  addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  listen();
})();
