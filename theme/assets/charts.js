/*
 * Draws each <figure class="chart"> from the JSON inside it, when it comes into view.
 *
 * The JSON holds {"data": […], "layout": {…}} and, if the chart needs it, {"narrow": {…}}: what changes in the layout on a
 * phone. A colour is a token's name ("token:status-delayed", "token:grid"), looked up in the style sheet when the chart is
 * drawn, so that one chart serves light, dark and paper. Nothing is fetched from elsewhere.
 */
(function () {
  "use strict";

  const LIBRARY = new URL("plotly-basic.min.js", document.currentScript.src).href;
  const NARROW = 520; // pixels
  const PAPER = 660; // pixels: the width of a chart on an A4 page
  const SHEET = 780; // pixels: the height that a chart has on one, below its message
  const SQUEEZED = 1.7; // a chart of up to so many sheets is made to fit one; a taller one goes on over the next
  const AHEAD = "200px"; // how far below what is seen a chart is drawn once a reader scrolls
  const PATIENCE = 5000; // milliseconds that printing waits for charts
  const CONFIG = { displayModeBar: false, displaylogo: false, showSendToCloud: false, responsive: true, locale: "en-GB" };
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
  const BRITISH = {
    moduleType: "locale",
    name: "en-GB",
    dictionary: {},
    format: {
      days: DAYS,
      shortDays: DAYS.map((day) => day.slice(0, 3)),
      months: MONTHS,
      shortMonths: MONTHS.map((month) => month.slice(0, 3)),
      periods: ["am", "pm"],
      dateTime: "%a %-d %b %Y, %H:%M",
      date: "%-d %b %Y",
      time: "%H:%M",
      decimal: ".",
      thousands: ",",
      grouping: [3],
      currency: ["£", ""],
      year: "%Y",
      month: "%b %Y",
      dayMonth: "%-d %b",
      dayMonthYear: "%-d %b %Y",
    },
  };

  let library = null;
  let printing = false;

  function load() {
    library ??= new Promise((resolve, reject) => {
      if (window.Plotly) return resolve(window.Plotly);
      const script = document.createElement("script");
      script.src = LIBRARY;
      script.onload = () => {
        window.Plotly.register(BRITISH);
        resolve(window.Plotly);
      };
      script.onerror = () => reject(new Error("the chart library did not load"));
      document.head.append(script);
    });
    return library;
  }

  /* Tokens to colours. The root always holds the light ones, the body those of the scheme in use. */
  function palette(light = printing) {
    const style = getComputedStyle(light ? document.documentElement : document.body);
    return (name) => {
      const variable = name.startsWith("status-") ? `--${name}` : `--chart-${name}`;
      return style.getPropertyValue(variable).trim();
    };
  }

  function resolve(value, colour) {
    if (typeof value === "string") return value.startsWith("token:") ? colour(value.slice(6)) : value;
    if (Array.isArray(value)) return value.map((each) => resolve(each, colour));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each, colour)]));
    }
    return value;
  }

  function merge(base, over) {
    const result = { ...base };
    for (const [key, value] of Object.entries(over ?? {})) {
      const both = value && typeof value === "object" && !Array.isArray(value) && result[key] && typeof result[key] === "object";
      result[key] = both ? merge(result[key], value) : value;
    }
    return result;
  }

  function axis(colour) {
    return {
      automargin: true,
      fixedrange: true,
      gridcolor: colour("grid"),
      linecolor: colour("axis"),
      tickcolor: colour("axis"),
      zeroline: false,
      title: { font: { color: colour("muted"), size: 14 } },
    };
  }

  /* Lines that lead from names, rather than from a scale, say nothing. */
  function named(chart, letter) {
    const first = chart.data?.[0]?.[letter]?.[0];
    return typeof first === "string" && !/^\d{4}(-\d\d){0,2}$/.test(first);
  }

  function layoutOf(chart, width, colour) {
    const ours = {
      font: { family: colour("font"), size: 14, color: colour("text") },
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      margin: { l: 8, r: 28, t: 16, b: 8 },
      dragmode: false,
      hoverlabel: { bgcolor: colour("paper"), bordercolor: colour("axis"), font: { color: colour("text") } },
      legend: { orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom", traceorder: "normal", itemclick: false, itemdoubleclick: false },
      separators: ".,",
    };
    let layout = merge(ours, chart.layout);
    if (width < NARROW) layout = merge(layout, chart.narrow);
    const axes = Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key));
    for (const key of new Set(["xaxis", "yaxis", ...axes])) layout[key] = merge({ ...axis(colour), showgrid: !named(chart, key[0]) }, layout[key]);
    if (printing) {
      layout.width = Math.min(layout.width ?? PAPER, PAPER);
      if (layout.height <= SHEET * SQUEEZED) layout.height = Math.min(layout.height, SHEET);
    }
    return resolve(layout, colour);
  }

  function read(figure) {
    return JSON.parse(figure.querySelector("script.chart-data").textContent);
  }

  function draw(figure, Plotly) {
    const canvas = figure.querySelector(".chart-canvas");
    const chart = read(figure);
    const colour = palette();
    const layout = layoutOf(chart, printing ? PAPER : canvas.clientWidth, colour);
    if (layout.height) canvas.style.minHeight = `${layout.height}px`;
    return Plotly.react(canvas, resolve(chart.data, colour), layout, CONFIG).then(() => {
      figure.dataset.drawn = "true";
      if (!printing) Plotly.Plots.resize(canvas);
    });
  }

  function fail(figure, error) {
    figure.dataset.drawn = "failed";
    const message = document.createElement("p");
    message.className = "note chart-failed";
    message.textContent = "The chart could not be drawn. The same figures are in the table.";
    figure.querySelector(".chart-canvas").replaceWith(message);
    console.warn("chart", figure.id, error);
  }

  const shown = new WeakMap(); // each figure with the promise of its chart, so that whoever asks again waits for the same

  function show(figure) {
    if (!shown.has(figure)) {
      figure.dataset.drawn = "pending";
      shown.set(
        figure,
        load()
          .then((Plotly) => draw(figure, Plotly))
          .catch((error) => fail(figure, error)),
      );
    }
    return shown.get(figure);
  }

  const figures = () => [...document.querySelectorAll("figure.chart")];

  function redraw() {
    for (const figure of figures()) {
      if (figure.dataset.drawn === "true") draw(figure, window.Plotly);
    }
  }

  /* Draws what is, or comes, within `margin` of what is seen: the place of the drawing, not the words above it. */
  function drawWithin(margin) {
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (!entry.isIntersecting) continue;
          seen.unobserve(entry.target);
          show(entry.target.closest("figure.chart"));
        }
      },
      { rootMargin: margin },
    );
    for (const figure of figures()) {
      if (!figure.dataset.drawn) seen.observe(figure.querySelector(".chart-canvas"));
    }
  }

  /* The library is a megabyte for a phone to work through: it waits until a chart is seen or a reader goes on towards one. */
  function watch() {
    drawWithin("0px");
    window.addEventListener("scroll", () => drawWithin(AHEAD), { once: true, passive: true });
    new MutationObserver(redraw).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
  }

  window.addEventListener("beforeprint", () => {
    printing = true;
    if (!window.Plotly) return; // not loaded, and printing does not wait: the tables are printed instead
    for (const figure of figures()) {
      if (figure.dataset.drawn !== "failed") draw(figure, window.Plotly);
    }
  });
  window.addEventListener("afterprint", () => {
    printing = false;
    redraw();
  });

  /* Printing does not wait for what was never in view, so the keys that print draw it first. */
  window.addEventListener("keydown", (event) => {
    const prints = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "p";
    if (!prints || figures().every((figure) => ["true", "failed"].includes(figure.dataset.drawn))) return;
    event.preventDefault();
    const enough = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    Promise.race([Promise.all(figures().map(show)), enough]).then(() => window.print());
  });

  /* The drawing of a chart as SVG text, in the light colours and at a width of its own, whatever the screen. */
  async function still(figure, width) {
    const Plotly = await load();
    const chart = read(figure);
    const colour = palette(true);
    const layout = { ...layoutOf(chart, width, colour), width };
    const drawing = { data: resolve(chart.data, colour), layout, config: CONFIG };
    const url = await Plotly.toImage(drawing, { format: "svg", width, height: layout.height });
    return { svg: decodeURIComponent(url.slice(url.indexOf(",") + 1)), width, height: layout.height };
  }

  /* For whatever makes pages into PDF (draw all, then print), and for pictures of charts. */
  window.portalCharts = { drawAll: () => Promise.all(figures().map(show)), still };

  document.addEventListener("DOMContentLoaded", watch);
})();
