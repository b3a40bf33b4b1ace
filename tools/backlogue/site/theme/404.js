// The page is shown in place of any other, so no relative address in it is right. The site begins where
// its style sheet is found, from this folder upwards: no host has to be told where the site lies.
(function () {
  "use strict";
  var folders = location.pathname.split("/").slice(0, -1);

  function begin(base) {
    document.getElementById("unfound").remove();
    document.querySelectorAll("a[href]").forEach(function (link) {
      var address = link.getAttribute("href");
      if (!/^(#|[a-z]+:)/.test(address)) link.setAttribute("href", base + address);
    });
    ["theme.js", "site.js"].forEach(function (name) {
      var script = document.createElement("script");
      script.src = base + "assets/" + name;
      script.async = false; // in this order
      script.setAttribute("data-root", base);
      if (name === "site.js") script.onload = suggest.bind(null, base);
      document.head.append(script);
    });
    var icon = document.createElement("link");
    icon.rel = "icon";
    icon.href = base + "assets/icon.svg";
    document.head.append(icon);
  }
  // Who types an address names the item by its id, or by one that it had before.
  function suggest(base) {
    var named = /([A-Z][A-Z0-9]*-[0-9a-z]+)(\.html|\.json)?$/.exec(location.pathname);
    var backlogue = window.backlogue, box = document.getElementById("meant");
    if (!named) return;
    backlogue.ask(named[1]).then(function (rows) {
      (rows || []).forEach(function (row) {
        var link = backlogue.make("a", { href: base + row[0] }, row[1]);
        backlogue.one("ul", box).append(backlogue.make("li", {}, [link, " ", backlogue.make("span", { "class": "small soft" }, row[2])]));
        box.hidden = false;
      });
    }).catch(function () { /* no suggestion */ });
  }
  function seek(depth) {
    if (depth < 1) return; // nowhere: the page is plain, and can be read
    var base = location.protocol + "//" + location.host + folders.slice(0, depth).join("/") + "/";
    var sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = base + "assets/site.css";
    sheet.onerror = function () { sheet.remove(); seek(depth - 1); };
    sheet.onload = function () {
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin.bind(null, base));
      else begin(base);
    };
    document.head.append(sheet);
  }
  seek(folders.length);
})();
