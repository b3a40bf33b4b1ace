// Adds to pages that can be read without it: theme switch, sortable tables, filtered tables, search.
// No library, no network beyond this site's own files, nothing inline, so a strict policy holds.
(function () {
  "use strict";
  var root = document.documentElement;
  var base = document.currentScript.getAttribute("data-root") || "";
  var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };
  var one = function (selector, within) { return (within || document).querySelector(selector); };

  // Data files are scripts that call backlogue.take(name, value): that works from a folder on disk
  // too, where a browser refuses fetch().
  var wanted = {};
  var backlogue = window.backlogue = {
    base: base,
    take: function (name, value) { if (wanted[name]) wanted[name].resolve(value); },
    load: function (name) {
      if (!wanted[name]) {
        var entry = wanted[name] = {};
        entry.promise = new Promise(function (resolve, reject) {
          entry.resolve = resolve;
          var script = document.createElement("script");
          script.src = base + "data/" + name + ".js";
          script.onerror = function () { delete wanted[name]; reject(new Error("cannot load " + script.src)); };
          document.head.append(script);
        });
      }
      return wanted[name].promise;
    },
    one: one,
    all: all,
    make: function (tag, attributes, children) {
      var node = document.createElement(tag);
      Object.keys(attributes || {}).forEach(function (key) {
        if (attributes[key] !== undefined && attributes[key] !== "") node.setAttribute(key, attributes[key]);
      });
      [].concat(children === undefined ? [] : children).forEach(function (child) { node.append(child); });
      return node;
    }
  };

  // ---- theme ----
  function switchTheme(button) {
    function dark() {
      return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    }
    function name() { button.setAttribute("aria-label", dark() ? "Switch to light" : "Switch to dark"); }
    button.hidden = false;
    name();
    button.addEventListener("click", function () {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("backlogue-theme", root.dataset.theme); } catch (error) { /* lasts for this page */ }
      name();
    });
  }

  // ---- tables that sort ----
  function cellValue(row, index) {
    var cell = row.cells[index];
    if (!cell) return "";
    return cell.hasAttribute("data-v") ? cell.getAttribute("data-v") : cell.textContent.trim();
  }
  backlogue.compare = function (a, b) {
    if (a === b) return 0;
    if (a === "" || b === "") return a === "" ? 1 : -1;
    var x = Number(a), y = Number(b);
    if (!isNaN(x) && !isNaN(y)) return x - y;
    return String(a).localeCompare(String(b), "en", { numeric: true, sensitivity: "base" });
  };
  function sortable(table) {
    var heads = all("thead th", table);
    heads.forEach(function (head, index) {
      if (head.hasAttribute("data-plain") || !head.textContent.trim()) return;
      var button = backlogue.make("button", { type: "button" }, head.textContent.trim());
      head.replaceChildren(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        if (table.hasAttribute("data-live")) {
          table.dispatchEvent(new CustomEvent("sort", { detail: { column: index, down: down } }));
          return;
        }
        all("tbody", table).forEach(function (body) {
          var rows = Array.from(body.rows).filter(function (row) { return !row.classList.contains("group"); });
          rows.map(function (row, at) { return { row: row, at: at, value: cellValue(row, index) }; })
            .sort(function (a, b) {
              var order = a.value === "" || b.value === "" ? backlogue.compare(a.value, b.value)
                : backlogue.compare(a.value, b.value) * (down ? -1 : 1);
              return order || a.at - b.at;
            })
            .forEach(function (entry) { body.append(entry.row); });
        });
      });
    });
  }

  // ---- a filter box over the entries of a page ----
  function filter(box) {
    var entries = all(box.getAttribute("data-filter"));
    var count = one(".filter-count", box.closest(".controls"));
    box.closest(".controls").hidden = false;
    box.addEventListener("input", function () {
      var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      entries.forEach(function (entry) {
        var text = entry.textContent.toLowerCase();
        var keep = words.every(function (word) { return text.includes(word); });
        entry.hidden = !keep;
        if (keep) shown += 1;
      });
      if (count) count.textContent = shown + " of " + entries.length + " shown";
    });
  }

  // ---- search ----
  // data/find-xx.js holds the words that begin with xx and the entries they occur in;
  // data/names-n.js holds what to show of 200 entries. Only what is needed is loaded.
  function fold(text) { return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, ""); }
  function words(text) { return fold(text).match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) || []; }
  function shard(word) {
    return "find-" + Array.from(word).slice(0, 2).map(function (letter) {
      return /[a-z0-9]/.test(letter) ? letter : "_";
    }).join("");
  }
  function entriesOf(word) {
    return backlogue.load("find").then(function (names) {
      if (names.indexOf(shard(word)) < 0) return {};
      return backlogue.load(shard(word)).then(function (table) {
        var found = {};
        Object.keys(table).forEach(function (key) {
          if (!key.startsWith(word)) return;
          table[key].forEach(function (entry) { found[entry] = (found[entry] || 0) + (key === word ? 3 : 1); });
        });
        return found;
      });
    });
  }
  function ask(text) {
    var asked = words(text).filter(function (word) { return word.length > 1; });
    if (!asked.length) return Promise.resolve(null);
    return Promise.all(asked.map(entriesOf)).then(function (tables) {
      var scores = tables[0];
      tables.slice(1).forEach(function (table) {
        Object.keys(scores).forEach(function (entry) {
          if (table[entry]) scores[entry] += table[entry]; else delete scores[entry];
        });
      });
      var best = Object.keys(scores).sort(function (a, b) { return scores[b] - scores[a] || a - b; }).slice(0, 12);
      return Promise.all(best.map(function (entry) {
        return backlogue.load("names-" + Math.floor(entry / 200)).then(function (rows) { return rows[entry % 200]; });
      }));
    });
  }
  backlogue.ask = ask;
  function search(form) {
    var box = one("input", form), hits = one(".hits", form), latest = 0;
    form.hidden = false;
    function close() { hits.hidden = true; box.setAttribute("aria-expanded", "false"); }
    function show(rows) {
      hits.replaceChildren();
      rows.forEach(function (row) {
        var link = backlogue.make("a", { href: base + row[0] }, [
          backlogue.make("span", {}, row[1]),
          backlogue.make("small", {}, row[2] || "")
        ]);
        hits.append(backlogue.make("li", {}, link));
      });
      if (!rows.length) hits.append(backlogue.make("li", { "class": "none" }, "Nothing found. Try an id, a word of a title, a label or an owner."));
      hits.hidden = false;
      box.setAttribute("aria-expanded", "true");
    }
    box.addEventListener("input", function () {
      var turn = latest += 1;
      ask(box.value).then(function (rows) {
        if (turn !== latest) return;
        if (rows === null) close(); else show(rows);
      }).catch(function () { if (turn === latest) close(); });
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var first = one(".hits a", form);
      if (first && !hits.hidden) location.href = first.href;
    });
    form.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { close(); box.focus(); return; }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      var stops = [box].concat(all(".hits a", form));
      var next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (hits.hidden || next < 0 || next >= stops.length) return;
      event.preventDefault();
      stops[next].focus();
    });
    document.addEventListener("click", function (event) { if (!form.contains(event.target)) close(); });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(input|select|textarea)$/i.test(event.target.tagName)) return;
      event.preventDefault();
      box.focus();
    });
  }

  all("button.theme").forEach(switchTheme);
  all("table[data-sort]").forEach(sortable);
  all("input[data-filter]").forEach(filter);
  all("form.search").forEach(search);
})();
