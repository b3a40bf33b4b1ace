// Runs before the first paint: the reader's own choice of light or dark, and a mark that scripts run.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var chosen = localStorage.getItem("backlogue-theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch (error) {
    // Storage is closed to this page (private mode, or a file): the system's choice stands.
  }
})();
