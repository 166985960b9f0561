/*
 * A table to narrow and sort: <table class="data" data-filterable>, one a page, with <form class="filters" hidden> above it.
 *
 * A row holds what it is found by as data-<filter>="value value"; a cell what it is sorted by as data-sort, and none where
 * it comes last; the head of a column its name in the address as data-column, and its data-type. What is chosen is kept in
 * the address: a filtered view can be shared, and comes back on reload and on Back.
 */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const table = document.querySelector("table.data[data-filterable]");
  const form = document.querySelector("form.filters");
  if (!table || !form) return;

  const WAYS = {
    text: ["A to Z", "Z to A"],
    number: ["lowest first", "highest first"],
    date: ["earliest first", "latest first"],
    concern: ["most concern first", "least concern first"],
  };
  const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
  const phone = window.matchMedia("(max-width: 44.984375em)"); // where rows are cards and heads are not seen
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, text: plain(row.textContent) }));
  const count = form.querySelector(".filters-count");
  const words = form.elements.words;
  const sorter = form.elements.sort;
  const fields = [...form.elements].filter((field) => field.name);
  const columns = [...table.tHead.rows[0].cells].flatMap((head, index) => (head.dataset.column ? [column(head, index)] : []));

  function column(head, index) {
    const { column: key, type } = head.dataset;
    const name = head.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.textContent = name;
    button.addEventListener("click", () => {
      sorter.value = sorter.value === key ? `-${key}` : key;
      chosen();
    });
    const ways = WAYS[type].map((way) => `${name}, ${way}`);
    sorter.append(new Option(ways[0], key), new Option(ways[1], `-${key}`));
    return { head, index, key, type, name, button };
  }

  /* Where the heads are not seen, nothing in them takes the focus: the list of ways to sort does their work. */
  function dress() {
    for (const { head, name, button } of columns) head.replaceChildren(phone.matches ? name : button);
  }

  function narrow() {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    const picked = fields.filter((field) => field !== words && field !== sorter && field.value);
    let shown = 0;
    for (const { row, text } of rows) {
      const fits = picked.every((field) => (row.dataset[field.name] ?? "").split(" ").includes(field.value)) && wanted.every((word) => text.includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    return shown;
  }

  function sort() {
    const back = sorter.value.startsWith("-");
    const by = columns.find(({ key }) => key === sorter.value.slice(back));
    for (const { head } of columns) head.removeAttribute("aria-sort");
    by?.head.setAttribute("aria-sort", back ? "descending" : "ascending");
    const ordered = by ? [...rows].sort((one, other) => compare(by, one.row, other.row, back ? -1 : 1)) : rows;
    body.append(...ordered.map(({ row }) => row));
  }

  function compare({ index, type }, one, other, way) {
    const [a, b] = [one, other].map((row) => row.cells[index].dataset.sort);
    if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
    return way * (type === "number" || type === "concern" ? a - b : collator.compare(a, b));
  }

  function show() {
    const shown = narrow();
    sort();
    const sorted = sorter.value ? ` – ${sorter.selectedOptions[0].text}` : "";
    count.textContent = `${shown} of ${rows.length} shown${sorted}`;
  }

  /* The address holds what is chosen and nothing else. A value that this table does not offer is left out. */
  function read() {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = query.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    show();
  }

  function keep(way) {
    const query = new URLSearchParams(fields.filter((field) => field.value.trim()).map((field) => [field.name, field.value.trim()]));
    const address = `${location.pathname}${query.size ? `?${query}` : ""}`;
    if (address === `${location.pathname}${location.search}`) return;
    try {
      history[way](null, "", address);
    } catch {
      // A browser may refuse this to a page opened from a folder, or to fast typing: the table is narrowed all the same.
    }
  }

  function chosen() {
    show();
    keep("pushState");
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => event.target !== words && chosen());
  form.addEventListener("reset", () => setTimeout(chosen)); // after the fields are empty
  words.addEventListener("input", () => {
    show();
    keep("replaceState");
  });
  window.addEventListener("popstate", read);
  phone.addEventListener("change", dress);

  form.hidden = false;
  dress();
  read();

  // Who opens an address that was shared has come for what it shows. On reload and Back the browser knows the place.
  const [arrival] = performance.getEntriesByType("navigation");
  if (location.search && !location.hash && arrival?.type === "navigate") {
    window.addEventListener("load", () => form.scrollIntoView()); // by then the style sheets are there
  }
});
