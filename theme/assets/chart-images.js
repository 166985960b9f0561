/*
 * Lets readers take a chart away as a picture, PNG or SVG: made in the browser from the chart's own data, in light colours
 * on white, with its message, key and source in the picture. Nothing is sent anywhere.
 */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 960; // pixels of the picture; a PNG has twice as many, so that it is sharp
  const EDGE = 24;
  const FINER = 2;
  const INK = "#14212b";
  const INK_2 = "#46535e";
  const FORMATS = ["PNG", "SVG"];

  function font(size, weight = 400) {
    const family = getComputedStyle(document.documentElement).getPropertyValue("--chart-font").trim() || "sans-serif";
    return { size, weight, family };
  }

  /* Text in lines that fit between the edges. */
  function wrapped(text, { size, weight, family }) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${weight} ${size}px ${family}`;
    const lines = [];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      if (lines.length && pen.measureText(longer).width <= WIDTH - 2 * EDGE) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  /* What stands above the drawing and below it, as it stands on the page. */
  function words(figure) {
    const text = (selector) => figure.querySelector(selector)?.textContent.trim() ?? "";
    const meta = (name) => document.querySelector(`meta[name="portal-${name}"]`)?.content ?? "";
    const [thing, publisher] = [meta("title"), meta("publisher")];
    const origin = document.querySelector('meta[name="portal-source"]');
    const page = document.querySelector('link[rel="canonical"]')?.href ?? "";
    return {
      message: text(".chart-message"),
      above: [
        { text: thing.includes(publisher) ? thing : `${thing}, ${publisher}`, ink: INK_2, font: font(15, 700) },
        { text: text(".chart-message"), ink: INK, font: font(21, 700) },
        { text: text(".chart-subtitle"), ink: INK_2, font: font(16) },
        { text: text(".chart-sentence"), ink: INK, font: font(15) },
      ],
      below: [origin?.content ?? "", origin?.dataset.notice ?? "", page].map((each) => ({ text: each, ink: INK_2, font: font(13) })),
    };
  }

  /* Writes the paragraphs into the picture from `top` down, and says where they end. */
  function write(picture, paragraphs, top) {
    let line = top;
    for (const { text, ink, font } of paragraphs) {
      for (const each of wrapped(text, font)) {
        line += Math.round(font.size * 1.35);
        const element = document.createElementNS(SVG, "text");
        const looks = { x: EDGE, y: line, fill: ink, "font-size": font.size, "font-weight": font.weight, "font-family": font.family };
        for (const [name, value] of Object.entries(looks)) element.setAttribute(name, value);
        element.textContent = each;
        picture.append(element);
      }
    }
    return line;
  }

  function box(name, width, height) {
    const element = document.createElementNS(SVG, name);
    element.setAttribute("width", width);
    element.setAttribute("height", height);
    return element;
  }

  /* The whole picture as SVG text. */
  async function compose(figure) {
    const { message, above, below } = words(figure);
    const still = await window.portalCharts.still(figure, WIDTH - 2 * EDGE);
    const picture = box("svg", WIDTH, 0);
    const ground = box("rect", WIDTH, 0);
    ground.setAttribute("fill", "#ffffff");
    const title = document.createElementNS(SVG, "title");
    title.textContent = message;
    picture.append(title, ground);
    const top = write(picture, above, EDGE - 8) + 12;
    const drawing = new DOMParser().parseFromString(still.svg, "image/svg+xml").documentElement;
    drawing.setAttribute("x", EDGE);
    drawing.setAttribute("y", top);
    picture.append(document.importNode(drawing, true));
    const height = write(picture, below, top + still.height + 8) + EDGE;
    for (const each of [picture, ground]) each.setAttribute("height", height);
    picture.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
    return { svg: new XMLSerializer().serializeToString(picture), height };
  }

  async function painted(blob, height) {
    const image = new Image(WIDTH, height);
    image.src = URL.createObjectURL(blob);
    try {
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = WIDTH * FINER;
      canvas.height = height * FINER;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((resolve, reject) => canvas.toBlob((png) => (png ? resolve(png) : reject(new Error("no picture"))), "image/png"));
    } finally {
      URL.revokeObjectURL(image.src);
    }
  }

  async function picture(figure, format) {
    const { svg, height } = await compose(figure);
    const blob = new Blob([svg], { type: "image/svg+xml" });
    return format === "PNG" ? painted(blob, height) : blob;
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /* The page's own name and the chart's: ni-192-values.png. */
  function nameOf(figure, format) {
    const page = location.pathname.split("/").filter((part) => part && part !== "index.html").at(-1) ?? "portal";
    return `${page}-${figure.id}.${format.toLowerCase()}`;
  }

  function button(figure, format, told) {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = format;
    element.setAttribute("aria-label", `Download this chart as ${format}`);
    element.setAttribute("aria-describedby", `${figure.id}-message`);
    element.addEventListener("click", async () => {
      const name = nameOf(figure, format);
      told.textContent = "Making the picture …";
      try {
        save(await picture(figure, format), name);
        told.textContent = `Downloaded: ${name}`;
      } catch (error) {
        told.textContent = "The picture could not be made.";
        console.warn("picture", figure.id, error);
      }
    });
    return element;
  }

  function offer() {
    for (const figure of document.querySelectorAll("figure.chart")) {
      const told = document.createElement("span");
      told.setAttribute("role", "status");
      const offered = document.createElement("div");
      offered.className = "chart-images";
      offered.append("Download this chart:", ...FORMATS.map((format) => button(figure, format, told)), told);
      figure.after(offered);
    }
  }

  document.addEventListener("DOMContentLoaded", offer);
})();
