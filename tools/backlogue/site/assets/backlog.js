// The backlog table over all items: filter, group and sort in the page. Without this script the
// table shows its items page by page. The choice stands in the address, so a view can be sent on.
(function () {
  "use strict";
  var own = window.backlogue, one = own.one, all = own.all, make = own.make;
  var form = one("form.backlog"), table = one("table.backlog");
  if (!form || !table) return;
  var STEP = 150;
  // Each row: the order is written by site/data.py.
  var ID = 0, TITLE = 1, TYPE = 2, STATUS = 3, CATEGORY = 4, TEAM = 5, OWNER = 6, SPRINT = 7, PRIORITY = 8,
    POINTS = 9, LABELS = 10, BLOCKED = 11, PARENT = 12;
  var FIELDS = { type: TYPE, status: STATUS, category: CATEGORY, team: TEAM, owner: OWNER, sprint: SPRINT, priority: PRIORITY, label: LABELS, parent: PARENT };
  var COLUMNS = [ID, TITLE, STATUS, TEAM, OWNER, SPRINT, PRIORITY, POINTS];
  var body = one("tbody", table), count = one(".filter-count", form), more = one("button.more"), pager = one(".pager");
  var rows = null, shown = [], limit = STEP, sort = null;

  function spoken(name) {
    var words = name.replace(/[-_]/g, " ");
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  function line(row) {
    var status = make("span", { "class": "st " + row[CATEGORY] }, spoken(row[STATUS]));
    var state = make("td", {}, status);
    if (row[BLOCKED]) state.append(" ", make("span", { "class": "st blocked" }, "blocked"));
    var labels = row[LABELS].length ? " · " + row[LABELS].join(", ") : "";
    function cell(label, value, kind) {
      return value === "" || value === null ? make("td", {})
        : make("td", { "data-label": label, "class": kind }, String(value));
    }
    return make("tr", {}, [
      make("td", { "class": "id" }, row[ID]),
      make("td", { "class": "title" }, [
        make("a", { href: own.base + "items/" + row[ID] + ".html" }, row[TITLE]),
        make("span", { "class": "sub" }, row[TYPE] + labels)
      ]),
      state, cell("Team", row[TEAM]), cell("Owner", row[OWNER]), cell("Sprint", row[SPRINT], "nowrap"),
      cell("Priority", row[PRIORITY]), cell("Points", row[POINTS], "right")
    ]);
  }

  function chosen() {
    var choice = {};
    Array.from(form.elements).forEach(function (control) {
      if (control.name && control.value) choice[control.name] = control.value;
    });
    return choice;
  }

  function keep(row, choice) {
    var words = (choice.text || "").toLowerCase().split(/\s+/).filter(Boolean);
    var text = (row[ID] + " " + row[TITLE] + " " + row[LABELS].join(" ") + " " + row[OWNER]).toLowerCase();
    return words.every(function (word) { return text.includes(word); })
      && Object.keys(FIELDS).every(function (name) {
        var value = row[FIELDS[name]];
        return !choice[name] || (Array.isArray(value) ? value.includes(choice[name]) : value === choice[name]);
      });
  }

  function groups(list, by) {
    if (!by || FIELDS[by] === undefined) return [["", list]];
    var table = new Map();
    list.forEach(function (row) {
      var value = row[FIELDS[by]];
      (Array.isArray(value) ? (value.length ? value : [""]) : [value]).forEach(function (key) {
        if (!table.has(key)) table.set(key, []);
        table.get(key).push(row);
      });
    });
    return Array.from(table).sort(function (a, b) { return own.compare(a[0], b[0]); });
  }

  function draw() {
    var by = form.elements.group.value, left = limit;
    body.replaceChildren();
    groups(shown, by).forEach(function (group) {
      if (left <= 0) return;
      if (by) {
        var points = group[1].reduce(function (sum, row) { return sum + (Number(row[POINTS]) || 0); }, 0);
        var words = (group[0] || "none") + " — " + group[1].length + (group[1].length === 1 ? " item" : " items")
          + (points ? ", " + Math.round(points * 100) / 100 + " points" : "");
        body.append(make("tr", { "class": "group" }, make("th", { colspan: COLUMNS.length, scope: "colgroup" }, words)));
      }
      group[1].slice(0, left).forEach(function (row) { body.append(line(row)); });
      left -= group[1].length;
    });
    more.hidden = shown.length <= limit;
    more.textContent = "Show " + Math.min(STEP, shown.length - limit) + " more";
    count.textContent = shown.length + " of " + rows.length + " items";
  }

  function apply() {
    var choice = chosen();
    shown = rows.filter(function (row) { return keep(row, choice); });
    if (sort) {
      var index = COLUMNS[sort.column], sign = sort.down ? -1 : 1;
      shown = shown.map(function (row, at) { return [row, at]; }).sort(function (a, b) {
        var x = a[0][index], y = b[0][index];
        var order = own.compare(x, y) * (x === "" || y === "" ? 1 : sign);
        return order || a[1] - b[1];
      }).map(function (pair) { return pair[0]; });
    }
    draw();
  }

  function load() {
    if (rows) return Promise.resolve();
    var shards = Number(form.dataset.shards);
    return Promise.all(Array.from({ length: shards }, function (_, at) { return own.load("items-" + at); }))
      .then(function (parts) { rows = [].concat.apply([], parts); if (pager) pager.hidden = true; });
  }

  function change() {
    limit = STEP;
    // Only the part behind the # changes: nothing else may on a page that was opened from disk.
    var choice = chosen(), parts = new URLSearchParams(choice).toString();
    history.replaceState(null, "", "#" + parts);
    load().then(apply);
  }

  form.hidden = false;
  form.addEventListener("input", change);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { sort = null; setTimeout(change, 0); });
  more.addEventListener("click", function () { limit += STEP; draw(); });
  table.addEventListener("sort", function (event) { sort = event.detail; load().then(apply); });
  if (location.hash.length > 1) {
    new URLSearchParams(location.hash.slice(1)).forEach(function (value, name) {
      var control = form.elements[name];
      if (control) control.value = value;
    });
    if (Object.keys(chosen()).length) load().then(apply);
  }
})();
