// Spectra over energy loss, drawn by uPlot. Every spectrum keeps its own axis; those of unlike axes are joined for drawing.
import { saveCanvas, saveText } from "./save.js";

const palette = ["#0072b2", "#d55e00", "#009e73", "#e69f00", "#cc79a7", "#56b4e9", "#8a8a00", "#777777"];
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function floats(bytes) {
  if (bytes instanceof ArrayBuffer) return new Float32Array(bytes);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

class SpectrumPlot {
  constructor(root, options, owner) {
    Object.assign(this, { root, owner, options, series: new Map(), edges: [], windows: [], log: false, shape: "" });
    this.redraw = () => this.build();
    this.resizer = new ResizeObserver(() => this.plot?.setSize(this.size()));
    this.resizer.observe(root);
    addEventListener("whiteline-theme", this.redraw);
    root.addEventListener("keydown", event => this.key(event));
    this.build();
  }

  // The legend has one line beside the least height; with more the figure grows.
  size() {
    return { width: Math.max(200, this.root.clientWidth), height: Math.max(160, parseFloat(getComputedStyle(this.root).minHeight) - 30) };
  }

  // Replaces everything that is drawn. Where nothing is, the next spectra are seen whole.
  setAll(list) {
    this.series.clear();
    if (list.length === 0) Object.assign(this, { zoomed: false, edges: [] });
    for (const one of list) this.keep(one.key, one);
    this.draw();
  }

  // Replaces one spectrum; null removes it.
  setOne(key, one) {
    if (one) this.keep(key, one);
    else this.series.delete(key);
    this.draw();
  }

  keep(key, one) {
    this.series.set(key, { ...one, values: one.values ?? floats(one.bytes) });
  }

  setEdges(edges) { this.edges = edges; this.plot?.redraw(); }

  setLog(log) { this.log = log; this.build(); }

  setWindows(windows) { this.windows = windows; this.placeWindows(); }

  table(one) {
    const x = new Float64Array(one.values.length);
    for (let i = 0; i < x.length; i++) x[i] = one.offset + i * one.dispersion;
    // What is no number, and a logarithm of a count that is not positive, has no place.
    return [x, Array.from(one.values, v => Number.isFinite(v) && (!this.log || v > 0) ? v : null)];
  }

  data() {
    const all = [...this.series.values()];
    if (all.length === 0) return [[0, 1]];
    const same = all.every(one => one.offset === all[0].offset && one.dispersion === all[0].dispersion && one.values.length === all[0].values.length);
    if (same) return [this.table(all[0])[0], ...all.map(one => this.table(one)[1])];
    return uPlot.join(all.map(one => this.table(one)));
  }

  draw() {
    const shape = [...this.series].map(([key, one]) => key + "\t" + one.name + "\t" + one.colour).join("\n");
    if (shape !== this.shape || !this.plot) return this.build();
    const { min, max } = this.plot.scales.x;
    const zoomed = this.zoomed;
    this.plot.batch(() => {
      this.plot.setData(this.data());
      if (zoomed) this.plot.setScale("x", { min, max });
    });
  }

  build() {
    const kept = this.zoomed && this.plot ? { min: this.plot.scales.x.min, max: this.plot.scales.x.max } : null;
    this.plot?.destroy();
    this.shape = [...this.series].map(([key, one]) => key + "\t" + one.name + "\t" + one.colour).join("\n");
    const ink = css("--ink"), line = css("--line");
    const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, font: "12px system-ui", labelFont: "13px system-ui" };
    const lines = [...this.series.values()].map((one, i) => ({
      label: one.name, stroke: one.colour ?? palette[i % palette.length], width: 1.5, spanGaps: true, dash: one.dashed ? [6, 4] : undefined,
      points: { show: !!one.points }, value: (u, v) => v == null ? "–" : Number(v.toPrecision(5)).toString(),
    }));
    this.plot = new uPlot({
      ...this.size(),
      cursor: { drag: { x: true, y: false }, points: { size: 6 } },
      legend: { show: this.series.size > 0 && this.series.size <= 12, markers: { dash: (u, i) => u.series[i].dash ? "dashed" : "solid" } },
      scales: { x: { time: false }, y: { distr: this.log ? 3 : 1 } },
      axes: [{ ...axis, label: this.options.x }, { ...axis, label: this.options.y, size: 70 }],
      series: [{ label: /\((.+)\)/.exec(this.options.x)?.[1] ?? this.options.x, value: (u, v) => v == null ? "–" : this.options.x.includes("(") ? v.toFixed(2) : String(v) }, ...lines],
      hooks: {
        draw: [u => this.drawEdges(u)],
        setScale: [(u, key) => { if (key === "x") { this.placeWindows(); this.noteZoom(u); } }],
        ready: [u => this.ready(u)],
      },
    }, this.data(), this.root);
    if (kept) this.plot.setScale("x", kept);
    this.placeWindows();
  }

  noteZoom(u) {
    const x = u.data[0];
    this.zoomed = x.length > 1 && (u.scales.x.min > x[0] + 1e-6 || u.scales.x.max < x[x.length - 1] - 1e-6);
  }

  ready(u) {
    u.over.addEventListener("wheel", event => {
      event.preventDefault();
      const at = u.posToVal(event.offsetX, "x");
      this.zoom(at, event.deltaY > 0 ? 1.25 : 0.8);
    }, { passive: false });
    // With Shift a drag moves the axis instead of choosing a part of it.
    u.over.addEventListener("mousedown", event => {
      if (!event.shiftKey) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      const { min, max } = u.scales.x, from = event.clientX, width = u.over.clientWidth;
      const move = e => { const d = (from - e.clientX) / width * (max - min); u.setScale("x", { min: min + d, max: max + d }); };
      const up = () => { removeEventListener("mousemove", move); removeEventListener("mouseup", up); };
      addEventListener("mousemove", move);
      addEventListener("mouseup", up);
    }, true);
  }

  zoom(at, factor) {
    const { min, max } = this.plot.scales.x;
    this.plot.setScale("x", { min: at - (at - min) * factor, max: at + (max - at) * factor });
  }

  pan(share) {
    const { min, max } = this.plot.scales.x;
    this.plot.setScale("x", { min: min + share * (max - min), max: max + share * (max - min) });
  }

  view(from, to) { this.plot.setScale("x", { min: from, max: to }); }

  reset() {
    const x = this.plot.data[0];
    this.plot.setScale("x", { min: x[0], max: x[x.length - 1] });
  }

  key(event) {
    if (event.target !== this.root) return;
    const { min, max } = this.plot.scales.x;
    const acts = {
      ArrowLeft: () => this.pan(-0.1), ArrowRight: () => this.pan(0.1), "+": () => this.zoom((min + max) / 2, 0.8), "=": () => this.zoom((min + max) / 2, 0.8),
      "-": () => this.zoom((min + max) / 2, 1.25), 0: () => this.reset(), l: () => this.setLog(!this.log),
    };
    if (!acts[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    acts[event.key]();
  }

  drawEdges(u) {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = css("--faint");
    ctx.font = `${11 * devicePixelRatio}px system-ui`;
    ctx.setLineDash([4, 4]);
    // The plot leaves it as its axes need it.
    ctx.textAlign = "left";
    let last = -1e9, level = 0;
    for (const edge of this.edges) {
      const x = u.valToPos(edge.energy, "x", true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      level = x - last < 60 * devicePixelRatio ? (level + 1) % 3 : 0;
      ctx.fillText(edge.name, x + 3 * devicePixelRatio, bbox.top + (12 + 13 * level) * devicePixelRatio);
      last = x;
    }
    ctx.restore();
  }

  placeWindows() {
    if (!this.plot) return;
    const over = this.plot.over;
    for (const old of over.querySelectorAll(".window")) old.remove();
    for (const one of this.windows) over.append(this.windowElement(one));
  }

  windowElement(one) {
    const u = this.plot;
    const band = document.createElement("div");
    band.className = "window";
    band.title = one.name;
    const place = () => {
      // What lies beside the plot is not drawn beside it.
      const [left, right] = [one.from, one.to].map(energy => Math.min(Math.max(u.valToPos(energy, "x"), 0), u.over.clientWidth));
      band.hidden = !(right > left);
      band.style.left = `${left}px`;
      band.style.width = `${Math.max(1, right - left)}px`;
      band.style.setProperty("--tint", one.colour ?? palette[0]);
    };
    const label = document.createElement("span");
    label.textContent = one.name;
    band.append(label);
    for (const side of ["from", "to"]) {
      const handle = document.createElement("button");
      handle.type = "button";
      handle.className = side;
      handle.setAttribute("aria-label", `${one.name}, ${side}`);
      const tell = () => this.owner?.invokeMethodAsync("WindowMoved", one.key, one.from, one.to);
      const move = value => { one[side] = side === "from" ? Math.min(value, one.to - 0.5) : Math.max(value, one.from + 0.5); place(); };
      handle.addEventListener("pointerdown", event => {
        event.stopPropagation();
        event.preventDefault();
        handle.focus();
        handle.setPointerCapture(event.pointerId);
        handle.onpointermove = e => move(u.posToVal(e.clientX - over(u).left, "x"));
        handle.onpointerup = () => { handle.onpointermove = handle.onpointerup = null; tell(); };
      });
      handle.addEventListener("mousedown", event => event.stopPropagation());
      handle.addEventListener("keydown", event => {
        const step = { ArrowLeft: -0.5, ArrowRight: 0.5, PageDown: -5, PageUp: 5 }[event.key];
        if (!step) return;
        event.preventDefault();
        event.stopPropagation();
        move(one[side] + step);
        clearTimeout(this.telling);
        this.telling = setTimeout(tell, 250);
      });
      band.append(handle);
    }
    place();
    return band;
  }

  savePng(name) { saveCanvas(this.plot.ctx.canvas, name + ".png"); }

  saveCsv(name) {
    const all = [...this.series.values()];
    const rows = [[this.options.x, ...all.map(one => one.name)].map(cell => `"${cell.replaceAll('"', '""')}"`).join(",")];
    const data = uPlot.join(all.map(one => { const [x] = this.table(one); return [x, Array.from(one.values)]; }));
    for (let i = 0; i < data[0].length; i++) rows.push(data.map(column => column[i] ?? "").join(","));
    saveText(rows.join("\n") + "\n", name + ".csv");
  }

  dispose() {
    this.resizer.disconnect();
    removeEventListener("whiteline-theme", this.redraw);
    this.plot?.destroy();
  }
}

const over = u => u.over.getBoundingClientRect();

export const create = (root, options, owner) => new SpectrumPlot(root, options, owner);
